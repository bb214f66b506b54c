# SPDX-License-Identifier: Apache-2.0
"""Rules changed on the Help page: figures by hand, a rate, a rest day, a newer pack; all undone by one step each."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.facts.places import resources
from planner.facts.rulebook import with_overrides
from tests.ui.whole import settle
from ui.app import Program
from ui.pages.help import HelpPage
from ui.session import Session
from ui.widgets.rule_forms import DatedForms, OwnChanges, PackPreview, RuleForm
from ui.widgets.text import Words


@pytest.fixture
def page(program: Program, opened: Callable[..., Session]) -> HelpPage:
    opened()
    program.window.go("help/rules/INT-13")
    made = program.window.page()
    assert isinstance(made, HelpPage)
    return made


def in_use(page: HelpPage):
    return with_overrides(page.desk.book, page.desk.case.overrides)


def form(page: HelpPage) -> RuleForm:
    return page.text.findChildren(RuleForm)[-1]


def test_a_figure_is_set_by_keyboard_with_its_reason_and_taken_back(page: HelpPage, program: Program) -> None:
    page._edit_rule("INT-13")
    field = form(page).fields["INT-13"]
    assert field.text() == "60"
    form(page).why.setText("court notice 2027")
    field.setText("48")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert in_use(page).count("INT-13") == 48
    assert page.desk.case.overrides[0].why == "court notice 2027"
    own = page.text.findChildren(OwnChanges)[-1]
    assert any("INT-13 = 48" in label.text() for label in own.findChildren(Words))
    own.dropped.emit("INT-13")
    assert page.desk.case.overrides == ()
    page.desk.session.undo()
    page.desk.session.undo()
    assert page.desk.case.overrides == ()


def test_a_rate_is_typed_as_people_write_it_and_nonsense_is_refused(page: HelpPage, program: Program) -> None:
    page._edit_rule("INT-03")
    field = form(page).fields["INT-03"]
    assert field.text() == "24%"
    field.setText("many")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.desk.case.overrides == ()
    assert program.window.message.words()
    field.setText("20%")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert in_use(page).rate("INT-03") == Decimal("0.2")


def test_a_loan_prime_rate_and_a_rest_day_are_added(page: HelpPage) -> None:
    dated = page.text.findChildren(DatedForms)[-1]
    dated.rate.emit(date(2026, 11, 20), "2.9%")
    assert str(in_use(page).lpr(date(2026, 11, 21))) == "0.029"
    page.text.findChildren(DatedForms)[-1].day.emit(date(2027, 2, 1), "rest")
    assert in_use(page).holidays.is_rest_day(date(2027, 2, 1))


def newer(tmp_path: Path, **changed: str) -> Path:
    rows = json.loads((resources() / "rules" / "rules.json").read_text("utf-8"))
    row = {**next(one for one in rows if one["id"] == "INT-13"), "as_of": "2027-11-01", **changed}
    path = tmp_path / "rules-2027.json"
    path.write_text(json.dumps({"rules": [row]}, ensure_ascii=False), "utf-8")
    return path


def test_a_newer_pack_is_shown_before_it_is_in_and_undone_by_one_step(
    page: HelpPage, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    page.open("changes")
    page.packs.look(newer(tmp_path, value="72"))
    settle(qtbot)
    shown = page.text.findChildren(PackPreview)[-1]
    assert any("60 → 72" in label.text() for label in shown.findChildren(Words))
    assert in_use(page).count("INT-13") == 60
    shown.take.setFocus()
    QTest.keyClick(shown.take, Qt.Key.Key_Space)
    qtbot.wait(1)
    assert in_use(page).count("INT-13") == 72
    assert str(in_use(page).as_of) == "2027-11-01"
    page.open("rules")
    page.text.findChildren(OwnChanges)[-1].out.emit()
    assert in_use(page).count("INT-13") == 60
    page.desk.session.undo()
    page.desk.session.undo()
    assert page.desk.case.overrides == ()
    settle(qtbot)


def test_a_pack_that_does_not_fit_is_refused_in_words(
    page: HelpPage, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    for path in (newer(tmp_path, value="many"), tmp_path / "not there.json"):
        page.packs.look(path)
        settle(qtbot)
        assert path.name in program.window.message.words()
    assert page.desk.case.overrides == ()
