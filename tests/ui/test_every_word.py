# SPDX-License-Identifier: Apache-2.0
"""Whatever words and amounts stand in a case: hidden they are in no view, and shown they are words, never HTML."""

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from planner.facts.case import Agreement, Case, Contact, Export, Offer, Said, Scenario
from tests.ui.conftest import TODAY
from tests.ui.test_access import EVERY, told
from tests.ui.test_agreement_page import AGREED
from tests.ui.test_negotiate_page import TWELVE
from tests.ui.whole import settle, whole_sample
from ui.anything import of_case
from ui.app import Program
from ui.case_details import CaseDetails
from ui.pages.documents import DocumentsPage
from ui.session import Session
from ui.widgets.page_preview import _Sheet

Open = Callable[..., Session]
FREE = frozenset(
    [
        "name",
        "creditor",
        "brand",
        "number",
        "shared_with",
        "note",
        "reason",
        "region",
        "phone",
        "id_number",
        "label",
        "person",
        "reference",
        "promise",
        "sender",
        "text",
        "receiver",
        "party",
        "memo",
        "tail",
        "order_id",
        "counterparty",
    ]
)
WORD = "CANARY"
TAGS = "<b>{}</b><img src='file:///x.png'>"
AMOUNT = re.compile(r"¥\s?−?\d|\d,\d{3}\.\d\d|(?<![\d.])\d+\.\d\d(?![\d%.])")


def full_case() -> Case:
    """The whole sample with a record in every list that it leaves empty."""
    case = whole_sample()[0]
    debt = case.debts[0].id
    return replace(
        case,
        contacts=(Contact(id="k1", debt=debt, at=datetime(2026, 11, 20, 9, 0), channel="call", promise="x"),),
        scenarios=(*case.scenarios, Scenario(id="c9", name="x")),
        offers=(Offer(id="o1", debt=debt, by="them", date=TODAY, terms=TWELVE),),
        agreements=(Agreement(id="g1", debt=debt, date=TODAY, terms=AGREED),),
        said=(Said(id="y1", kind="hardship", text="x"),),
        exports=(Export(id="x1", kind="summary", date=TODAY),),
    )


def filled(record: Any, word: str) -> Any:
    """A record with a word in every free text of it and of what it holds."""
    if isinstance(record, tuple):
        return tuple(filled(one, word) for one in record)
    if not dataclasses.is_dataclass(record) or isinstance(record, type):
        return record
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name in FREE and (isinstance(value, str) or value is None):
            changed[field.name] = word if field.name != "tail" else word[:6]
        elif dataclasses.is_dataclass(value) or isinstance(value, tuple):
            changed[field.name] = filled(value, word)
    return replace(record, **changed)


def views(program: Program, qtbot: QtBot) -> Iterator[str]:
    """Every page, one after the other, with the first record of each list open on it."""
    for name in EVERY:
        program.window.go(name)
        settle(qtbot)
        yield name


def every_text(root: QWidget) -> list[str]:
    found = told(root)
    for box in root.findChildren(QComboBox):
        found += [box.itemText(n) for n in range(box.count())]
    return found


def test_hidden_names_and_amounts_stand_in_no_view_list_menu_or_search(
    program: Program, opened: Open, qtbot: QtBot
) -> None:
    session = opened(filled(full_case(), WORD))
    program.toggle_hidden()
    leaks: dict[str, list[str]] = {}
    for name in views(program, qtbot):
        texts = every_text(program.window)
        found = [text for text in texts if WORD in text]
        if name != "help":  # the figures of the law are no secret
            found += [text for text in texts if AMOUNT.search(text)]
        if found:
            leaks[name] = found[:5]
    assert leaks == {}
    assert program.window.desk is not None
    searched = list(of_case(program.window.desk, program.window.kinds))
    assert [one for one in searched if WORD in one.words + one.more] == []
    assert [text for text in every_text(CaseDetails(program.window, session)) if WORD in text] == []


def test_words_of_a_case_are_never_read_as_html(program: Program, opened: Open, qtbot: QtBot) -> None:
    opened(filled(full_case(), TAGS.format(WORD)))
    rich = []
    for name in views(program, qtbot):
        for widget in (program.window, *program.window.findChildren(QWidget)):
            if "<b>" in widget.toolTip() or "<img" in widget.toolTip():
                rich.append((name, "tooltip", type(widget).__name__))
            plain = not isinstance(widget, QLabel) or widget.textFormat() == Qt.TextFormat.PlainText
            if not plain and WORD in widget.text():
                rich.append((name, "label", widget.text()))
            if isinstance(widget, QAbstractButton) and WORD in widget.text() and "&" in widget.text():
                rich.append((name, "mnemonic", widget.text()))
    assert rich == []


def test_a_page_to_print_shows_nothing_while_hidden(program: Program, opened: Open, qtbot: QtBot) -> None:
    """The sheet is painted: its picture is the same whatever the case says."""
    pictures = []
    session = opened(full_case())
    program.toggle_hidden()
    program.window.go("documents")
    for word in ("x", WORD * 9):
        session.edit("x", filled(session.case, word))
        settle(qtbot)
        page = program.window.page()
        assert isinstance(page, DocumentsPage)
        sheets = page.preview.findChildren(_Sheet)
        assert sheets
        pictures.append(sheets[0].grab().toImage())
    assert pictures[0] == pictures[1]
    program.toggle_hidden()
    settle(qtbot)
    page = program.window.page()
    assert isinstance(page, DocumentsPage)
    assert page.preview.findChildren(_Sheet)[0].grab().toImage() != pictures[0]
