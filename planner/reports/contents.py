# SPDX-License-Identifier: Apache-2.0
"""The contents page of an evidence bundle: each file with what it is, its pages or rows, and its SHA-256."""

from collections.abc import Iterable, Sequence
from datetime import date

from planner.evidence.arranging import FINISHED, Member
from planner.facts.case import Case, Paper, StatementFile, find
from planner.facts.language import N_, _, language
from planner.facts.rulebook import RuleBook
from planner.reports.printout import Printout, foot, heading, paragraph, printout, table_html, title
from planner.reports.table import Cell, Column, Table

MADE = {
    "summary": N_("Negotiation summary"),
    "plan": N_("Repayment plan, a workbook that calculates"),
    "evidence": N_("Evidence in detail: every row with its file and line"),
}


def contents(
    case: Case,
    members: Sequence[Member],
    book: RuleBook,
    today: date,
    more: Iterable[tuple[str, str]] = (),
) -> Printout:
    """Return the contents page, in the language now spoken. `members` are the originals as they lie in the bundle.

    `more` are further files made from the case: name and what each is.
    """
    tongue = 0 if language() == "zh" else 1
    made = [*((FINISHED[key][tongue], _(words)) for key, words in MADE.items()), *more]
    parts = [
        title(_("Contents of the evidence")),
        paragraph(_("All files lie in the folder data of this bundle, under these names."), "under"),
        heading(_("Made from the case")),
        table_html(_made_table(made)),
        heading(_(_over(members))),
        table_html(originals(case, members, book)),
        paragraph(_("The SHA-256 of every file stands in the list manifest-sha256.txt."), "small"),
    ]
    return printout(_("Contents of the evidence"), parts, foot(today))


def _over(members: Sequence[Member]) -> str:
    """The heading over the papers: whether they are originals, copies, or both."""
    if not any(member.redacted for member in members):
        return N_("Originals, unchanged")
    if all(member.redacted for member in members):
        return N_("Redacted copies; the hashes of their originals stand in file 03")
    return N_("Originals, unchanged, and redacted copies")


def _made_table(made: Iterable[tuple[str, str]]) -> Table:
    columns = (Column("file", N_("File"), width=30), Column("what", N_("What it is"), width=50))
    return Table(name="made", title=N_("Made from the case"), columns=columns, rows=tuple(made))


def originals(case: Case, members: Iterable[Member], book: RuleBook) -> Table:
    """The originals: number, what each is, day or period, pages or rows, the head of its SHA-256."""
    columns = (
        Column("number", N_("No."), width=8),
        Column("what", N_("What it is"), width=40),
        Column("when", N_("Date or period"), width=24),
        Column("size", N_("Pages or rows"), "count", 10),
        Column("sha256", N_("SHA-256 begins"), width=18),
    )
    rows: list[tuple[Cell, ...]] = []
    for member in members:
        what, when, size = _told(case, member, book)
        if member.redacted:
            what = _("{paper} (redacted)").format(paper=what or "")
        rows.append((member.number, what, when, size, member.sha256[:16]))
    return Table(name="originals", title=N_("Originals"), columns=columns, rows=tuple(rows))


def _told(case: Case, member: Member, book: RuleBook) -> tuple[str | None, str | None, int | None]:
    list_name, _slash, record_id = member.sources[0].partition("/")
    record = find(case, list_name, record_id)
    if isinstance(record, StatementFile):
        period = record.period
        when = f"{period.since or ''} – {period.until or ''}" if period else None
        account = find(case, "accounts", record.account) if record.account else None
        bank = account.bank if account else record.format
        return _("Statement: {format}").format(format=bank or record.format or ""), when, record.rows
    if isinstance(record, Paper):
        kind = book.document(record.kind) if record.kind else None
        return (
            kind.title if kind else _("Paper"),
            record.date.isoformat() if record.date else None,
            record.pages,
        )
    return None, None, None
