# SPDX-License-Identifier: Apache-2.0
"""Every word a window says, seen or only heard, and which of them are in the language that is not spoken now."""

import re
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QMenu, QTableView, QWidget

from planner.facts.places import resources

SAID = (
    "text",
    "title",
    "placeholderText",
    "toolTip",
    "statusTip",
    "whatsThis",
    "accessibleName",
    "accessibleDescription",
    "windowTitle",
    "currentText",
    "toPlainText",
)
ROWS = 30  # of a table
HOLE = re.compile(r"\\?\{[^}]*\\?\}")
PARTS = re.compile(r"\s+·\s+|\n|<br>")


def words_of(window: QWidget) -> Iterator[str]:
    """Everything that window, its parts, menus and tables say, in sight or not."""
    for one in (window, *window.findChildren(QWidget)):
        for name in SAID:
            say = getattr(one, name, None)
            if callable(say):
                said = say()
                if isinstance(said, str):
                    yield said
        if isinstance(one, QComboBox):
            yield from (one.itemText(i) for i in range(one.count()))
        elif isinstance(one, QAbstractItemView) and one.model() is not None:
            yield from _cells(one.model(), one.model().columnCount() if isinstance(one, QTableView) else 0)
        actions = one.actions() if isinstance(one, QMenu) else ()
        for action in actions:
            yield from (action.text(), action.toolTip(), action.statusTip())


def _cells(model: QAbstractItemModel, columns: int) -> Iterator[str]:
    """`columns` of a table, 0 for a list."""
    for i in range(columns):
        yield str(model.headerData(i, Qt.Orientation.Horizontal) or "")
    for row in range(min(model.rowCount(), ROWS)):
        for i in range(max(columns, 1)):
            index = model.index(row, i)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(index.data(role) or "")


@cache
def catalogue() -> tuple[tuple[str, str], ...]:
    """Every message with its translation, where the two differ."""
    text = (resources() / "locale/zh_CN/LC_MESSAGES/huanqing.po").read_text("utf-8")
    found = []
    for block in text.split("\n\n"):
        said = {}
        for key, lines in re.findall(r'^(msgid|msgid_plural|msgstr(?:\[0\])?) ((?:".*"\n?)+)', block, re.M):
            parts = re.findall(r'"(.*)"', lines)
            said[key] = "".join(parts).replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
        chinese = said.get("msgstr") or said.get("msgstr[0]") or ""
        for key in ("msgid", "msgid_plural"):
            english = said.get(key)
            if english and chinese and english != chinese:
                found.append((english, chinese))
    return tuple(found)


@cache
def _spoken(chinese: bool) -> tuple[frozenset[str], re.Pattern[str]]:
    """The messages of one language as they stand, and those with places to fill in as one pattern."""
    mine = {pair[chinese] for pair in catalogue()} - {pair[not chinese] for pair in catalogue()}
    plain = frozenset(one for one in mine if "{" not in one)
    enough = r"[\u4e00-\u9fff]{2}" if chinese else r"[A-Za-z]{4,}"
    filled = [
        HOLE.sub(".+", re.escape(one)) for one in mine if "{" in one and re.search(enough, HOLE.sub("", one))
    ]
    return plain, re.compile("|".join(f"(?:{one})" for one in sorted(filled)))


def leftovers(window: QWidget, speech: str, known: frozenset[str] = frozenset()) -> list[str]:
    """What is said in the other language than `speech`; `known` are words of the case itself."""
    plain, filled = _spoken(speech == "en")
    found = set()
    for said in words_of(window):
        for part in PARTS.split(said.removeprefix("<qt>").removesuffix("</qt>")):
            one = part.strip()
            other = re.search(r"[\u4e00-\u9fff]", one) if speech == "en" else re.search(r"[A-Za-z]{3,}", one)
            if other and one not in known and (one in plain or filled.fullmatch(one)):
                found.add(one)
    return sorted(found)
