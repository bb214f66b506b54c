# SPDX-License-Identifier: Apache-2.0
"""The Plan page: what it finds, offers and terms edited with undo, plans begun, copied, chosen and deleted."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.facts.case import Case, Scenario, choose_scenario, chosen_scenario, new_case, put
from planner.facts.dates import Month
from planner.facts.terms import Terms
from tests.builders import a_debt
from tests.ui.conftest import sample_case
from tests.ui.whole import at_page, settle
from ui.app import Program
from ui.pages.plan import PlanPage
from ui.session import Session
from ui.widgets.terms_form import FIELDS

Opened = Callable[..., Session]
LONG = "重庆蚂蚁小额信贷消费金融服务有限责任公司第一分公司个人贷款中心客户服务部"


@pytest.fixture
def page(program: Program, opened: Opened, qtbot: QtBot) -> PlanPage:
    return shown(program, opened, qtbot, sample_case())


def shown(program: Program, opened: Opened, qtbot: QtBot, case: Case) -> PlanPage:
    made = at_page(program, opened, PlanPage, case)
    settle(qtbot)
    return made


def planned(page: PlanPage, qtbot: QtBot) -> None:
    """Wait for the plan of the edit just made."""
    with qtbot.waitSignal(page.desk.feed.plan_ready, timeout=10_000):
        pass
    settle(qtbot)


def chosen(page: PlanPage) -> Scenario:
    return chosen_scenario(page.desk.case)


def asked(page: PlanPage, debt_id: str) -> Terms:
    return dict(chosen(page).terms or {})[debt_id]


def test_the_sample_holds_and_says_so(page: PlanPage) -> None:
    assert "all is clear in" in page.finding.text()
    assert page.state_chip.accessibleName() == "holds every month"
    for chart in (page.owed, page.months):
        assert chart.drawn is not None
        assert not chart.drawn.image.isNull()
    assert "at the start" in page.owed.accessibleName()
    rows = [page.offers.model.index(0, column).data() for column in range(4)]
    assert all(cell and cell != "—" for cell in rows)


def test_every_plan_stands_in_the_comparison(page: PlanPage) -> None:
    ids = [line.id for line in page.comparison.model.records]
    assert {s.id for s in page.desk.case.scenarios} <= set(ids)
    assert any(one.startswith("strategy:") for one in ids)


def test_without_a_debt_the_page_leads_to_debts(program: Program, opened: Opened, qtbot: QtBot) -> None:
    page = shown(program, opened, qtbot, new_case(Month.parse("2026-12")))
    assert page.stack.currentIndex() == 1
    assert not page.more.isEnabled()


def test_income_below_costs_is_a_designed_answer(program: Program, opened: Opened, qtbot: QtBot) -> None:
    case = sample_case()
    page = shown(program, opened, qtbot, replace(case, incomes=(replace(case.incomes[0], amount=200_000),)))
    assert "Living costs come first" in page.finding.text()
    assert page.state_chip.accessibleName() == "no offer possible"
    assert page.ways.isVisible()


def test_many_debts_with_long_names(program: Program, opened: Opened, qtbot: QtBot) -> None:
    count = 20
    debts = tuple(a_debt(f"d{n}", creditor=LONG) for n in range(1, count + 1))
    page = shown(program, opened, qtbot, replace(sample_case(), debts=debts, scenarios=()))
    assert page.offers.model.rowCount() == count
    page.offers.select(f"d{count}")
    assert LONG in page.asked.title.text()


def test_terms_asked_are_edited_with_undo(page: PlanPage, qtbot: QtBot) -> None:
    page.offers.select("d2")
    before = asked(page, "d2")
    editor = page.terms.editors["periods"]
    editor.setFocus()
    editor.selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(editor, "60")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert asked(page, "d2").periods == 60
    assert page.desk.session.undo_words() == "change of “Instalments”"
    page.desk.session.undo()
    assert asked(page, "d2") == before


EDITS: tuple[tuple[str, object], ...] = (
    ("annual_rate", Decimal("0.08")),
    ("annual_rate", None),
    ("down_payment", 100_000),
    ("grace.periods", 3),
    ("grace.periods", None),
    *(
        (f"waive.{part}", share)
        for part in ("interest", "penalty", "fee")
        for share in (Decimal("0.5"), None)
    ),
    ("shape.kind", "lump_sum"),
    ("shape.kind", "balloon"),
    ("shape.kind", None),
)


def test_every_term_can_be_said_and_taken_back(page: PlanPage) -> None:
    before = page.desk.case
    for path, value in EDITS:
        page.terms.edited.emit(path, value)
        page.desk.session.undo()
        assert page.desk.case == before, path


def test_a_debt_left_to_the_strategy_asks_for_nothing(page: PlanPage) -> None:
    page.terms.show_terms(None)
    for field in FIELDS:
        is_seen = page.terms.editors[field.path].isVisibleTo(page.terms)
        assert is_seen == (field.path == "shape.kind"), field.path


def test_the_first_edit_of_the_plain_plan_begins_one(program: Program, opened: Opened, qtbot: QtBot) -> None:
    page = shown(program, opened, qtbot, replace(sample_case(), scenarios=()))
    page.offers.edited.emit("strategy", "smallest_first")
    assert [s.strategy for s in page.desk.case.scenarios] == ["smallest_first"]
    page.offers.edited.emit("budget", 150_000)
    page.offers.edited.emit("name", "Less a month")
    assert (chosen(page).budget, chosen(page).name) == (150_000, "Less a month")
    assert len(page.desk.case.scenarios) == 1
    for _step in range(3):
        page.desk.session.undo()
    assert page.desk.case.scenarios == ()


def test_another_plan_is_chosen_from_the_list_and_planned(page: PlanPage, qtbot: QtBot) -> None:
    other = page.desk.case.scenarios[1]
    page.scenarios.edited.emit(other.id)
    planned(page, qtbot)
    assert chosen(page).id == other.id
    assert page.scenarios.value() == other.id
    page.desk.session.undo()
    assert chosen(page).id != other.id


def test_a_strategy_of_the_comparison_becomes_a_plan(page: PlanPage) -> None:
    count = len(page.desk.case.scenarios)
    page.comparison.picked.emit("strategy:dearest_first")
    assert chosen(page).strategy == "dearest_first"
    assert len(page.desk.case.scenarios) == count + 1


def test_plans_are_begun_copied_and_deleted(page: PlanPage, program: Program) -> None:
    before = page.desk.case
    page.add(36)
    assert {terms.periods for terms in dict(chosen(page).terms or {}).values()} == {36}
    page.copy()
    assert chosen(page).name.endswith("(copy)")
    assert len({s.id for s in page.desk.case.scenarios}) == len(before.scenarios) + 2
    page.remove()
    assert "deleted" in program.window.message.words()
    program.window.message._act()
    assert chosen(page).name.endswith("(copy)")
    for _step in range(2):
        page.desk.session.undo()
    assert page.desk.case == before


def test_the_chosen_creditor_survives_a_change_of_language(page: PlanPage, program: Program) -> None:
    page.offers.select("d3")
    program.speak("zh")
    made = program.window.page()
    assert isinstance(made, PlanPage)
    assert made.state() == "d3"


def test_amounts_are_masked_in_every_word_and_chart(page: PlanPage, program: Program, qtbot: QtBot) -> None:
    program.toggle_hidden()
    made = program.window.page()
    assert isinstance(made, PlanPage)
    settle(qtbot)
    told = [made.finding.text(), made.owed.accessibleName(), made.months.accessibleName()]
    told += [made.offers.model.index(0, column).data() for column in (0, 1, 3)]
    figure = Figure()
    FigureCanvasAgg(figure)
    made.owed._draw(figure)
    told += [label.get_text() for axes in figure.axes for label in axes.get_yticklabels()]
    told += [text.get_text() for axes in figure.axes for text in axes.texts]
    assert not any(letter.isdigit() for text in told for letter in text if "20" not in text)
    assert "花呗" not in " ".join(told)


def test_the_own_order_is_moved_by_keyboard_and_by_drag(page: PlanPage, qtbot: QtBot) -> None:
    session, table = page.desk.session, page.offers.table
    own = Scenario(id="own", name="own", strategy="own_order")
    session.edit("own order", choose_scenario(put(session.case, "scenarios", own), "own"))
    before = [debt.id for debt in page.offers.model.records]
    assert page.offers.model.flags(page.offers.model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    table.select_record(before[0])
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    wanted = [before[1], before[0], *before[2:]]
    assert list(chosen(page).order) == wanted
    assert [debt.id for debt in page.offers.model.records] == wanted
    table.move_row(0, 99)
    assert list(chosen(page).order) == wanted
    session.undo()
    assert chosen(page).order == ()


def test_a_month_of_the_chart_tells_its_values(page: PlanPage, qtbot: QtBot) -> None:
    for chart in (page.owed, page.months):
        qtbot.waitUntil(lambda chart=chart: chart.drawn is not None)
        chart.setFocus()
        QTest.keyClick(chart, Qt.Key.Key_Right)
        assert chart.accessibleDescription().startswith(str(page.desk.case.first_month))
        place = chart.place_at(QPointF(chart.width() * 0.5, 50))
        assert place is not None
        assert abs(chart.px_of(place) - chart.width() * 0.5) < chart.width() / 20
        assert chart.place_at(QPointF(1, 50)) is None
        QTest.keyClick(chart, Qt.Key.Key_Left)
        chart.clearFocus()
        assert chart.accessibleDescription() == ""


def test_a_chart_is_copied_and_saved(page: PlanPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.owed.copy()
    assert not QGuiApplication.clipboard().image().isNull()
    for name in ("owed.png", "owed.svg"):
        page.owed.save(tmp_path / name)
        settle(qtbot)
        assert (tmp_path / name).stat().st_size > 1_000


def test_what_is_usual_is_asked_for_or_given_to_the_search(page: PlanPage, qtbot: QtBot) -> None:
    page.offers.select("d2")
    before = page.desk.case
    words = [action.text() for action in page.usual.choices.actions() if action.text()]
    assert len(words) > 3
    page.usual.choices.actions()[0].trigger()
    assert asked(page, "d2").periods == 12
    page.desk.session.undo()
    assert page.desk.case == before
    search = next(a for a in page.usual.choices.actions() if "search for the best" in a.text())
    search.trigger()
    debt = next(debt for debt in page.desk.case.debts if debt.id == "d2")
    assert len(debt.menu) == len(words) - 2
    assert "d2" not in (chosen(page).terms or {})
    planned(page, qtbot)
    assert page.best.table.isVisibleTo(page)
    page.desk.session.undo()
    assert page.desk.case == before
