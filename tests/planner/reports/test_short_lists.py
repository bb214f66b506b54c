# SPDX-License-Identifier: Apache-2.0
"""Long names and long lists: cut so that they still tell each other apart, and the summary keeps to two pages."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from planner.facts.case import Case, Paper
from planner.facts.language import speaking
from planner.facts.money import format_yuan
from planner.reports.documents import make
from planner.reports.short_lists import shortened, some
from planner.reports.table import wide
from tests.builders import a_case, a_cost, a_debt, an_income, yuan
from tests.planner.reports.given import TODAY, planned, rules
from ui.printing import Pages

LONG = "重庆市渝中区第一百二十三号互联网小额贷款与消费金融信息服务有限责任公司（原北方商务服务股份有限公司）"
LATIN = "The Very Long Named International Consumer Lending, Guarantee and Receivables Company of Chongqing Limited"


def many() -> Case:
    """Ten creditors of long names, twelve incomes, reasons and papers by the dozen."""
    return a_case(
        *(
            a_debt(f"d{n}", yuan(9000 + n), "0.15", creditor=f"{LONG if n % 2 else LATIN}{n}")
            for n in range(10)
        ),
        incomes=(an_income(900_000), *(an_income(1000 + n, id=f"i{n}", name=LONG) for n in range(2, 13))),
        expenses=tuple(a_cost(10_000, f"e{n}", name=f"cost {n}", reason=LATIN) for n in range(12)),
        papers=tuple(
            Paper(id=f"p{n}", sha256=f"{n:064x}", kind="D07", note=LONG, pages=3) for n in range(40)
        ),
    )


@pytest.mark.parametrize("most", [12, 22, 40])
def test_a_long_name_keeps_its_beginning_and_its_end(most: int) -> None:
    cut = shortened({"a": f"{LONG}1", "b": f"{LONG}2", "c": "short"}, most)
    assert all(wide(name) <= most for name in cut.values())
    assert cut["c"] == "short"
    assert cut["a"].startswith("重庆")
    assert cut["a"] != cut["b"]


def test_names_that_would_look_alike_carry_their_place() -> None:
    cut = shortened({"a": "x" * 30 + "甲" + "y" * 30, "b": "x" * 30 + "乙" + "y" * 30}, 20)
    assert [name[-2:] for name in cut.values()] == [" 1", " 2"]
    assert all(wide(name) <= 20 for name in cut.values())


def test_a_long_list_says_how_much_more_there_is() -> None:
    with speaking("en"):
        assert some(["a", "b", "c", "d"], 2) == ["a", "b", "and 2 more"]
    assert some(["a", "b", "c"], 2) == ["a", "b", "c"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_summary_keeps_to_two_pages_and_loses_no_sum(language: str, qapp: QApplication) -> None:
    case = many()
    with speaking(language):
        text = make("summary", case, planned(case), rules(), TODAY)
    assert Pages(text).count <= 2
    assert all(f"{name}{n}" in text.html for n, name in ((1, LONG), (2, LATIN)))
    amounts = sorted((line.amount for line in case.incomes), reverse=True)
    assert format_yuan(sum(amounts[3:])) in text.html


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_row_of_the_repayment_table_stays_low_whatever_the_creditor_is_called(
    language: str, qapp: QApplication
) -> None:
    case = many()
    short = replace(case, debts=tuple(replace(one, creditor=f"C{n}") for n, one in enumerate(case.debts)))
    with speaking(language):
        counts = [
            Pages(make("repayment_table", one, planned(one), rules(), TODAY)).count for one in (case, short)
        ]
    assert counts[0] <= 2 * counts[1] + 1


def test_no_word_stands_twice_in_a_chinese_offer() -> None:
    case = a_case(a_debt("d1", yuan(3000), "0"))
    with speaking("zh"):
        for name in ("application", "call_script", "summary"):
            html = make(name, case, planned(case), rules(), TODAY, "d1").html
            assert not any(double in html for double in ("共共", "元元", "期期", "每月每月")), name
