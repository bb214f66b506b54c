# SPDX-License-Identifier: Apache-2.0
"""Measuring offers beside the window: five figures and the rules' flags first, then the chance of each, by many futures."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import date

from planner.engine.negotiation import Acceptable, Score, acceptable, scored_offers, with_chance
from planner.engine.offers import last_offer_problem, offers_with_history
from planner.engine.plan import ReadyOffer
from planner.engine.simulate import simulate
from planner.engine.strategy import STRATEGIES
from planner.facts.case import Case, Debt, Offer, chosen_scenario
from planner.facts.problems import InputError, Problem
from planner.facts.rulebook import RuleBook, with_overrides
from planner.law.offer_flags import offer_flags

PATHS = 20_000  # futures for each offer; the plan's own test has more


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One offer measured: its score or why it has none, what the rules say; `chance_known` once its futures have run."""

    offer: Offer
    score: Score | InputError
    flags: tuple[Problem, ...] = ()
    chance_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The ready offers of a case, and what is to be said about the last of them."""

    offers: tuple[ReadyOffer, ...]
    said: Problem | None


def measured(
    case: Case, debt_id: str, book: RuleBook, today: date
) -> Generator[tuple[Measured, ...], bool, tuple[Measured, ...] | None]:
    """Score all offers of a debt; yields the table as it fills, returns it whole, None when told to stop."""
    from planner.engine.stress import stress_steps  # loads numpy

    book = with_overrides(book, case.overrides)
    debt = next(one for one in case.debts if one.id == debt_id)
    table = [
        Measured(
            offer=offer,
            score=found,
            flags=() if isinstance(found, InputError) else offer_flags(debt, offer, found, book, today),
        )
        for offer, found in scored_offers(case, chosen_scenario(case), book, today, debt_id)
    ]
    for n, each in enumerate(table):
        if (yield tuple(table)):
            return None
        if isinstance(each.score, InputError):
            continue
        steps = stress_steps(case, each.score.scenario, each.score.plan, book, today, PATHS)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                table[n] = replace(each, score=with_chance(each.score, end.value), chance_known=True)
                break
            if (yield tuple(table)):
                return None
    return tuple(table)


def ready(case: Case, book: RuleBook, today: date) -> Generator[float, bool, Ready | None]:
    """Work out the ready offers from the person's own months; debts with terms of a plan are taken without them."""
    from planner.engine.stress import stress_steps  # loads numpy

    book = with_overrides(book, case.overrides)
    chosen = chosen_scenario(case)
    strategy = chosen.strategy if chosen.strategy in STRATEGIES else "pro_rata"
    plain = replace(chosen, terms=None, strategy=strategy)
    plan = simulate(case, plain, book, today)
    if plan.refusal is not None:
        return Ready(offers=(), said=None)
    steps = stress_steps(case, plain, plan, book, today, PATHS)
    while True:
        try:
            month, months = next(steps)
        except StopIteration as end:
            offers = offers_with_history(case, plain, plan, end.value, book, today)
            return Ready(offers=offers, said=last_offer_problem(plan, end.value, book, today))
        if (yield month / max(months, 1)):
            return None


def what_would_do(case: Case, debt: Debt, offer: Offer, book: RuleBook, today: date) -> Acceptable | None:
    """Return what would make an offer acceptable; None where its terms have no meaning."""
    if offer.terms is None:
        return None
    book = with_overrides(book, case.overrides)
    return acceptable(case, chosen_scenario(case), debt, offer.terms, book, today)
