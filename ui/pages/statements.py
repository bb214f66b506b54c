# SPDX-License-Identifier: Apache-2.0
"""The Statements page: drop files, look before anything is kept, then every row with its kind, and what is covered."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget

from planner.engine.findings import Finding, findings
from planner.facts.case import Case, Flow, Link, StatementFile, put
from planner.facts.language import N_, _, ngettext
from planner.reports.figure_words import figure_words
from ui import flow_edits, shown
from ui.background import VIEWS, Job, run
from ui.icons import set_icon
from ui.models.flows import FlowIndex, prepare
from ui.pages.page import Desk, Page
from ui.saving import ask_where, keep_file
from ui.session import BULK
from ui.widgets.drop_area import DropArea
from ui.widgets.flow_desk import FlowDesk
from ui.widgets.intake import Intake
from ui.widgets.suggestions import taken_over


class StatementsPage(Page):
    """The drop area while empty; the preview while files are looked at; else rows left, what they show right."""

    NAME = "statements"
    TITLE = N_("Statements")
    QUESTION = N_("What do my bank flows show?")
    ICON = "arrow-left-right"

    _counted: ClassVar[tuple[tuple[Flow, ...], int]] = ((), 0)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._indexing: Job | None = None
        self._finding: Job | None = None
        self._findings: tuple[Finding, ...] = ()
        self._accounts: dict[str, str] = {}
        self.intake = Intake(desk.session)
        self.intake.opened.connect(lambda: self.stack.setCurrentWidget(self.intake))
        self.intake.closed.connect(self._rest)
        self.intake.said.connect(self.said.emit)
        self.intake.exported.connect(self._ask_export)
        self.add = QPushButton(_("Add files…"))
        self.add.setProperty("kind", "primary")
        set_icon(self.add, "upload", "on_accent")
        self.add.clicked.connect(self.ask)
        self.actions = [self.add]
        self._build()

    # ---- building

    def _build(self) -> None:
        self.full = FlowDesk(self.desk.book)
        self.full.dropped.connect(self.intake.read)
        self._wire()
        self.empty = DropArea(
            "arrow-left-right",
            _("Drop your statements here"),
            _(
                "Alipay, WeChat, bank and card statements, as exported: CSV, Excel, PDF, mail, also packed. You see what they hold before anything is kept."
            ),
            _("Choose files…"),
            self.ask,
        )
        self.empty.dropped.connect(self.intake.read)
        self.stack = QStackedWidget()
        for part in (self.full, self.empty, self.intake):
            self.stack.addWidget(part)
        self.body.addLayout(self.intake.progress_row())
        self.body.addWidget(self.stack, 1)

    def _wire(self) -> None:
        rows, one = self.full.rows, self.full.one
        rows.kinded.connect(self._say_kind)
        rows.kinded_each.connect(self._say_kinds)
        rows.left_out.connect(self._leave_out)
        self.full.files.looked.connect(self.intake.look_again)
        self.full.files.removed.connect(self._remove_file)
        self.full.suggestions.taken.connect(self._take_over)
        one.kinded.connect(self._say_kind)
        one.linked.connect(self._link)
        one.unlinked.connect(self._unlink)
        one.proving.connect(self._prove)
        one.loosened.connect(self._loosen)
        one.left_out.connect(self._leave_out)

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Draw rows, totals and coverage where they moved; many rows are made ready beside the window."""
        names = ("flows", "files", "links", "accounts")
        if old is not None and all(getattr(old, name) is getattr(new, name) for name in names):
            self.full.show_rest(new, self._findings)
            return
        self._accounts = {a.id: " ".join(p for p in (a.bank, _tail(a.tail)) if p) for a in new.accounts}
        if self.stack.currentWidget() is not self.intake:
            self._rest()
        quick = self.full.rows.index.patched(old.flows, new.flows) if old is not None else None
        if quick is not None:
            self.full.show_index(new, quick, self._accounts)
        for job in (self._indexing, self._finding):
            if job is not None:
                job.cancel()
        self._indexing, self._finding = run(prepare, new, lane=VIEWS), None
        self._indexing.finished.connect(self._indexed)

    def _rest(self) -> None:
        case = self.desk.case
        self.stack.setCurrentWidget(self.full if case.files or case.flows else self.empty)

    def _indexed(self, index: FlowIndex | None) -> None:
        if self.sender() is self._indexing and index is not None:
            self._indexing = None
            self.full.show_index(self.desk.case, index, self._accounts)
            self._finding = run(findings, self.desk.case)
            self._finding.finished.connect(self._found)

    def _found(self, found: Any) -> None:
        if self.sender() is self._finding:
            self._finding, self._findings = None, found
            self.full.show_rest(self.desk.case, found)

    # ---- files

    def ask(self) -> None:
        """Ask for files."""
        kinds = _("Statements") + " (*.csv *.txt *.xls *.xlsx *.zip *.pdf *.eml)"
        names, _kind = QFileDialog.getOpenFileNames(
            self, _("Add statements"), "", f"{kinds};;" + _("All files") + " (*)"
        )
        if names:
            self.intake.read([Path(name) for name in names])

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Read them as statements."""
        self.intake.read(paths)
        return True

    def _remove_file(self, file: StatementFile) -> None:
        words = _("removal of “{name}”").format(name=file.name or file.id)
        self._edit(words, self._made(file.rows or BULK, flow_edits.without_file, file.id))
        self.say(_("The file and its rows are removed."), "info", _("Undo"), self.desk.session.undo)

    def _ask_export(self, statements: Sequence[Any]) -> None:
        path = ask_where(self, _("Save rows not read"), _("Rows not read") + ".csv", "CSV (*.csv)")
        if path is not None:
            self.export(statements, path)

    def export(self, statements: Sequence[Any], path: Path) -> None:
        """Save the rows that could not be read, with the reasons."""
        from planner.reports.rejected import rejected_csv

        keep_file(self, path, rejected_csv(statements))

    # ---- what is said of rows

    def _edit(self, words: str, case: Case, merge: object = None) -> None:
        self.desk.session.edit(words, case, merge)

    def _made(self, rows: int, fn: Callable[..., Case], *args: Any) -> Case:
        """The case with a change of so many rows; of very many it is made beside the window."""
        session = self.desk.session
        while True:
            case = session.case
            made: Case = fn(case, *args) if rows < BULK else session.asker(fn, case, *args)
            if session.case is case:  # else a job brought an edit meanwhile, which must stay
                return made

    def _say_kind(self, flows: Sequence[Flow], kind: Any) -> None:
        if kind is None or not flows:
            return
        case, ids = self.desk.case, frozenset(flow.id for flow in flows)
        also = flow_edits.alike(case, flows[0]) if len(flows) == 1 else frozenset()
        words = ngettext("change of a row's kind", "change of the kind of {n} rows", len(ids)).format(
            n=len(ids)
        )
        self._edit(words, self._made(len(ids), flow_edits.with_kind, ids, kind), (tuple(ids), "kind"))
        if also:
            n = len(also)
            words = ngettext(
                "{n} other row of “{name}” is of the kind this one had.",
                "{n} other rows of “{name}” are of the kind this one had.",
                n,
            ).format(n=f"{n:,}", name=shown.name(flows[0].party))
            self.say(words, "info", _("Change them too"), lambda: self._say_all(also, kind))

    def _say_kinds(self, pairs: Sequence[tuple[Flow, Any]]) -> None:
        """Take a kind of its own for each of several rows, as one edit."""
        case, n = self.desk.case, len(pairs)
        for kind in {kind for _flow, kind in pairs}:
            case = flow_edits.with_kind(case, {flow.id for flow, its in pairs if its == kind}, kind)
        words = ngettext("change of a row's kind", "change of the kind of {n} rows", n).format(n=n)
        self._edit(words, case)

    def _say_all(self, ids: frozenset[str], kind: Any) -> None:
        words = ngettext("change of a row's kind", "change of the kind of {n} rows", len(ids)).format(
            n=len(ids)
        )
        self._edit(words, self._made(len(ids), flow_edits.with_kind, ids, kind))
        self.say("")

    def _leave_out(self, flows: Sequence[Flow]) -> None:
        n = len(flows)
        words = ngettext("{n} row left out", "{n} rows left out", n).format(n=n)
        self._edit(words, self._made(n, flow_edits.left_out, {flow.id for flow in flows}))
        self.say(words + _("."), "info", _("Undo"), self.desk.session.undo)

    def _link(self, link: Link) -> None:
        self._edit(_("link of two rows"), put(self.desk.case, "links", link))

    def _unlink(self, link: Link) -> None:
        self._edit(_("undoing of a link"), flow_edits.without_link(self.desk.case, link))

    def _prove(self, flows: Sequence[Flow], figure: str) -> None:
        case = self.desk.case
        n = len(flows)
        words = ngettext("proof by {n} row", "proof by {n} rows", n).format(n=n)
        self._edit(words, flow_edits.proved(case, flows, figure))
        said = ngettext("{n} row now proves “{figure}”.", "{n} rows now prove “{figure}”.", n)
        told = said.format(n=n, figure=shown.name(figure_words(case, figure)))
        self.say(told, "good", _("Show it"), lambda: self.went.emit(f"evidence/{figure}"))

    def _loosen(self, flows: Sequence[Flow], figure: str) -> None:
        self._edit(_("removal of a proof"), flow_edits.unproved(self.desk.case, flows, figure))

    def _take_over(self, finding: Finding, name: str, figure: str) -> None:
        case = taken_over(self.desk.case, finding, name, figure)
        self._edit(_("“{name}” from the flows").format(name=name), case)
        told = _("“{name}” stands in the budget with its rows as proof.").format(name=name)
        self.say(told, "good", _("Go to Budget"), lambda: self.went.emit("budget"))

    # ---- the window's questions

    def reveal(self, place: str) -> None:
        """Show a row."""
        self.full.rows.reveal(place)

    def state(self) -> Any:
        """What was read and not yet kept."""
        return self.intake.state()

    def restore(self, state: Any) -> None:
        """Show it again."""
        self.intake.restore(state)

    @classmethod
    def badge(cls, case: Case) -> int:
        """Rows nobody has understood yet; counted once for the same rows."""
        if cls._counted[0] is not case.flows:
            cls._counted = case.flows, [flow.kind for flow in case.flows].count("unknown")
        return cls._counted[1]


def _tail(tail: str | None) -> str:
    return "" if shown.is_hidden() else (tail or "")
