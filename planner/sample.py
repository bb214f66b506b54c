# SPDX-License-Identifier: Apache-2.0
"""The sample case: an invented person's facts, statement files and papers, taken in through the real doors."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from planner.evidence.papers import describe
from planner.facts.case import Case, Paper, Proof, case_from_json, changes, new_id, put
from planner.facts.language import _
from planner.facts.places import resources
from planner.statements.importers import read
from planner.statements.keeping import keep
from planner.store.casefile import CaseFile

FIRST_MADE = datetime(2026, 11, 16, 9, 0)


def folder() -> Path:
    """Return where the sample's files lie."""
    return resources() / "sample"


def facts() -> Case:
    """Return the sample's facts, without flows and papers."""
    return case_from_json(json.loads((folder() / "case.json").read_text("utf-8")))


def statement_files() -> list[Path]:
    """Return the sample's statement files, in a fixed order."""
    return sorted(path for path in folder().iterdir() if path.suffix in (".csv", ".xlsx"))


def papers() -> list[dict[str, Any]]:
    """Return what is said of each paper: file, kind, date, the figures it proves."""
    listed: list[dict[str, Any]] = json.loads((folder() / "papers.json").read_text("utf-8"))
    return listed


def complete() -> tuple[Case, dict[str, bytes]]:
    """Return the whole sample case and the bytes of its files and papers by SHA-256."""
    case, blobs = facts(), {}
    for path in statement_files():
        for statement in read(path):
            case, _report = keep(case, statement)
            blobs[statement.sha256] = path.read_bytes()
    case = replace(case, accounts=tuple(replace(account, main=True) for account in case.accounts))
    for told in papers():
        data = (folder() / told["file"]).read_bytes()
        case, sha256 = _with_paper(case, told, data)
        blobs[sha256] = data
    return case, blobs


def _with_paper(case: Case, told: dict[str, Any], data: bytes) -> tuple[Case, str]:
    described = describe(told["file"], data)
    paper = Paper(
        id=new_id(case, "papers"),
        sha256=described.sha256,
        kind=told["kind"],
        name=told["file"],
        date=date.fromisoformat(told["date"]),
        pages=described.pages,
        media=described.media,
        note=told["note"],
    )
    case = put(case, "papers", paper)
    for proof in _proofs(case, paper, told["proves"]):
        case = put(case, "proofs", proof)
    return case, paper.sha256


def _proofs(case: Case, paper: Paper, figures: list[str]) -> Iterator[Proof]:
    for n, figure in enumerate(figures, len(case.proofs) + 1):
        list_name, record_id, name = figure.split("/")
        record = next(r for r in getattr(case, list_name) if r.id == record_id)
        yield Proof(
            id=f"q{n}", figure=figure, source=f"papers/{paper.id}", page=1, value=getattr(record, name)
        )


def build(path: Path, force: bool = False, at: datetime = FIRST_MADE) -> None:
    """Make the sample as a case file at `path`. Raises InputError where a file stands there already."""
    case, blobs = complete()
    with CaseFile.create(path, facts(), force=force) as file:
        for data in blobs.values():
            file.put_blob(data)
        file.save(changes(facts(), case), _("Import statements"), at)
