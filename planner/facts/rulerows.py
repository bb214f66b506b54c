# SPDX-License-Identifier: Apache-2.0
"""The rows of the rule book: what a rule, a fee step, a lender class, a platform or a guideline is.

Every row says where it comes from and how sure that is. Titles are data and come in both languages; Chinese form
names and citations stay Chinese.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from planner.facts.language import language
from planner.facts.money import Fen, Rate

# V1 read in the law itself, V2 in a secondary source, K known, K? doubtful; own: a choice of this program; yours: overridden
Confidence = Literal["V1", "V2", "K", "K?", "own", "yours"]
Unit = Literal[
    "rate", "rate_per_day", "times", "fraction", "yuan", "days", "working_days", "months", "years", "periods",
    "count", "date", "list",
]  # fmt: skip
LprTest = Literal["no", "yes", "trend", "unclear"]


def spoken(english: str, chinese: str) -> str:
    """Return the one of two titles that the language now spoken asks for."""
    return chinese if language() == "zh" else english


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of a rule and its unit; the value is None where everyone must enter their own."""

    value: Any = None
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule as it stood between two days: text, main figure, further figures by name, source, confidence."""

    id: str
    title_en: str
    title_zh: str
    text_en: str
    text_zh: str
    value: Any = None
    unit: Unit | None = None
    parts: Mapping[str, Figure]
    since: dt.date | None = None
    until: dt.date | None = None
    applies_to: tuple[str, ...]
    citation: str
    confidence: Confidence
    as_of: dt.date
    why: str | None = None  # why the user changed it

    @property
    def title(self) -> str:
        """The title in the language now spoken."""
        return spoken(self.title_en, self.title_zh)

    @property
    def text(self) -> str:
        """What the rule says, in the language now spoken."""
        return spoken(self.text_en, self.text_zh)

    @property
    def is_doubtful(self) -> bool:
        """Whether a person must check it before it may drive anything."""
        return self.confidence == "K?"

    def is_in_force(self, on: dt.date) -> bool:
        """Whether the rule stood on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeStep:
    """One step of a fee: up to an amount, a flat sum or a rate of the part inside the step."""

    up_to: Fen | None = None
    rate: Rate | None = None
    flat: Fen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTiers:
    """The steps of one court fee, and the most it can be."""

    id: str
    rule_id: str
    steps: tuple[FeeStep, ...]
    most: Fen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuExample:
    """A result people report from negotiations with lenders of a class: an example, never a promise or a default."""

    id: str
    title_en: str
    title_zh: str
    periods: int | None = None
    defer_months: int | None = None
    interest: Literal["contract", "stopped"] = "contract"
    waive_interest: Rate
    waive_penalty: Rate
    waive_fee: Rate
    settle_share: Rate | None = None
    confidence: Confidence

    @property
    def title(self) -> str:
        """The title in the language now spoken."""
        return spoken(self.title_en, self.title_zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class LenderClass:
    """A class of lender: which checks of its charges make sense, its longest term, what may be asked of it.

    `lpr_test`: yes (private lending), no, trend (regulation of new loans only), unclear (practice differs by place).
    `test_24`: yes, no, show (figures side by side, practice differs). `term_cap` names the rule row of a firm limit.
    """

    id: str
    title_en: str
    title_zh: str
    lpr_test: LprTest
    test_24: Literal["yes", "no", "show"]
    rules: tuple[str, ...]
    term_cap: str | None = None
    note_en: str
    note_zh: str
    menu: tuple[MenuExample, ...]
    as_of: dt.date

    @property
    def title(self) -> str:
        """The title in the language now spoken."""
        return spoken(self.title_en, self.title_zh)

    @property
    def note(self) -> str:
        """What to know about lenders of this class, in the language now spoken."""
        return spoken(self.note_en, self.note_zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A brand and who usually lends behind it; the entity in the person's own contract always wins."""

    id: str
    title_en: str
    title_zh: str
    lender_class: str | None = None
    entity: str | None = None
    earlier_entity: str | None = None
    contact: str
    price_en: str
    price_zh: str
    daily_rate: Rate | None = None
    penalty_times: Rate | None = None
    aliases: tuple[str, ...]
    confidence: Confidence
    as_of: dt.date

    @property
    def price(self) -> str:
        """The typical price in the language now spoken."""
        return spoken(self.price_en, self.price_zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """A kind of paper, D01 to D14: what it proves, where it comes from, which classes of lenders usually ask for it."""

    id: str
    title_en: str
    title_zh: str
    proves_en: str
    proves_zh: str
    source_en: str
    source_zh: str
    asked_by: tuple[str, ...]
    asked_by_confidence: Confidence
    confidence: Confidence
    as_of: dt.date

    @property
    def title(self) -> str:
        """The title in the language now spoken."""
        return spoken(self.title_en, self.title_zh)

    @property
    def proves(self) -> str:
        """What it proves, in the language now spoken."""
        return spoken(self.proves_en, self.proves_zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A section of a letter, a clause to look for in an agreement, a step of a call, a thing to avoid or verify."""

    id: str
    kind: Literal["letter", "agreement", "table", "call", "exit", "avoid", "verify"]
    title_en: str
    title_zh: str
    citation: str = ""
    rule_id: str | None = None
    confidence: Confidence
    as_of: dt.date

    @property
    def title(self) -> str:
        """The words in the language now spoken."""
        return spoken(self.title_en, self.title_zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A telephone number or office and what it is for."""

    id: str
    title_en: str
    title_zh: str
    confidence: Confidence
    as_of: dt.date

    @property
    def title(self) -> str:
        """What it is for, in the language now spoken."""
        return spoken(self.title_en, self.title_zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineKind:
    """A legal period: what starts it, what ends with it, the rule figure that says how long it is."""

    id: str
    rule_id: str
    figure: str
    event_en: str
    event_zh: str
    title_en: str
    title_zh: str
    rest_days: bool = True
    note_en: str = ""
    note_zh: str = ""

    @property
    def title(self) -> str:
        """What ends with it, in the language now spoken."""
        return spoken(self.title_en, self.title_zh)

    @property
    def event(self) -> str:
        """What starts it, in the language now spoken."""
        return spoken(self.event_en, self.event_zh)

    @property
    def note(self) -> str:
        """What to know about it, in the language now spoken."""
        return spoken(self.note_en, self.note_zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseType:
    """A type word of a case number (民初, 民督 …) and what it means for the person."""

    id: str
    title_en: str
    title_zh: str
    text_en: str
    text_zh: str
    stage: str
    urgency: Literal["medium", "high", "very_high"]
    rule_id: str | None = None
    citation: str
    confidence: Confidence
    as_of: dt.date

    @property
    def title(self) -> str:
        """The title in the language now spoken."""
        return spoken(self.title_en, self.title_zh)

    @property
    def text(self) -> str:
        """What it means, in the language now spoken."""
        return spoken(self.text_en, self.text_zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTypes:
    """The known type words, and which province each court letter stands for."""

    types: tuple[CaseType, ...]
    courts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetGroup:
    """A group of the budget (F1 … X3, R1, P1, N1) and the national categories it is compared with."""

    id: str
    title_en: str
    title_zh: str
    items_zh: str
    sfs: str
    benchmarks: tuple[str, ...]
    guided: bool = False

    @property
    def title(self) -> str:
        """The title in the language now spoken."""
        return spoken(self.title_en, self.title_zh)


Place = Literal["all", "urban", "rural"]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfLiving:
    """National income and consumption per person and year."""

    year: int
    place: Place
    income: Fen
    consumption: Fen | None = None
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryOfLiving:
    """National consumption per person and year in one category."""

    year: int
    place: Place
    name: str
    amount: Fen
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyFigure:
    """An amount a month, of a region (minimum wage) or of a kind of place (minimum living standard)."""

    region: str | None = None
    place: Place | None = None
    monthly: Fen
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyWage:
    """A province's average yearly wage, which decides what is a small claim."""

    region: str
    year: int
    yearly: Fen
    rule_id: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmarks:
    """Published living costs, to see whether a budget is plausible; never an entitlement and never a cap."""

    note: str
    as_of: dt.date
    consumption: tuple[YearOfLiving, ...]
    categories: tuple[CategoryOfLiving, ...]
    minimum_wages: tuple[MonthlyFigure, ...]
    assistance: tuple[MonthlyFigure, ...]
    wages: tuple[YearlyWage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays:
    """Legal rest days and working weekends, and the years for which they are loaded."""

    rest: frozenset[dt.date]
    work: frozenset[dt.date]
    years: frozenset[int]

    def is_rest_day(self, day: dt.date) -> bool:
        """Whether nobody works that day: a holiday, or a weekend that was not made a working day."""
        return day in self.rest or (day.weekday() >= 5 and day not in self.work)
