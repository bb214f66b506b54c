# SPDX-License-Identifier: Apache-2.0
"""What the rules say about one offer: its term, its true rate, its share, what is given up and may come back."""

import datetime as dt
from typing import Any

from planner.engine.negotiation import score
from planner.facts.case import Offer
from planner.facts.places import resources
from planner.facts.problems import Problem
from planner.facts.rulebook import load
from planner.facts.terms import Fees, Waive
from planner.law.offer_flags import offer_flags
from tests.builders import TODAY, Decimal, a_case, a_debt, a_scenario, terms, yuan

BOOK = load(resources() / "rules")


def flags(
    by: str = "them", debt: dict[str, Any] | None = None, others: int = 0, **keys: Any
) -> list[Problem]:
    one = a_debt(principal=yuan(12_000), **(debt or {}))
    rest = [a_debt(f"d{n}", yuan(12_000)) for n in range(2, 2 + others)]
    offer = Offer(id="o1", debt="d1", by=by, terms=terms(kind="equal_instalment", **keys))  # type: ignore[arg-type]
    case = a_case(one, *rest, offers=(offer,))
    assert offer.terms is not None
    scored = score(case, a_scenario(), one, offer.terms, BOOK, TODAY)
    return list(offer_flags(one, offer, scored, BOOK, TODAY))


def test_a_plain_offer_raises_no_flag() -> None:
    assert flags(periods=24) == []


def test_a_term_above_what_a_card_can_agree_to_is_said() -> None:
    said = flags(debt={"lender_class": "card"}, periods=72)
    assert "72" in said[0].words()


def test_a_fee_that_makes_the_rate_too_high_is_seen_through() -> None:
    said = flags(
        periods=12, rate="0.10", fees=Fees(added=yuan(2_000)), debt={"contract_date": dt.date(2024, 1, 1)}
    )
    assert any(problem.where.endswith("annual_rate") for problem in said)


def test_more_than_its_share_is_a_note() -> None:
    assert any(problem.rule_id == "SHARE-01" for problem in flags(periods=6, others=2))


def test_what_they_give_up_is_to_be_written_down() -> None:
    waive = Waive(principal=Decimal("0.2"))
    assert any("come back" in problem.words() for problem in flags(periods=12, waive=waive))
    assert not any("come back" in problem.words() for problem in flags("us", periods=12, waive=waive))


def test_a_late_charge_and_a_late_first_day_are_said() -> None:
    said = flags(
        periods=12,
        penalty_rate=Decimal("0.18"),
        first_due=dt.date(2026, 6, 1),
        debt={"deadline": dt.date(2026, 5, 1)},
    )
    assert [problem.where.rsplit("/", 1)[-1] for problem in said] == ["first_due", "penalty_rate"]
