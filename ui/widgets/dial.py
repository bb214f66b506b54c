# SPDX-License-Identifier: Apache-2.0
"""A dial for a chance: an arc, the share in its middle, and a word below, so that the arc is never alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import THEME

START, SWEEP = 225, 270  # degrees: from lower left over the top to lower right
SIDE = 118  # px at 100 %
WORD = 10  # px the word reaches below the arc


class Dial(QWidget):
    """A chance from 0 to 1, None where it is not known."""

    def __init__(self) -> None:
        super().__init__()
        self._share: float | None = None
        self._figure, self._word, self._token = "—", "", "muted"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        THEME.changed.connect(self.update)

    def show_chance(self, share: float | None, figure: str, word: str, token: str) -> None:
        """Show a share, the figure for it, the word below and the colour token; the words are the text twin."""
        self._share, self._figure, self._word, self._token = share, figure, word, token
        self.setAccessibleName(f"{figure} {word}".strip())
        self.update()

    def words(self) -> str:
        """What it says."""
        return f"{self._figure} {self._word}".strip()

    def sizeHint(self) -> QSize:
        """A square with a little air at the sides."""
        return QSize(THEME.px(SIDE + 24), THEME.px(SIDE + WORD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground arc, the share, the figure and the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick, side = THEME.px(10), min(self.width(), self.height() - THEME.px(WORD))
        box = QRectF((self.width() - side) / 2, 0, side, side).adjusted(thick, thick, -thick, -thick)
        painter.setPen(QPen(THEME.colour("border"), thick, c=Qt.PenCapStyle.RoundCap))
        painter.drawArc(box, START * 16, -SWEEP * 16)
        if self._share:
            painter.setPen(QPen(THEME.colour(self._token), thick, c=Qt.PenCapStyle.RoundCap))
            painter.drawArc(box, START * 16, round(-SWEEP * 16 * self._share))
        painter.setPen(THEME.colour("text"))
        painter.setFont(THEME.font("figure", bold=True))
        centre = int(Qt.AlignmentFlag.AlignCenter)
        painter.drawText(box.adjusted(0, -THEME.px(4), 0, -THEME.px(4)), centre, self._figure)
        painter.setFont(THEME.font("base", bold=True))
        painter.setPen(THEME.colour(self._token))
        below = QRectF(0, self.height() - THEME.px(24), self.width(), THEME.px(24))
        painter.drawText(below, centre, self._word)
