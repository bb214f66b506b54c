# SPDX-License-Identifier: Apache-2.0
"""Papers attached to a talk or a payment: the file is kept as a paper of the case, a proof says what it belongs to."""

from dataclasses import replace
from typing import Any

from planner.facts.case import Case, Paper, Proof, find, new_id, put
from ui.paper_edits import with_papers

TALK, RECEIPT = "D13", "D02"  # the kinds of paper that records of talks, and receipts of payments, are


def attached(case: Case, place: str) -> tuple[Paper, ...]:
    """Return the papers attached to a record: `contacts/c1`, `debts/d1/payments`."""
    sources = [proof.source for proof in case.proofs if proof.figure == place]
    ids = {source.removeprefix("papers/") for source in sources if source.startswith("papers/")}
    return tuple(paper for paper in case.papers if paper.id in ids)


def with_attachment(
    case: Case, place: str, described: Any, debt_id: str | None, note: str | None, kind: str | None = None
) -> Case:
    """Return the case with a described file kept as a paper and attached; one it has already is attached only."""
    case = with_papers(case, (described,))
    paper: Paper = next(one for one in case.papers if one.sha256 == described.sha256)
    named = replace(paper, debt=paper.debt or debt_id, note=paper.note or note, kind=paper.kind or kind)
    case = put(case, "papers", named)
    source = f"papers/{paper.id}"
    if any(proof.figure == place and proof.source == source for proof in case.proofs):
        return case
    return put(case, "proofs", Proof(id=new_id(case, "proofs", "q"), figure=place, source=source, note=note))


def without_attachment(case: Case, place: str, paper_id: str) -> Case:
    """Return the case in which a paper is no longer attached; the paper itself stays."""
    if find(case, "papers", paper_id) is None:
        return case
    gone = (place, f"papers/{paper_id}")
    return replace(case, proofs=tuple(proof for proof in case.proofs if (proof.figure, proof.source) != gone))
