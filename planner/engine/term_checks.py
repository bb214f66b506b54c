# SPDX-License-Identifier: Apache-2.0
"""Terms that have no meaning, alone or together, are refused by name before a schedule is made."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal

from planner.engine.due_dates import goes_by_days
from planner.facts.language import N_
from planner.facts.money import MOST, plain_yuan
from planner.facts.problems import InputError
from planner.facts.terms import Days, PaidOn, Shape, Terms

MOST_PERIODS = 36_600  # a hundred years of days
MOST_RATE = Decimal(1_000_000)
LEAVE_OUT = N_("Leave it out.")

# What each shape may say, beside `kind`; what it must say is checked below.
KEYS: dict[str, tuple[str, ...]] = {
    "equal_instalment": ("instalment",),
    "equal_principal": (),
    "fixed_principal": ("principal",),
    "interest_only": (),
    "balloon": ("instalment", "balloon"),
    "stepped": ("steps",),
    "flat_fee": ("fee_rate",),
    "percent_of_balance": ("percent", "floor", "plus_interest"),
    "fixed_amount": ("instalment",),
    "lump_sum": ("date", "amount"),
}
NEEDS: dict[str, tuple[str, ...]] = {
    "fixed_principal": ("principal",),
    "stepped": ("steps",),
    "flat_fee": ("fee_rate",),
    "fixed_amount": ("instalment",),
    "lump_sum": ("date", "amount"),
}
NEED_PERIODS = ("equal_principal", "interest_only", "balloon", "flat_fee")


def refuse_nonsense(terms: Terms) -> None:
    """Raise InputError, naming the key, for terms that a schedule cannot follow."""
    for key in ("principal", "start", "shape"):
        if getattr(terms, key) is None:
            raise InputError(key, N_("The key “{key}” is missing."), {"key": key}, N_("Add it."))
    assert terms.shape is not None
    assert terms.start is not None
    _refuse_amounts(terms)
    _refuse_rates(terms)
    _refuse_shape(terms, terms.shape)
    _refuse_periods(terms, terms.shape)
    _refuse_dates(terms, terms.start)
    _refuse_ways(terms)
    if terms.shape.kind == "lump_sum":
        _refuse_beside_lump_sum(terms, terms.start)
    if terms.reschedule:
        _refuse_reschedule(terms, terms.start)


def _no_meaning(where: str, beside: str) -> InputError:
    return InputError(
        where, N_("“{key}” has no meaning beside “{other}”."), {"key": where, "other": beside}, LEAVE_OUT
    )


# ---------------------------------------------------------------- amounts and rates


def _amounts(terms: Terms) -> Iterator[tuple[str, int | None]]:
    yield "principal", terms.principal
    for name in ("added", "per_period"):
        yield f"fees/{name}", getattr(terms.fees, name)
    for name in ("interest", "penalty", "fee"):
        yield f"arrears/{name}", getattr(terms.arrears, name)
    yield "charge_cap", terms.charge_cap
    down = terms.down_payment
    yield "down_payment", down.amount if isinstance(down, PaidOn) else down
    for name in ("advances", "payments"):
        for i, paid in enumerate(getattr(terms, name)):
            yield f"{name}/{i}/amount", paid.amount
    if terms.shape is not None:
        for name in ("instalment", "principal", "balloon", "floor", "amount"):
            yield f"shape/{name}", getattr(terms.shape, name)
        for i, step in enumerate(terms.shape.steps):
            yield f"shape/steps/{i}/instalment", step.instalment


def _refuse_amounts(terms: Terms) -> None:
    for where, amount in _amounts(terms):
        if amount is not None and amount < 0:
            raise InputError(where, N_("The amount is below zero."))
        if amount is not None and amount > MOST:
            raise InputError(where, N_("The amount is above {most}."), {"most": plain_yuan(MOST)})


def _rates(terms: Terms) -> Iterator[tuple[str, Decimal | None]]:
    yield "annual_rate", terms.annual_rate
    yield "penalty_rate", terms.penalty_rate
    for i, change in enumerate(terms.rate_changes):
        yield f"rate_changes/{i}/annual_rate", change.annual_rate
    if terms.shape is not None:
        yield "shape/fee_rate", terms.shape.fee_rate
        yield "shape/percent", terms.shape.percent
        for i, step in enumerate(terms.shape.steps):
            yield f"shape/steps/{i}/annual_rate", step.annual_rate


def _refuse_rates(terms: Terms) -> None:
    for where, rate in _rates(terms):
        if rate is not None and not 0 <= rate <= MOST_RATE:
            raise InputError(where, N_("The rate is below zero or too large."))
    _refuse_two_rates(terms)
    for name in ("interest", "penalty", "fee", "principal"):
        if not 0 <= getattr(terms.waive, name) <= 1:
            raise InputError(f"waive/{name}", N_("A waiver is a fraction from 0 to 1."))


def _refuse_two_rates(terms: Terms) -> None:
    """Two rates of one day contradict each other: neither is taken silently."""
    seen: set[date] = set()
    for i, change in enumerate(terms.rate_changes):
        if change.since in seen:
            raise InputError(
                f"rate_changes/{i}/from",
                N_("Two rate changes are on the same day, {day}."),
                {"day": change.since.isoformat()},
                N_("Keep the one that is in force."),
            )
        seen.add(change.since)


# ---------------------------------------------------------------- the shape


def _refuse_shape(terms: Terms, shape: Shape) -> None:
    unset = Shape(kind=shape.kind)
    for field in fields(Shape):
        name = field.name
        if name != "kind" and name not in KEYS[shape.kind] and getattr(shape, name) != getattr(unset, name):
            raise _no_meaning(f"shape/{name}", shape.kind)
    for name in NEEDS.get(shape.kind, ()):
        if getattr(shape, name) in (None, ()):
            raise InputError(
                f"shape/{name}",
                N_("“{kind}” needs “{key}”."),
                {"kind": shape.kind, "key": name},
                N_("Add it."),
            )
    if shape.kind == "balloon" and (shape.instalment is None) == (shape.balloon is None):
        raise InputError("shape", N_("A balloon needs either “instalment” or “balloon”, not both."))
    if shape.kind == "percent_of_balance" and shape.percent is None and shape.floor is None:
        raise InputError(
            "shape/percent", N_("“{kind}” needs “{key}”."), {"kind": shape.kind, "key": "percent"}
        )
    if shape.kind in ("fixed_amount", "fixed_principal") and not (shape.instalment or shape.principal):
        raise InputError(
            "shape", N_("A payment of nothing never ends."), remedy=N_("Give an amount above zero.")
        )


def _refuse_periods(terms: Terms, shape: Shape) -> None:
    if isinstance(terms.frequency, Days) and not 1 <= terms.frequency.days <= 3_660:
        raise InputError(
            "frequency/days", N_("The days are not between {least} and {most}."), {"least": 1, "most": 3_660}
        )
    counts = [("periods", terms.periods)]
    counts += [(f"shape/steps/{i}/periods", step.periods) for i, step in enumerate(shape.steps)]
    counts += [(f"reschedule/{i}/periods", change.periods) for i, change in enumerate(terms.reschedule)]
    for where, count in counts:
        if count is not None and not 1 <= count <= MOST_PERIODS:
            raise InputError(where, N_("The periods are not between 1 and {most}."), {"most": MOST_PERIODS})
    graces = [("grace", terms.grace)]
    graces += [(f"reschedule/{i}/grace", change.grace) for i, change in enumerate(terms.reschedule)]
    for where, grace in graces:
        if grace is not None and not 0 <= grace.periods <= MOST_PERIODS:
            raise InputError(
                f"{where}/periods", N_("The periods are not between 0 and {most}."), {"most": MOST_PERIODS}
            )
    if terms.periods is None:
        solved = shape.kind == "equal_instalment" and shape.instalment is None
        if solved or shape.kind in NEED_PERIODS:
            raise InputError(
                "periods",
                N_("“{kind}” needs “{key}”."),
                {"kind": shape.kind, "key": "periods"},
                N_("Add it."),
            )
    elif shape.kind == "stepped" and terms.periods != sum(step.periods for step in shape.steps):
        raise InputError("periods", N_("The steps have other periods than “periods”."), remedy=LEAVE_OUT)
    if shape.kind == "balloon" and shape.balloon is not None and terms.periods == 1:
        raise InputError(
            "periods",
            N_("A balloon alone leaves no payment to solve."),
            remedy=N_("Give two periods or more."),
        )


# ---------------------------------------------------------------- dates


def _refuse_dates(terms: Terms, start: date) -> None:
    if terms.first_due is not None and terms.first_due <= start:
        raise InputError("first_due", N_("The first due date is not after the start."))
    if terms.due_day is not None and not 1 <= terms.due_day <= 31:
        raise InputError("due_day", N_("A due day is a number from 1 to 31."))
    if terms.due_day is not None and goes_by_days(terms.frequency):
        raise _no_meaning("due_day", "frequency")
    days = [("as_of", terms.as_of)]
    days += [(f"advances/{i}/date", paid.date) for i, paid in enumerate(terms.advances)]
    days += [(f"payments/{i}/date", paid.date) for i, paid in enumerate(terms.payments)]
    if isinstance(terms.down_payment, PaidOn):
        days.append(("down_payment/date", terms.down_payment.date))
    for where, day in days:
        if day is not None and day < start:
            raise InputError(where, N_("The day is before the start."))
    if terms.as_of is not None and (terms.as_of - start).days > MOST_PERIODS:
        raise InputError("as_of", N_("The day is more than a hundred years after the start."))
    if terms.payments and terms.as_of is None:
        raise InputError("payments", N_("Payments are looked at on a day."), remedy=N_("Add “as_of”."))


def _refuse_ways(terms: Terms) -> None:
    if sorted(terms.allocation) != ["fee", "interest", "penalty", "principal"]:
        raise InputError("allocation", N_("The order names fee, penalty, interest and principal once each."))
    months = terms.skip_months
    if any(not 1 <= month <= 12 for month in months):
        raise InputError("skip_months", N_("A month is a number from 1 to 12."))
    if len(set(months)) == 12:
        raise InputError("skip_months", N_("Every row falls into a skipped month."))


def _refuse_beside_lump_sum(terms: Terms, start: date) -> None:
    assert terms.shape is not None
    assert terms.shape.date is not None
    if terms.shape.date < start:
        raise InputError("shape/date", N_("The day is before the start."))
    if terms.periods not in (None, 1):
        raise _no_meaning("periods", "lump_sum")
    if terms.grace is not None and terms.grace.periods:
        raise _no_meaning("grace", "lump_sum")
    for name in ("skip_months", "reschedule", "as_of", "first_due"):
        if getattr(terms, name):
            raise _no_meaning(name, "lump_sum")


def _refuse_reschedule(terms: Terms, start: date) -> None:
    assert terms.shape is not None
    if terms.shape.kind == "stepped":
        raise _no_meaning("reschedule", "stepped")
    for i, change in enumerate(terms.reschedule):
        if change.since < start:
            raise InputError(f"reschedule/{i}/from", N_("The day is before the start."))
        if change.first_due is not None and change.first_due <= change.since:
            raise InputError(
                f"reschedule/{i}/first_due", N_("The first new due date is not after the reschedule.")
            )
    if len({change.since for change in terms.reschedule}) < len(terms.reschedule):
        raise InputError("reschedule", N_("Two reschedules are on the same day."))
