# SPDX-License-Identifier: Apache-2.0
"""The credit record: the monthly mark of an overdue debt, until when it is shown, the closed one-time repair."""

import datetime as dt
from dataclasses import dataclass

from planner.facts.dates import Month
from planner.facts.money import Fen
from planner.facts.rulebook import RuleBook

MARKS = "CR-07"
REPAIR = "CR-08"


def mark(days_overdue: int, book: RuleBook) -> str:
    """Return the mark of a month by days overdue: N, 1 for up to 30 days, and so on to 7 (CR-07)."""
    if days_overdue <= 0:
        return "N"
    step, last = book.count(MARKS), book.count(f"{MARKS}/last_mark")
    return str(min((days_overdue + step - 1) // step, last))


def shown_until(settled: dt.date, book: RuleBook) -> dt.date:
    """Return the day until which bad information is shown after full settlement (CR-01, five years)."""
    return Month.of(settled).plus(book.count("CR-01") * 12).day(settled.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """Whether one overdue month of an account fell under the one-time repair (CR-08), and by when it was not shown."""

    month: Month
    overdue: Fen
    covered: bool
    by: dt.date | None


def one_time_repair(month: Month, overdue: Fen, settled: dt.date | None, book: RuleBook) -> Repaired:
    """Return what the closed one-time repair meant for one month of one account.

    `overdue` is all that was due and unpaid of that account at that month (fen, months before included).
    """
    in_time = settled is not None and settled <= book.day(f"{REPAIR}/repaid_by")
    inside = (
        Month.of(book.day(f"{REPAIR}/overdue_from")) <= month <= Month.of(book.day(f"{REPAIR}/overdue_to"))
    )
    covered = in_time and inside and 0 < overdue <= book.fen(REPAIR)
    if settled is None or not covered:
        return Repaired(month=month, overdue=overdue, covered=False, by=None)
    early = settled <= book.day(f"{REPAIR}/early_by")
    by = book.day(f"{REPAIR}/early_shown") if early else Month.of(settled).plus(1).last
    return Repaired(month=month, overdue=overdue, covered=True, by=by)
