# SPDX-License-Identifier: Apache-2.0
"""An offer or counter-offer scored: true rate, total, largest instalment, end, chance, share; and what would make it hold."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from planner.engine.plan import Plan
from planner.engine.rates import schedule_rates
from planner.engine.simulate import simulate
from planner.engine.standing import complete, due_day_of, kept_schedule
from planner.engine.stress_values import Chance, StressResult
from planner.facts.case import Case, Debt, Offer, Scenario
from planner.facts.dates import Month
from planner.facts.money import Fen
from planner.facts.problems import STOP, InputError, Problem
from planner.facts.rulebook import RuleBook
from planner.facts.terms import Shape, Terms

MOST_PERIODS = 120  # tried where no firm cap of the lender class stands
LATEST_START = 12  # months by which a first date is moved at most
SHARE_RULE = "SHARE-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What an offer means, beside the plan that would hold it (amounts in fen, rates a year)."""

    debt_id: str
    scenario: Scenario  # with the offer's terms in it
    plan: Plan
    total: Fen
    waived: Fen
    largest: Fen  # the largest instalment, down payment left out
    first_due: date | None
    last_due: date | None
    instalments: int
    nominal: Decimal | None
    effective: Decimal | None
    with_fees: Decimal | None
    times_share: Fraction | None  # its part of the monthly budget over its part by balance
    chance: Chance
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether the whole plan is feasible with it."""
        return self.plan.feasible


def score(case: Case, scenario: Scenario, debt: Debt, terms: Terms, book: RuleBook, today: date) -> Score:
    """Score terms for one debt inside a scenario; terms that have no meaning are refused (InputError).

    The chance is added by `with_chance` once the stress test of `plan` is done.
    """
    full = complete(case, debt, terms)
    made = kept_schedule(full)
    rates = schedule_rates(full, made)
    trial = replace(scenario, terms={**(scenario.terms or {}), debt.id: terms})
    plan = simulate(case, trial, book, today)
    paying = [row for row in made.rows if row.payment]
    mine = f"debts/{debt.id}"
    return Score(
        debt_id=debt.id,
        scenario=trial,
        plan=plan,
        total=made.totals.payment,
        waived=made.totals.waived,
        largest=max((row.payment for row in paying if row.n), default=0),
        first_due=paying[0].due if paying else None,
        last_due=paying[-1].due if paying else None,
        instalments=sum(1 for row in paying if row.n),
        nominal=rates.nominal,
        effective=rates.effective,
        with_fees=rates.with_fees,
        times_share=times_share(plan, debt.id),
        chance=None,
        problems=tuple(p for p in plan.problems if p.where.startswith(mine) or p.severity == STOP),
    )


def with_chance(scored: Score, result: StressResult) -> Score:
    """Return the score with the chance that its plan holds."""
    return replace(scored, chance=result.holds)


def times_share(plan: Plan, debt_id: str) -> Fraction | None:
    """Return how many times its share by balance a creditor gets in the first month; None where there is no other."""
    rows = [debt for debt in plan.debts if not debt.priority and debt.opening > 0]
    offers, balances = sum(debt.offer for debt in rows), sum(debt.opening for debt in rows)
    mine = next((debt for debt in rows if debt.debt_id == debt_id), None)
    if mine is None or len(rows) < 2 or not offers:
        return None
    return Fraction(mine.offer * balances, offers * mine.opening)


def scored_offers(
    case: Case, scenario: Scenario, book: RuleBook, today: date, debt_id: str | None = None
) -> tuple[tuple[Offer, Score | InputError], ...]:
    """Score every offer on record (of one debt, or all) that has terms; a refusal stands in place of a score."""
    found: list[tuple[Offer, Score | InputError]] = []
    debts = {debt.id: debt for debt in case.debts}
    for offer in case.offers:
        if offer.terms is None or offer.debt not in debts or debt_id not in (None, offer.debt):
            continue
        try:
            found.append((offer, score(case, scenario, debts[offer.debt], offer.terms, book, today)))
        except InputError as refused:
            found.append((offer, refused))
    return tuple(found)


# ---------------------------------------------------------------- what would make it acceptable


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptable:
    """The least that would make terms hold, each alone: more periods (with their instalment), or a later first date."""

    periods: int | None
    instalment: Fen | None
    first_due: date | None
    holds_already: bool


def acceptable(
    case: Case, scenario: Scenario, debt: Debt, terms: Terms, book: RuleBook, today: date
) -> Acceptable:
    """Return what would make an offer acceptable: the plan feasible, and not far above the creditor's share (SHARE-01)."""
    limit = Fraction(book.rate(SHARE_RULE, today))

    def fits(tried: Terms) -> bool:
        try:
            made = score(case, scenario, debt, tried, book, today)
        except InputError:
            return False
        return made.holds and (made.times_share is None or made.times_share <= limit)

    if fits(terms):
        made = score(case, scenario, debt, terms, book, today)
        return Acceptable(
            periods=made.instalments, instalment=made.largest, first_due=made.first_due, holds_already=True
        )
    periods = _least_periods(debt, terms, book, fits)
    instalment = None
    if periods is not None:
        instalment = score(case, scenario, debt, _spread(terms, periods), book, today).largest
    return Acceptable(
        periods=periods,
        instalment=instalment,
        first_due=_earliest_start(case, debt, terms, fits),
        holds_already=False,
    )


def _spread(terms: Terms, periods: int) -> Terms:
    """Return the terms as equal instalments over so many periods."""
    kinds = ("equal_instalment", "equal_principal", "flat_fee")
    shape = terms.shape if terms.shape and terms.shape.kind in kinds else Shape(kind="equal_instalment")
    return replace(terms, shape=replace(shape, instalment=None), periods=periods)


def _least_periods(debt: Debt, terms: Terms, book: RuleBook, fits: Callable[[Terms], bool]) -> int | None:
    """Return the fewest periods that fit, by halving: fewer instalments are seldom easier to carry.

    Where the longest term does not fit, as when an income ends, every number of periods is tried.
    """
    low, high = (terms.periods or 1) - 1, book.term_cap(debt.lender_class) or MOST_PERIODS
    if low >= high:
        return None
    if not fits(_spread(terms, high)):
        return next((n for n in range(low + 1, high) if fits(_spread(terms, n))), None)
    while high - low > 1:
        middle = (low + high) // 2
        if fits(_spread(terms, middle)):
            high = middle
        else:
            low = middle
    return high


def _earliest_start(case: Case, debt: Debt, terms: Terms, fits: Callable[[Terms], bool]) -> date | None:
    """Return the earliest first date, month by month, from which the same terms fit."""
    first = complete(case, debt, terms).first_due
    month = Month.of(first) if first else case.first_month
    day = terms.due_day or (first.day if first else due_day_of(debt))
    for later in range(1, LATEST_START + 1):
        moved = month.plus(later).day(day)
        if fits(replace(terms, first_due=moved)):
            return moved
    return None
