# SPDX-License-Identifier: Apache-2.0
"""The true preview: the pages that the printer and the PDF get, painted by the same painter."""

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from planner.facts.language import N_, _
from planner.reports.printout import Printout
from ui import shown
from ui.theme import LIGHT, THEME
from ui.widgets.text import Role, Words

HIDDEN = N_("Amounts and names are hidden here. Printing and saving give the whole document.")


class _Sheet(QWidget):
    """One page, as wide as its room."""

    def __init__(self, pages: Any, number: int) -> None:
        super().__init__()
        self._pages, self._number = pages, number
        self.setAccessibleName(_("Page {page} of {pages}").format(page=number, pages=pages.count))

    def sizeHint(self) -> QSize:
        """The paper's proportions."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """As high as the paper asks at this width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of a page of this width, px."""
        paper = self._pages.paper
        return int(width * paper.height() / paper.width() + 0.5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper is white in every theme: it shows what is printed, but nothing of it while amounts are hidden."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), QColor(LIGHT.surface))
        if shown.is_hidden():
            painter.setFont(THEME.font("lead"))
            painter.setPen(QColor(LIGHT.muted))
            room = self.rect().adjusted(*(THEME.px(side) for side in (32, 48, -32, -32)))
            flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), _(HIDDEN))
        else:
            self._pages.draw(painter, self._number, self.width() / self._pages.paper.width())
        painter.setPen(THEME.colour("border"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


class PagePreview(QScrollArea):
    """All pages of a text below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Preview"))
        self._text: Printout | None = None

    def show_pages(self, pages: Any) -> None:
        """Show another text, laid out; the place on the page is kept."""
        if pages.text == self._text:
            return
        place = self.verticalScrollBar().value() if self._text and self._text.title == pages.text.title else 0
        self._text = pages.text
        ground = QWidget()
        ground.setObjectName("rail")
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(*(THEME.px(16),) * 4)
        layout.setSpacing(THEME.px(16))
        for number in range(1, pages.count + 1):
            layout.addWidget(_Sheet(pages, number))
        layout.addStretch(1)
        self.setWidget(ground)
        self.verticalScrollBar().setValue(place)

    def wait(self) -> None:
        """Say that pages are being laid out, where none is shown yet; pages that stand there stay."""
        if self._text is None:
            self._say(_("The pages are being laid out …"), "muted")

    def show_refusal(self, words: str) -> None:
        """Say why there is no page."""
        self._text = None
        self._say(words, "lead")

    def _say(self, words: str, role: Role) -> None:
        ground = QWidget()
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(*(THEME.px(24),) * 4)
        layout.addWidget(Words(words, role, wrap=True))
        layout.addStretch(1)
        self.setWidget(ground)

    def words(self) -> str:
        """The title of what is shown."""
        return self._text.title if self._text else ""
