# SPDX-License-Identifier: Apache-2.0
"""The evidence spreadsheet: every figure traced to file and row, with an index, live sums and the hash of each source.

Sheets: cover and index, monthly summary, income proof, figures and their proofs, papers, statement files with their
own totals, months covered, rows that belong together, redacted copies, and last every flow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.evidence.arranging import Copy, Member, arrange
from planner.evidence.proofs import standings
from planner.facts.case import Case
from planner.facts.language import N_, _, language, ngettext
from planner.facts.rulebook import RuleBook
from planner.reports import flow_tables, notice_table
from planner.reports.evidence_income import write_income
from planner.reports.evidence_months import FlowSheet, write_months, write_stated
from planner.reports.figure_words import figure_words
from planner.reports.flow_tables import FLOW_COLUMNS, Sources
from planner.reports.sheet_tables import typeface, widths, write_head, write_table, write_title
from planner.reports.sheets import Book, Goto, Put, Sheet
from planner.reports.table import Cell, Column, Table

NO_TABLE = Table(name="", title="", columns=FLOW_COLUMNS, rows=())
STATES = {
    "missing": N_("no proof yet"),
    "proved": N_("proved"),
    "differs": N_("the flows tell another amount"),
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the index: a sheet, what it holds, how many rows."""

    sheet: Sheet
    words: str
    rows: int


def evidence_workbook(
    case: Case,
    book: RuleBook,
    today: date,
    redacted: Mapping[str, Copy] | None = None,
    only_redacted: bool = False,
    *,
    live_only: bool = False,
) -> bytes:
    """Return the spreadsheet's bytes in the language now spoken: the same for the same case, rules, day and language.

    `redacted` gives the redacted copies by the SHA-256 of their original, as for the bundle. `live_only` leaves
    out the figures beside the formulas, so that a reader must calculate them.
    """
    members = arrange(case, language(), redacted, only_redacted)
    sources = Sources.of(case, members)
    out = Book(_("Evidence in detail"), today, typeface())
    cover = out.sheet(_("Contents"), (30, 60, 12, 40))
    writer = _Writer(case, book, today, out, sources, members)
    entries = writer.write()
    _write_cover(cover, case, today, entries)
    return out.finish(live_only)


@dataclass(slots=True)
class _Writer:
    """Adds the sheets in order; those with formulas draw from the sheet of flows, which comes last."""

    case: Case
    book: RuleBook
    today: date
    out: Book
    sources: Sources
    members: tuple[Member, ...]

    def write(self) -> list[_Entry]:
        """Write all sheets and return the lines of the index."""
        case, sources = self.case, self.sources
        seen = flow_tables.seen_months(case)
        months = self._sheet(seen)
        income = self.out.sheet(_("Income proof"), (10, 20, 14, 28, 28, 34, 8, 34), landscape=True)
        proofs = self._placed(_proofs_table(case, self.book, self.today))
        papers = self._placed(flow_tables.papers(case, self.book, sources))
        files = self._placed(flow_tables.files(case, sources))
        stated = flow_tables.stated(case, sources)
        checks = self._sheet(stated)
        coverage = self._placed(flow_tables.coverage(case, sources))
        links = self._placed(flow_tables.links(case, sources))
        messages = self._placed(notice_table.messages(case))
        copies = self._placed(_redacted_table(self.members))
        flows = FlowSheet(self.out.sheet(_("All flows"), widths(NO_TABLE), landscape=True), len(case.flows))
        self._flows(flows)
        count = write_income(income, case, sources)
        write_months(months, seen, flows)
        write_stated(checks, stated, flows)
        return [
            _Entry(months, _("What each month brought and took, counted once"), len(seen.rows)),
            _Entry(income, _("Each income with the file and row it stands in"), count),
            proofs,
            papers,
            files,
            _Entry(
                checks, _("Totals printed in the files, beside what their rows come to"), len(stated.rows)
            ),
            coverage,
            links,
            messages,
            copies,
            _Entry(flows.sheet, _("Every row of every statement, with file, row and hash"), len(case.flows)),
        ]

    def _sheet(self, table: Table) -> Sheet:
        return self.out.sheet(table.heading(), widths(table), landscape=True)

    def _placed(self, table: Table) -> _Entry:
        sheet = self._sheet(table)
        sheet.freeze(4)
        write_title(sheet, table.heading(), _(UNDER[table.name]), min(len(table.columns), 6))
        write_table(sheet, table)
        if not table.rows:
            sheet.write(Put(_("Nothing yet."), "note"))
        return _Entry(sheet, _(UNDER[table.name]), len(table.rows))

    def _flows(self, flows: FlowSheet) -> None:
        sheet = flows.sheet
        sheet.freeze(4, 2)
        sheet.page.auto_filter.ref = flows.filter_range()
        write_title(sheet, _("All flows"), _("As the files tell them; nothing was left out."), 8)
        write_head(sheet, NO_TABLE)
        styles = ["time" if column.key == "at" else column.kind for column in FLOW_COLUMNS]
        sheet.write_many(flow_tables.flow_rows(self.case, self.sources), styles)


UNDER = {
    "proofs": N_("Each figure of the plan and what shows it"),
    "papers": N_("The papers, what they prove, and their hash"),
    "files": N_("The statement files, their period, rows and hash"),
    "coverage": N_("Which months the statements of each account cover wholly"),
    "links": N_("Rows of different files that tell of one payment, so that it counts once"),
    "messages": N_("The messages that came, and when, where and with what outcome each was checked"),
    "redacted": N_("Copies in which personal data is hidden, beside the hash of their original"),
}


def _proofs_table(case: Case, book: RuleBook, today: date) -> Table:
    columns = (
        Column("figure", N_("Figure"), width=36),
        Column("value", N_("Amount"), "money", 14),
        Column("state", N_("State"), width=24),
        Column("seen", N_("Seen in the flows"), "money", 16),
        Column("sources", N_("Shown by"), width=60),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            figure_words(case, one.figure),
            one.value,
            _(STATES[one.state]) + (_(", older than the figure") if one.older else ""),
            one.seen,
            _shown_by(case, book, [proof.source for proof in one.proofs]),
        )
        for one in standings(case, book, today)
    )
    return Table(name="proofs", title=N_("Figures and proofs"), columns=columns, rows=rows)


def _shown_by(case: Case, book: RuleBook, sources: list[str]) -> str:
    flows = sum(source.startswith("flows/") for source in sources)
    words = (
        [ngettext("{n} row of the flows", "{n} rows of the flows", flows).format(n=flows)] if flows else []
    )
    papers = {f"papers/{paper.id}": (n, paper) for n, paper in enumerate(case.papers, 1)}
    for source in sources:
        if source in papers:
            n, paper = papers[source]
            document = book.document(paper.kind) if paper.kind else None
            name = document.title if document else paper.name or ""
            words.append(_("paper {n}: {name}").format(n=n, name=name))
        elif not source.startswith("flows/"):
            words.append(_("a message") if source.startswith("notices/") else _("a talk on record"))
    return _("; ").join(words)


def _redacted_table(members: tuple[Member, ...]) -> Table:
    columns = (
        Column("place", N_("Place in the bundle"), width=56),
        Column("sha256", N_("SHA-256"), width=66),
        Column("original", N_("SHA-256 of the original"), width=66),
    )
    rows = tuple((one.path, one.sha256, one.original_sha256) for one in members if one.redacted)
    return Table(name="redacted", title=N_("Redacted copies"), columns=columns, rows=rows)


def _write_cover(sheet: Sheet, case: Case, today: date, entries: list[_Entry]) -> None:
    under = _("As of {day}. Every amount is in yuan; every row leads back to a file and its SHA-256.")
    write_title(sheet, _("Evidence in detail"), under.format(day=today.isoformat()), 4)
    heads = (_("Sheet"), _("What it holds"), _("How many rows"))
    sheet.write(*(Put(words, "head") for words in heads[:2]), Put(heads[2], "head_right"), height=20)
    for entry in entries:
        sheet.write(
            Put(Goto(entry.sheet.name, entry.sheet.name), "link"), Put(entry.words), Put(entry.rows, "count")
        )
    sheet.skip()
    for words in (
        _("A payment that a wallet and a bank both tell of counts once; the other row is kept and marked."),
        _("Sums are formulas and can be followed; figures without a formula come from the files."),
        _("To check a file, compare its SHA-256 with the list manifest-sha256.txt of the bundle."),
    ):
        sheet.merge(4)
        sheet.write(Put(words, "note"), height=16)
