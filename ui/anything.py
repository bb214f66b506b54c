# SPDX-License-Identifier: Apache-2.0
"""Everything one can go to, as one list to search: pages, functions, debts, papers, talks, documents, rules, help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from planner.facts.language import N_, _, language, speaking
from ui import shown
from ui.help_topics import GROUPS, folded, topic

if TYPE_CHECKING:  # nothing of a case is loaded before one is opened
    from ui.pages.page import Desk, Page

MOST = 50  # found entries shown
AHEAD = ("page", "debt", "do")  # kinds that come first where they fit as well as others
KINDS: Mapping[str, str] = {
    "page": N_("page"),
    "do": N_("function"),
    "debt": N_("debt"),
    "line": N_("budget"),
    "notice": N_("message"),
    "paper": N_("paper"),
    "plan": N_("plan"),
    "talk": N_("talk"),
    "document": N_("document"),
    "help": N_("help"),
    "rule": N_("rule"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to go to: its words, its kind (of KINDS), a place of the window or something to do, and its keys."""

    words: str
    kind: str
    icon: str
    place: str = ""
    do: Callable[[], object] | None = None
    keys: str = ""
    more: str = ""  # words it is found by too


def found(entries: Sequence[Entry], query: str) -> list[Entry]:
    """The entries in which every word of a query stands, the nearest first; without a query the pages and functions."""
    words = folded(query).split()
    if not words:
        return [entry for entry in entries if entry.kind in ("page", "do")]
    near = [(rank, place) for place, entry in enumerate(entries) if (rank := _rank(entry, words)) is not None]
    return [entries[place] for _rank_, place in sorted(near)[:MOST]]


def _rank(entry: Entry, words: Sequence[str]) -> tuple[int, int] | None:
    """How far an entry is from the words: a beginning of its own words is nearest, words found elsewhere farthest."""
    own = folded(entry.words)
    if all(word in own for word in words):
        parts = own.split()
        starts = own.startswith(words[0]) or any(part.startswith(words[0]) for part in parts)
        return (0 if own.startswith(words[0]) else 1 if starts else 2), int(entry.kind not in AHEAD)
    whole = f"{own} {folded(entry.more)}"
    return (3, int(entry.kind not in AHEAD)) if all(word in whole for word in words) else None


def functions(actions: Iterable[QAction]) -> Iterator[Entry]:
    """The menu's functions that can be used now."""
    for action in actions:
        if action.isEnabled() and action.objectName() != "anything":
            keys = action.shortcut().toString()
            words = action.text().replace("&", "").removesuffix("…")
            yield Entry(words=words, kind="do", icon="zap", do=action.trigger, keys=keys)


def buttons(page: Page) -> Iterator[Entry]:
    """What the buttons in the header of a page do, those of their menus too."""
    for button in page.actions:
        if not isinstance(button, QAbstractButton) or not button.isEnabled() or button.isHidden():
            continue
        words = (
            (button.text() or button.accessibleName() or button.toolTip()).replace("&", "").removesuffix("…")
        )
        menu = button.menu() if isinstance(button, QPushButton | QToolButton) else None
        if menu is None:
            yield Entry(words=words, kind="do", icon="zap", do=button.click, more=button.toolTip())
            continue
        for action in menu.actions():
            if action.isEnabled() and action.text():
                own = action.text().replace("&", "").removesuffix("…")
                yield Entry(words=f"{words}: {own}", kind="do", icon="zap", do=action.trigger)


def of_case(desk: Desk, kinds: Sequence[type[Page]]) -> Iterator[Entry]:
    """What an open case can show."""
    yield from _pages(kinds)
    yield from _records(desk)
    yield from _documents()
    yield from _help()
    yield from _rules(desk)


def _pages(kinds: Sequence[type[Page]]) -> Iterator[Entry]:
    other = "zh" if language() == "en" else "en"
    for place, kind in enumerate(kinds, 1):
        with speaking(other):
            also = _(kind.TITLE)
        keys = "F1" if kind.NAME == "help" else f"Ctrl+{place}" if place < 10 else ""
        more = f"{also} {kind.NAME} {_(kind.QUESTION)}"
        yield Entry(words=_(kind.TITLE), kind="page", icon=kind.ICON, place=kind.NAME, keys=keys, more=more)


def _records(desk: Desk) -> Iterator[Entry]:
    case = desk.case
    for debt in case.debts:
        words, more = _told(debt.brand or debt.creditor), _also(debt.creditor, debt.number)
        yield Entry(words=words, kind="debt", icon="list", place=f"debts/{debt.id}", more=more)
        talk = _("Talks with {name}").format(name=words)
        yield Entry(words=talk, kind="talk", icon="phone", place=f"negotiate/{debt.id}", more=more)
    for list_name, lines in (("incomes", case.incomes), ("expenses", case.expenses)):
        for line in lines:
            place = f"{list_name}/{line.id}"
            yield Entry(words=_told(line.name), kind="line", icon="scale", place=place)
    for paper in case.papers:
        yield Entry(
            words=_told(paper.name or ""), kind="paper", icon="paperclip", place=f"evidence/{paper.id}"
        )
    for notice in case.notices:
        words = _("Message from {name}").format(name=_told(notice.sender or ""))
        place = f"notice/{notice.id}"
        yield Entry(words=words, kind="notice", icon="mail", place=place, more=_also(notice.text))
    for scenario in case.scenarios:
        name = _told(scenario.name or "") if scenario.name else _("Unnamed plan")
        yield Entry(words=name, kind="plan", icon="chart-line", place=f"plan/{scenario.id}")


def _documents() -> Iterator[Entry]:
    from planner.reports.documents import DOCUMENTS

    for name, document in DOCUMENTS.items():
        yield Entry(words=_(document.words), kind="document", icon="printer", place=f"documents/{name}")


def _help() -> Iterator[Entry]:
    for _title, topics in GROUPS:
        for name, picture in topics:
            one = topic(name)
            yield Entry(words=one.title, kind="help", icon=picture, place=f"help/{name}", more=one.short)


def _rules(desk: Desk) -> Iterator[Entry]:
    for rule_id, rows in desk.book.rules.items():
        rule = rows[-1]
        more = f"{rule.title_en} {rule.title_zh} {rule.citation} {rule.text}"
        place = f"help/rules/{rule_id}"
        yield Entry(words=f"{rule_id} {rule.title}", kind="rule", icon="gavel", place=place, more=more)


def _told(name: str) -> str:
    return shown.name(name)


def _also(*texts: str | None) -> str:
    """Words an entry is found by: none while names are hidden, or finding would tell them."""
    return "" if shown.is_hidden() else " ".join(text for text in texts if text)
