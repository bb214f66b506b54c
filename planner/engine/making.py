# SPDX-License-Identifier: Apache-2.0
"""The making of one schedule: from the first day to the last row, date by date."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from math import lcm

from planner.engine.allocation import Parts, divide
from planner.engine.due_dates import Calendar, calendar_of, periods_a_year
from planner.engine.interest import ONE_DAY, YearShares, year_shares
from planner.engine.ledger import Event, Ledger, snapped
from planner.engine.opening import opening
from planner.engine.overdue import Bills
from planner.engine.position import Position
from planner.engine.shapes import ask, step_at
from planner.facts.language import N_
from planner.facts.money import Fen, format_yuan, round_fen
from planner.facts.problems import WARN, InputError, Problem
from planner.facts.terms import Days, Grace, PaidOn, Reschedule, Roundings, Shape, Terms

LONGEST = 100  # years; a plan that runs longer never ends
GRAIN = 10**40  # grains in a fen where amounts are carried unrounded
RATE, ADVANCE, PAYMENT, FOLD, SEE = range(5)
NO_GRACE = Grace()


@dataclass(slots=True)
class Draft:
    """One row while the schedule is made, in grains; `unpaid` interest is over the ledger's scale."""

    n: int
    due: date
    fee: int
    penalty: int
    interest: int
    principal: int
    balance: int
    unpaid: int
    on_top: int = 0


class Making:
    """A schedule being made; `run` fills `drafts`."""

    def __init__(self, terms: Terms) -> None:
        assert terms.shape is not None
        assert terms.start is not None
        self.terms = terms
        self.shape: Shape = terms.shape
        self.start: date = terms.start
        self.problems: list[Problem] = []
        self.drafts: list[Draft] = []
        self.waived = 0
        calendar, first_due = calendar_of(terms, self.start, terms.first_due)
        if self.shape.kind == "lump_sum":
            assert self.shape.date is not None
            first_due = self.shape.date
        rounding = terms.rounding
        roundings = (
            rounding if isinstance(rounding, Roundings) else Roundings(interest=rounding, instalment=rounding)
        )
        self.ledger = self._open_ledger(roundings, calendar, first_due)
        self.bills = self._open_bills()
        self.position = Position(
            terms,
            self.shape,
            self.ledger,
            calendar,
            self.start,
            first_due,
            self._periods(),
            terms.grace or NO_GRACE,
            roundings.instalment,
            self.ledger.principal,
        )
        self.reschedules = sorted(terms.reschedule, key=lambda change: change.since)
        self._put_events()

    # ------------------------------------------------------------ the first day

    def _periods(self) -> int | None:
        if self.shape.kind == "stepped":
            return sum(step.periods for step in self.shape.steps)
        return self.terms.periods

    def _open_ledger(self, roundings: Roundings, calendar: Calendar, first_due: date) -> Ledger:
        terms = self.terms
        rates = [
            terms.annual_rate,
            terms.penalty_rate,
            *(change.annual_rate for change in terms.rate_changes),
        ]
        rates += [step.annual_rate for step in self.shape.steps if step.annual_rate is not None]
        self.rate_scale = lcm(*(rate.as_integer_ratio()[1] for rate in rates))
        ledger = Ledger(self.start, 0, self._shares(calendar, first_due), self.rate_scale)
        ledger.rate = self._rate(terms.annual_rate)
        ledger.rounding = roundings.interest
        if "none" in (roundings.interest, roundings.instalment):
            ledger.grain = GRAIN
        self._owe(ledger)
        return ledger

    def _rate(self, rate: Decimal) -> int:
        return (Fraction(rate) * self.rate_scale).numerator

    def _shares(self, calendar: Calendar, first_due: date) -> YearShares:
        terms = self.terms
        lengths = {(calendar.after(first_due) - first_due).days, *_lengths(terms.frequency)}
        for change in terms.reschedule:
            if change.first_due is not None:
                new, _ = calendar_of(terms, change.since, change.first_due)
                lengths.add((new.after(change.first_due) - change.first_due).days)
        return year_shares(terms.day_count, periods_a_year(terms.frequency), lengths)

    def _owe(self, ledger: Ledger) -> None:
        """Put what is owed on the first day on the ledger, with `fees.added`."""
        first = opening(self.terms)
        grain = ledger.grain
        if self.terms.charge_cap is not None:
            ledger.cap = self.terms.charge_cap * grain
        if first.over_cap:
            self._warn("charge_cap", _OVER_CAP, first.over_cap)
        ledger.fee, ledger.penalty, ledger.arrears_interest, ledger.principal = (
            part * grain for part in first.parts
        )
        ledger.principal += self.terms.fees.added * grain
        self.waived = first.waived * grain

    def _warn(self, where: str, text: str, amount: Fen) -> None:
        self.problems.append(Problem(WARN, where, text, {"amount": format_yuan(amount)}))

    def _open_bills(self) -> Bills | None:
        if self.terms.as_of is None:
            return None
        return Bills(self.ledger, self.terms.allocation, self._rate(self.terms.penalty_rate))

    # ------------------------------------------------------------ what happens between the rows

    def _put_events(self) -> None:
        for change in self.terms.rate_changes:
            self._put_rate(
                change.since - ONE_DAY if change.since > date.min else change.since, change.annual_rate
            )
        for advance in self.terms.advances:
            self.ledger.put(Event(advance.date, ADVANCE, partial(self._advance, advance)))
        if self.bills is None:
            return
        assert self.terms.as_of is not None
        late = 0
        for payment in self.terms.payments:
            if payment.date > self.terms.as_of:
                late += payment.amount
                continue
            money = self.position.grains(payment.amount)
            self.ledger.put(Event(payment.date, PAYMENT, partial(self.bills.pay, money)))
        if late:
            self._warn("payments", _TOO_LATE, late)
        self.ledger.put(Event(self.terms.as_of, SEE, partial(self.bills.see, self.terms.as_of)))

    def _put_rate(self, day: date, rate: Decimal) -> None:
        def change() -> None:
            self.ledger.rate = self._rate(rate)
            self._changed(day + ONE_DAY)

        self.ledger.put(Event(day, RATE, change, is_rate=True))

    def _changed(self, day: date) -> None:
        position = self.position
        position.changed = day if position.changed is None else min(position.changed, day)

    def _advance(self, advance: PaidOn) -> None:
        self.ledger.principal += self.position.grains(advance.amount)
        self._changed(advance.date)

    # ------------------------------------------------------------ row after row

    def run(self) -> None:
        """Make every row."""
        position = self.position
        self.ledger.waiving = position.is_free
        self._pay_down()
        if self.shape.kind == "lump_sum":
            self._settle()
            return
        position.begin()
        self._begin_step()
        while not self._is_over() or self._comes_back():
            if self.reschedules and self.reschedules[0].since < position.due:
                self._reschedule(self.reschedules.pop(0))
                continue
            self.ledger.run_to(position.due, position.period)
            if self.bills is not None and self._is_over():
                break
            if position.changed is not None and position.changed < position.due:
                position.level = position.share = position.changed = None
            self._make_row()
            position.step()
            self.ledger.waiving = position.is_free
            self._begin_step()
        self._after_rows()

    def _is_over(self) -> bool:
        position, ledger = self.position, self.ledger
        if position.periods is not None and position.row >= position.grace.periods + position.periods:
            return True
        if position.due.year - self.start.year > LONGEST and position.periods is None:
            self._refuse_endless()
        if ledger.principal > 0 or (self.terms.last == "keep" and position.periods is not None):
            return False
        waiting = any(event.order in (ADVANCE, FOLD) for event in ledger.events)
        return not waiting and ledger.owed().total <= 0

    def _comes_back(self) -> bool:
        """Tell whether a reschedule after the last row spreads what is unpaid (only known in the overdue view)."""
        position, bills = self.position, self.bills
        if bills is None or not self.reschedules:
            return False
        while position.due <= self.reschedules[0].since and not bills.is_seen:
            self.ledger.run_to(position.due, position.period)
            position.step()
        return bool(bills.open) and not bills.is_seen

    def _refuse_endless(self) -> None:
        assert self.terms.principal is not None
        month = round_fen(Fraction(self.terms.principal) * Fraction(self.terms.annual_rate) / 12)
        raise InputError(
            "shape",
            N_(
                "This plan never ends: a month's interest is {interest}, and the payments do not clear the debt."
            ),
            {"interest": format_yuan(month)},
            N_("Ask for a larger payment, a lower rate, or give the number of periods."),
        )

    def _pay_down(self) -> None:
        down = self.terms.down_payment
        paid = down if isinstance(down, PaidOn) else PaidOn(date=self.start, amount=down or 0)
        if not paid.amount:
            return
        if paid.date >= self.position.due:
            raise InputError("down_payment", N_("The down payment is not before the first due date."))
        self.ledger.run_to(paid.date, self.position.period)
        owed = self.ledger.owed()
        parts = divide(min(self.position.grains(paid.amount), owed.total), owed, self.terms.allocation)
        reached = parts.interest >= owed.interest and parts.total > 0
        self._book(0, paid.date, parts, reached)

    def _make_row(self) -> None:
        position = self.position
        grace, skipped = position.in_grace, position.is_skipped(position.due)
        parts, clears = ask(position)
        self._book(self.drafts[-1].n + 1 if self.drafts else 1, position.due, parts, clears)
        if not grace and not skipped:
            position.paid_rows += 1
            self.ledger.held = self.ledger.held_interest = 0

    def _book(self, n: int, due: date, parts: Parts, clears_interest: bool) -> None:
        ledger, on_top = self.ledger, 0
        if parts.total and self.terms.fees.per_period:
            on_top = ledger.add_fee(self.position.grains(self.terms.fees.per_period))
            parts = parts._replace(fee=parts.fee + on_top)
        ledger.take(parts, clears_interest)
        if self.terms.unpaid_interest == "added" and ledger.accrued:
            ledger.capitalise()
        if self.bills is not None:
            self.bills.fall_due(len(self.drafts), due, parts)
        unpaid = ledger.accrued + ledger.arrears_interest * ledger.scale
        self.drafts.append(Draft(n, due, *parts, ledger.principal, unpaid, on_top))

    def _settle(self) -> None:
        """Make the one row of a lump sum; what it does not cover is waived."""
        position, ledger = self.position, self.ledger
        assert self.shape.amount is not None
        ledger.run_to(position.due, position.period)
        owed = ledger.owed()
        parts = divide(min(position.grains(self.shape.amount), owed.total), owed, self.terms.allocation)
        if position.grains(self.shape.amount) > owed.total:
            self._warn("shape/amount", _MORE_THAN_OWED, self.to_fen(owed.total))
        self.waived += owed.total - parts.total
        ledger.fee = ledger.penalty = ledger.arrears_interest = ledger.accrued = ledger.principal = 0
        ledger.fee, ledger.penalty, ledger.arrears_interest, ledger.principal = parts
        self._book(1, position.due, parts, True)
        self._refuse_left_events()

    def _begin_step(self) -> None:
        """Let the rate of a step begin on the day after the row before it."""
        position = self.position
        if self.shape.kind != "stepped" or position.in_grace or self._is_over():
            return
        step, begins = step_at(position)
        if begins and step.annual_rate is not None:
            self.ledger.rate = self._rate(step.annual_rate)

    # ------------------------------------------------------------ a reschedule

    def _reschedule(self, change: Reschedule) -> None:
        """Drop the rows due later than `from` and spread what is then owed over new ones."""
        position, ledger = self.position, self.ledger
        if change.first_due is not None:
            position.calendar, position.due = calendar_of(self.terms, change.since, change.first_due)
        ledger.put(Event(change.since, FOLD, self._fold))
        position.periods, position.grace = change.periods, change.grace or NO_GRACE
        position.row = position.paid_rows = 0
        position.level = position.share = None
        position.begin()

    def _fold(self) -> None:
        """Take unpaid parts of earlier rows into what is spread anew; a grace without interest begins here."""
        if self.bills is not None:
            places = {id(bill): place for place, bill in self.bills.rows.items()}
            for bill, taken in self.bills.take_back():
                self._shrink(places[id(bill)], taken)
        self.ledger.waiving = self.position.is_free

    def _shrink(self, place: int, taken: Parts) -> None:
        draft = self.drafts[place]
        draft.fee -= taken.fee
        draft.penalty -= taken.penalty
        draft.interest -= taken.interest
        draft.principal -= taken.principal
        for later in self.drafts[place:]:
            later.balance += taken.principal

    # ------------------------------------------------------------ the end

    def _after_rows(self) -> None:
        """Refuse what comes after the end; look at the debt on a day after its last row."""
        self._refuse_left_events()
        position = self.position
        while self.bills is not None and not self.bills.is_seen:
            self.ledger.run_to(position.due, position.period)
            if not self.bills.is_seen:
                position.step()

    def _refuse_left_events(self) -> None:
        if any(event.order == ADVANCE for event in self.ledger.events):
            raise InputError("advances", N_("An advance comes on or after the last due date."))
        if self.reschedules:
            raise InputError("reschedule", N_("A reschedule comes when nothing is left to spread."))

    def residual(self) -> int:
        """Return what is left after the last row, in grains; negative where more was paid than owed."""
        credit = self.bills.credit if self.bills else 0
        return self.ledger.owed().total - credit

    def late_charges(self, place: int) -> int:
        """Return the penalty interest of one row in the overdue view, in grains."""
        return self.bills.late_charges(place) if self.bills else 0

    def to_fen(self, grains: int) -> Fen:
        """Return grains as whole fen; rounds half-up only where amounts were carried unrounded."""
        grain = self.ledger.grain
        return grains if grain == 1 else snapped(grains, grain, "half_up")


_OVER_CAP = N_("The arrears pass the charge cap by {amount}; that part is left out.")
_TOO_LATE = N_("Payments of {amount} after the day looked at are not counted.")
_MORE_THAN_OWED = N_("The lump sum is more than is owed; only {amount} is needed.")


def _lengths(frequency: str | Days) -> set[int]:
    """Return the lengths in days that a regular period can have."""
    if isinstance(frequency, Days):
        return {frequency.days}
    return {
        "weekly": {7},
        "fortnightly": {14},
        "semimonthly": {13, 14, 15, 16},
        "monthly": {28, 29, 30, 31},
        "quarterly": {89, 90, 91, 92},
        "yearly": {365, 366},
    }[frequency]
