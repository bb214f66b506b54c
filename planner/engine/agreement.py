# SPDX-License-Identifier: Apache-2.0
"""An agreement against the payments made: what is paid, late or missed, what is still owed, and a new plan from today."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from planner.engine.history import counted
from planner.engine.overdue import Owed
from planner.engine.schedule import Row, Schedule
from planner.engine.standing import complete, kept_schedule
from planner.facts.case import Agreement, Case, Debt, Flow
from planner.facts.dates import Month, day_of
from planner.facts.money import Fen
from planner.facts.terms import Arrears, PaidOn, Shape, Terms, Waive

State = Literal["paid", "late", "part", "missed", "today", "next", "ahead", "later"]
NEAR = dt.timedelta(
    days=5
)  # a row of a statement this near to a payment of the same amount tells of that payment


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One agreed instalment (fen) and how it was kept; `left` is what of it is still unpaid.

    `late` was paid in full after its due date, `part` and `missed` are past due, `ahead` is paid before it is due.
    """

    n: int
    due: dt.date
    payment: Fen
    paid: Fen
    left: Fen
    paid_on: dt.date | None
    state: State
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A real payment as it counts: `waits` stands for the next instalment, `extra` lowered the principal at once."""

    paid_on: dt.date
    amount: Fen
    waits: Fen
    waits_for: dt.date | None
    extra: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """An agreement on a day. `agreed` is its table as signed, `now` the same with the payments made."""

    agreement: Agreement
    debt: Debt
    today: dt.date
    terms: Terms  # the agreed terms with what they leave open filled
    agreed: Schedule
    now: Schedule
    rows: tuple[Kept, ...]
    counted: tuple[Counted, ...]
    owed: Owed

    @property
    def paid(self) -> Fen:
        """All that was paid under the agreement."""
        return sum(each.amount for each in self.counted)

    @property
    def held(self) -> Fen:
        """Money paid before it was due, waiting for the next instalment."""
        return sum(each.waits for each in self.counted if each.waits_for and each.waits_for > self.today)

    @property
    def still_owed(self) -> Fen:
        """What would clear the debt today, money that waits for the next instalment taken off."""
        return max(self.owed.total - self.held, 0)

    @property
    def overpaid(self) -> Fen:
        """What was paid beyond all that the agreement asks for, to its end."""
        return max(self.paid - self.now.totals.payment, 0)

    @property
    def unpaid(self) -> tuple[Kept, ...]:
        """The instalments past due, oldest first."""
        return tuple(row for row in self.rows if row.state in ("part", "missed"))

    @property
    def next_due(self) -> Kept | None:
        """The next instalment that asks for money."""
        return next((row for row in self.rows if row.due >= self.today and row.left), None)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is owed any more."""
        return self.still_owed == 0

    @property
    def share_paid(self) -> tuple[Fen, Fen]:
        """What was paid, and all that is to be paid."""
        return self.paid, self.paid + self.still_owed


def keepings(case: Case, today: dt.date) -> tuple[Keeping, ...]:
    """Return every agreement that has terms, as it stands today. Raises InputError for terms without meaning."""
    debts = {debt.id: debt for debt in case.debts}
    return tuple(
        keeping(case, debts[agreement.debt], agreement, today)
        for agreement in case.agreements
        if agreement.terms is not None and agreement.debt in debts
    )


def keeping(case: Case, debt: Debt, agreement: Agreement, today: dt.date) -> Keeping:
    """Hold an agreement against the payments recorded for its debt (`debt.payments`, from `since` on).

    Money that comes before its due date waits for that instalment, up to its amount; what is beyond it lowers the
    principal that day, as the overdue view has it. Raises InputError for terms that have no meaning.
    """
    terms = complete(case, debt, agreement.terms or Terms())
    start = terms.start or debt.as_of
    terms = replace(terms, payments=(), as_of=None)
    agreed = kept_schedule(terms)
    made = sorted(
        (p for p in debt.payments if since(debt, agreement) <= p.date <= today), key=lambda p: p.date
    )
    told = _counted(terms, made)
    day = max(today, start)
    now = kept_schedule(replace(terms, payments=_as_paid(told, day), as_of=day))
    assert now.owed is not None
    told = _with_what_was_spare(told, now.rows, today)
    return Keeping(
        agreement=agreement,
        debt=debt,
        today=today,
        terms=terms,
        agreed=agreed,
        now=now,
        rows=_rows(now.rows, told, today),
        counted=told,
        owed=now.owed,
    )


def signed_terms(case: Case, debt: Debt, terms: Terms) -> Terms:
    """Return terms with the balance and days they were agreed on, so that a later change of the debt leaves them alone."""
    full = complete(case, debt, terms)
    return replace(full, payments=(), as_of=None)


def since(debt: Debt, agreement: Agreement) -> dt.date:
    """Return the day from which payments count under an agreement: its start, else the day after the balance it names."""
    start = agreement.terms.start if agreement.terms else None
    return start or debt.as_of + dt.timedelta(days=1)


def _as_paid(told: Sequence[Counted], until: dt.date) -> tuple[PaidOn, ...]:
    """Return the payments on the days they count on, oldest first; what still waits is left out."""
    days: list[PaidOn] = []
    for each in told:
        at_once = each.amount - each.waits
        if at_once:
            days.append(PaidOn(date=each.paid_on, amount=at_once))
        if each.waits and each.waits_for and each.waits_for <= until:
            days.append(PaidOn(date=each.waits_for, amount=each.waits))
    return tuple(sorted(days, key=lambda paid: paid.date))


def _counted(terms: Terms, made: Sequence[PaidOn]) -> tuple[Counted, ...]:
    """Divide each payment: what is due goes first, then the next instalment waits, the rest lowers the principal."""
    told: list[Counted] = []
    for payment in made:
        now = kept_schedule(replace(terms, payments=_as_paid(told, payment.date), as_of=payment.date))
        due = sum(row.payment - (row.paid or 0) for row in now.rows if row.due <= payment.date)
        coming = next((row for row in now.rows if row.due > payment.date and row.payment), None)
        waiting = sum(each.waits for each in told if coming and each.waits_for == coming.due)
        spare = payment.amount - min(max(due, 0), payment.amount)
        waits = min(spare, max((coming.payment if coming else 0) - waiting, 0))
        told.append(
            Counted(
                paid_on=payment.date,
                amount=payment.amount,
                waits=waits,
                waits_for=coming.due if coming and waits else None,
                extra=spare - waits,
            )
        )
    return tuple(told)


def _with_what_was_spare(told: Sequence[Counted], rows: Sequence[Row], today: dt.date) -> tuple[Counted, ...]:
    """Count as extra what waited for an instalment that then asked for less, because more principal was paid meanwhile."""
    asked = {row.due: row.payment for row in rows}
    spare: dict[dt.date, Fen] = {}
    for each in told:
        if each.waits_for and each.waits_for <= today:
            spare[each.waits_for] = spare.get(each.waits_for, 0) + each.waits
    spare = {due: max(waited - asked.get(due, 0), 0) for due, waited in spare.items()}
    counted = []
    for each in reversed(told):
        over = min(spare.get(each.waits_for, 0), each.waits) if each.waits_for else 0
        if over and each.waits_for:
            spare[each.waits_for] -= over
            each = replace(each, waits=each.waits - over, extra=each.extra + over)
        counted.append(each)
    return tuple(reversed(counted))


def _rows(rows: Sequence[Row], told: Sequence[Counted], today: dt.date) -> tuple[Kept, ...]:
    """Say of each instalment how it was kept, the payments taken in order, oldest instalment first."""
    purse = [[each.paid_on, each.amount - each.extra] for each in told]
    kept, found_next = [], False
    for row in rows:
        wanted = row.payment if row.due > today else (row.paid or 0)
        paid_on, taken = _take(purse, wanted)
        left = row.payment - taken
        state = _state(row, left, taken, paid_on, today)
        if state == "later" and not found_next and row.payment:
            state, found_next = "next", True
        late_until = today if left else (paid_on or row.due)
        is_late = state in ("late", "part", "missed")
        kept.append(
            Kept(
                n=row.n,
                due=row.due,
                payment=row.payment,
                paid=taken,
                left=left,
                paid_on=paid_on if taken else None,
                state=state,
                days_late=max((late_until - row.due).days, 0) if is_late else 0,
            )
        )
    return tuple(kept)


def _take(purse: list[list], wanted: Fen) -> tuple[dt.date | None, Fen]:  # type: ignore[type-arg]
    """Take so much from the payments in order; returns the day of the last one used, and what was there."""
    day, taken = None, 0
    while purse and taken < wanted:
        used = min(purse[0][1], wanted - taken)
        taken += used
        purse[0][1] -= used
        if used:
            day = purse[0][0]
        if not purse[0][1]:
            purse.pop(0)
    return day, taken


def _state(row: Row, left: Fen, taken: Fen, paid_on: dt.date | None, today: dt.date) -> State:
    if row.due > today:
        return "ahead" if row.payment and not left else "later"
    if not left:
        return "late" if paid_on and paid_on > row.due else "paid"
    if row.due == today:
        return "today"
    return "part" if taken else "missed"


# ---------------------------------------------------------------- payments


def with_payment(debt: Debt, day: dt.date, amount: Fen) -> Debt:
    """Return the debt with a payment recorded, in order of days."""
    made = (*debt.payments, PaidOn(date=day, amount=amount))
    return replace(debt, payments=tuple(sorted(made, key=lambda paid: paid.date)))


def without_payment(debt: Debt, payment: PaidOn) -> Debt:
    """Return the debt without one payment of that day and amount."""
    made = list(debt.payments)
    if payment in made:
        made.remove(payment)
    return replace(debt, payments=tuple(made))


def flows_to_record(case: Case, debt: Debt, since: dt.date) -> tuple[Flow, ...]:
    """Return the repayments in the statements that name this creditor and are not recorded yet, oldest first.

    A flow counts as recorded where a payment of the same amount lies within a few days of it; each payment answers for
    one flow.
    """
    made = list(debt.payments)
    found = []
    for flow, kind in sorted(counted(case.flows, case.links), key=lambda pair: day_of(pair[0].at)):
        if kind != "debt_repayment" or flow.amount >= 0 or day_of(flow.at) < since:
            continue
        if not _is_to(flow, debt):
            continue
        same = next(
            (p for p in made if p.amount == -flow.amount and abs(p.date - day_of(flow.at)) <= NEAR), None
        )
        if same is not None:
            made.remove(same)
        else:
            found.append(flow)
    return tuple(found)


def _is_to(flow: Flow, debt: Debt) -> bool:
    if flow.debt is not None:
        return flow.debt == debt.id
    told = f"{flow.party or ''} {flow.memo or ''}"
    names = [name for name in (debt.brand, debt.creditor) if name and len(name) > 1]
    return any(name in told for name in names) or bool(flow.party and flow.party in debt.creditor)


# ---------------------------------------------------------------- again from today


def replanned(kept: Keeping, periods: int, first_due: dt.date) -> Terms:
    """Return terms that spread all that is owed today anew, at the agreed rate: what is asked of the creditor, not agreed.

    Money that waits for the next instalment is taken off what is not principal first, then the principal.
    """
    owed, spare = kept.owed, kept.held
    parts = []
    for amount in (owed.fee, owed.penalty, owed.interest, owed.principal):
        used = min(spare, amount)
        spare -= used
        parts.append(amount - used)
    fee, penalty, interest, principal = parts
    kinds = ("equal_instalment", "equal_principal")
    kind = (
        kept.terms.shape.kind if kept.terms.shape and kept.terms.shape.kind in kinds else "equal_instalment"
    )
    return Terms(
        principal=principal,
        start=kept.today,
        annual_rate=kept.terms.annual_rate,
        day_count=kept.terms.day_count,
        first_due=first_due,
        due_day=first_due.day,
        periods=periods,
        shape=Shape(kind=kind),
        rounding=kept.terms.rounding,
        allocation=kept.terms.allocation,
        arrears=Arrears(interest=interest, penalty=penalty, fee=fee),
        penalty_rate=kept.terms.penalty_rate,
        waive=Waive(),
    )


def next_first_due(kept: Keeping) -> dt.date:
    """Return the first day a new plan could ask for money: the next agreed due date, else the same day next month."""
    coming = next((row.due for row in kept.rows if row.due > kept.today), None)
    if coming is not None:
        return coming
    day = kept.terms.due_day or kept.today.day
    return Month.of(kept.today).plus(1).day(day)
