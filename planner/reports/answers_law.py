# SPDX-License-Identifier: Apache-2.0
"""The JSON answers of `fees` and `claim`."""

from planner.engine.litigation import court_costs, delay_interest
from planner.facts.money import Fen, plain_yuan
from planner.facts.rulebook import RuleBook


def fees_answer(amount: Fen, book: RuleBook, late_days: int | None = None) -> dict[str, str]:
    """Return the court's fees of an amount, and with `late_days` the extra interest for delay. Raises InputError."""
    costs = court_costs(amount, book)
    answer = {
        "acceptance": plain_yuan(costs.acceptance),
        "acceptance_half": plain_yuan(costs.acceptance_half),
        "payment_order": plain_yuan(costs.payment_order),
        "preservation": plain_yuan(costs.preservation),
        "enforcement": plain_yuan(costs.enforcement),
    }
    if late_days is not None:
        answer["delay_interest"] = plain_yuan(delay_interest(amount, late_days, book))
    return answer
