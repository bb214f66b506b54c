# SPDX-License-Identifier: Apache-2.0
"""Where a schedule stands: which row is due, how many rows are left, and which of them pay."""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from planner.engine.due_dates import Calendar
from planner.engine.interest import Period
from planner.engine.ledger import Ledger, snapped
from planner.facts.language import N_
from planner.facts.money import Fen, round_ratio
from planner.facts.problems import InputError
from planner.facts.terms import Grace, Shape, Terms


@dataclass(slots=True)
class Position:
    """The row that is being made, within the present stretch of rows (a reschedule begins a new stretch)."""

    terms: Terms
    shape: Shape
    ledger: Ledger
    calendar: Calendar
    since: date  # the due date before
    due: date
    periods: int | None  # rows after grace; None runs until clear
    grace: Grace
    rounding: str  # of instalments and shares
    fee_base: int  # principal at the start
    row: int = 0  # rows made in this stretch, grace rows included
    paid_rows: int = 0  # rows after grace that were not skipped
    paying: int | None = None  # rows after grace that are not skipped, all together
    level: int | None = None  # the instalment now used, in grains
    share: int | None = None  # the equal share now used, in grains
    changed: date | None = None  # an instalment is solved again in the first row due after this day
    own_fee: int = 0  # the flat fee that arose in this row
    usual: int | None = None  # what this row would have paid, were it not the last
    days: list[date] = field(default_factory=list)  # the due dates of the stretch, where `periods` is known

    def begin(self) -> None:
        """List the due dates and count the rows that pay; refuses a stretch in which every row is skipped."""
        self.paying = self.periods
        self.days = [self.due]
        if self.periods is not None:
            after = self.calendar.after
            for _ in range(self.grace.periods + self.periods - 1):
                self.days.append(after(self.days[-1]))
        if self.terms.skip_months and self.periods is not None:
            self.paying = sum(not self.is_skipped(day) for day in self.days[self.grace.periods :])
            if not self.paying:
                raise InputError("skip_months", N_("Every row falls into a skipped month."))

    @property
    def period(self) -> Period:
        """The days of the row that is being made."""
        regular = self.row > 0 or self.calendar.is_step(self.since, self.due)
        return Period(self.since, self.due, regular)

    @property
    def in_grace(self) -> bool:
        """Tell whether this row belongs to the grace."""
        return self.row < self.grace.periods

    @property
    def is_free(self) -> bool:
        """Tell whether the days to this row bear no interest: a grace whose interest is never charged."""
        return self.in_grace and self.grace.interest == "waive"

    @property
    def is_last(self) -> bool:
        """Tell whether no later row pays."""
        return self.paying is not None and not self.in_grace and self.paid_rows + 1 >= self.paying

    def is_skipped(self, day: date) -> bool:
        """Tell whether a due date lies in a skipped month."""
        return day.month in self.terms.skip_months

    def days_ahead(self) -> list[date]:
        """Return the due dates from this row to the stretch's last (only where `periods` is known)."""
        assert self.periods is not None
        return self.days[self.row :]

    def charges_ahead(self, rate: int) -> list[int]:
        """Return the interest on one grain, over `scale`, of each later gap between two rows that pay."""
        of, charges, gap = self.ledger.shares.of, [], 0
        days = self.days_ahead()
        if self.ledger.shares.per_day and not self.terms.skip_months:
            a_day = self.ledger.shares.per_day * rate
            return [(until - since).days * a_day for since, until in pairwise(days)]
        paid = self.paid_rows + 1
        for since, until in pairwise(days):
            if paid == self.paying:
                break
            gap += of(since, until, Period(since, until, True)) * rate
            if not self.terms.skip_months or not self.is_skipped(until):
                charges.append(gap)
                gap = 0
                paid += 1
        return charges

    def step(self) -> None:
        """Go on to the next row."""
        self.row += 1
        self.since = self.due
        self.due = self.days[self.row] if self.row < len(self.days) else self.calendar.after(self.due)

    # ------------------------------------------------------------ amounts

    def grains(self, fen: Fen) -> int:
        """Return an amount of fen in grains."""
        return fen * self.ledger.grain

    def to_fen(self, numerator: int, denominator: int) -> int:
        """Round an amount of grains, given as a ratio, as instalments are rounded; returns grains."""
        if self.rounding == "none":
            return round_ratio(numerator, denominator)
        grain = self.ledger.grain
        return snapped(numerator, denominator * grain, self.rounding) * grain
