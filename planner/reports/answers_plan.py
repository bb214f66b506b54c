# SPDX-License-Identifier: Apache-2.0
"""The plan, stress and optimum as the JSON of the command line."""

from collections.abc import Iterable
from typing import Any

from planner.engine.optimize_task import OptimumAnswer
from planner.engine.plan import DebtPlan, Instalment, MonthRow, Plan, ReadyOffer, Refusal
from planner.engine.stress_values import StressResult
from planner.facts.money import Fen, plain_yuan
from planner.facts.problems import Problem
from planner.facts.records import to_json


def plan_answer(plan: Plan) -> dict[str, Any]:
    """Return the answer of `plan --json`; texts in the language now spoken."""
    return {
        "strategy": plan.strategy,
        "affordable": plain_yuan(plan.affordable),
        "budget": plain_yuan(plan.budget),
        "feasible": plan.feasible,
        "refusal": refusal_answer(plan.refusal) if plan.refusal else None,
        "months": [_month(row) for row in plan.months],
        "debts": [_debt(debt) for debt in plan.debts],
        "total": plain_yuan(plan.total),
        "end": str(plan.end) if plan.end else None,
        "peak": plain_yuan(plan.peak),
        "gap": {
            "proved": plan.gap.proved,
            "money": _money(plan.gap.money),
            "months": plan.gap.months,
        },
        "relax": [{"what": change.what, "by": relaxed_by(change.what, change.by)} for change in plan.relax],
        "problems": problem_answers(plan.problems),
        "offers": [_offer(offer) for offer in plan.offers],
    }


def refusal_answer(refusal: Refusal) -> dict[str, Any]:
    """Return how much is missing a month, and the ways out in words."""
    return {"missing": plain_yuan(refusal.missing), "ways": [way.words() for way in refusal.ways]}


def problem_answers(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems with their texts in the language now spoken."""
    return [
        {"severity": p.severity, "where": p.where, "text": p.words(), "rule_id": p.rule_id} for p in problems
    ]


def relaxed_by(what: str, by: int) -> str | int:
    """Return the size of a least change: yuan text, but a plain number for months."""
    return by if what.endswith("months") else plain_yuan(by)


def _money(amount: Fen | None) -> str | None:
    return None if amount is None else plain_yuan(amount)


def _month(row: MonthRow) -> dict[str, Any]:
    names = ("income", "priority", "living", "set_aside", "paid", "free", "reserve")
    return {"month": str(row.month), **{name: plain_yuan(getattr(row, name)) for name in names}}


def _debt(debt: DebtPlan) -> dict[str, Any]:
    return {
        "id": debt.debt_id,
        "terms": to_json(debt.terms) if debt.terms else None,
        "offer": plain_yuan(debt.offer),
        "steps": [{"from": str(step.since), "amount": plain_yuan(step.amount)} for step in debt.steps],
        "rows": [_row(row) for row in debt.rows],
        "total": plain_yuan(debt.total),
        "last_due": debt.last_due.isoformat() if debt.last_due else None,
    }


def _row(row: Instalment) -> dict[str, Any]:
    names = ("payment", "interest", "principal", "fee", "penalty", "balance")
    return {
        "n": row.n,
        "due": row.due.isoformat(),
        **{name: plain_yuan(getattr(row, name)) for name in names},
    }


def _offer(offer: ReadyOffer) -> dict[str, Any]:
    return {
        "name": offer.name,
        "total": plain_yuan(offer.total),
        "basis": offer.basis,
        "parts": {debt_id: plain_yuan(amount) for debt_id, amount in offer.parts},
    }


def optimum_answer(answer: OptimumAnswer, objective: str) -> dict[str, Any]:
    """Return the answer of `optimum --json`: objective and bound in yuan for the cost, else plain numbers."""

    def sized(value: int | None) -> str | int | None:
        return _money(value) if objective == "cost" else value

    return {
        "status": answer.status,
        "objective": sized(answer.objective),
        "bound": sized(answer.bound),
        "gap": None if answer.gap is None else float(answer.gap),
        "choice": dict(answer.choice),
        "payments": {name: [plain_yuan(payment) for payment in row] for name, row in answer.payments},
        "cost": _money(answer.cost),
        "last": answer.last,
        "breaks": answer.breaks,
        "relax": [
            {
                "what": change.what,
                "by": relaxed_by(change.what, change.by),
                **({"who": change.who} if change.who else {}),
            }
            for change in answer.relax
        ],
    }


def stress_answer(result: StressResult) -> dict[str, Any]:
    """Return the answer of `stress --json`: shares as numbers, money in yuan, cash one figure a month."""
    return {
        "paths": result.paths,
        "seed": result.seed,
        "block": result.block,
        "months_used": result.months_used,
        "holds": result.holds,
        "standard_error": result.standard_error,
        "first_miss": {str(month): share for month, share in result.first_miss},
        "median_miss": plain_yuan(result.median_miss),
        "months": [str(month) for month in result.months],
        "cash": {f"p{q}": [plain_yuan(amount) for amount in row] for q, row in result.cash.items()},
        "reserve_needed": {q: plain_yuan(amount) for q, amount in result.reserve_needed.items()},
        "largest_instalment": {q: plain_yuan(amount) for q, amount in result.largest_instalment.items()},
        "affordable_holds": result.affordable_holds,
        "late": result.late,
        "problems": problem_answers(result.problems),
    }
