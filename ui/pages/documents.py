# SPDX-License-Identifier: Apache-2.0
"""The Documents page: what to print and send. The preview is the paper; warnings stand before anything leaves."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QStackedWidget,
)

from planner.engine.plan import Plan
from planner.facts.case import Case, Export, new_id, put
from planner.facts.language import N_, _, language, speaking
from planner.facts.problems import InputError, Problem
from ui import outbox
from ui.background import FILES, Job, run
from ui.icons import set_icon
from ui.pages.page import Desk, Page
from ui.theme import THEME
from ui.widgets.card import Card, column, row
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.notes import Notes
from ui.widgets.page_preview import PagePreview
from ui.widgets.text import Words

LANGUAGES = (("zh", N_("Chinese document")), ("en", N_("English document")))
BEFORE_SENDING = ("LIM-04", "MED-09")  # an offer restarts limitation; a confirmed agreement is enforceable


class DocumentsPage(Page):
    """The list left, the true preview right, what to check above it."""

    NAME = "documents"
    TITLE = N_("Documents")
    QUESTION = N_("What do I print and send?")
    ICON = "printer"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._now: Plan | None = None
        self._job: Job | None = None
        self._spoken = "zh"  # papers for creditors are Chinese unless chosen otherwise
        self._build_actions()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Documents"))
        for name, (words, _make) in outbox.DOCUMENTS.items():
            item = QListWidgetItem(_(words))
            item.setData(256, name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(lambda _row: self._draw())
        self.preview = PagePreview()
        self.warnings = Notes(most=4)
        self._build()

    # ---- building

    def _build_actions(self) -> None:
        self.print = self._button(_("Print…"), "printer", self.ask_printer)
        self.print.setProperty("kind", "primary")
        self.save_pdf = self._button("PDF…", "file-text", self.ask_pdf)
        self.actions = [self.print, self.save_pdf]

    def _button(self, words: str, icon: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        primary = icon == "printer"
        set_icon(button, icon, "on_accent" if primary else "accent", 16)
        button.clicked.connect(lambda _on=False: do())
        return button

    def _build(self) -> None:
        self.spoken = Choice(LANGUAGES)
        self.spoken.setAccessibleName(_("Language of the documents"))
        self.spoken.set_value(self._spoken)
        self.spoken.edited.connect(self._speak)
        self.workbook = self._button(_("Plan workbook…"), "file-spreadsheet", self.ask_workbook)
        self.bundle = self._button(_("Evidence bundle…"), "package", self.ask_bundle)
        self.progress, self.cancel = QProgressBar(), QPushButton(_("Cancel"))
        self.progress.setTextVisible(False)
        self.cancel.setProperty("kind", "quiet")
        self.cancel.clicked.connect(self._cancel)
        self.step = Words("", "caption")
        for part in (self.progress, self.cancel, self.step):
            part.hide()
        papers = Card(_("To print"), self.spoken, self.list)
        papers.body.setStretch(1, 1)
        hint = Words(
            _("The workbook calculates by itself; the bundle holds all evidence and can be checked."),
            "muted",
            wrap=True,
        )
        files = Card(
            _("To hand over as files"),
            self.workbook,
            self.bundle,
            hint,
            self.progress,
            row(self.step, None, self.cancel),
        )
        left = column(papers, files, gap=12)
        self._check = Card(_("Before it leaves"), self.warnings, margin=12)
        right = column(self._check, self.preview, gap=12)
        right.setStretch(1, 1)
        both = row(left, right, gap=12)
        both.setStretch(0, 2)
        both.setStretch(1, 5)
        holder = Card("", margin=0)
        holder.setObjectName("ground")
        holder.body.addLayout(both)
        empty = EmptyState(
            "printer",
            _("Nothing to print yet"),
            _("The negotiation summary is made from your debts, your budget and the plan."),
            (_("Go to Debts"), "list", lambda: self.went.emit("debts")),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(holder)
        self.stack.addWidget(empty)
        self.body.addWidget(self.stack)
        papers.setMaximumWidth(THEME.px(300))
        files.setMaximumWidth(THEME.px(300))

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Without a debt there is nothing to print."""
        self.stack.setCurrentIndex(0 if new.debts else 1)
        for button in self.actions:
            button.setEnabled(bool(new.debts) and self._now is not None)

    def show_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """Draw the document of the newest plan, and what to check before it leaves."""
        self._now = plan
        for button in (*self.actions, self.workbook, self.bundle):
            button.setEnabled(plan is not None and bool(self.desk.case.debts))
        self._show_warnings(plan, problems)
        self._draw()

    def _show_warnings(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        every = (*(plan.problems if plan else ()), *problems)
        shown = [p for p in every if p.severity == "stop" or p.rule_id in BEFORE_SENDING]
        self.warnings.show_problems(shown)
        self._check.setVisible(bool(shown))

    def _desk_now(self) -> outbox.Desk | None:
        if self._now is None:
            return None
        return outbox.Desk(self.desk.case, self._now, self.desk.book, self.desk.today())

    def _text(self) -> Any:
        desk, item = self._desk_now(), self.list.currentItem()
        if desk is None or item is None:
            return None
        with speaking(self._spoken):
            return outbox.DOCUMENTS[item.data(256)][1](desk)

    def _draw(self) -> None:
        text = self._text() if self.desk.case.debts else None
        if text is not None:
            self.preview.show_text(text)

    def _speak(self, code: Any) -> None:
        self._spoken = code or language()
        self._draw()

    # ---- printing and saving

    def ask_printer(self) -> None:
        """The print dialog with its own preview; the same pages as here."""
        text = self._text()
        if text is not None:
            from ui.printing import ask_printer

            ask_printer(text, self)

    def ask_pdf(self) -> None:
        """Save the document shown as PDF."""
        text = self._text()
        if text is None:
            return
        path = self._where(_("Save as PDF"), f"{text.title}.pdf", "PDF (*.pdf)")
        if path is not None:
            from ui.printing import pdf

            self._keep(path, pdf(text))

    def ask_workbook(self) -> None:
        """Save the plan workbook, made beside the window."""
        path = self._where(_("Save the plan workbook"), _("Repayment plan") + ".xlsx", "Excel (*.xlsx)")
        desk = self._desk_now()
        if path is not None and desk is not None:
            self._begin(run(_in_language, self._spoken, outbox.workbook, desk), path)

    def ask_bundle(self) -> None:
        """Save the evidence bundle, made beside the window."""
        path = self._where(_("Save the evidence bundle"), _("Evidence") + ".zip", "Zip (*.zip)")
        if path is not None:
            self.make_bundle(path)

    def make_bundle(self, path: Path) -> None:
        """Make the bundle; the PDFs need this thread, so they are drawn before the rest is packed beside the window."""
        desk = self._desk_now()
        if desk is None:
            return
        from ui.printing import pdf

        with speaking(self._spoken):
            drawn = {name: pdf(make(desk)) for name, (_words, make) in outbox.DOCUMENTS.items()}
        blobs = self._originals(desk.case)
        if blobs is None:
            return
        self._begin(run(outbox.packing, desk, blobs, drawn, self._spoken), path, record=True)

    def _originals(self, case: Case) -> dict[str, bytes] | None:
        wanted = {file.sha256 for file in case.files} | {paper.sha256 for paper in case.papers}
        try:
            return {sha256: self.desk.session.bytes_of(sha256) for sha256 in sorted(wanted)}
        except InputError as error:
            self.say(error.words(), "warn")
            return None

    def _begin(self, job: Job, path: Path, record: bool = False) -> None:
        self._cancel()
        self._job = job
        for part in (self.progress, self.cancel, self.step):
            part.show()
        self.progress.setRange(0, 0)
        job.progressed.connect(self._tell)
        job.finished.connect(lambda data: self._made(job, data, path, record))
        job.failed.connect(lambda error: self._failed(job, error))

    def _tell(self, told: Any) -> None:
        share, words = told
        self.progress.setRange(0, 100)
        self.progress.setValue(round(share * 100))
        self.step.setText(words)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._ended()

    def _ended(self) -> None:
        self._job = None
        for part in (self.progress, self.cancel, self.step):
            part.hide()

    def _failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._ended()
            if isinstance(error, InputError):
                self.say(error.words(), "warn")

    def _made(self, job: Job, data: bytes | None, path: Path, record: bool) -> None:
        if job is not self._job or data is None:
            return
        self._ended()
        self._keep(path, data, record)

    def _where(self, words: str, name: str, kinds: str) -> Path | None:
        chosen, _kind = QFileDialog.getSaveFileName(self, words, name, kinds)
        return Path(chosen) if chosen else None

    def _keep(self, path: Path, data: bytes, record: bool = False) -> None:
        """Write a file whole or not at all; the dialog has already asked about one of that name."""
        job = run(_write, path, data, lane=FILES)
        job.failed.connect(lambda error: self.say(_refusal(error, path), "warn"))
        job.finished.connect(lambda _none: self._written(path, data, record))

    def _written(self, path: Path, data: bytes, record: bool) -> None:
        self.say(_("{name} is saved.").format(name=path.name), "good")
        if record:
            case = self.desk.case
            made = Export(
                id=new_id(case, "exports", "x"),
                kind="bundle",
                date=self.desk.today(),
                sha256=hashlib.sha256(data).hexdigest(),
            )
            if all(export.sha256 != made.sha256 for export in case.exports):
                self.desk.session.edit(_("evidence bundle made"), put(case, "exports", made))

    def state(self) -> Any:
        """Which document, in which language."""
        return self.list.currentRow(), self._spoken

    def restore(self, state: Any) -> None:
        """Show it again."""
        place, self._spoken = state
        self.spoken.set_value(self._spoken)
        self.list.setCurrentRow(place)


def _in_language(spoken: str, make: Callable[[outbox.Desk], bytes], desk: outbox.Desk) -> bytes:
    with speaking(spoken):
        return make(desk)


def _write(path: Path, data: bytes) -> None:
    from planner.store.files import new_file

    with new_file(path, force=True) as draft:
        draft.write_bytes(data)


def _refusal(error: Exception, path: Path) -> str:
    if isinstance(error, InputError):
        return error.words()
    why = error.strerror if isinstance(error, OSError) else ""
    return _("{name} could not be written ({why}). Choose another place.").format(
        name=path.name, why=why or "—"
    )
