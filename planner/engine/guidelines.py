# SPDX-License-Identifier: Apache-2.0
"""Guideline bands: how living costs compare with official averages for such a household. A comment, never a cap."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from planner.engine.budget import amount_in
from planner.facts.case import Case, Household
from planner.facts.money import Fen, round_fen
from planner.facts.rulebook import RuleBook
from planner.facts.rulerows import BudgetGroup

BAND_RULE = "BAND-01"
SIZE_RULE = "EQUIV-01"

Band = Literal["green", "amber", "red", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBand:
    """A group of living costs in the first month against its guideline (fen a month); amber and red ask for a reason."""

    group: str
    spent: Fen
    guideline: Fen | None
    band: Band
    reasons: tuple[str, ...]  # those given on the lines of the group

    @property
    def needs_reason(self) -> bool:
        """Whether a reason is asked for and none is given yet."""
        return self.band in ("amber", "red") and not self.reasons


def equivalence(household: Household | None, book: RuleBook, today: date) -> Fraction:
    """Return the household's size in single adults: 1 for the first, 0.7 for each further adult, 0.5 for each child."""
    adults = 1 if household is None or household.adults is None else household.adults
    children = 0 if household is None or household.children is None else household.children
    size = Fraction(0)
    if adults:
        size = Fraction(book.rate(f"{SIZE_RULE}/first_adult", today))
        size += (adults - 1) * Fraction(book.rate(f"{SIZE_RULE}/other_adult", today))
    return size + children * Fraction(book.rate(f"{SIZE_RULE}/child", today))


def guideline(group: BudgetGroup, household: Household | None, book: RuleBook, today: date) -> Fen | None:
    """Return the guideline of a group of costs (fen a month) for the household, or None where there is no average.

    The newest year that has every category; town or country by the ratio of all consumption of that year.
    """
    if not group.guided or not group.benchmarks:
        return None
    place = household.place if household else None
    rows = book.benchmarks.categories
    for year in sorted({row.year for row in rows}, reverse=True):
        found = [row.amount for row in rows if row.year == year and row.name in group.benchmarks]
        if len(found) == len(group.benchmarks):
            ratio = _place_ratio(book, year, place)
            return round_fen(Fraction(sum(found), 12) * ratio * equivalence(household, book, today))
    return None


def _place_ratio(book: RuleBook, year: int, place: str | None) -> Fraction:
    """Return consumption in town or country over the national one of a year (or of the last year that has both)."""
    if place is None:
        return Fraction(1)
    known: dict[tuple[int, str], Fen] = {
        (row.year, row.place): row.consumption
        for row in book.benchmarks.consumption
        if row.consumption is not None
    }
    years = sorted(
        (y for y, kind in known if kind == place and (y, "all") in known and y <= year), reverse=True
    )
    return Fraction(known[years[0], place], known[years[0], "all"]) if years else Fraction(1)


def bands(case: Case, book: RuleBook, today: date) -> tuple[GroupBand, ...]:
    """Return the band of every group of costs that the case has, in the order of the groups."""
    red_from = Fraction(book.rate(BAND_RULE, today))
    found = []
    for group in book.groups:
        lines = [line for line in case.expenses if line.group == group.id]
        if not lines:
            continue
        spent = sum(amount_in(line, case.first_month) for line in lines if line.every != "once")
        line_for_it = guideline(group, case.household, book, today)
        found.append(
            GroupBand(
                group=group.id,
                spent=spent,
                guideline=line_for_it,
                band=_band(spent, line_for_it, red_from),
                reasons=tuple(line.reason for line in lines if line.reason),
            )
        )
    return tuple(found)


def _band(spent: Fen, line_for_it: Fen | None, red_from: Fraction) -> Band:
    if line_for_it is None:
        return "none"
    if spent <= line_for_it:
        return "green"
    return "amber" if spent <= red_from * line_for_it else "red"
