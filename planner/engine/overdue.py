# SPDX-License-Identifier: Apache-2.0
"""The overdue view: what fell due, what was really paid on it, and what would clear the debt on a given day."""

from dataclasses import dataclass
from datetime import date

from planner.engine.allocation import Parts, divide
from planner.engine.ledger import Ledger
from planner.facts.money import Fen


@dataclass(frozen=True, slots=True)
class Owed:
    """What would clear the debt on `date`; `past_due` is the part of it whose due date has gone by."""

    date: date
    principal: Fen
    interest: Fen
    fee: Fen
    penalty: Fen
    past_due: Fen
    total: Fen


@dataclass(slots=True)
class Bill:
    """One row that fell due: what of it is still unpaid, in grains."""

    due: date
    fee: int
    penalty: int  # billed from arrears
    interest: int
    principal: int
    late: int = 0  # penalty interest on its principal that is not yet settled, over scale
    late_paid: int = 0
    paid: int = 0


class Bills:
    """All rows that fell due, and the real payments on them. Works on the ledger of the schedule."""

    def __init__(self, ledger: Ledger, order: tuple[str, ...], penalty_rate: int) -> None:
        self.ledger = ledger
        self.order = order
        self.penalty_rate = penalty_rate  # over the ledger's rate scale
        self.rows: dict[int, Bill] = {}  # by place in the list of rows
        self.open: list[Bill] = []
        self.is_seen = False  # as_of has passed
        self.early = Parts()  # paid before it was due, in grains
        self.credit = 0  # paid beyond all that was owed
        self.seen: tuple[date, Parts, int] | None = None
        ledger.on_days = self.pass_days

    def pass_days(self, share: int) -> None:
        """Let penalty interest arise on principal past due, for a part of a year."""
        ledger = self.ledger
        for bill in self.open:
            late = bill.principal * share * self.penalty_rate
            if ledger.cap is not None:
                late = min(late, ledger.room())
            bill.late += late
            ledger.late += late

    def fall_due(self, place: int, due: date, parts: Parts) -> None:
        """Take a row that fell due; money paid too much before is used at once."""
        if self.is_seen:
            return
        bill = Bill(due, *parts)
        self.rows[place] = bill
        self.open.append(bill)
        self.ledger.overdue += parts.principal
        if self.credit:
            self.credit, money = 0, self.credit
            self.pay(money)

    def pay(self, money: int) -> None:
        """Settle the oldest unpaid rows, each by the order agreed; the rest lowers the principal not yet due."""
        for bill in list(self.open):
            money -= self._settle(bill, money)
        self.credit += money - self._pay_early(money)

    def _pay_early(self, money: int) -> int:
        """Lower the principal not yet due, then clear what else has arisen; returns what was used."""
        ledger = self.ledger
        lowered = min(money, max(ledger.principal, 0))
        ledger.principal -= lowered
        ledger.held += lowered
        rest = Parts()
        if money > lowered:
            owed = ledger.owed()
            rest = divide(money - lowered, owed, self.order)
            ledger.take(rest, rest.interest == owed.interest)
        self.early = Parts(*map(sum, zip(self.early, rest._replace(principal=lowered), strict=True)))
        return lowered + rest.total

    def _settle(self, bill: Bill, money: int) -> int:
        ledger = self.ledger
        late = self._late_due(bill)
        owed = Parts(bill.fee, bill.penalty + late, bill.interest, bill.principal)
        parts = divide(money, owed, self.order)
        from_late = max(parts.penalty - bill.penalty, 0)
        bill.penalty -= parts.penalty - from_late
        bill.late_paid += from_late
        ledger.billed += from_late
        settled = (
            bill.late if from_late == late and parts.penalty == owed.penalty else from_late * ledger.scale
        )
        bill.late -= settled
        ledger.late -= settled
        bill.fee -= parts.fee
        bill.interest -= parts.interest
        bill.principal -= parts.principal
        ledger.overdue -= parts.principal
        bill.paid += parts.total
        if parts.total == owed.total:
            self.open.remove(bill)
        return parts.total

    def _late_due(self, bill: Bill) -> int:
        """Return a row's penalty interest, rounded; under a cap all rows together, so that no rounding passes it."""
        ledger = self.ledger
        if ledger.cap is None:
            return ledger.rounded(bill.late)
        most = ledger.cap - ledger.billed - ledger.fee - ledger.penalty - ledger.interest_due()
        before = 0
        for other in self.rows.values():
            if other is bill:
                break
            before += other.late
        return min(ledger.rounded(before + bill.late), most) - min(ledger.rounded(before), most)

    def see(self, day: date) -> None:
        """Note what is owed on the day the debt is looked at; what is past due counts as paid from then on."""
        ledger = self.ledger
        lates = [self._late_due(bill) for bill in self.open]
        own = ledger.owed()
        parts = Parts(
            own.fee + sum(bill.fee for bill in self.open),
            own.penalty + sum(bill.penalty for bill in self.open) + sum(lates),
            own.interest + sum(bill.interest for bill in self.open),
            own.principal + ledger.overdue,
        )
        if self.credit:
            ahead = divide(self.credit, parts, self.order)
            parts = Parts(*(mine - used for mine, used in zip(parts, ahead, strict=True)))
        past_due = sum(
            bill.fee + bill.penalty + late + bill.interest + bill.principal
            for bill, late in zip(self.open, lates, strict=True)
            if bill.due < day
        )
        self.seen = day, parts, past_due
        self.is_seen = True
        ledger.overdue = 0
        self.open.clear()

    def take_back(self) -> list[tuple[Bill, Parts]]:
        """Take back what is unpaid of every row (a reschedule spreads it anew); returns what was taken from each."""
        ledger = self.ledger
        taken = []
        for bill in self.open:
            late = self._late_due(bill)
            parts = Parts(bill.fee, bill.penalty, bill.interest, bill.principal)
            ledger.fee += bill.fee
            ledger.penalty += bill.penalty + late
            ledger.arrears_interest += bill.interest
            ledger.principal += bill.principal
            ledger.overdue -= bill.principal
            ledger.billed -= bill.fee + bill.penalty + bill.interest
            ledger.late -= bill.late
            bill.late = 0
            taken.append((bill, parts))
        self.open.clear()
        return taken

    def late_charges(self, place: int) -> int:
        """Return the penalty interest of one row, paid or not, in grains."""
        bill = self.rows.get(place)
        return 0 if bill is None else bill.late_paid + self._late_due(bill)
