# SPDX-License-Identifier: Apache-2.0
"""Words on the screen: labels that show text as text, never as HTML, in the roles of the type scale."""

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

Role = Literal["base", "title", "lead", "card", "figure", "caption", "muted", "bad"]
Tone = Literal["", "good", "warn", "danger", "info", "accent"]


class Words(QLabel):
    """A label in one role of the type scale; it never interprets HTML (Qt does by default) and can be selected."""

    def __init__(
        self, text: str = "", role: Role = "base", wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self.setText(text)

    def tone(self, tone: Tone) -> "Words":
        """Colour the words by meaning; an icon or the words themselves must say it too."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        return self


class OneLine(Words):
    """A label that shortens its text with … where room is short; the whole text is in the tooltip."""

    def __init__(self, text: str = "", role: Role = "base", parent: QWidget | None = None) -> None:
        super().__init__(text, role, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole text as a tooltip only where it does not fit."""
        super().resizeEvent(event)
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.width()
        self.setToolTip("" if fits else plain_tip(self.text()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text, shortened at its end."""
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(QRect(0, 0, self.width(), self.height()), int(self.alignment()), text)


def plain_tip(text: str) -> str:
    """A tooltip shown literally: Qt would read `<` as HTML."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>" if text else ""


def rule_line(parent: QWidget | None = None) -> QFrame:
    """A hairline."""
    line = QFrame(parent)
    line.setObjectName("line")
    return line
