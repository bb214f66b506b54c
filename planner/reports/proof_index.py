# SPDX-License-Identifier: Apache-2.0
"""The index of enclosed papers, under the numbers they bear in the evidence bundle."""

from collections.abc import Sequence

from planner.evidence.arranging import arrange
from planner.facts.case import Case, Paper, StatementFile, find
from planner.facts.language import N_, _, language
from planner.facts.rulebook import RuleBook
from planner.reports.table import Cell, Column, Table


def numbers_of(case: Case) -> dict[str, str]:
    """The number of each original in the bundle, by its record: `papers/p1` -> `20-01`."""
    return {source: member.number for member in arrange(case, language()) for source in member.sources}


def proof_index(
    case: Case, book: RuleBook, debt_id: str | None = None, kinds: Sequence[str] | None = None
) -> Table:
    """The papers and statement files at hand: number, kind, date or period, pages or rows.

    With `debt_id` papers of other debts are left out; with `kinds` only papers of those kinds are listed.
    """
    columns = (
        Column("n", N_("No."), width=7),
        Column("kind", N_("Paper"), width=40),
        Column("when", N_("Date or period"), width=24),
        Column("size", N_("Pages or rows"), "count", 10),
    )
    rows: list[tuple[Cell, ...]] = []
    for member in arrange(case, language()):
        name, _slash, record_id = member.sources[0].partition("/")
        record = find(case, name, record_id)
        if isinstance(record, StatementFile) and kinds is None:
            rows.append((member.number, *_file(record)))
        elif isinstance(record, Paper) and _wanted(record, debt_id, kinds):
            rows.append((member.number, *_paper(record, book)))
    return Table(name="proofs", title=N_("Enclosed papers"), columns=columns, rows=tuple(rows))


def _wanted(paper: Paper, debt_id: str | None, kinds: Sequence[str] | None) -> bool:
    is_others = debt_id is not None and paper.debt is not None and paper.debt != debt_id
    return not is_others and (kinds is None or paper.kind in kinds)


def _paper(paper: Paper, book: RuleBook) -> tuple[Cell, ...]:
    document = book.document(paper.kind) if paper.kind else None
    name = document.title if document else _("Paper")
    return name, paper.date.isoformat() if paper.date else None, paper.pages


def _file(file: StatementFile) -> tuple[Cell, ...]:
    period = file.period
    when = f"{period.since or ''} – {period.until or ''}" if period else None
    head = (file.format or "").partition("_")[0]
    names = {"alipay": _("Alipay"), "wechat": _("WeChat"), "jd": _("JD"), "meituan": _("Meituan")}
    return _("Statement: {format}").format(format=names.get(head, _("bank"))), when, file.rows
