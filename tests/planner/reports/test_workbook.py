# SPDX-License-Identifier: Apache-2.0
"""The plan workbook: live to the fen, the same bytes each time, readable without calculating, set up for paper."""

import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from planner.engine.plan import Plan
from planner.engine.simulate import simulate
from planner.engine.stress import stress
from planner.engine.stress_values import StressResult
from planner.facts.case import Asset, Case, Reserve, Shock, find
from planner.facts.language import speaking
from planner.facts.money import plain_yuan
from planner.facts.problems import Problem
from planner.reports.chain import chain_of
from planner.reports.workbook import plan_workbook
from tests.builders import FIRST, a_case, a_cost, a_debt, a_scenario, an_income, four_debts, terms, yuan
from tests.planner.reports.given import TODAY, complete, planned, rules, sample, sample_plan
from tests.planner.reports.office import calculated, differences

EVIL = '=HYPERLINK("http://x","y")'


def opened(data: bytes, figures: bool = True) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=figures)


def odd_case() -> Case:
    """Seasonal and weekly income, a cost that ends, a priority debt, interest, long and hostile names."""
    return a_case(
        a_debt("d1", yuan(18_600), "0.1825", creditor="名" * 40, contract_payment=yuan(1_620)),
        a_debt("d2", yuan(9_300), "0", creditor=EVIL, brand=EVIL, contract_payment=yuan(700)),
        a_debt("d3", yuan(2_400), "0", creditor="房贷", priority=True, minimum=yuan(400)),
        incomes=(
            an_income(yuan("1234.56"), "i1", "week"),
            an_income(yuan(3_000), "i2", "quarter", months=(2, 5, 8, 11)),
            an_income(yuan("0.07"), "i3", "fortnight", name=EVIL),
            an_income(yuan(5_000), "i4", "once", name="once"),
        ),
        expenses=(
            a_cost(yuan("999.99"), "e1", "four_weeks", group="F1", reason=EVIL),
            a_cost(yuan(700), "e2", "year", group="P1"),
            a_cost(yuan(333), "e3", "month", group=None, months=(1, 2)),
        ),
    )


def empty_case() -> Case:
    return a_case(incomes=(), expenses=())


def books() -> dict[str, tuple[Case, Plan]]:
    """The workbooks that the office counts: a plan that holds, a naive one, running debts, odd cases, an empty one."""
    found = {f"sample{place}": (sample(), sample_plan(place)) for place in range(3)}
    for strategy in ("contractual", "dearest_first"):
        found[strategy] = (odd_case(), planned(odd_case(), strategy))
    found["empty"] = (empty_case(), planned(empty_case()))
    found["interest"] = with_interest()
    found["steps"] = with_steps()
    found["shock"] = with_a_shock()
    found["bare"] = without_rows()
    return found


def with_interest() -> tuple[Case, Plan]:
    """Fixed terms with interest by days, by months, with falling instalments, and kept at one amount."""
    first = date(2026, 5, 20)
    given = {"start": date(2026, 4, 20), "first_due": first, "due_day": 20}
    offers = {
        "d1": terms(rate="0.1825", kind="equal_instalment", periods=24, **given),
        "d2": terms(rate="0.12", kind="equal_instalment", day_count="PERIODIC", periods=24, **given),
        "d3": terms(rate="0.06", kind="equal_principal", day_count="PERIODIC", periods=10, **given),
        "d4": terms(rate="0.2399", kind="interest_only", day_count="ACT/360", periods=6, **given),
    }
    case = a_case(
        *(
            a_debt(name, yuan(amount), None)
            for name, amount in zip(offers, (12_000, 8_000, 5_000, 900), strict=True)
        )
    )
    case = replace(
        case, reserve=Reserve(now=yuan(500), share=Decimal("0.33"), cap=yuan(150), target=yuan(2_000))
    )
    return case, simulate(case, a_scenario(terms=offers), rules(), TODAY)


def with_steps() -> tuple[Case, Plan]:
    """Amounts that rise when a debt is cleared; an asset for the reserve; more remarks than the summary shows."""
    debts = [a_debt(f"d{n}", yuan(1_000 * n), "0", minimum=yuan(100)) for n in range(1, 6)]
    assets = (
        Asset(id="a1", name="x", amount=yuan(700), use="reserve"),
        Asset(id="a2", name="y", amount=yuan(900), use="plan"),
    )
    case = a_case(*debts, assets=assets)
    plan = simulate(case, a_scenario("smallest_first"), rules(), TODAY)
    many = tuple(Problem("info", "plan", f"remark {n}") for n in range(20))
    return case, replace(plan, problems=many)


def with_a_shock() -> tuple[Case, Plan]:
    """A plan whose months are not those of the budget, and which was made with another reserve."""
    shock = Shock(kind="income_cut", since=FIRST.plus(1), months=2, share=Decimal("0.2"))
    case = a_case(*four_debts())
    plan = simulate(case, a_scenario(shocks=(shock,)), rules(), TODAY)
    rows = tuple(replace(row, reserve=row.reserve + 12_345, set_aside=row.set_aside) for row in plan.months)
    return case, replace(plan, months=rows)


def without_rows() -> tuple[Case, Plan]:
    """A plan of few months in which one debt is paid nothing, and one is not in the case any more."""
    case, plan = with_steps()
    debts = (replace(plan.debts[0], rows=(), steps=(), offer=0, total=0, owed=()), *plan.debts[1:2])
    paid = {row.month: row.payment for row in plan.debts[1].rows}
    months, free = [], 0
    for row in plan.months[:5]:
        free += row.surplus - row.set_aside + row.assets - paid.get(row.month, 0)
        months.append(replace(row, paid=paid.get(row.month, 0), free=free))
    return replace(case, debts=case.debts[:1]), replace(plan, debts=debts, months=tuple(months))


def with_another_offer(amount: int = 300) -> bytes:
    """The workbook after a mediator typed 300 into the first debt's monthly amount."""
    book = opened(plan_workbook(sample(), sample_plan(0), rules(), TODAY, live_only=True), figures=False)
    sheet = book.worksheets[6]
    assert sheet["D8"].value == pytest.approx(float(plain_yuan(sample_plan(0).debts[0].offer)))
    sheet["D8"].value = amount
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    bare = {name: plan_workbook(*given, rules(), TODAY, live_only=True) for name, given in books().items()}
    offers = {"offer": with_another_offer(), "too much": with_another_offer(18_600)}
    return calculated({**bare, **offers}, tmp_path_factory.mktemp("office"))


@pytest.mark.needs("soffice")
@pytest.mark.parametrize(
    "name",
    [
        "sample0",
        "sample1",
        "sample2",
        "contractual",
        "dearest_first",
        "empty",
        "interest",
        "steps",
        "shock",
        "bare",
    ],
)
def test_the_office_counts_what_the_engine_counted(name: str, counted: dict[str, bytes]) -> None:
    number, wrong = differences(plan_workbook(*books()[name], rules(), TODAY), counted[name])
    assert number > 2_000 or not name.startswith("sample")
    assert not wrong


@pytest.mark.needs("soffice")
def test_a_changed_offer_recomputes_the_schedule(counted: dict[str, bytes]) -> None:
    """The rows, the months and the summary follow the amount that was typed."""
    book = opened(counted["offer"])
    rows = [
        row for row in book.worksheets[6].iter_rows(min_row=11, values_only=True) if isinstance(row[0], int)
    ]
    assert rows[0][5] == 300
    assert rows[-1][10] == 0
    assert sum(row[5] for row in rows) == pytest.approx(18_600)
    assert book.worksheets[4]["H5"].value == 300


@pytest.mark.needs("soffice")
def test_an_offer_that_cannot_be_paid_is_told_on_the_first_sheet(counted: dict[str, bytes]) -> None:
    for name, told in (("offer", "Yes, every month"), ("too much", "No: with these figures")):
        book = opened(counted[name])
        words = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
        assert any(word.startswith(told) for word in words), name
    shorts = [
        row[-1] for row in opened(counted["too much"]).worksheets[4].iter_rows(min_row=5, values_only=True)
    ]
    assert shorts[0] == "▼ short"
    rules_there = opened(counted["too much"], figures=False).worksheets[4].conditional_formatting
    assert [str(one.sqref) for one in rules_there] == ["A5:P52"]


def test_every_total_is_a_formula() -> None:
    book = opened(plan_workbook(sample(), sample_plan(0), rules(), TODAY), figures=False)
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows():
            if row[0].value == "Total":
                figures = [cell for cell in row[1:] if cell.value not in (None, "")]
                assert figures
                assert all(cell.data_type == "f" for cell in figures)


def test_a_reader_that_does_not_calculate_sees_the_figures() -> None:
    book = opened(plan_workbook(sample(), sample_plan(0), rules(), TODAY))
    texts = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert sum(debt.owed for debt in sample().debts) / 100 in texts
    assert float(plain_yuan(sample_plan(0).affordable)) in texts


def test_the_same_case_makes_the_same_bytes() -> None:
    first = plan_workbook(sample(), sample_plan(0), rules(), TODAY)
    assert first == plan_workbook(sample(), sample_plan(0), rules(), TODAY)


def test_both_languages_hold_the_same_figures() -> None:
    english = opened(plan_workbook(sample(), sample_plan(0), rules(), TODAY))
    with speaking("zh"):
        chinese = opened(plan_workbook(sample(), sample_plan(0), rules(), TODAY))
    for one, other in zip(english.worksheets, chinese.worksheets, strict=True):
        for a, b in zip(one.iter_rows(), other.iter_rows(), strict=True):
            for x, y in zip(a, b, strict=True):
                assert isinstance(x.value, str) == isinstance(y.value, str)
                if not isinstance(x.value, str):
                    assert x.value == y.value


def test_no_name_becomes_a_formula_or_a_link() -> None:
    case = odd_case()
    book = opened(plan_workbook(case, planned(case), rules(), TODAY), figures=False)
    seen = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "HYPERLINK(" in cell.value:
                    assert cell.data_type == "s"
                    seen += 1
                if cell.hyperlink is not None:
                    assert cell.hyperlink.target is None
    assert seen > 4


def test_an_empty_case_still_makes_a_workbook() -> None:
    case = empty_case()
    book = opened(plan_workbook(case, planned(case), rules(), TODAY))
    assert len(book.worksheets) == 9


def test_names_of_debts_do_not_clash() -> None:
    case = sample()
    twins = replace(case, debts=tuple(replace(debt, brand="花呗") for debt in case.debts))
    book = opened(plan_workbook(twins, planned(twins), rules(), TODAY))
    assert len(set(book.sheetnames)) == len(book.sheetnames)


def test_set_up_for_paper() -> None:
    book = opened(plan_workbook(sample(), sample_plan(0), rules(), TODAY), figures=False)
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes
        assert re.fullmatch(r"\$?\d+:\$?\d+", sheet.print_title_rows)


def test_charts_are_native() -> None:
    book = opened(plan_workbook(sample(), sample_plan(0), rules(), TODAY), figures=False)
    assert len(book.worksheets[0]._charts) == 2


def test_inputs_can_be_typed_in_and_formulas_are_guarded() -> None:
    book = opened(plan_workbook(sample(), sample_plan(0), rules(), TODAY), figures=False)
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert cell.protection.locked
                if not cell.protection.locked:
                    assert any(
                        cell.coordinate in check.sqref for check in sheet.data_validations.dataValidation
                    )
    debt = book.worksheets[6]
    assert not debt["D8"].protection.locked


def test_the_cells_that_matter_have_names() -> None:
    book = opened(plan_workbook(sample(), sample_plan(0), rules(), TODAY))
    places = {name: next(iter(defined.destinations)) for name, defined in book.defined_names.items()}
    assert {"owed_total", "offer_1", "offer_4", "owed_1"} <= set(places)
    sheet, cell = places["offer_1"]
    assert book[sheet][cell].value == float(plain_yuan(sample_plan(0).debts[0].offer))
    sheet, cell = places["owed_total"]
    assert book[sheet][cell].value == sum(debt.owed for debt in sample().debts) / 100


def test_a_month_that_runs_short_is_marked_in_words() -> None:
    book = opened(plan_workbook(sample(), sample_plan(1), rules(), TODAY))
    months = list(book.worksheets[4].iter_rows(min_row=5, values_only=True))
    marks = [row[-1] for row in months[:-1]]
    short = ["▼ short" if month.free < 0 else None for month in sample_plan(1).months]
    assert "▼ short" in short
    assert [mark or None for mark in marks] == short


def test_plans_beside_each_other_and_the_cost_of_losing() -> None:
    book = opened(plan_workbook(sample(), sample_plan(0), rules(), TODAY))
    plans = list(book["Plans beside each other"].iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in plans] == [scenario.name for scenario in sample().scenarios]
    beside = list(book["Beside the plan"].iter_rows(min_row=5, values_only=True))
    last = len(sample_plan(0).months) - 1
    assert beside[last][1] == 0
    assert beside[last][2] > 100_000
    assert beside[last][3] > 0


def test_the_stress_result_has_a_sheet_of_its_own() -> None:
    case = complete()
    plan = simulate(case, case.scenarios[0], rules(), TODAY)
    result = stress(case, case.scenarios[0], plan, rules(), TODAY, paths=2048)
    book = opened(plan_workbook(case, plan, rules(), TODAY, stress=result))
    rows = list(book["Will it hold"].iter_rows(min_row=5, values_only=True))
    assert [row[3] for row in rows[: len(result.months)]] == [fen / 100 for fen in result.cash[50]]
    assert any(row[4] == result.holds for row in rows[len(result.months) :])


def test_a_chain_with_interest_is_live() -> None:
    case, plan = with_interest()
    methods = [chain_of(debt, find(case, "debts", debt.debt_id)).method for debt in plan.debts]
    assert methods == ["days", "months", "months", None]


def test_balances_out_of_order_are_not_looked_up() -> None:
    case, plan = with_interest()
    turned = replace(plan.debts[0], rows=tuple(reversed(plan.debts[0].rows)))
    data = plan_workbook(case, replace(plan, debts=(turned,)), rules(), TODAY)
    owed = opened(data, figures=False)["Owed by month"]
    assert owed["B5"].data_type == "n"


def test_parts_that_do_not_add_up_are_told_as_one_sum() -> None:
    debt = replace(sample_plan(2).debts[0], terms=None, opening=1_000, waived=0)
    assert chain_of(debt, sample().debts[0]).opening == {
        "principal": 1_000,
        "interest": 0,
        "penalty": 0,
        "fee": 0,
    }
    assert chain_of(debt, None).opening["principal"] == 1_000


def test_a_plan_without_months_still_makes_a_workbook() -> None:
    case, plan = with_steps()
    refusal = planned(a_case(*case.debts, incomes=())).refusal
    assert refusal is not None
    bare = replace(plan, months=(), refusal=refusal)
    book = opened(plan_workbook(case, bare, rules(), TODAY))
    assert len(book.worksheets[0]._charts) == 0
    texts = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert "No offer is possible yet: living costs are above income." in texts


def test_what_no_rule_tells_stands_as_a_figure() -> None:
    """A set-aside by another rule, an affordable amount of other months, a row paid in a month of its own."""
    case, plan = sample(), sample_plan(0)
    rows = tuple(replace(row, set_aside=row.set_aside + 1) for row in plan.months)
    odd = replace(plan.debts[0].rows[0], month=plan.debts[0].rows[0].month.plus(1))
    debts = (replace(plan.debts[0], rows=(odd, *plan.debts[0].rows[1:])), *plan.debts[1:])
    data = plan_workbook(case, replace(plan, months=rows, debts=debts, affordable=1), rules(), TODAY)
    book = opened(data, figures=False)
    assert book.worksheets[4]["F5"].data_type == "n"
    assert book.worksheets[6]["C11"].data_type == "d"
    assert book.worksheets[6]["C12"].data_type == "f"


def test_too_few_months_of_flows_give_no_chance() -> None:
    result = StressResult(
        method="block", paths=1, seed=1, block=3, months_used=0, months=(), holds=None, standard_error=0.0, first_miss=(),
        median_miss=0, cash={50: ()}, reserve_needed={"0.90": 5}, largest_instalment={"0.95": 7}, affordable_holds=0.0, late=0.0,
    )  # fmt: skip
    book = opened(plan_workbook(sample(), sample_plan(0), rules(), TODAY, stress=result))
    words = [row[0] for row in book["Will it hold"].iter_rows(min_row=5, values_only=True)]
    assert [text for text in words if text] == [
        "Reserve that would make 90 % hold",
        "Largest instalment that 95 % carry",
    ]
