# SPDX-License-Identifier: Apache-2.0
"""The Debts page: edits are kept at once and undone by name, brands fill a debt, typing errors change nothing."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.facts.case import Debt
from planner.facts.rulebook import RuleBook
from tests.builders import a_debt
from tests.ui.conftest import TODAY
from ui.app import Program
from ui.pages.debts import DebtsPage
from ui.session import Session
from ui.widgets.debt_form import GROUPS, claimed, with_value
from ui.widgets.debt_list import from_preset
from ui.widgets.text import Words


@pytest.fixture
def page(program: Program, opened: Callable[..., Session]) -> DebtsPage:
    opened()
    program.window.go("debts")
    made = program.window.page()
    assert isinstance(made, DebtsPage)
    return made


def debt(page: DebtsPage, place: int = 0) -> Debt:
    return page.desk.case.debts[place]


def retype(page: DebtsPage, path: str, text: str) -> None:
    editor = page.form.forms[0].editors.get(path) or next(
        f.editors[path] for f in page.form.forms if path in f.editors
    )
    editor.setFocus()
    editor.selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_a_field_is_kept_when_it_is_left(page: DebtsPage) -> None:
    retype(page, "principal", "20,000.5")
    assert debt(page).principal == 2_000_050
    retype(page, "terms.annual_rate", "24%")
    assert debt(page).terms.annual_rate == Decimal("0.24")  # type: ignore[union-attr]
    page.desk.session.undo()
    page.desk.session.undo()
    assert debt(page).principal == 1_860_000


def test_typing_in_one_field_is_one_edit(page: DebtsPage) -> None:
    for text in ("1", "12", "123"):
        retype(page, "principal", text)
    page.desk.session.undo()
    assert debt(page).principal == 1_860_000


def test_bad_typing_changes_nothing(page: DebtsPage) -> None:
    before = page.desk.case
    retype(page, "principal", "lots")
    retype(page, "as_of", "some day")
    assert page.desk.case is before


@pytest.mark.parametrize(
    "path", [field.path for _title, fields in GROUPS for field in fields if field.kind == "money"]
)
def test_every_amount_of_the_form_can_be_typed_into_a_bare_debt(path: str) -> None:
    changed = with_value(a_debt(), path, 700, TODAY)
    assert changed != a_debt()
    assert with_value(changed, path, None if path != "principal" else 500_000, TODAY) is not changed


def test_a_claim_begins_today_and_ends_when_it_is_emptied() -> None:
    begun = with_value(a_debt(), "claim.interest", 700, TODAY)
    assert begun.claim is not None
    assert begun.claim.date == TODAY
    assert claimed(begun) == 700
    assert with_value(begun, "claim.interest", None, TODAY).claim is None
    assert with_value(begun, "claim.date", None, TODAY).claim is None


def test_another_shape_keeps_what_still_fits() -> None:
    shaped = with_value(a_debt(), "terms.shape.kind", "equal_instalment", TODAY)
    shaped = with_value(shaped, "terms.shape.instalment", 50_000, TODAY)
    fixed = with_value(shaped, "terms.shape.kind", "fixed_amount", TODAY)
    assert fixed.terms.shape.instalment == 50_000  # type: ignore[union-attr]
    lump = with_value(fixed, "terms.shape.kind", "lump_sum", TODAY)
    assert lump.terms.shape.instalment is None  # type: ignore[union-attr]
    assert with_value(lump, "terms.shape.kind", None, TODAY).terms.shape is None  # type: ignore[union-attr]


def test_a_brand_fills_lender_class_and_usual_rate(book: RuleBook) -> None:
    huabei = next(one for one in book.platforms if one.id == "huabei")
    filled = from_preset(huabei, a_debt())
    assert filled.creditor == huabei.entity
    assert filled.brand == "花呗"
    assert filled.lender_class == "consumer_finance"
    assert filled.terms.annual_rate == Decimal("0.1825")  # type: ignore[union-attr]


def test_every_brand_can_be_added(page: DebtsPage) -> None:
    for platform in page.desk.book.platforms:
        page.add(platform)
    assert len(page.desk.case.debts) == 4 + len(page.desk.book.platforms)
    assert page.state() == page.desk.case.debts[-1].id


def test_delete_says_so_and_can_be_taken_back(page: DebtsPage, program: Program) -> None:
    page.table.select_record("d2")
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert [one.id for one in page.desk.case.debts] == ["d1", "d3", "d4"]
    assert "1 debt deleted" in program.window.message.words()
    page._take_back()
    assert len(page.desk.case.debts) == 4


def test_duplicate_copies_all_but_the_number(page: DebtsPage) -> None:
    page.table.select_record("d3")
    page.duplicate()
    copy = debt(page, -1)
    assert copy.number is None
    assert copy.principal == debt(page, 2).principal
    assert copy.id not in {"d1", "d2", "d3", "d4"}


def test_the_last_debt_deleted_leaves_a_page_that_invites(page: DebtsPage) -> None:
    page.remove(list(page.desk.case.debts))
    assert page.stack.currentIndex() == 1


def test_choosing_another_row_keeps_what_was_typed(page: DebtsPage) -> None:
    editor = next(f.editors["principal"] for f in page.form.forms if "principal" in f.editors)
    editor.setFocus()
    editor.selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(editor, "777")
    page.table.select_record("d2")
    assert debt(page, 0).principal == 77_700
    assert debt(page, 1).principal == 4_230_000


def test_the_claim_is_recomputed_and_its_convention_named(page: DebtsPage, qtbot: QtBot) -> None:
    page.reveal("d4")

    def said() -> str:
        return "\n".join(label.text() for label in page.claim.findChildren(Words))

    qtbot.waitUntil(lambda: "8,220.21" in said(), timeout=20_000)
    words = said()
    assert "8,250.33" in words
    assert "ACT/360" in words
    assert "INT-03" in words
