# SPDX-License-Identifier: Apache-2.0
"""The true annual rate of any cash flow and of any schedule: nominal, effective, with all fees; none, one or several."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from planner.engine.opening import opening
from planner.engine.rates_roots import FINE, Term, all_rates
from planner.engine.schedule import Schedule
from planner.engine.unit_periods import (
    UNIT_OF_FREQUENCY,
    Unit,
    count_units,
    units_a_year,
    years_back,
)
from planner.facts.dates import Month, year_fraction
from planner.facts.language import N_
from planner.facts.problems import WARN, InputError, Problem
from planner.facts.terms import Terms

Dated = tuple[date, Decimal]

SEVERAL, NONE = "more than one rate", "no rate"


@dataclass(frozen=True, slots=True)
class Rates:
    """All rates of a flow, rising, and the year's figures of the one nearest zero. `note` says "several" or "none"."""

    rates: tuple[Decimal, ...]
    nominal: Decimal | None
    effective: Decimal | None
    note: str | None


@dataclass(frozen=True, slots=True)
class DebtRates:
    """The yearly rates of a schedule: `nominal` leaves every fee out, `with_fees` counts all, `effective` compounds it."""

    nominal: Decimal | None
    effective: Decimal | None
    with_fees: Decimal | None
    problems: tuple[Problem, ...]


# ---------------------------------------------------------------- flows


def periodic_rates(amounts: Sequence[Decimal], per_year: Fraction) -> Rates:
    """Rates of amounts one period apart, the first now; `per_year` periods make a year."""
    return _rates([Term(amount, Fraction(i)) for i, amount in enumerate(amounts)], per_year)


def dated_rates(flows: Sequence[Dated], day_count: str = "ACT/365F") -> Rates:
    """Rates of dated amounts (XIRR); `day_count` is ACT/365F, ACT/360, ACT/ACT or 30/360 (30E/360)."""
    first = _first(flows)
    return _rates([Term(amount, year_fraction(first, day, day_count)) for day, amount in flows], Fraction(1))


def timed_rates(flows: Sequence[tuple[Fraction, Decimal]]) -> Rates:
    """Rates of amounts at times in years, which may be negative."""
    return _rates([Term(amount, t) for t, amount in flows], Fraction(1))


def unit_period_rates(flows: Sequence[Dated], unit: Unit) -> Rates:
    """Rates of dated amounts by unit periods (12 CFR 1026, Appendix J); an odd part bears simple interest."""
    first = _first(flows)
    terms = []
    for day, amount in flows:
        whole, odd = count_units(first, day, unit)
        terms.append(Term(amount, Fraction(whole), odd))
    return _rates(terms, units_a_year(unit))


def aprc_rates(flows: Sequence[Dated], unit: str) -> Rates:
    """Rates of dated amounts by the EU's count of years (Directives 2008/48/EC and 2014/17/EU, Annex I)."""
    first = _first(flows)
    return _rates([Term(amount, years_back(first, day, unit)) for day, amount in flows], Fraction(1))


def present_value(flows: Sequence[Dated], rate: Decimal, day_count: str = "ACT/365F") -> Decimal:
    """Return what dated amounts are worth on their first day at a yearly rate (XNPV)."""
    first = _first(flows)
    worth, growth = Decimal(0), FINE.add(1, rate)
    for day, amount in flows:
        years = year_fraction(first, day, day_count)
        power = FINE.power(growth, FINE.divide(Decimal(years.numerator), Decimal(years.denominator)))
        worth = FINE.add(worth, FINE.divide(amount, power))
    return worth


def _first(flows: Sequence[Dated]) -> date:
    if not flows:
        raise InputError("flows", N_("There are no flows."), remedy=N_("Give at least two amounts."))
    return min(day for day, _ in flows)


def _rates(terms: Sequence[Term], per_year: Fraction) -> Rates:
    rates = all_rates(terms)
    if not rates:
        return Rates((), None, None, NONE)
    nearest = min(rates, key=abs)
    return Rates(
        tuple(rates),
        FINE.multiply(nearest, _decimal(per_year)),
        compounded(nearest, per_year),
        SEVERAL if len(rates) > 1 else None,
    )


def compounded(rate: Decimal, per_year: Fraction) -> Decimal:
    """Return a year's rate from a period's, interest on interest."""
    if per_year == 1:
        return rate
    return FINE.subtract(FINE.power(FINE.add(1, rate), _decimal(per_year)), 1)


def twelve_decimals(rate: Decimal) -> str:
    """Write a rate as JSON has it, with twelve decimals."""
    text = f"{rate:.12f}"
    return text.removeprefix("-") if not text.strip("-0.") else text


def _decimal(number: Fraction) -> Decimal:
    return FINE.divide(Decimal(number.numerator), Decimal(number.denominator))


# ---------------------------------------------------------------- schedules


def schedule_rates(terms: Terms, schedule: Schedule) -> DebtRates:
    """Return the rates of a schedule: what was owed on the first day, and the advances, against every row.

    By unit periods of the frequency; a single payment by its own term, at most a year. What is given up on the first
    day is left out; `fees.added` is a fee. No or several answers: None, and a problem.
    """
    assert terms.start is not None
    owed = opening(terms).parts
    advances = [(advance.date, Decimal(-advance.amount)) for advance in terms.advances]
    paid = _paid(schedule)
    rows = [(day, payment) for day, payment, _ in paid if payment]
    all_in = _yearly(terms, [(terms.start, Decimal(-owed.total)), *advances], rows)
    if terms.fees.added or owed.fee or any(row.fee for row in schedule.rows):
        lent = owed.total - owed.fee + terms.fees.added
        bare = [(day, FINE.subtract(payment, fee)) for day, payment, fee in paid if payment != fee]
        plain = _yearly(terms, [(terms.start, Decimal(-lent)), *advances], bare)
    else:
        plain = all_in
    effective = None if all_in.note else all_in.effective
    with_fees = None if all_in.note else all_in.nominal
    nominal = None if plain.note else plain.nominal
    notes = dict.fromkeys(note for note in (all_in.note, plain.note) if note)
    return DebtRates(
        nominal, effective, with_fees, tuple(Problem(WARN, "rate", _NOTES[note]) for note in notes)
    )


def _paid(schedule: Schedule) -> list[tuple[date, Decimal, Decimal]]:
    """Return day, payment and fee of each row, exact where the schedule rounds nothing on the way."""
    if not schedule.unrounded:
        return [(row.due, Decimal(row.payment), Decimal(row.fee)) for row in schedule.rows]
    return [
        (row.due, _decimal(payment), _decimal(fee))
        for row, (payment, fee) in zip(schedule.rows, schedule.unrounded, strict=True)
    ]


_NOTES = {
    NONE: N_("No yearly rate fits these payments."),
    SEVERAL: N_("More than one yearly rate fits these payments."),
}


def _yearly(terms: Terms, advances: list[Dated], rows: list[Dated]) -> Rates:
    if not rows:
        return Rates((), None, None, NONE)
    lent = [flow for flow in advances if flow[1]]
    if len(rows) == 1 and len(lent) == 1:
        return _single(lent[0], rows[0])
    unit = terms.frequency if not isinstance(terms.frequency, str) else UNIT_OF_FREQUENCY[terms.frequency]
    return unit_period_rates([*lent, *rows], unit)


def _single(lent: Dated, paid: Dated) -> Rates:
    """Rate of one advance and one payment: the unit period is the term itself, at most a year (App. J, (b)(4)(iv))."""
    first, last = lent[0], paid[0]
    months = Month.of(last) - Month.of(first)
    whole = Month.of(first).plus(months).day(first.day) == last
    if months > 12 or (months == 12 and last > Month.of(first).plus(12).day(first.day)):
        return unit_period_rates([lent, paid], "year")
    if last == first:
        return _rates([Term(lent[1], Fraction(0)), Term(paid[1], Fraction(0))], Fraction(1))
    a_year = Fraction(12, months) if whole and months else Fraction(365, (last - first).days)
    return _rates([Term(lent[1], Fraction(0)), Term(paid[1], Fraction(1))], a_year)
