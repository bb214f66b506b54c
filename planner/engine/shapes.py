# SPDX-License-Identifier: Apache-2.0
"""What each shape of plan asks for in one row: a level amount, or a share of the principal and what is due with it."""

from collections.abc import Callable
from fractions import Fraction

from planner.engine.allocation import Parts, divide
from planner.engine.instalments import solve
from planner.engine.position import Position
from planner.facts.terms import Step

Asked = tuple[Parts, bool]  # the parts of a row, and whether its interest is settled with them


def ask(position: Position) -> Asked:
    """Return what this row takes (without `fees.per_period`), and whether it settles the interest owed."""
    position.usual = None
    if position.in_grace:
        return _ask_in_grace(position)
    position.own_fee = _flat_fee_arises(position)
    if position.is_skipped(position.due):
        return Parts(), False
    asked = ASKS[position.shape.kind](position)
    if position.is_last and _rests_with_last(position):
        position.usual = None
        owed = position.ledger.owed()
        return owed._replace(principal=max(owed.principal, 0)), True
    if position.is_last and position.terms.last == "clear":
        return position.ledger.owed(), True
    return asked


def _rests_with_last(position: Position) -> bool:
    """Tell whether the shape itself leaves the rest to the last row."""
    shape = position.shape
    balloon_is_the_rest = shape.kind == "balloon" and shape.balloon is None
    return balloon_is_the_rest or shape.kind in ("interest_only", "fixed_principal")


def _ask_in_grace(position: Position) -> Asked:
    ledger = position.ledger
    if position.grace.interest != "pay" or position.is_skipped(position.due):
        return Parts(), False
    interest = ledger.rounded(ledger.accrued)
    if interest:
        ledger.accrued = 0
        ledger.arrears_interest += interest
    return Parts(interest=interest), False


# ---------------------------------------------------------------- the two ways to pay


def pay_amount(position: Position, amount: int) -> Asked:
    """Divide an amount by `allocation`, never more than is owed unless `last` keeps every instalment."""
    owed, order = position.ledger.owed(), position.terms.allocation
    keep = position.terms.last == "keep"
    position.usual = amount
    if not keep:
        amount = min(amount, owed.total)
    parts = divide(amount, owed, order, keep)
    before = sum(getattr(parts, name) for name in order[: order.index("interest")])
    return parts, parts.interest >= owed.interest and amount > before


def pay_share(position: Position, share: int) -> Asked:
    """Pay a share of the principal, and with it all that the order of payment puts before the principal.

    Where principal comes before interest the share stands alone and the interest waits for the last row.
    """
    owed, order = position.ledger.owed(), position.terms.allocation
    waits = order[order.index("principal") :] if not position.is_last else ()
    usual = share
    if position.terms.last != "keep":
        share = min(share, owed.principal)
    fee = owed.fee if "fee" not in waits else min(position.own_fee, owed.fee)
    penalty = 0 if "penalty" in waits else owed.penalty
    interest = 0 if "interest" in waits else owed.interest
    parts = Parts(fee, penalty, interest, share)
    position.usual = parts.total + usual - share
    return parts, "interest" not in waits and parts.total > 0


# ---------------------------------------------------------------- the shapes


def _equal_instalment(position: Position) -> Asked:
    return pay_amount(position, _level(position, position.shape.instalment))


def _level(position: Position, given: int | None) -> int:
    if given is not None:
        return position.grains(given)
    if position.level is None:
        position.level = solve(position)
    return position.level


def _balloon(position: Position) -> Asked:
    balloon = position.shape.balloon
    if balloon is None:
        return pay_amount(position, _level(position, position.shape.instalment))
    if position.level is None or position.is_last:
        position.level = (
            position.grains(balloon) if position.is_last else solve(position, position.grains(balloon))
        )
    return pay_amount(position, position.level)


def step_at(position: Position) -> tuple[Step, bool]:
    """Return the step of the present row, and whether the row begins it."""
    row, steps = position.row - position.grace.periods, list(position.shape.steps)
    while row >= steps[0].periods:
        row -= steps.pop(0).periods
    return steps[0], row == 0


def _stepped(position: Position) -> Asked:
    step, begins = step_at(position)
    if begins:
        position.level = None
    return pay_amount(position, _level(position, step.instalment))


def _equal_principal(position: Position) -> Asked:
    return pay_share(position, _equal_share(position))


def _equal_share(position: Position) -> int:
    if position.share is None:
        assert position.paying is not None
        owed = max(position.ledger.principal + position.ledger.held, 0)
        position.share = position.to_fen(owed, position.paying - position.paid_rows)
    return position.share


def _flat_fee_arises(position: Position) -> int:
    """Charge the fee of this period, in a skipped one too; returns it in grains."""
    rate, ledger = position.shape.fee_rate, position.ledger
    if rate is None:
        return 0
    exact = Fraction(rate)
    return ledger.add_fee(ledger.to_fen(position.fee_base * exact.numerator, exact.denominator))


def _fixed_principal(position: Position) -> Asked:
    assert position.shape.principal is not None
    return pay_share(position, position.grains(position.shape.principal))


def _interest_only(position: Position) -> Asked:
    return pay_share(position, 0)


def _percent_of_balance(position: Position) -> Asked:
    shape, ledger = position.shape, position.ledger
    percent, floor = Fraction(shape.percent or 0), position.grains(shape.floor or 0)
    base = max(ledger.principal, 0) + (0 if shape.plus_interest else ledger.interest_due())
    amount = max(position.to_fen(base * percent.numerator, percent.denominator), floor)
    if shape.plus_interest:
        return pay_share(position, min(amount, max(ledger.principal, 0)))
    return pay_amount(position, amount)


ASKS: dict[str, Callable[[Position], Asked]] = {
    "equal_instalment": _equal_instalment,
    "fixed_amount": _equal_instalment,
    "balloon": _balloon,
    "stepped": _stepped,
    "equal_principal": _equal_principal,
    "flat_fee": _equal_principal,
    "fixed_principal": _fixed_principal,
    "interest_only": _interest_only,
    "percent_of_balance": _percent_of_balance,
}
