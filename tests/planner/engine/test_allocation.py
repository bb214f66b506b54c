# SPDX-License-Identifier: Apache-2.0
"""One payment divided inside a debt, in the order agreed or the order of the law."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.allocation import PARTS, Parts, divide

OWED = Parts(fee=97_500, interest=320_000, principal=2_650_000)


@pytest.mark.parametrize(
    ("payment", "parts"),
    [(200_000, Parts(97_500, 0, 102_500, 0)), (500_000, Parts(97_500, 0, 320_000, 82_500))],
)
def test_costs_then_interest_then_principal(payment: int, parts: Parts) -> None:
    assert divide(payment, OWED) == parts


def test_card_overdue_more_than_90_days_pays_principal_first() -> None:
    owed = Parts(interest=120_000, principal=900_000)
    assert divide(200_000, owed) == Parts(interest=120_000, principal=80_000)
    assert divide(200_000, owed, ("principal", "fee", "penalty", "interest")) == Parts(principal=200_000)


def test_what_is_left_stays_with_the_payer_or_goes_beyond() -> None:
    owed = Parts(principal=100)
    assert divide(150, owed) == Parts(principal=100)
    assert divide(150, owed, beyond=True) == Parts(principal=150)


amounts = st.integers(0, 10**15)


@given(amounts, st.tuples(amounts, amounts, amounts, amounts), st.permutations(PARTS))
def test_nothing_is_lost_and_no_part_gets_more_than_is_owed(
    payment: int, owed: tuple[int, int, int, int], order: list[str]
) -> None:
    paid = divide(payment, Parts(*owed), order)
    assert paid.total == min(payment, sum(owed))
    assert all(0 <= mine <= due for mine, due in zip(paid, owed, strict=True))
