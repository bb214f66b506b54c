# SPDX-License-Identifier: Apache-2.0
"""The running account of one debt while its schedule is made: what is owed of each part, day by day.

Amounts are whole grains: a grain is a fen, or a tiny part of one where nothing is to be rounded on the way.
Interest that has arisen and is not yet paid is kept exactly, as a whole number over `scale` grains.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from planner.engine.allocation import Parts
from planner.engine.interest import Period, YearShares
from planner.facts.money import Fen, round_ratio

FAR = date.max

CRUMB = 10**5  # what a chain of divisions may be off by, in 10^-20 fen


def snapped(numerator: int, denominator: int, how: str) -> Fen:
    """Round an amount that a chain of divisions may have left a crumb beside its true value, such as 0.4999…9."""
    fine = numerator * 10**20 // denominator
    return round_ratio((fine + CRUMB // 2) // CRUMB, 10**20 // CRUMB, how)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that changes balance or rate for the days after `day`; `order` ranks events of one day."""

    day: date
    order: int
    apply: Callable[[], None]
    is_rate: bool = False


class Ledger:
    """The account. Rates are whole numbers over `rate_scale`; `shares` are the year parts."""

    __slots__ = (
        "accrued",
        "arrears_interest",
        "billed",
        "cap",
        "day",
        "events",
        "fee",
        "foreseen",
        "grain",
        "held",
        "held_interest",
        "late",
        "next_cut",
        "on_days",
        "overdue",
        "penalty",
        "principal",
        "rate",
        "rounding",
        "scale",
        "shares",
        "waiving",
    )

    def __init__(self, start: date, principal: int, shares: YearShares, rate_scale: int) -> None:
        self.day = start
        self.principal = principal  # not yet due
        self.overdue = 0  # principal past due and really unpaid
        self.fee = 0
        self.penalty = 0
        self.arrears_interest = 0  # owed from the start, earns nothing
        self.accrued = 0  # over scale
        self.billed = 0  # interest, fee and penalty that rows have taken
        self.late = 0  # penalty interest that has arisen on past-due principal, over scale
        self.held = 0  # principal paid early, which the instalment now to be solved does not see
        self.held_interest = 0  # what it would have borne since, over scale
        self.cap: int | None = None
        self.rate = 0  # over rate_scale
        self.grain = 1  # grains in a fen
        self.rounding: str = "half_up"
        self.shares = shares
        self.scale = shares.scale * rate_scale
        self.waiving = False  # the days of a grace whose interest is never charged
        self.events: list[Event] = []  # by day; done ones are taken out
        self.next_cut = FAR
        self.foreseen: tuple[int, int] | None = None
        self.on_days: Callable[[int], None] | None = None  # told each share that has passed (overdue view)

    # ------------------------------------------------------------ time

    def put(self, event: Event) -> None:
        """Add an event that is still to come."""
        self.events.append(event)
        self.events.sort(key=lambda e: (e.day, e.order))
        self.next_cut = self.events[0].day

    def run_to(self, until: date, period: Period) -> None:
        """Let the days pass to `until`, applying the events of the days before it.

        `foreseen` is then the interest and rate as they stand without a rate that begins on `until` itself.
        """
        self.foreseen = None
        while self.next_cut < until:
            event = self.events.pop(0)
            if event.day > self.day:
                self.pass_days(event.day, period)
            if event.is_rate and event.day + timedelta(days=1) == until:
                ahead = self.charge(self.shares.of(event.day, until, period))
                self.foreseen = (self.accrued + ahead, self.rate)
            event.apply()
            self.next_cut = self.events[0].day if self.events else FAR
        if until > self.day:
            self.pass_days(until, period)

    def pass_days(self, until: date, period: Period) -> None:
        """Charge the interest of the days up to `until`, at one rate and balance."""
        share = self.shares.of(self.day, until, period)
        self.accrued += self.charge(share)
        if self.on_days is not None:
            if not self.waiving:
                self.held_interest += self.held * share * self.rate
            self.on_days(share)
        self.day = until

    def charge(self, share: int) -> int:
        """Return the interest of a part of a year on the balance as it stands, within the cap."""
        balance = self.principal + self.overdue
        if balance <= 0 or self.waiving:
            return 0
        interest = balance * share * self.rate
        return interest if self.cap is None else min(interest, self.room())

    def room(self) -> int:
        """Return what may still be charged under the cap, over `scale`."""
        assert self.cap is not None
        whole = self.cap - self.billed - self.fee - self.penalty - self.arrears_interest
        return max(whole * self.scale - self.accrued - self.late, 0)

    def add_fee(self, fee: int) -> int:
        """Let a fee arise, within the cap; returns what really arose."""
        if self.cap is not None:
            fee = min(fee, self.room() // self.scale)
        self.fee += fee
        return fee

    # ------------------------------------------------------------ what is owed

    def interest_due(self) -> int:
        """Return the interest owed, rounded once, old arrears of interest included."""
        return self.arrears_interest + self.rounded(self.accrued)

    def rounded(self, accrued: int) -> int:
        """Round interest over `scale` to whole fen, or to a grain where interest is not rounded."""
        return self.to_fen(accrued, self.scale)

    def to_fen(self, numerator: int, denominator: int) -> int:
        """Round an amount of grains, given as a ratio, as interest is rounded; returns grains."""
        if self.rounding == "none":
            return numerator // denominator
        if self.grain == 1:
            return round_ratio(numerator, denominator, self.rounding)
        return snapped(numerator, denominator * self.grain, self.rounding) * self.grain

    def owed(self) -> Parts:
        """Return what would clear the account now."""
        return Parts(self.fee, self.penalty, self.interest_due(), self.principal)

    # ------------------------------------------------------------ what is paid

    def take(self, parts: Parts, clears_interest: bool) -> None:
        """Book a row: take its parts off. `clears_interest` drops the crumb that rounding left."""
        self.fee -= parts.fee
        self.penalty -= parts.penalty
        self.principal -= parts.principal
        self.billed += parts.fee + parts.penalty + parts.interest
        if clears_interest:
            self.arrears_interest = self.accrued = 0
        else:
            old = min(parts.interest, self.arrears_interest)
            self.arrears_interest -= old
            self.accrued -= (parts.interest - old) * self.scale

    def capitalise(self) -> None:
        """Put unpaid interest on the balance (arrears of the start earn nothing and stay apart)."""
        added = self.rounded(self.accrued)
        self.principal += added
        self.billed += added
        self.accrued = 0
