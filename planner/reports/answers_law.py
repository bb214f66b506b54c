# SPDX-License-Identifier: Apache-2.0
"""The JSON answers of `fees` and `claim`."""

from collections.abc import Iterable
from typing import Any

from planner.engine.claim import ClaimCheck
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


def claim_answer(checks: Iterable[ClaimCheck]) -> dict[str, Any]:
    """Return claimed against recomputed balances, debt by debt; amounts in yuan, null where not known."""
    return {"debts": [_claim(check) for check in checks]}


def _claim(check: ClaimCheck) -> dict[str, Any]:
    return {
        "id": check.debt_id,
        "as_of": check.as_of.isoformat(),
        "basis": check.basis,
        "lines": [
            {
                "part": line.part,
                "recomputed": _yuan(line.recomputed),
                "claimed": _yuan(line.claimed),
                "difference": _yuan(line.difference),
                "why": line.why.words(),
            }
            for line in check.lines
        ],
        "ask": [
            {
                "rule_id": ask.rule_id,
                "amount": plain_yuan(ask.amount),
                "confidence": ask.confidence,
                "why": ask.said.words(),
            }
            for ask in check.ask
        ],
        "conventions": [
            {
                "name": each.name,
                "value": each.value,
                "explains": list(each.explains),
                "text": each.said.words(),
            }
            for each in check.conventions
        ],
        "problems": [problem.words() for problem in check.problems],
    }


def _yuan(amount: Fen | None) -> str | None:
    return None if amount is None else plain_yuan(amount)
