# SPDX-License-Identifier: Apache-2.0
"""Tables: the one source for screen, sheet and paper; words, totals, unknown cells, and names that tell debts apart."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from planner.evidence.arranging import arrange
from planner.facts.case import Asset, Override, StatementFile
from planner.facts.dates import Month
from planner.facts.language import speaking
from planner.facts.problems import Problem
from planner.facts.rulebook import with_overrides
from planner.facts.terms import Grace, Waive
from planner.reports import flow_tables, tables
from planner.reports.masks import shown_id, shown_number
from planner.reports.proof_index import proof_index
from planner.reports.table import Column, Table, cell_text
from planner.reports.terms_words import asked, terms_words
from planner.reports.workbook import used_rules
from tests.builders import a_case, a_cost, a_debt, an_income, terms, yuan
from tests.planner.reports.given import TODAY, complete, planned, rules, sample, sample_plan


def test_cells_are_written_as_people_read_them() -> None:
    assert cell_text(None, "money") == "—"
    assert cell_text(-123_45, "money") == "−123.45"
    assert cell_text(Decimal("0.1825"), "rate") == "18.25%"
    assert cell_text(Month.parse("2026-04"), "month") == "2026-04"
    assert cell_text(date(2026, 4, 1), "date") == "2026-04-01"
    assert cell_text(datetime(2026, 4, 1, 8, 30), "date") == "2026-04-01 08:30:00"


def test_a_heading_takes_its_values() -> None:
    table = Table(
        name="t", title="Instalments to {creditor}", values={"creditor": "花呗"}, columns=(), rows=()
    )
    assert table.heading() == "Instalments to 花呗"
    assert Column("x", "花呗", named=True).words() == "花呗"


def test_debts_of_one_name_are_told_apart() -> None:
    twins = a_case(a_debt("d1", brand="花呗"), a_debt("d2", brand="花呗"), a_debt("d3", brand="白条"))
    assert list(tables.names(twins).values()) == ["花呗 1", "花呗 2", "白条"]
    plan = planned(sample())
    assert set(tables.names(replace(sample(), debts=()), plan)) == {"d1", "d2", "d3", "d4"}


def test_the_debts_add_up_and_say_what_is_special() -> None:
    case = a_case(
        a_debt("d1", 100, brand="甲", priority=True, note="x", lender_class="bank"),
        a_debt("d2", 250, disputed=True, penalty=5, interest=None),
    )
    table = tables.debts(case, rules())
    assert table.totals is not None
    assert table.totals[table.place("owed")] == 355
    assert table.column("note") == ("priority, x", "disputed")
    assert table.column("creditor") == ("Creditor d1（甲）", "Creditor d2")
    assert table.column("interest") == (None, None)


def test_budget_lines_stand_by_group_priority_first() -> None:
    case = a_case(
        expenses=(
            a_cost(1, "e1", group="X1"),
            a_cost(2, "e2", group="P1"),
            a_cost(3, "e3", group="?", since=date(2026, 4, 5), until=Month.parse("2026-06"), reason="why"),
        ),
        incomes=(an_income(months=(1, 2)),),
    )
    table = tables.costs(case, rules())
    assert table.ids == ("e2", "e1", "e3")
    assert table.column("group")[-1] == "Other"
    assert table.rows[-1][-3:] == (date(2026, 4, 5), date(2026, 6, 1), "why")
    assert tables.incomes(case).column("months") == ("1, 2",)


def test_a_schedule_adds_up() -> None:
    debt = sample_plan(0).debts[0]
    table = tables.schedule(debt, "花呗")
    assert table.heading() == "Instalments to 花呗"
    assert table.totals is not None
    assert table.totals[table.place("payment")] == debt.total
    assert table.totals[-1] is None


def test_many_changes_of_an_amount_are_not_listed_one_by_one() -> None:
    plan = planned(sample(), "dearest_first")
    words = [tables.step_words(debt) for debt in plan.debts]
    assert any("changes" in text for text in words)
    few = planned(a_case(a_debt("d1", yuan(3_000), "0", minimum=yuan(200)), a_debt("d2", yuan(9_000), "0", minimum=yuan(300))), "smallest_first")  # fmt: skip
    assert tables.step_words(few.debts[1]).startswith("from 2026-05: ")


def test_remarks_name_what_they_are_about_once() -> None:
    case = a_case(a_debt("d1", brand="花呗"), assets=(Asset(id="a1", name="car", amount=1, use="plan"),))
    plan = planned(case)
    said = (
        Problem("info", "debts/d1/terms", "text"),
        Problem("info", "debts/d1/terms", "text"),
        Problem("warn", "assets/a1/amount", "text", rule_id="R1"),
        Problem("warn", "assets/gone/amount", "text"),
        Problem("stop", "plan", "text"),
    )
    table = tables.assumptions(case, replace(plan, debts=(), problems=said))
    assert table.column("about") == ("花呗", "car", "", "the plan")
    assert table.column("severity") == ("note", "please check", "please check", "does not fit")
    assert [rule.id for rule in used_rules(replace(plan, problems=said), rules())] == ["AFFORD-01", "R1"]


def test_rules_stand_with_source_and_confidence_and_show_what_was_changed() -> None:
    changed = with_overrides(rules(), (Override(id="o1", rule_id="R1/share", value="0.05", why="x"),))
    table = tables.rules(used_rules(planned(sample()), changed))
    row = next(row for row in table.rows if row[0] == "R1")
    assert row[table.place("confidence")] == "set by you"
    assert row[table.place("citation")]


@pytest.mark.parametrize(
    ("chain", "words"),
    [(None, "the file has none"), ("none", "the file has none"), ("broken at row 7", "broken at row 7")],
)
def test_running_balances_in_words(chain: str | None, words: str) -> None:
    assert flow_tables.chain_words(chain) == words


def test_all_flows_are_a_table_too() -> None:
    case = complete()
    sources = flow_tables.Sources.of(case, arrange(case, "en"))
    table = flow_tables.flows(case, sources)
    assert len(table.rows) == len(case.flows)
    assert sources.account_name("gone") == "gone"
    assert sources.file_name("gone") == "gone"


def test_the_index_of_papers_bears_the_numbers_of_the_bundle() -> None:
    case = complete()
    table = proof_index(case, rules())
    assert list(table.column("n")) == sorted(table.column("n"))  # type: ignore[type-var]
    assert len(table.rows) == len(case.files) + len(case.papers)
    bare = replace(
        case, files=(StatementFile(id="s", sha256="c" * 64),), papers=(replace(case.papers[0], kind=None),)
    )
    assert ("Statement: bank", None, None) in [row[1:] for row in proof_index(bare, rules()).rows]
    assert "Paper" in proof_index(bare, rules()).column("kind")


def test_masks_keep_the_ends_only() -> None:
    assert shown_id("330106199203150022", "masked") == "330***********0022"
    assert shown_id("330106199203150022", "full") == "330106199203150022"
    assert shown_id("330106199203150022", "none") is None
    assert shown_id(None, "full") is None
    assert shown_id("1234", "masked") == "****"
    assert shown_number("6225 0000 3021", "masked") == "********3021"


def test_terms_are_said_in_one_line() -> None:
    full = terms(
        rate="0.24", kind="equal_instalment", periods=36,
        waive=Waive(interest=Decimal("0.5"), penalty=Decimal(1), fee=Decimal(1), principal=Decimal("0.1")),
        grace=Grace(periods=3), allocation=("principal", "interest", "fee", "penalty"),
    )  # fmt: skip
    words = terms_words(full)
    assert words == (
        "equal instalments, 36 payments, 24% a year, late charges and fees waived,"
        " 10% of the principal waived, 50% of the interest waived"
    )
    wishes = list(asked(full))
    assert "Request: waive late charges and fees owed so far" in wishes
    assert "To be negotiated: waive 10% of the principal" in wishes
    assert "To be negotiated: first payment after 3 months" in wishes
    assert wishes[-1] == "Request: payments meet the principal first"
    assert list(asked(terms(rate="0.1"))) == []
    assert terms_words(terms()) == "no interest from here on"
    given = terms(kind="fixed_amount")
    assert given.shape is not None
    assert "100.00 yuan each" in terms_words(replace(given, shape=replace(given.shape, instalment=10_000)))
    with speaking("zh"):
        assert terms_words(full)


def test_everything_named_in_the_months_is_paid_in_them() -> None:
    plan = sample_plan(0)
    table = tables.months(plan, tables.names(sample(), plan))
    for debt in plan.debts:
        assert (
            sum(cell for cell in table.column(f"debt:{debt.debt_id}") if isinstance(cell, int)) == debt.total
        )
    assert TODAY
