# SPDX-License-Identifier: Apache-2.0
"""Spreadsheet functions that ask for a payment, read the other way round: the published payment gives back its rate.

Source: Microsoft and LibreOffice documentation of PMT (oracles, section E). Published payments are rounded to cents, so
the rate comes back to the digits that rounding leaves.
"""

from decimal import Decimal

import pytest

from planner.engine.rates import periodic_rates

CASES = [
    ("PMT(8%/12, 10, 10000)", [10000, *[-1037.03] * 10], "0.08"),
    ("PMT(8%/12, 10, 10000, 0, 1): paid at the beginning", [10000 - 1030.16, *[-1030.16] * 9], "0.08"),
    ("PMT(6%/12, 18*12, 0, 50000): saved to an end", [*[-129.08] * 216], "0.06"),
]


@pytest.mark.parametrize(("name", "flows", "yearly"), CASES, ids=[case[0] for case in CASES])
def test_a_published_payment_gives_back_its_rate(name: str, flows: list[float], yearly: str) -> None:
    exact = [Decimal(str(round(flow, 2))) for flow in flows]
    if "saved" in name:
        exact = [Decimal(0), *exact]  # paid at the end of each month; the sum stands with the last payment
        exact[-1] += 50000
    found = periodic_rates(exact, 12)
    assert abs(found.nominal - Decimal(yearly)) < Decimal("0.00002")  # type: ignore[operator]
