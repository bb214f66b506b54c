# SPDX-License-Identifier: Apache-2.0
"""Which papers usually go out to one creditor: its own and those about nobody, never one that is another's or nobody knows whose."""

from dataclasses import replace

import pytest

from planner.evidence.redaction import outgoing
from planner.evidence.redaction_creditor import Ticked, Wish, for_creditor, usual
from planner.facts.case import Account, Case, Paper, Proof
from tests.builders import a_case, a_debt

TWO = a_case(a_debt("d1"), a_debt("d2"), accounts=(Account(id="a1", main=True), Account(id="a2")))


def with_paper(case: Case = TWO, proves: tuple[str, ...] = (), **keys: str) -> Case:
    paper = Paper(id="p1", sha256="1" * 64, **keys)
    proofs = tuple(Proof(id=f"q{n}", figure=one, source="papers/p1") for n, one in enumerate(proves))
    return replace(case, papers=(paper,), proofs=proofs)


@pytest.mark.parametrize(
    ("case", "goes"),
    [
        (with_paper(kind="D05"), True),
        (with_paper(kind="D05", debt="d2"), False),
        (with_paper(kind="D02", debt="d1"), True),
        (with_paper(kind="D02"), False),
        (with_paper(kind="D13"), False),
        (with_paper(a_case(a_debt("d1")), kind="D02"), True),
        (with_paper(kind="D02", proves=("debts/d1/principal",)), True),
        (with_paper(kind="D02", proves=("debts/d2/principal",)), False),
        (with_paper(proves=("debts/d2/claim.interest",)), False),
        (with_paper(proves=("debts/d1/principal", "debts/d2/principal")), False),
        (with_paper(proves=("incomes/i1/amount",)), True),
        (with_paper(kind="D03"), False),
    ],
)
def test_a_paper_usually_goes_to_whom_it_concerns_only(case: Case, goes: bool) -> None:
    assert usual(case, "d1").papers == (frozenset({"p1"}) if goes else frozenset())
    assert bool(for_creditor(case, "d1").papers) == goes


def test_what_is_ticked_by_hand_goes_out() -> None:
    case = with_paper(kind="D02")
    assert for_creditor(case, "d1", Ticked(papers=frozenset({"p1"}))).papers
    assert usual(case, "d1").accounts == {"a1"}


def test_a_contract_of_which_nobody_knows_whose_it_is_stays_at_home_and_is_told() -> None:
    case = with_paper(kind="D02", media="text/plain", note="Contract")
    told = outgoing(case, lambda _sha256: b"words", Wish("d1")).problems
    assert [one.where for one in told] == ["papers/p1"]
    assert "Contract" in told[0].words()
    owned = with_paper(kind="D02", media="text/plain", debt="d2")
    assert outgoing(owned, lambda _sha256: b"words", Wish("d1")).problems == ()
