# SPDX-License-Identifier: Apache-2.0
"""The Statements page: drop files, look before anything is kept, then every row with its kind, and what is covered."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout

from planner.facts.case import Case, Flow, put
from planner.facts.dates import moment_text
from planner.facts.language import N_, _, ngettext
from planner.facts.problems import InputError
from planner.reports.words import KINDS, word
from ui import shown
from ui.background import FILES, Job, run
from ui.icons import set_icon
from ui.models.records import Column, RecordsModel
from ui.pages.page import Desk, Page
from ui.theme import THEME
from ui.widgets.card import Card, column, row
from ui.widgets.chip import ChipText
from ui.widgets.choice import Choice
from ui.widgets.coverage import Coverage
from ui.widgets.drop_area import DropArea, DropTarget, files_in
from ui.widgets.table_view import TableView
from ui.widgets.text import Words

TONES = {"income": "good", "unknown": "warn", "debt_repayment": "info", "loan_received": "info"}
TYPING_MS = 200


def kind_chip(kind: str) -> ChipText:
    """A row's kind as a chip."""
    return ChipText(word(KINDS, kind) or kind, TONES.get(kind, ""), None if kind == "unknown" else "")


class StatementsPage(Page):
    """The drop area while empty; then cards of files, the coverage map and the rows."""

    NAME = "statements"
    TITLE = N_("Statements")
    QUESTION = N_("What do my bank flows show?")
    ICON = "arrow-left-right"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._statements: list[Any] = []
        self._refused: list[InputError] = []
        self._bytes: dict[str, bytes] = {}
        self._waiting: list[Path] = []
        self._locked: list[Path] = []
        self._job: Job | None = None
        self._preview: Any = None
        self._build_actions()
        self._build_rows()
        self._build()

    # ---- building

    def _build_actions(self) -> None:
        self.add = QPushButton(_("Add files…"))
        self.add.setProperty("kind", "primary")
        set_icon(self.add, "upload", "on_accent")
        self.add.clicked.connect(self.ask)
        self.actions = [self.add]

    def _build_rows(self) -> None:
        options = tuple((kind, words) for kind, words in KINDS.items())
        self.model = RecordsModel(
            (
                Column(heading=N_("When"), value=lambda f: f.at, show=moment_text, width=150),
                Column(
                    heading=N_("Kind"),
                    value=lambda f: f.kind,
                    show=kind_chip,
                    look="chip",
                    path="kind",
                    kind="choice",
                    options=options,
                    width=130,
                    tip=lambda f: _(f.why) if f.why else "",
                ),
                Column(
                    heading=N_("Amount"),
                    value=lambda f: f.amount,
                    show=shown.amount,
                    look="number",
                    width=112,
                ),
                Column(heading=N_("With whom"), value=lambda f: f.party, show=shown.name),
                Column(heading=N_("For what"), value=lambda f: f.memo, show=lambda text: text or ""),
                Column(heading=N_("Account"), value=self._account, width=120),
            )
        )
        self.model.edited.connect(self._edit)
        self.table = TableView(_("Rows"), framed=False)
        self.table.show_model(self.model, sortable=False)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search name or text"))
        self.search.setAccessibleName(_("Search name or text"))
        self.search.setClearButtonEnabled(True)
        self.kinds = Choice(((None, N_("every kind")), *KINDS.items()))
        self.kinds.setAccessibleName(_("Kind"))
        self.kinds.edited.connect(lambda _kind: self._filter())
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._filter)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.count = Words("", "caption")

    def _build(self) -> None:
        self.totals = Words("", "base", wrap=True)
        self.unknown = Words("", "muted", wrap=True)
        self.coverage = Coverage()
        self.files = Words("", "caption", wrap=True)
        summary = Card(_("What the flows show"), self.totals, self.unknown)
        covered = Card(_("Months covered"), self.coverage, self.files)
        self.place = QVBoxLayout()  # the preview stands here
        self.progress, self.cancel = QProgressBar(), QPushButton(_("Cancel"))
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.cancel.setProperty("kind", "quiet")
        self.cancel.clicked.connect(self._cancel)
        self.progress.hide()
        self.cancel.hide()
        rows = Card("", row(self.search, self.kinds, self.count, gap=12), self.table)
        rows.body.setStretch(1, 1)
        self.search.setMaximumWidth(THEME.px(320))
        top = row(summary, covered, gap=12)
        top.setStretch(0, 1)
        top.setStretch(1, 1)
        full = DropTarget()
        full.setObjectName("ground")
        full.dropped.connect(self.read)
        full.setLayout(column(top, rows, gap=12))
        full.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        full.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.empty = DropArea(
            "arrow-left-right",
            _("Drop your statements here"),
            _(
                "Alipay, WeChat, bank and card statements, as exported: CSV, Excel, also packed. You see what they hold before anything is kept."
            ),
            _("Choose files…"),
            self.ask,
        )
        self.empty.dropped.connect(self.read)
        self.stack = QStackedWidget()
        self.stack.addWidget(full)
        self.stack.addWidget(self.empty)
        self.body.addLayout(row(self.progress, self.cancel))
        self.body.addLayout(self.place)
        self.body.addWidget(self.stack, 1)

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Draw rows, totals and coverage where they moved."""
        if old is not None and old.flows is new.flows and old.files is new.files and old.links is new.links:
            return
        self.stack.setCurrentIndex(0 if new.files or new.flows else 1)
        self._accounts = {a.id: " ".join(p for p in (a.bank, _tail(a.tail)) if p) for a in new.accounts}
        self._sorted = sorted(new.flows, key=lambda flow: moment_text(flow.at), reverse=True)
        self._texts = [f"{f.party or ''} {f.memo or ''}".casefold() for f in self._sorted]
        self._filter()
        self._show_summary(new)

    def _account(self, flow: Flow) -> str:
        return self._accounts.get(flow.account or "", "")

    def _filter(self) -> None:
        wanted, kind = self.search.text().strip().casefold(), self.kinds.value()
        pairs = zip(self._sorted, self._texts, strict=True)
        found = [
            f for f, text in pairs if (kind is None or f.kind == kind) and (not wanted or wanted in text)
        ]
        self.model.show_records(found)
        words = ngettext("{n} of {all} row", "{n} of {all} rows", len(self._sorted))
        self.count.setText(words.format(n=f"{len(found):,}", all=f"{len(self._sorted):,}"))

    def _show_summary(self, case: Case) -> None:
        from planner.engine.history import account_months, counted

        sums: dict[str, int] = {}
        rows: dict[str, int] = {}
        for flow, kind in counted(case.flows, case.links):
            sums[kind] = sums.get(kind, 0) + abs(flow.amount)
            rows[kind] = rows.get(kind, 0) + 1
        parts = [f"{word(KINDS, kind)} {shown.yuan(sums[kind])}" for kind in KINDS if rows.get(kind)]
        self.totals.setText("  ·  ".join(parts))
        linked = ngettext(
            "{n} link between rows that tell of the same thing",
            "{n} links between rows that tell of the same thing",
            len(case.links),
        )
        said = [linked.format(n=len(case.links))] if case.links else []
        if rows.get("unknown"):
            words = ngettext(
                "{n} row not understood, left out of the sums",
                "{n} rows not understood, left out of the sums",
                rows["unknown"],
            )
            said.append(words.format(n=rows["unknown"]))
        self.unknown.setText(" · ".join(said))
        self.coverage.show_coverage(account_months(case.files), self._accounts)
        self.files.setText("  ·  ".join(f"{file.name} ({file.rows})" for file in case.files))

    # ---- reading, beside the window

    def ask(self) -> None:
        """Ask for files."""
        kinds = _("Statements") + " (*.csv *.txt *.xls *.xlsx *.zip *.pdf *.eml)"
        names, _kind = QFileDialog.getOpenFileNames(
            self, _("Add statements"), "", f"{kinds};;" + _("All files") + " (*)"
        )
        if names:
            self.read([Path(name) for name in names])

    def read(self, paths: Sequence[Path], passwords: Sequence[str] = ()) -> None:
        """Read files beside the window; nothing is kept yet."""
        paths = files_in(paths)
        if not paths:
            self.say(_("There is no file in what was dropped."), "warn")
            return
        if self._job is not None:
            self._waiting += [path for path in paths if path not in self._waiting]
            return
        self._job = run(_read_files, tuple(paths), tuple(passwords), lane=FILES)
        self._job.progressed.connect(lambda share: self.progress.setValue(round(share * 100)))
        self._job.finished.connect(self._take)
        self._job.failed.connect(lambda _bug: self._ended())
        self.progress.setValue(0)
        self.progress.show()
        self.cancel.show()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._ended()

    def _ended(self) -> None:
        self._job = None
        self.progress.hide()
        self.cancel.hide()

    def _take(self, answer: Any) -> None:
        if self.sender() is not self._job:
            return
        self._ended()
        if answer is None:
            return
        statements, refused, kept_bytes, locked = answer
        have = {(s.sha256, s.account) for s in self._statements}
        self._statements += [s for s in statements if (s.sha256, s.account) not in have]
        self._refused = list(refused)
        self._locked = list(locked)
        self._bytes |= kept_bytes
        self._show_preview()
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self.read(waiting)

    def _show_preview(self) -> None:
        from ui.widgets.preview import Preview

        if self._preview is None:
            self._preview = Preview()
            self._preview.kept.connect(self.keep)
            self._preview.thrown.connect(self.discard)
            self._preview.unlocked.connect(lambda text: self.read(self._locked, (text,)))
            self.place.addWidget(self._preview)
        self._preview.show_read(self._statements, self._refused, bool(self._locked))
        self._preview.show()

    def discard(self) -> None:
        """Throw away what was read; nothing was kept."""
        self._statements, self._refused, self._bytes, self._locked = [], [], {}, []
        if self._preview is not None:
            self._preview.hide()

    def keep(self) -> None:
        """Keep what was read, as one edit."""
        self._job = run(_keep_all, self.desk.case, tuple(self._statements))
        self._job.finished.connect(self._kept)
        self._job.failed.connect(lambda _bug: self._ended())

    def _kept(self, answer: Any) -> None:
        if self.sender() is not self._job:
            return
        self._ended()
        before, case, reports = answer
        if before is not self.desk.case:
            self.keep()  # an edit came between: take the rows into the case as it is now
            return
        for data in self._bytes.values():
            self.desk.session.keep_bytes(data)
        added = sum(report.added for report in reports)
        double = sum(report.duplicates for report in reports)
        self.desk.session.edit(_("import of statements"), case)
        words = ngettext("{n} row kept", "{n} rows kept", added).format(n=added)
        if double:
            words += _(", ") + ngettext("{n} was there already", "{n} were there already", double).format(
                n=double
            )
        self.discard()
        self.say(words + _("."), "good", _("Undo"), self.desk.session.undo)

    def _edit(self, flow: Flow, _path: str, kind: Any) -> None:
        now = next((f for f in self.desk.case.flows if f.id == flow.id), None)
        if now is not None and kind is not None:
            changed = replace(now, kind=kind, why=N_("You said so."))
            self.desk.session.edit(
                _("change of a row's kind"), put(self.desk.case, "flows", changed), (flow.id, "kind")
            )

    # ---- the window's questions

    def reveal(self, place: str) -> None:
        """Show a row."""
        self.search.clear()
        self.kinds.set_value(None)
        self._filter()
        self.table.select_record(place)

    def state(self) -> Any:
        """What was read and not yet kept."""
        return self._statements, self._refused, self._bytes

    def restore(self, state: Any) -> None:
        """Show it again."""
        self._statements, self._refused, self._bytes = state
        if self._statements or self._refused:
            self._show_preview()

    @classmethod
    def badge(cls, case: Case) -> int:
        """Rows nobody has understood yet."""
        return sum(flow.kind == "unknown" for flow in case.flows)


def _tail(tail: str | None) -> str:
    return "" if shown.is_hidden() else (tail or "")


def _read_files(paths: tuple[Path, ...], passwords: tuple[str, ...]) -> Generator[float, bool, Any]:
    """Read files one after another; a refused file does not stop the others. A job with progress."""
    from planner.statements.containers import NEED_PASSWORD, WRONG_PASSWORD
    from planner.statements.importers import read

    statements: list[Any] = []
    refused: list[InputError] = []
    kept: dict[str, bytes] = {}
    locked: list[Path] = []
    for n, path in enumerate(paths):
        if (yield n / len(paths)):
            return None
        try:
            read_now = read(path, passwords)
        except InputError as error:
            refused.append(error)
            if error.text in (NEED_PASSWORD, WRONG_PASSWORD):
                locked.append(path)
            continue
        statements += read_now
        for statement in read_now[:1]:
            kept[statement.sha256] = path.read_bytes()
    return statements, refused, kept, locked


def _keep_all(case: Case, statements: tuple[Any, ...]) -> Any:
    from planner.statements.keeping import keep_all

    made, reports = keep_all(case, statements)
    return case, made, reports
