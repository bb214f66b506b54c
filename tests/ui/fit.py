# SPDX-License-Identifier: Apache-2.0
"""What is cut off in a window, measured; and a language of its own for finding out: every text forty per cent longer."""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QTableView, QToolTip, QWidget

from ui import theme
from ui.theme import THEME
from ui.widgets.cells import SIDE
from ui.widgets.text import OneLine, Words

KEPT = re.compile(r"(\{[^}]*\}|&.|\n)")
LONGER = 0.4
WORD = 12  # letters of the longest word that is added: a long one, but one that is spoken somewhere


def longer(text: str) -> str:
    """A text as a wordy language would have it; places to fill in and mnemonics stay."""
    if not text.strip():
        return text
    more = "o" * max(1, round(len(KEPT.sub("", text)) * LONGER))
    return f"[{text}{' '.join(more[i : i + WORD] for i in range(0, len(more), WORD))}]"


class Wordy(gettext.NullTranslations):
    """The pseudo-language."""

    def gettext(self, message: str) -> str:
        return longer(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return longer(msgid1 if n == 1 else msgid2)


@cache
def wordy(_code: str) -> gettext.NullTranslations:
    """In place of every catalogue."""
    return Wordy()


@contextmanager
def larger(points: int) -> Iterator[None]:
    """All type larger by so many points, as the system may ask for."""
    usual = dict(theme.POINTS)
    theme.POINTS.update({role: size + points for role, size in usual.items()})
    THEME._sheet = ""
    THEME.apply()
    try:
        yield
    finally:
        theme.POINTS.update(usual)
        THEME._sheet = ""


def cut(window: QWidget) -> list[str]:
    """Every visible text that has less room than it needs."""
    return [
        f"{type(one).__name__} “{one.text()[:40]}” {one.width()}x{one.height()} needs {need}"  # type: ignore[attr-defined]
        for kind in (QPushButton, Words, QLineEdit)
        for one in window.findChildren(kind)
        if one.isVisible() and (need := _lacks(one))
    ]


def beyond(window: QWidget) -> list[str]:
    """Every visible part that goes on beyond its right edge, also where one could scroll there."""
    return [
        f"{type(area).__name__} {area.width()} px wide: {over} px beyond its edge"
        for area in window.findChildren(QScrollArea)
        if area.isVisible() and (over := area.horizontalScrollBar().maximum()) > 0
    ]


def _tooltip(table: QTableView, index: QModelIndex) -> str:
    """What a table says when the mouse rests on a cell."""
    QToolTip.hideText()
    at = table.visualRect(index).center()
    over = table.viewport()
    QApplication.sendEvent(over, QHelpEvent(QEvent.Type.ToolTip, at, over.mapToGlobal(at)))
    return QToolTip.text()


def _lacks(one: QWidget) -> str:
    line = one.fontMetrics().height()
    if isinstance(one, QLineEdit):
        return f"height {line}" if one.height() < line else ""
    if isinstance(one, OneLine) or not one.text():  # type: ignore[attr-defined]  # OneLine shortens and has a tooltip
        return f"height {line}" if one.text() and one.height() < line - 1 else ""  # type: ignore[attr-defined]
    if isinstance(one, Words) and one.wordWrap():
        need = one.heightForWidth(one.width())
        return f"height {need}" if one.height() < need - 1 else ""
    need = one.sizeHint()
    # A large choice on the start page lays its own words out in itself.
    if one.width() < need.width() and one.property("kind") != "choice":
        return f"width {need.width()}"
    return f"height {line}" if one.height() < line else ""


def cut_cells(window: QWidget) -> list[str]:
    """Every cell and heading in sight whose words do not stand there whole."""
    found = []
    for table in window.findChildren(QTableView):
        if not table.isVisible() or table.model() is None:
            continue
        head, name = table.horizontalHeader(), table.accessibleName()
        places = [i for i in range(head.count()) if not head.isSectionHidden(i)]
        for i in places:
            words = str(table.model().headerData(i, Qt.Orientation.Horizontal) or "")
            need = QFontMetrics(THEME.font("caption")).horizontalAdvance(words) + 2 * THEME.px(SIDE)
            if words and head.sectionSize(i) < need - 1:
                found.append(f"{name}: heading “{words}” {head.sectionSize(i)} px, needs {need}")
        for row in range(table.model().rowCount()):
            for i in places:
                index = table.model().index(row, i)
                if table.visualRect(index).intersects(table.viewport().rect()):
                    need, has = table.itemDelegate().needed(index), head.sectionSize(i)
                    if has < need - 1:
                        told = "" if str(index.data()) in _tooltip(table, index) else ", no tooltip"
                        found.append(f"{name}: “{index.data()}” {has} px, needs {need}{told}")
    return found
