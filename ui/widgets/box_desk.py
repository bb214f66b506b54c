# SPDX-License-Identifier: Apache-2.0
"""Where the parts of a paper that its redacted copy hides are marked: the page large, its boxes, the pages of the paper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from planner.facts.case import Box, Paper
from planner.facts.language import _, ngettext
from ui import shown
from ui.background import VIEWS, Job, run
from ui.icons import set_icon
from ui.theme import THEME
from ui.widgets.box_sheet import BoxSheet
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.text import OneLine, Words
from ui.widgets.thumbnail import MOST, picture_of


class BoxDesk(Card):
    """The page and its boxes. `edited(paper id, boxes, run)` tells a change, `closed()` that the person is done."""

    edited = Signal(str, object, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("", gap=10)
        self._paper: Paper | None = None
        self._data: bytes | None = None
        self._job: Job | None = None
        self.sheet = BoxSheet()
        self.sheet.changed.connect(self._tell)
        self.sheet.selected.connect(self._enable)
        self.sheet.turned.connect(self.turn)
        self.name, self.count = OneLine("", "card"), Words("", "muted")
        self.done = self._button(_("Done"), "check", self.closed.emit)
        self.done.setProperty("kind", "primary")
        set_icon(self.done, "check", "on_accent", 16)
        self.add = self._button(_("Add a box"), "plus", self.sheet.add)
        self.remove = self._button(_("Remove box"), "trash-2", self.sheet.remove)
        self.back, self.on = (
            self._turn("chevron-left", _("Page before")),
            self._turn("chevron-right", _("Next page")),
        )
        self.back.clicked.connect(lambda: self.turn(-1))
        self.on.clicked.connect(lambda: self.turn(1))
        self.page = Words("", "caption")
        self.pages = row(self.back, self.page, self.on, gap=6)
        top = row(self.name, self.count, self.done, gap=12)
        top.setStretch(0, 1)
        hint = Words(
            _(
                "Drag over what the copy must hide; drag a box or its sides to adjust it. By keyboard: Enter adds one,"
                " arrows move it, Shift and arrows stretch it, Del removes it. The original stays as it is."
            ),
            "muted",
            wrap=True,
        )
        self.body.addLayout(top)
        self.body.addWidget(hint)
        self.body.addLayout(row(self.add, self.remove, None, self._holder(), gap=8))
        self.area = scrolled(column(row(None, self.sheet, None), None))
        self.body.addWidget(self.area, 1)

    def _button(self, words: str, icon: str, do: object) -> QPushButton:
        button = QPushButton(words)
        set_icon(button, icon, "accent", 16)
        button.clicked.connect(lambda _on=False: do())  # type: ignore[operator]
        return button

    def _turn(self, icon: str, words: str) -> QToolButton:
        button = QToolButton()
        set_icon(button, icon, size=16)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _holder(self) -> QWidget:
        self._pages_part = QWidget()
        self._pages_part.setObjectName("form")
        self._pages_part.setLayout(self.pages)
        return self._pages_part

    # ---- what is shown

    def open(self, paper: Paper, data: bytes) -> None:
        """Show the first page of a paper."""
        self._paper, self._data = paper, data
        self.sheet.show_boxes(paper.boxes)
        self._show_page(1)
        self.sheet.setFocus()
        self.area.verticalScrollBar().setValue(0)

    def show_paper(self, paper: Paper) -> None:
        """Show the boxes as they are now: after an edit, an undo."""
        self._paper = paper
        self.sheet.show_boxes(paper.boxes)
        self._enable()

    def paper_id(self) -> str | None:
        """The paper that is shown."""
        return self._paper.id if self._paper is not None else None

    def turn(self, by: int) -> None:
        """Go on, or back, by so many pages."""
        page = self.sheet.page + by
        if 1 <= page <= self._last():
            self._show_page(page)

    def _last(self) -> int:
        return max((self._paper.pages or 1) if self._paper is not None else 1, 1)

    def _show_page(self, page: int) -> None:
        if self._paper is None or self._data is None:
            return
        if self._job is not None:
            self._job.cancel()
        self.sheet.show_page(page, QImage(), _("being drawn …"))
        self._job = run(picture_of, self._data, self._paper.media or "", page, MOST, lane=VIEWS)
        self._job.finished.connect(self._take)
        self._enable()

    def _take(self, picture: QImage) -> None:
        if self.sender() is self._job:
            self._job = None
            words = (
                "" if not picture.isNull() else _("This page cannot be drawn here, so no box can lie on it.")
            )
            self.sheet.show_page(self.sheet.page, picture, words)
            self.add.setEnabled(not picture.isNull())

    def _enable(self) -> None:
        paper = self._paper
        place = self.sheet.chosen_place()
        if place is not None:
            at = self.sheet.mapToParent(place.center().toPoint())
            self.area.ensureVisible(at.x(), at.y(), 0, THEME.px(80))
        n = len(self.sheet.boxes)
        self.name.setText(shown.name(paper.note or paper.name) if paper is not None else "")
        self.count.setText(ngettext("{n} box", "{n} boxes", n).format(n=n))
        self.remove.setEnabled(self.sheet.current is not None)
        self.page.setText(_("Page {page} of {pages}").format(page=self.sheet.page, pages=self._last()))
        self.back.setEnabled(self.sheet.page > 1)
        self.on.setEnabled(self.sheet.page < self._last())
        self._pages_part.setVisible(self._last() > 1)

    def _tell(self, boxes: tuple[Box, ...], run_of: object) -> None:
        self._enable()
        if self._paper is not None:
            self.edited.emit(self._paper.id, boxes, run_of)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape is done."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
