# SPDX-License-Identifier: Apache-2.0
"""The days of a card statement whose rows have no year."""

import re
from collections.abc import Sequence
from datetime import date

from planner.facts.dates import Moment, day_of
from planner.statements.cells import moment
from planner.statements.preamble import period_of


def month_of_statement(lines: Sequence[str]) -> tuple[int, int] | None:
    """Return (year, month) of a card statement from its period, title or statement day."""
    period = period_of(lines)
    if period and period.until:
        return period.until.year, period.until.month
    for line in lines:
        found = re.search(r"(\d{4})\s*年\s*(\d{1,2})\s*月", line)
        if found:
            return int(found[1]), int(found[2])
    return None


def without_year(text: str, lines: Sequence[str]) -> Moment | None:
    """Read MM/DD or MMDD of a card statement: a month later than the statement's belongs to the year before.

    January on a December statement is the next one.
    """
    found = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})|(\d{2})(\d{2})", text)
    if not found:
        at = moment(text)
        return day_of(at) if at else None
    statement = month_of_statement(lines)
    if statement is None:
        return None
    year, last = statement
    month, day = int(found[1] or found[3]), int(found[2] or found[4])
    if (last, month) == (12, 1):
        year += 1
    elif month > last:
        year -= 1
    try:
        return date(year, month, day)
    except ValueError:
        return None
