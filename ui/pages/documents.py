# SPDX-License-Identifier: Apache-2.0
"""The Documents page: what to print and send. The preview is the paper; warnings stand before anything leaves."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget

from planner.engine.plan import Plan
from planner.facts.case import Case
from planner.facts.language import N_, _, sentences
from planner.facts.problems import InputError, Problem
from planner.reports.documents import with_own_words
from planner.reports.printout import Printout
from ui import handing_over, outbox
from ui.background import PAPERS, VIEWS, Job, run
from ui.icons import set_icon
from ui.one_file import OneFile
from ui.pages.page import Desk, Page
from ui.saving import ask_where, keep_file
from ui.theme import THEME
from ui.widgets.card import Card, column, row
from ui.widgets.document_list import DocumentList
from ui.widgets.empty_state import EmptyState
from ui.widgets.handover import Handover
from ui.widgets.notes import Notes
from ui.widgets.outlook import Outlook
from ui.widgets.page_preview import PagePreview
from ui.widgets.side import Side

BEFORE_SENDING = ("LIM-04", "MED-09")  # an offer restarts limitation; a confirmed agreement is enforceable
USUAL_TYPE = 21  # px at 100 % of a line of type
LEFT = 344  # px of the column of choices


class DocumentsPage(Page):
    """The list left, the true preview right, what to check above it."""

    NAME = "documents"
    TITLE = N_("Documents")
    QUESTION = N_("What do I print and send?")
    ICON = "printer"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._plan_now: Plan | None = None
        self._problems: tuple[Problem, ...] = ()
        self._laying: Job | None = None
        self._text: Printout | None = None
        self._build_actions()
        self.list, self.files = DocumentList(), Handover(desk.book)
        self.preview, self.warnings, self.outlook = PagePreview(), Notes(most=3), Outlook()
        self.list.changed.connect(self._draw)
        self.list.said.connect(self._say_in_it)
        self.files.workbook.connect(self.ask_workbook)
        self.files.evidence.connect(self.ask_evidence)
        self.files.bundle.connect(self.ask_bundle)
        self._making = OneFile(self, self.files, lambda words: self.say(words, "warn"))
        self.files.stopped.connect(self._making.stop)
        self._build()

    # ---- building

    def _build_actions(self) -> None:
        self.print = self._button(_("Print…"), "printer", self.ask_printer)
        self.print.setProperty("kind", "primary")
        self.save_pdf = self._button(_("Save as PDF…"), "file-text", self.ask_pdf)
        self.more = self._button(_("More"), "download", lambda: None)
        menu = QMenu(self)
        self.word = menu.addAction(_("For a word processor…"), self.ask_word)
        menu.addAction(_("Pages as pictures…"), self.ask_pictures)
        self.more.setMenu(menu)
        self.actions = [self.print, self.save_pdf, self.more]

    def _button(self, words: str, icon: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        set_icon(button, icon, "on_accent" if icon == "printer" else "accent", 16)
        button.clicked.connect(lambda _on=False: do())
        return button

    def _build(self) -> None:
        choices = column(self.list, self.files, None, gap=12)
        choices.setContentsMargins(0, 0, THEME.px(14), 0)  # the scroll bar's room
        left = Side(choices, LEFT)
        self._check = Card(_("Before it leaves"), self.outlook, self.warnings, margin=12, gap=8)
        right = column(self._check, self.preview, gap=12)
        right.setStretch(1, 1)
        both = row(left, right, gap=12)
        both.setStretch(1, 1)
        holder = Card("", both, margin=0)
        holder.setObjectName("ground")
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

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Offer the creditors; without a debt there is nothing to print."""
        self.stack.setCurrentIndex(0 if new.debts else 1)
        outward = ("debts", "papers", "accounts", "proofs")
        if old is None or any(getattr(old, name) is not getattr(new, name) for name in outward):
            self.files.show_case(new)
        if old is None or (old.debts, old.said) != (new.debts, new.said):
            self.list.show_case(new)
        if old is not None and old.said is not new.said:
            self._draw()
        self._enable()

    def show_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """Draw the document of the newest plan, and what to check before it leaves."""
        self._plan_now, self._problems = plan, problems
        self._enable()
        self._draw()

    def _say_in_it(self, words: str) -> None:
        """Keep the person's own words in the document shown; typing in a row is one edit."""
        name, debt_id = self.list.name(), self.list.debt_id()
        case = with_own_words(self.desk.case, name, debt_id, words)
        self.desk.session.edit(_("change of your own words"), case, ("said", name, debt_id))

    def _enable(self) -> None:
        ready = self._plan_now is not None and bool(self.desk.case.debts)
        for button in self.actions:
            button.setEnabled(ready and self._text is not None)
        self.files.enable(ready)

    def _show_warnings(self) -> None:
        document, plan = self.list.document(), self._plan_now
        every = (*(plan.problems if plan else ()), *self._problems)
        told = [p for p in every if p.severity == "stop" or p.rule_id in BEFORE_SENDING]
        leaves = document is None or document.leaves
        larger = QFontMetrics(THEME.font()).height() / THEME.px(USUAL_TYPE)
        room = self.height() > THEME.px(560) * max(1.0, larger)
        self.warnings.show_problems(told if leaves else (), most=3 if room else 1)
        desk = self.desk
        measured = leaves and self.outlook.show_plan(desk.case, plan, desk.book, desk.today())
        self.outlook.setVisible(measured)
        self._check.setVisible((bool(told) or measured) and leaves)

    def _desk_now(self) -> outbox.Desk | None:
        if self._plan_now is None or not self.desk.case.debts:
            return None
        return outbox.Desk(self.desk.case, self._plan_now, self.desk.book, self.desk.today())

    def _draw(self) -> None:
        """Lay the chosen document out beside the window; an older one still being laid out is dropped."""
        self._show_warnings()
        desk, document = self._desk_now(), self.list.document()
        self.word.setEnabled(document is not None and document.editable)
        if self._laying is not None:
            self._laying.cancel()
            self._laying = None
        if desk is None:
            return
        wanted = (self.list.name(), self.list.debt_id(), self.list.spoken.value())
        self._laying = run(handing_over.laid_out, desk, *wanted, lane=VIEWS)
        self.preview.wait()
        self._laying.finished.connect(self._laid)
        self._laying.failed.connect(self._not_laid)

    def _laid(self, pages: Any) -> None:
        if self.sender() is self._laying:
            self._laying, self._text = None, pages.text
            self.preview.show_pages(pages)
            self._enable()

    def _not_laid(self, error: Exception) -> None:
        if self.sender() is self._laying and isinstance(error, InputError):
            self._laying, self._text = None, None
            self.preview.show_refusal(error.words())
            self._enable()

    # ---- printing and saving what is shown

    def ask_printer(self) -> None:
        """The print preview and dialog; where there is no printer, say so and offer a PDF."""
        from ui.print_dialog import has_printer, preview

        if self._text is None:
            return
        if has_printer():
            preview(self._text, self).exec()
        else:
            words = _("No printer is set up on this computer; the PDF has the same pages.")
            self.say(words, "info", _("Save as PDF…"), self.ask_pdf)

    def ask_pdf(self) -> None:
        """Save the document shown as PDF."""
        self._ask_file(_("Save as PDF"), ".pdf", "PDF (*.pdf)", self.save_as_pdf)

    def ask_word(self) -> None:
        """Save the document shown for a word processor."""
        self._ask_file(_("Save for a word processor"), ".docx", "Word (*.docx)", self.save_as_word)

    def ask_pictures(self) -> None:
        """Save each page shown as a picture."""
        self._ask_file(_("Save pages as pictures"), ".png", "PNG (*.png)", self.save_as_pictures)

    def _ask_file(self, words: str, ending: str, kinds: str, save: Callable[[Path], object]) -> None:
        if self._text is not None:
            path = ask_where(self, words, f"{self._text.title}{ending}", kinds)
            if path is not None:
                save(path)

    def save_as_pdf(self, path: Path) -> None:
        """Write the pages shown as PDF."""
        self._making.begin(
            run(handing_over.pdf_of, self._text, lane=PAPERS), lambda data: keep_file(self, path, data)
        )

    def save_as_word(self, path: Path) -> None:
        """Write the document shown as .docx."""
        job = run(handing_over.word_file, self._text, self._desk_now(), lane=PAPERS)
        self._making.begin(job, lambda data: keep_file(self, path, data))

    def save_as_pictures(self, path: Path) -> None:
        """Write the pages shown as PNG; further pages take the name with a number."""

        def keep(pictures: tuple[bytes, ...]) -> None:
            for n, data in enumerate(pictures, 1):
                keep_file(self, path if n == 1 else path.with_stem(f"{path.stem} {n}"), data)

        self._making.begin(run(handing_over.pictures_of, self._text, lane=PAPERS), keep)

    # ---- files to hand over

    def ask_workbook(self) -> None:
        """Save the plan workbook, made beside the window."""
        self._ask_book(_("Save the plan workbook"), _("Repayment plan"), outbox.workbook)

    def ask_evidence(self) -> None:
        """Save the evidence in detail, made beside the window."""
        self._ask_book(_("Save the evidence in detail"), _("Evidence in detail"), outbox.evidence)

    def _ask_book(self, words: str, name: str, make: Callable[[outbox.Desk], bytes]) -> None:
        path = ask_where(self, words, f"{name}.xlsx", "Excel (*.xlsx)")
        if path is not None:
            self.save_book(path, make)

    def save_book(self, path: Path, make: Callable[[outbox.Desk], bytes]) -> None:
        """Write one of the workbooks."""
        desk = self._desk_now()
        if desk is not None:
            job = run(handing_over.workbook_of, desk, make, self.list.spoken.value(), lane=PAPERS)
            self._making.begin(job, lambda data: keep_file(self, path, data))

    def ask_bundle(self) -> None:
        """Save the evidence bundle, made beside the window."""
        path = ask_where(self, _("Save the evidence bundle"), _("Evidence") + ".zip", "Zip (*.zip)")
        if path is not None:
            self.make_bundle(path)

    def make_bundle(self, path: Path) -> None:
        """Make the bundle of what may leave, write it, and record that it left."""
        desk = self._desk_now()
        if desk is None:
            return
        wish, password = self.files.wish(), self.files.password.text()
        self.files.password.clear()
        read, spoken = self.desk.session.reader(), self.list.spoken.value()
        job = run(handing_over.bundle_of, desk, wish, read, spoken, password, lane=PAPERS)

        def keep(answer: tuple[bytes, tuple[Problem, ...]]) -> None:
            data, problems = answer
            keep_file(self, path, data, lambda: self._record(path, data, wish.debt_id, problems))

        self._making.begin(job, keep)

    def _record(self, path: Path, data: bytes, debt_id: str | None, problems: tuple[Problem, ...]) -> None:
        case = handing_over.recorded(self.desk.case, data, self.desk.today(), debt_id)
        self.desk.session.edit(_("evidence bundle made"), case)
        if problems:
            saved = _("{name} is saved.").format(name=path.name)
            self.say(sentences(saved, *(problem.words() for problem in problems[:3])), "warn")

    # ---- the window's questions

    def reveal(self, place: str) -> None:
        """Show a document by name, for a debt where one is named: `application/d2`."""
        name, _slash, debt_id = place.partition("/")
        self.list.choose(name, debt_id or None)

    def state(self) -> Any:
        """Which document, in which language, with which words."""
        return self.list.state()

    def restore(self, state: Any) -> None:
        """Show it again."""
        self.list.restore(state)
