# SPDX-License-Identifier: Apache-2.0
"""The Evidence page: every figure with its proof or "no proof yet", and the papers that prove them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QSplitter, QStackedWidget

from planner.facts.case import Box, Case, Paper, Proof, find
from planner.facts.language import N_, _, ngettext, sentences
from planner.facts.problems import InputError, few
from ui import paper_edits, shown
from ui.background import PAPERS, Job, run
from ui.icons import set_icon
from ui.pages.page import Desk, Page
from ui.theme import THEME
from ui.widgets.box_desk import BoxDesk
from ui.widgets.card import column
from ui.widgets.drop_area import DropArea, DropTarget, files_in
from ui.widgets.empty_state import EmptyState
from ui.widgets.figure_table import FigureTable
from ui.widgets.paper_pictures import PaperPictures
from ui.widgets.shelf import Shelf, WantedList, age_words
from ui.widgets.side import Side

KINDS = "(*.pdf *.png *.jpg *.jpeg *.webp *.tif *.tiff *.bmp *.heic *.txt *.mp3 *.m4a *.wav)"


SIDE = 360  # px the papers need


class EvidencePage(Page):
    """Figures left, papers right."""

    NAME = "evidence"
    TITLE = N_("Evidence")
    QUESTION = N_("Can I prove every figure?")
    ICON = "paperclip"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._job: Job | None = None
        self._waiting: list[Path] = []
        self._boxed: str | None = None  # the paper whose boxes are drawn
        self._is_empty = True
        self.add = QPushButton(_("Add papers…"))
        self.add.setProperty("kind", "primary")
        set_icon(self.add, "plus", "on_accent")
        self.add.clicked.connect(self.ask)
        self.actions = [self.add]
        pictures = PaperPictures(lambda sha256: desk.session.bytes_of(sha256), self)
        self.figures, self.shelf = FigureTable(desk.book, pictures), Shelf(desk.book, desk.today())
        self.missing, self.boxes = WantedList(desk.book), BoxDesk()
        self._wire()
        self._build()

    # ---- building

    def _wire(self) -> None:
        self.figures.opened.connect(self.went.emit)
        self.figures.sought.connect(self._seek)
        self.figures.loosened.connect(self._loosen)
        self.figures.chosen.connect(self._enable)
        self.shelf.chosen.connect(self._look)
        self.shelf.edited.connect(self._edit)
        self.shelf.edited_many.connect(self._edit_many)
        self.shelf.removed.connect(self.remove)
        self.shelf.proving.connect(self.link)
        self.shelf.loosening.connect(self.loosen)
        self.shelf.hiding.connect(self.open_boxes)
        self.boxes.edited.connect(self._box)
        self.boxes.closed.connect(self.close_boxes)

    def _build(self) -> None:
        right = DropTarget()
        right.setObjectName("ground")
        right.dropped.connect(self.take)
        right.setLayout(column(self.shelf, gap=12))
        self.area = DropArea(
            "paperclip",
            _("Drop papers here"),
            _(
                "Scans, photos, PDFs: contract, income, illness, rent. They are copied into the case; yours stay where they are."
            ),
            _("Choose papers…"),
            self.ask,
        )
        self.area.dropped.connect(self.take)
        self.shelf_or_drop = QStackedWidget()
        for part in (right, self.area):
            self.shelf_or_drop.addWidget(part)
            part.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        side = column(self.shelf_or_drop, self.missing, gap=12)
        side.setContentsMargins(0, 0, THEME.px(14), 0)  # the scroll bar's room
        side.setStretch(0, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(THEME.px(12))
        split.addWidget(self.figures)
        split.addWidget(Side(side, SIDE, grows=True))
        split.setSizes([THEME.px(600), THEME.px(420)])
        empty = EmptyState(
            "paperclip",
            _("Nothing to prove yet"),
            _("Once debts, income or costs are entered, each figure stands here with its proof."),
            (_("Go to Debts"), "list", lambda: self.went.emit("debts")),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(split)
        self.stack.addWidget(empty)
        self.stack.addWidget(self.boxes)
        self.body.addWidget(self.stack)

    # ---- drawing

    def show_case(self, old: Case | None, new: Case) -> None:
        """Draw figures, proofs and papers."""
        from planner.evidence.proofs import standings
        from planner.evidence.wanted import wanted

        found = standings(new, self.desk.book, self.desk.today())
        self._is_empty = not (found or new.papers)
        self._show_boxes(new)
        self.figures.show_standings(new, found)
        if old is None or old.debts is not new.debts:
            self.shelf.show_debts(new.debts)
        self.shelf.show_papers(new.papers)
        self.shelf_or_drop.setCurrentIndex(0 if new.papers else 1)
        if old is None or old.papers is not new.papers:
            self._look(self.shelf.paper())
        self.missing.show_wanted(wanted(new, self.desk.book, self.desk.today()))

    def _show_boxes(self, case: Case) -> None:
        """Keep the paper whose boxes are drawn in sight as it now is; without it, back to figures and papers."""
        paper = find(case, "papers", self._boxed) if self._boxed is not None else None
        if paper is None:
            self._boxed = None
            self.stack.setCurrentIndex(1 if self._is_empty else 0)
        else:
            self.boxes.show_paper(paper)
            self.stack.setCurrentWidget(self.boxes)

    def _enable(self) -> None:
        self.shelf.enable(self.figures.selected(), self.desk.case)

    def _look(self, paper: Paper | None) -> None:
        self._enable()
        if paper is None:
            self.shelf.picture.show_picture(None, "", "")
            return
        try:
            data = self.desk.session.bytes_of(paper.sha256)
        except InputError as error:
            self.shelf.picture.show_picture(None, "", error.words())
            return
        words = age_words(paper, self.desk.today()) or shown.name(paper.note or paper.name)
        self.shelf.picture.show_picture(data, paper.media or "", words)

    def _seek(self, source: str) -> None:
        head, _slash, record_id = source.partition("/")
        if head == "papers":
            self.shelf.table.select_record(record_id)
        elif head == "flows":
            self.went.emit(f"statements/{record_id}")

    # ---- papers

    def ask(self) -> None:
        """Ask for files."""
        names, _kind = QFileDialog.getOpenFileNames(
            self, _("Add papers"), "", f"{_('Papers')} {KINDS};;" + _("All files") + " (*)"
        )
        if names:
            self.take([Path(name) for name in names])

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Keep them as papers."""
        self.take(paths)
        return True

    def take(self, paths: Sequence[Path]) -> None:
        """Read papers beside the window, then keep them as one edit."""
        found = files_in(paths)
        if not found:
            self.say(_("There is no file in what was dropped."), "warn")
        elif self._job is not None:
            self._waiting += found
        else:
            self._job = run(paper_edits.describe_all, tuple(found), lane=PAPERS)
            self._job.finished.connect(self._taken)
            self._job.failed.connect(lambda _bug: setattr(self, "_job", None))

    def _taken(self, answer: Any) -> None:
        self._job = None
        described, refused = answer or ((), ())
        before = self.desk.case
        had = sum(any(paper.sha256 == one.sha256 for paper in before.papers) for one, _data in described)
        case = paper_edits.with_papers(before, [one for one, _data in described])
        added = len(case.papers) - len(before.papers)
        if added:
            for _one, data in described:
                self.desk.session.keep_bytes(data)
            words = ngettext("{n} paper added", "{n} papers added", added).format(n=added)
            self.desk.session.edit(words, case)
            self.shelf.table.select_record(case.papers[-1].id)
        self._tell(refused, had)
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self.take(waiting)

    def _tell(self, refused: Sequence[InputError], had: int) -> None:
        """Say what was refused, one file by its words, several by their number with the words to open; and what was there."""
        n = len(refused)
        said, why = [error.words() for error in refused], ""
        if n > 1:
            said, why = (
                [_("{n} files were not taken: {names}.").format(n=n, names=few([e.where for e in refused]))],
                "\n".join(said),
            )
        if had:
            told = ngettext("{n} paper was there already.", "{n} papers were there already.", had)
            said.append(told.format(n=had))
        if said:
            tone = "warn" if refused else "info"
            self.say(sentences(*said), tone, _("Show why") if why else "", (lambda: why) if why else None)

    def _edit(self, paper: Paper, path: str, value: Any) -> None:
        case = paper_edits.with_fact(self.desk.case, paper.id, path, value)
        self.desk.session.edit(_("change of a paper"), case, (paper.id, path))

    def _edit_many(self, pairs: Sequence[tuple[Paper, Any]], path: str) -> None:
        case, n = self.desk.case, len(pairs)
        for paper, value in pairs:
            case = paper_edits.with_fact(case, paper.id, path, value)
        self.desk.session.edit(ngettext("change of {n} paper", "change of {n} papers", n).format(n=n), case)

    def remove(self, papers: Sequence[Paper]) -> None:
        """Take papers out, with what they proved; undo brings both back."""
        n = len(papers)
        words = ngettext("delete of {n} paper", "delete of {n} papers", n).format(n=n)
        self.desk.session.edit(words, paper_edits.without_papers(self.desk.case, papers))
        told = ngettext("{n} paper taken out.", "{n} papers taken out.", n).format(n=n)
        self.say(told, "info", _("Undo"), self.desk.session.undo)

    # ---- what a redacted copy hides

    def open_boxes(self) -> None:
        """Show the chosen paper large, to mark what its redacted copy must hide."""
        paper = self.shelf.paper()
        data = self._bytes_of(paper.sha256) if paper is not None else None
        if paper is not None and data is not None:
            self._boxed = paper.id
            self._show_boxes(self.desk.case)
            self.boxes.open(paper, data)

    def close_boxes(self) -> None:
        """Back to figures and papers."""
        self._boxed = None
        self._show_boxes(self.desk.case)
        self.shelf.table.setFocus()

    def _box(self, paper_id: str, boxes: tuple[Box, ...], run_of: object) -> None:
        case = paper_edits.with_fact(self.desk.case, paper_id, "boxes", boxes)
        merge = None if run_of is None else (paper_id, "boxes", run_of)
        self.desk.session.edit(_("change of what a copy hides"), case, merge)

    def _bytes_of(self, sha256: str) -> bytes | None:
        try:
            return self.desk.session.bytes_of(sha256)
        except InputError as error:
            self.say(error.words(), "warn")
            return None

    # ---- proofs

    def link(self) -> None:
        """Say that the chosen paper proves the chosen figures."""
        paper, figures = self.shelf.paper(), self.figures.selected()
        if paper is None or not figures:
            self.say(_("Choose one or more figures on the left and one paper on the right."), "info")
            return
        n = len(figures)
        words = ngettext("proof of {n} figure", "proof of {n} figures", n).format(n=n)
        self.desk.session.edit(words, paper_edits.linked(self.desk.case, paper, figures))

    def loosen(self) -> None:
        """Say that the chosen paper does not prove the chosen figures."""
        paper, figures = self.shelf.paper(), self.figures.selected()
        if paper is not None:
            source = f"papers/{paper.id}"
            self._loosen([p for p in self.desk.case.proofs if p.source == source and p.figure in figures])

    def _loosen(self, proofs: Sequence[Proof]) -> None:
        if proofs:
            self.desk.session.edit(_("removal of a proof"), paper_edits.loosened(self.desk.case, proofs))

    # ---- the window's questions

    def reveal(self, place: str) -> None:
        """Choose a figure or a paper."""
        if not self.figures.reveal(place):
            self.shelf.table.select_record(place.rpartition("/")[2])

    @classmethod
    def badge(cls, case: Case) -> int:
        """How many papers there are."""
        return len(case.papers)
