# SPDX-License-Identifier: Apache-2.0
"""The rule book: dated rows, exact figures, doubtful rows that drive nothing, and the user's own changes."""

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction

import pytest

from planner.facts.case import LenderClass as LenderWord
from planner.facts.case import Override
from planner.facts.language import speaking
from planner.facts.places import resources
from planner.facts.problems import InputError
from planner.facts.rulebook import load

FOLDER = resources() / "rules"
BOOK = load(FOLDER)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "rate", "four_times"),
    [
        ("2019-08-20", "0.0425", "0.17"),
        ("2021-12-19", "0.0385", "0.154"),
        ("2021-12-20", "0.0380", "0.152"),
        ("2022-01-19", "0.0380", "0.152"),
        ("2023-08-20", "0.0355", "0.142"),
        ("2024-10-20", "0.0335", "0.134"),
        ("2025-05-19", "0.0310", "0.124"),
        ("2026-09-30", "0.0300", "0.12"),
    ],
)
def test_lpr_is_the_last_row_not_later_than_the_contract(on: str, rate: str, four_times: str) -> None:
    assert BOOK.lpr(day(on)) == Decimal(rate)
    assert BOOK.lpr(day(on)) * BOOK.rate("INT-01") == Decimal(four_times)


def test_no_lpr_before_its_first_day() -> None:
    with pytest.raises(InputError, match="2019-08-20"):
        BOOK.lpr(day("2019-08-19"))


def test_a_later_lpr_is_the_users_to_add_and_travels_in_the_case() -> None:
    mine = load(FOLDER, [Override(id="o1", rule_id="LPR/2026-11-20", value="0.029", why="notice")])
    assert mine.lpr(day("2026-11-21")) == Decimal("0.029")
    assert mine.lpr(day("2026-11-19")) == Decimal("0.03")
    assert mine.overridden == ("LPR/2026-11-20",)


def test_figures_are_typed_by_their_unit() -> None:
    assert BOOK.rate("INT-03") == Decimal("0.24")
    assert BOOK.fraction("FEE-06") == Fraction(1, 3)
    assert BOOK.count("INT-13") == 60
    assert BOOK.fen("R1/cap") == 20_000
    assert BOOK.day("CR-08/repaid_by") == day("2026-03-31")
    assert BOOK.value("PAY-02") == ("costs", "interest", "principal")
    assert BOOK.value("ENF-04/local_monthly") is None
    with pytest.raises(LookupError):
        BOOK.count("INT-03")
    with pytest.raises(LookupError):
        BOOK.value("INT-16")


def test_a_rule_is_the_row_of_its_day() -> None:
    assert BOOK.rate("INT-11", day("2015-06-01")) == Decimal("0.0005")
    assert BOOK.rate("INT-11/floor", day("2018-06-01")) == Decimal("0.00035")
    assert BOOK.rule("INT-11").unit is None
    assert not BOOK.is_in_force("INT-10", day("2026-07-31"))
    assert BOOK.is_in_force("INT-10", day("2026-08-01"))
    with pytest.raises(LookupError):
        BOOK.rule("INT-10", day("2026-07-31"))


def test_a_doubtful_row_drives_nothing_until_the_user_sets_it() -> None:
    assert BOOK.rule("INT-08a") in BOOK.doubtful()
    with pytest.raises(LookupError):
        BOOK.value("INT-08a")
    mine = load(FOLDER, [Override(id="o1", rule_id="INT-08a", value="0.20", why="my contract")])
    assert mine.rate("INT-08a") == Decimal("0.20")
    assert mine.rule("INT-08a").confidence == "yours"


def test_every_row_has_source_confidence_and_both_titles() -> None:
    for rows in BOOK.rules.values():
        for row in rows:
            assert row.citation, row.id
            assert row.title_en, row.id
            assert row.title_zh, row.id
            assert row.text_zh.isascii() is False, row.id
            assert row.as_of == BOOK.as_of
            for key in ["", *row.parts]:
                if key or row.unit:
                    try:
                        BOOK.value(f"{row.id}/{key}".rstrip("/"), row.since or row.until)
                    except LookupError:
                        assert row.is_doubtful or BOOK.rule(row.id, row.since or row.until) is not row


def test_no_row_uses_a_word_that_the_law_does_not_allow_us() -> None:
    words = (FOLDER / "rules.json").read_text(encoding="utf-8") + (FOLDER / "clauses.json").read_text(
        encoding="utf-8"
    )
    for forbidden in ("不用还", "无需偿还", "已过时效"):
        assert forbidden not in words


def test_titles_are_spoken_in_both_languages() -> None:
    with speaking("zh"):
        assert BOOK.rule("MED-17").title == "支付令异议"
        assert BOOK.lender_class("card").title == "信用卡"
    with speaking("en"):
        assert BOOK.rule("MED-17").title.startswith("Payment order")
        assert BOOK.lender_class("card").title == "Credit card"


def test_every_lender_class_of_a_case_has_its_row_and_its_rules_exist() -> None:
    assert set(LenderWord.__args__) == set(BOOK.lenders)
    for row in BOOK.lenders.values():
        for rule_id in row.rules:
            assert BOOK.rule(rule_id)
        assert all(example.confidence == "K?" for example in row.menu)
    assert BOOK.term_cap("card") == 60
    assert BOOK.term_cap("microloan") is None


def test_every_reference_between_the_rows_exists() -> None:
    ids = set(BOOK.rules)
    assert {tiers.rule_id for tiers in BOOK.tiers.values()} <= ids
    assert {kind.rule_id for kind in BOOK.deadlines.values()} <= ids
    assert all(BOOK.count(kind.figure) for kind in BOOK.deadlines.values())
    assert {clause.rule_id for clause in BOOK.clauses if clause.rule_id} <= ids
    assert {kind.rule_id for kind in BOOK.case_types.types if kind.rule_id} <= ids
    assert {row.rule_id for row in BOOK.benchmarks.wages} <= ids
    assert {row.lender_class for row in BOOK.platforms if row.lender_class} <= set(BOOK.lenders)
    names = {row.name for row in BOOK.benchmarks.categories}
    assert {name for group in BOOK.groups for name in group.benchmarks} <= names


def test_the_eight_categories_sum_to_the_national_consumption() -> None:
    parts = [row.amount for row in BOOK.benchmarks.categories if row.year == 2024]
    whole = next(r.consumption for r in BOOK.benchmarks.consumption if (r.year, r.place) == (2024, "all"))
    assert len(parts) == 8
    assert sum(parts) == whole


def test_documents_are_d01_to_d14() -> None:
    assert [row.id for row in BOOK.documents] == [f"D{n:02d}" for n in range(1, 15)]
    assert BOOK.document("D05") is not None
    assert BOOK.document("D99") is None
    assert BOOK.clauses_of("call")[0].id == "S0"


def test_holidays_and_working_weekends_of_2026() -> None:
    days = BOOK.holidays
    assert days.years == {2026}
    assert days.is_rest_day(day("2026-10-07"))
    assert not days.is_rest_day(day("2026-05-09"))
    assert days.is_rest_day(day("2026-05-10"))
    mine = load(FOLDER, [Override(id="o1", rule_id="LIM-06a/2027-01-01", value="rest")])
    assert mine.holidays.is_rest_day(day("2027-01-01"))
    assert mine.holidays.years == {2026, 2027}


def test_a_changed_figure_keeps_its_reason() -> None:
    mine = load(
        FOLDER, [Override(id="o1", rule_id="ENF-04/local_monthly", value="800.00", why="city notice 2026")]
    )
    assert mine.fen("ENF-04/local_monthly") == 80_000
    assert mine.rule("ENF-04").why == "city notice 2026"
    assert BOOK.value("ENF-04/local_monthly") is None


@pytest.mark.parametrize(
    ("rule_id", "value"),
    [("INT-03", "much"), ("NO-99", "1"), ("INT-16", "1"), ("ENF-04/none", "1"), ("LIM-06a/2027-01-01", "free"),
     ("LPR/2026-13-01", "0.03"), ("LPR/2026-11-20", "three")],
)  # fmt: skip
def test_a_change_that_does_not_fit_is_refused(rule_id: str, value: str) -> None:
    with pytest.raises(InputError):
        load(FOLDER, [Override(id="o1", rule_id=rule_id, value=value)])


def test_the_files_are_json_lists_with_ids() -> None:
    for name in ("rules", "lender_classes", "deadlines", "platforms", "documents", "clauses", "routes"):
        rows = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        assert all(row["id"] for row in rows)


def test_every_title_of_every_row_is_spoken_in_the_language_asked_for() -> None:
    rows = [
        *BOOK.lenders.values(), *BOOK.deadlines.values(), *BOOK.platforms, *BOOK.documents, *BOOK.clauses, *BOOK.routes,
        *BOOK.groups, *BOOK.case_types.types, *(example for row in BOOK.lenders.values() for example in row.menu),
        *(row for rows in BOOK.rules.values() for row in rows),
    ]  # fmt: skip
    for row in rows:
        for name in ("title", "text", "note", "event", "proves", "price"):
            if hasattr(row, name):
                with speaking("en"):
                    english = getattr(row, name)
                with speaking("zh"):
                    chinese = getattr(row, name)
                assert (english, chinese) == (getattr(row, f"{name}_en"), getattr(row, f"{name}_zh"))
