# SPDX-License-Identifier: Apache-2.0
"""The menus: every function with its words and keys, so that all of it can be reached without a mouse."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from planner.facts.language import N_, _
from ui.icons import set_icon

if TYPE_CHECKING:  # nothing of a case is loaded before one is opened
    from ui.session import Session

StandardKey = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Item:
    """One menu entry: name, words (msgid), keys, icon; `choice` groups entries of which one is on."""

    name: str
    words: str
    keys: str | QKeySequence.StandardKey = ""
    icon: str = ""
    choice: str = ""
    toggle: bool = False
    needs_case: bool = True


LINE = Item("", "")
FILE = (
    Item("new", N_("&New case"), StandardKey.New, "file-plus", needs_case=False),
    Item("open", N_("&Open…"), StandardKey.Open, "folder-open", needs_case=False),
    Item("sample", N_("Open the &sample case"), "", "book-open", needs_case=False),
    Item("cases", N_("&All cases and their dates…"), "Ctrl+Shift+O", "calendar-clock", needs_case=False),
    Item("beside", N_("Open in another &window…"), "Ctrl+Shift+N", "copy-plus", needs_case=False),
    Item("guide", N_("Step &by step…"), "Ctrl+G", "lightbulb", needs_case=False),
    LINE,
    Item("details", N_("Case &details…"), "Ctrl+I", "users"),
    Item("save_as", N_("Save as a &copy…"), "Ctrl+Shift+S", "copy"),
    Item("export", N_("&Export…"), "Ctrl+E", "download"),
    Item("backups", N_("Back&ups…"), "", "history"),
    LINE,
    Item("close", N_("C&lose case"), StandardKey.Close, "x"),
    Item("quit", N_("&Quit"), "Ctrl+Q", "", needs_case=False),
)
EDIT = (
    Item("undo", N_("&Undo"), StandardKey.Undo, "undo-2"),
    Item("redo", N_("&Redo"), "Ctrl+Shift+Z", "redo-2"),
    LINE,
    Item("find", N_("&Find on this page"), StandardKey.Find, "search"),
    Item("columns", N_("&Columns and order of a table…"), "Ctrl+Shift+L", "list"),
    Item("anything", N_("&Go to anything…"), "Ctrl+K", "zap", needs_case=False),
)
VIEW = (
    Item("theme:system", N_("Follow the &system"), choice="theme", needs_case=False),
    Item("theme:light", N_("&Light"), choice="theme", needs_case=False),
    Item("theme:dark", N_("&Dark"), choice="theme", needs_case=False),
    Item("theme:contrast", N_("High &contrast"), choice="theme", needs_case=False),
    LINE,
    Item("language:zh", N_("&中文"), choice="language", needs_case=False),
    Item("language:en", N_("&English"), choice="language", needs_case=False),
    LINE,
    Item("hide", N_("&Hide amounts and names"), "Ctrl+Shift+H", "eye-off", toggle=True),
    Item("lock", N_("Loc&k"), "Ctrl+L", "lock"),
    LINE,
    Item("zoom_in", N_("Zoom &in"), "Ctrl++", needs_case=False),
    Item("zoom_out", N_("Zoom &out"), "Ctrl+-", needs_case=False),
    Item("zoom_reset", N_("&Normal size"), "Ctrl+0", needs_case=False),
    LINE,
    Item("settings", N_("Se&ttings…"), "Ctrl+,", "settings", needs_case=False),
)
HELP = (
    Item("help", N_("&Help on this page"), "F1", "circle-question-mark", needs_case=False),
    Item("keys", N_("&Keyboard shortcuts"), "Ctrl+F1", "keyboard", needs_case=False),
    Item("about", N_("&About Huanqing"), "", "info", needs_case=False),
)
MENUS: tuple[tuple[str, Sequence[Item]], ...] = (
    (N_("&File"), FILE),
    (N_("&Edit"), EDIT),
    (N_("&View"), VIEW),
    (N_("&Help"), HELP),
)


def fill_menus(window: QMainWindow, do: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make the menu bar anew in the language now spoken; returns the actions by name."""
    bar = window.menuBar()
    for old in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.deleteLater()  # not now: one of its entries may be what asked for this
    bar.clear()
    made: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for words, items in MENUS:
        menu = bar.addMenu(_(words))
        for item in items:
            if item is LINE:
                menu.addSeparator()
            else:
                made[item.name] = _action(menu, item, do[item.name], groups)
    return made


def _action(menu: QMenu, item: Item, do: Callable[[], object], groups: dict[str, QActionGroup]) -> QAction:
    action = menu.addAction(_(item.words))
    action.setObjectName(item.name)
    if item.keys:
        action.setShortcut(QKeySequence(item.keys))
    if item.icon:
        set_icon(action, item.icon, size=16)
    if item.choice or item.toggle:
        action.setCheckable(True)
    if item.choice:
        groups.setdefault(item.choice, QActionGroup(menu)).addAction(action)
    action.triggered.connect(lambda _on=False: do())
    return action


def keys_in_words(actions: Mapping[str, QAction]) -> list[tuple[str, str]]:
    """Every shortcut with its words, for the list in Help."""
    found = []
    for action in actions.values():
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys:
            found.append((keys, action.text().replace("&", "")))
    return found


def name_undo(actions: Mapping[str, QAction], session: Session | None) -> None:
    """Say in the menu what would be undone and done again; off where there is nothing."""
    for name, plain, named, words in (
        ("undo", N_("&Undo"), N_("&Undo {what}"), session.undo_words() if session else None),
        ("redo", N_("&Redo"), N_("&Redo {what}"), session.redo_words() if session else None),
    ):
        action = actions.get(name)
        if action is not None:
            action.setEnabled(bool(words))
            action.setText(_(named).format(what=_(words)) if words else _(plain))
