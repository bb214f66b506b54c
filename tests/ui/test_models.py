# SPDX-License-Identifier: Apache-2.0
"""The two models obey Qt's rules, mask amounts, and a table copies itself safely into a spreadsheet."""

import csv
import io
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from planner.facts.case import Claim, Debt, Household
from planner.reports.table import Column as TableColumn
from planner.reports.table import Table
from tests.builders import a_debt
from tests.ui.conftest import sample_case
from ui import shown
from ui.models.records import RECORD, RecordsModel, read, written
from ui.models.table import TableModel
from ui.widgets.cells import Cells
from ui.widgets.debt_list import columns
from ui.widgets.ledger import incomes
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.table_view import TableView

pytestmark = pytest.mark.usefixtures("themed")
STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal

MONTHS = Table(
    name="t",
    title="T",
    columns=(TableColumn("m", "Month"), TableColumn("a", "Amount", "money")),
    rows=(("b", 300), ("a", 100_000), ("c", None)),
    totals=("Total", 100_300),
    ids=("r1", "r2", "r3"),
)


def test_records_obey_the_rules_of_a_model() -> None:
    model = RecordsModel(columns())
    QAbstractItemModelTester(model, STRICT)
    case = sample_case()
    model.show_records(case.debts)
    model.show_records(case.debts[:2])
    model.show_records((replace(case.debts[0], creditor="x"), case.debts[1]))
    model.show_records(())


def test_a_table_obeys_the_rules_of_a_model_and_ends_with_its_totals() -> None:
    model = TableModel()
    QAbstractItemModelTester(model, STRICT)
    model.show_table(MONTHS)
    model.show_table(replace(MONTHS, rows=MONTHS.rows[:1]))
    model.show_table(MONTHS)
    assert [model.index(row, 1).data() for row in range(4)] == ["3.00", "1,000.00", "—", "1,003.00"]
    assert model.is_total(3)
    assert model.index(1, 0).data(RECORD) == "r2"


def test_values_sort_by_size_unknown_ones_and_totals_stay_last(qtbot: QtBot) -> None:
    view, model = TableView("T"), TableModel(MONTHS)
    qtbot.addWidget(view)
    view.show_model(model)
    for order, wanted in (
        (Qt.SortOrder.AscendingOrder, ["3.00", "1,000.00", "—", "1,003.00"]),
        (Qt.SortOrder.DescendingOrder, ["1,000.00", "3.00", "—", "1,003.00"]),
    ):
        view.sortByColumn(1, order)
        assert [view.model().index(row, 1).data() for row in range(4)] == wanted


def test_an_edit_in_a_cell_asks_and_changes_nothing_itself(qtbot: QtBot) -> None:
    model = RecordsModel(incomes({}))
    income = sample_case().incomes[0]
    model.show_records((income,))
    with qtbot.waitSignal(model.edited) as told:
        assert model.setData(model.index(0, 1), 600_000)
    assert told.args == [income, "amount", 600_000]
    assert model.index(0, 1).data(Qt.ItemDataRole.EditRole) == income.amount
    assert not model.setData(model.index(0, 1), income.amount)


def test_a_cell_keeps_its_old_value_where_the_text_is_no_amount(qtbot: QtBot) -> None:
    view, model = TableView("T"), RecordsModel(incomes({}))
    qtbot.addWidget(view)
    model.show_records(sample_case().incomes)
    view.show_model(model)
    view.show()
    index = view.model().index(0, 1)
    view.setCurrentIndex(index)
    view.edit(index)
    editor = view.findChild(MoneyEdit)
    assert editor is not None
    QTest.keyClicks(editor, "12x")
    with qtbot.assertNotEmitted(model.edited, wait=50):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.property("bad")
    assert isinstance(view.itemDelegate(), Cells)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    QTest.keyClick(editor, Qt.Key.Key_Escape)


@pytest.mark.parametrize("text", ["=1+1", "+1", "@x", "＝cmd", "-2+3", "a\tb"])
def test_copied_rows_are_never_formulas(qtbot: QtBot, text: str) -> None:
    view, model = TableView("T"), RecordsModel(incomes({}))
    qtbot.addWidget(view)
    model.show_records((replace(sample_case().incomes[0], name=text),))
    view.show_model(model)
    view.selectRow(0)
    view.copy()
    head, row = csv.reader(io.StringIO(QGuiApplication.clipboard().text()), delimiter="\t")
    assert head[0] == "Name"
    assert row[0][0] not in "=+-@＝"
    assert row[0].removeprefix("'") == text
    assert row[1] == "5,200.00"


def test_hidden_amounts_are_hidden_in_the_models_themselves() -> None:
    shown.hide(True)
    model, table = RecordsModel(columns()), TableModel(MONTHS)
    model.show_records(sample_case().debts)
    said = [model.index(r, c).data() for r in range(4) for c in range(model.columnCount())]
    said += [table.index(r, c).data() for r in range(4) for c in range(2)]
    text = " ".join(str(one) for one in said)
    assert shown.MASK in text
    assert "19,697" not in text
    assert "蚂蚁" not in text
    assert "1,003" not in text


def test_paths_read_and_write_into_parts_that_are_not_there_yet() -> None:
    debt: Debt = a_debt()
    assert read(debt, "claim.principal") is None
    claim = Claim(date=debt.as_of)
    claimed = written(debt, "claim.principal", 5, {"claim": lambda: claim})
    assert read(claimed, "claim.principal") == 5
    assert written(sample_case(), "household.adults", 2, {"household": Household}).household.adults == 2
