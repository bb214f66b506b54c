# SPDX-License-Identifier: Apache-2.0
"""What a person does with papers: add, describe and remove them, say which figures they prove."""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from planner.evidence.proofs import value_of
from planner.facts.case import Case, Paper, Proof, drop, find, new_id, put
from planner.facts.language import N_
from planner.facts.problems import InputError


def describe_all(paths: tuple[Path, ...]) -> Generator[float, bool, Any]:
    """Describe papers one after another; a refused one does not stop the others. A job with progress."""
    from planner.evidence.papers import describe

    described, refused = [], []
    for n, path in enumerate(paths):
        if (yield n / len(paths)):
            return None
        try:
            data = path.read_bytes()
            described.append((describe(path.name, data), data))
        except InputError as error:
            refused.append(error)
        except OSError as error:
            text = N_("The file cannot be read ({why}).")
            refused.append(InputError(path.name, text, {"why": error.strerror or ""}))
    return tuple(described), tuple(refused)


def with_papers(case: Case, described: Iterable[Any]) -> Case:
    """Return the case with papers added; those it has already are left out."""
    for one in described:
        if all(paper.sha256 != one.sha256 for paper in case.papers):
            paper = Paper(
                id=new_id(case, "papers"),
                sha256=one.sha256,
                kind=one.kind,
                name=one.name,
                date=one.date,
                pages=one.pages,
                media=one.media,
            )
            case = put(case, "papers", paper)
    return case


def with_fact(case: Case, paper_id: str, name: str, value: Any) -> Case:
    """Return the case with one fact of a paper changed."""
    changed: dict[str, Any] = {name: value}
    return put(case, "papers", replace(find(case, "papers", paper_id), **changed))


def without_papers(case: Case, papers: Iterable[Paper]) -> Case:
    """Return the case without papers, and without what they proved."""
    for paper in papers:
        source = f"papers/{paper.id}"
        case = replace(
            drop(case, "papers", paper.id),
            proofs=tuple(proof for proof in case.proofs if proof.source != source),
        )
    return case


def linked(case: Case, paper: Paper, figures: Iterable[str]) -> Case:
    """Return the case in which a paper proves figures as they are now."""
    source = f"papers/{paper.id}"
    for figure in figures:
        old = next((p for p in case.proofs if p.figure == figure and p.source == source), None)
        proof = Proof(
            id=old.id if old else new_id(case, "proofs", "q"),
            figure=figure,
            source=source,
            page=(old.page if old else None) or (1 if paper.pages else None),
            value=value_of(case, figure),
        )
        case = put(case, "proofs", proof)
    return case


def loosened(case: Case, proofs: Sequence[Proof]) -> Case:
    """Return the case without proofs."""
    gone = {proof.id for proof in proofs}
    return replace(case, proofs=tuple(proof for proof in case.proofs if proof.id not in gone))
