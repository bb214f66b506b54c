# SPDX-License-Identifier: Apache-2.0
"""One debt under given terms -> its instalment rows, totals and, on a given day, what is overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from planner.engine.allocation import Parts
from planner.engine.making import Draft, Making
from planner.engine.overdue import Owed
from planner.engine.term_checks import refuse_nonsense
from planner.facts.language import N_
from planner.facts.money import Fen, format_yuan
from planner.facts.problems import INFO, WARN, Problem
from planner.facts.terms import Terms


@dataclass(frozen=True, slots=True)
class Row:
    """One due date. `payment` = interest + principal + fee + penalty; `paid` only in the overdue view."""

    n: int
    due: date
    payment: Fen
    interest: Fen
    principal: Fen
    fee: Fen
    penalty: Fen
    balance: Fen
    unpaid_interest: Fraction
    paid: Fen | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of a whole schedule. `residual` is what is still owed after the last row (negative: paid too much)."""

    payment: Fen
    interest: Fen
    principal: Fen
    fee: Fen
    penalty: Fen
    waived: Fen
    residual: Fen


@dataclass(frozen=True, slots=True)
class YearSums:
    """What falls due in one calendar year."""

    payment: Fen
    interest: Fen
    principal: Fen


@dataclass(frozen=True, slots=True)
class Schedule:
    """The rows of one debt and what they sum to.

    `unrounded` has the exact payment and fee of each row, in fen, where nothing is rounded on the way; else it is empty.
    """

    rows: tuple[Row, ...]
    totals: Totals
    by_year: dict[int, YearSums]
    owed: Owed | None
    problems: tuple[Problem, ...]
    unrounded: tuple[tuple[Fraction, Fraction], ...] = ()


def schedule(terms: Terms) -> Schedule:
    """Return the schedule of one debt, exactly as its terms say.

    Needs `principal`, `start` and `shape`. Raises InputError for terms that have no meaning together, naming the key,
    and for a plan that never ends. Source of the rules: the terms themselves; nothing here is law.
    """
    refuse_nonsense(terms)
    making = Making(terms)
    making.run()
    return _finished(making)


def _finished(making: Making) -> Schedule:
    rows = tuple(_row(making, place, draft) for place, draft in enumerate(making.drafts))
    early = making.bills.early if making.bills else Parts()
    sums = [
        sum(draft.fee for draft in making.drafts) + early.fee,
        sum(making.late_charges(place) + draft.penalty for place, draft in enumerate(making.drafts))
        + early.penalty,
        sum(draft.interest for draft in making.drafts) + early.interest,
        sum(draft.principal for draft in making.drafts) + early.principal,
    ]
    fen = making.to_fen
    fee, penalty, interest, principal = sums
    totals = Totals(
        fen(sum(sums)),
        fen(interest),
        fen(principal),
        fen(fee),
        fen(penalty),
        fen(making.waived),
        fen(making.residual()),
    )
    return Schedule(
        rows, totals, _by_year(making), _owed(making), tuple(_problems(making, rows)), _unrounded(making)
    )


def _unrounded(making: Making) -> tuple[tuple[Fraction, Fraction], ...]:
    grain = making.ledger.grain
    if grain == 1:
        return ()
    return tuple(
        (
            Fraction(draft.fee + draft.penalty + draft.interest + draft.principal, grain),
            Fraction(draft.fee, grain),
        )
        for draft in making.drafts
    )


def _row(making: Making, place: int, draft: Draft) -> Row:
    fen = making.to_fen
    penalty = draft.penalty + making.late_charges(place)
    payment = draft.fee + penalty + draft.interest + draft.principal
    paid = None
    if making.bills is not None:
        bill = making.bills.rows.get(place)
        paid = fen(bill.paid) if bill else 0
    apart = (
        _NOTHING if not draft.unpaid else Fraction(draft.unpaid, making.ledger.scale * making.ledger.grain)
    )
    return Row(
        draft.n,
        draft.due,
        fen(payment),
        fen(draft.interest),
        fen(draft.principal),
        fen(draft.fee),
        fen(penalty),
        fen(draft.balance),
        apart,
        paid,
    )


def _by_year(making: Making) -> dict[int, YearSums]:
    sums: dict[int, list[int]] = {}
    for place, draft in enumerate(making.drafts):
        year = sums.setdefault(draft.due.year, [0, 0, 0])
        late = making.late_charges(place)
        year[0] += draft.fee + draft.penalty + late + draft.interest + draft.principal
        year[1] += draft.interest
        year[2] += draft.principal
    fen = making.to_fen
    return {year: YearSums(fen(sum_[0]), fen(sum_[1]), fen(sum_[2])) for year, sum_ in sums.items()}


def _owed(making: Making) -> Owed | None:
    if making.bills is None or making.bills.seen is None:
        return None
    day, parts, past_due = making.bills.seen
    fen = making.to_fen
    fee, penalty, interest, principal = (fen(part) for part in parts)
    return Owed(day, principal, interest, fee, penalty, fen(past_due), fee + penalty + interest + principal)


def _problems(making: Making, rows: Sequence[Row]) -> list[Problem]:
    problems = list(making.problems)
    usual = making.position.usual
    if making.terms.last == "clear" and rows and usual is not None:
        last = making.drafts[-1]
        paid = making.to_fen(last.fee + last.penalty + last.interest + last.principal - last.on_top)
        more = paid - making.to_fen(usual)
        if more:
            problems.append(
                Problem(
                    INFO,
                    "last",
                    _LAST_MORE if more > 0 else _LAST_LESS,
                    {"amount": format_yuan(rows[-1].payment), "difference": format_yuan(abs(more))},
                )
            )
    if making.bills is not None and making.bills.early.total:
        early = format_yuan(making.to_fen(making.bills.early.total))
        problems.append(Problem(INFO, "payments", _EARLY, {"amount": early}))
    if making.bills is not None and making.bills.credit:
        beyond = format_yuan(making.to_fen(making.bills.credit))
        problems.append(Problem(WARN, "payments", _BEYOND, {"amount": beyond}))
    residual = making.to_fen(making.residual())
    if making.terms.last == "keep" and residual:
        problems.append(Problem(WARN, "last", _RESIDUAL, {"amount": format_yuan(residual)}))
    return problems


_NOTHING = Fraction(0)
_LAST_MORE = N_("The last payment takes the remainder: {amount}, {difference} more than the others.")
_LAST_LESS = N_("The last payment takes the remainder: {amount}, {difference} less than the others.")
_EARLY = N_("{amount} was paid before it was due; it is in the totals, not in a row.")
_BEYOND = N_("{amount} was paid beyond all that was owed.")
_RESIDUAL = N_("With every instalment kept as it is, {amount} is left after the last row.")
