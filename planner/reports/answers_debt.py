# SPDX-License-Identifier: Apache-2.0
"""One debt's schedule, and the rates of any cash flow, as the JSON of the command line."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from planner.engine.overdue import Owed
from planner.engine.rates import (
    Rates,
    aprc_rates,
    dated_rates,
    periodic_rates,
    schedule_rates,
    timed_rates,
    twelve_decimals,
    unit_period_rates,
)
from planner.engine.schedule import Row, Schedule, schedule
from planner.facts.language import N_
from planner.facts.money import plain_yuan, round_fen
from planner.facts.problems import InputError
from planner.facts.records import from_json, json_schema
from planner.facts.terms import Days, Terms
from planner.reports.answers_plan import problem_answers

# ---------------------------------------------------------------- schedule


def schedule_answer(terms: Terms) -> dict[str, Any]:
    """Return the answer of `schedule --json`; raises InputError for terms that are refused."""
    made = schedule(terms)
    rates = schedule_rates(terms, made)
    answer: dict[str, Any] = {
        "rows": [_row(row) for row in made.rows],
        "totals": _totals(made),
        "by_year": {
            str(year): {
                name: plain_yuan(getattr(sums, name)) for name in ("payment", "interest", "principal")
            }
            for year, sums in made.by_year.items()
        },
        "owed": _owed(made.owed),
        "rate": {name: _rate_text(getattr(rates, name)) for name in ("nominal", "effective", "with_fees")},
        "problems": problem_answers([*made.problems, *rates.problems]),
    }
    return answer


_PARTS = ("payment", "interest", "principal", "fee", "penalty", "balance")


def _row(row: Row) -> dict[str, Any]:
    answer: dict[str, Any] = {"n": row.n, "due": row.due.isoformat()}
    answer |= {name: plain_yuan(getattr(row, name)) for name in _PARTS}
    answer["unpaid_interest"] = four_decimals(row.unpaid_interest)
    if row.paid is not None:
        answer["paid"] = plain_yuan(row.paid)
    return answer


def four_decimals(fen: Fraction) -> str:
    """Write an exact amount of fen as yuan with four decimals, half-up."""
    hundredths = round_fen(fen * 100)
    whole, rest = divmod(abs(hundredths), 10_000)
    return f"{'-' if hundredths < 0 else ''}{whole}.{rest:04d}"


def _totals(made: Schedule) -> dict[str, str]:
    names = ("payment", "interest", "principal", "fee", "penalty", "waived", "residual")
    return {name: plain_yuan(getattr(made.totals, name)) for name in names}


def _owed(owed: Owed | None) -> dict[str, str] | None:
    if owed is None:
        return None
    names = ("principal", "interest", "fee", "penalty", "past_due", "total")
    return {"date": owed.date.isoformat(), **{name: plain_yuan(getattr(owed, name)) for name in names}}


def _rate_text(rate: Decimal | None) -> str | None:
    return None if rate is None else twelve_decimals(rate)


# ---------------------------------------------------------------- rate: what may be asked


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedFlow:
    """An amount on a day; what is received and what is paid have opposite signs."""

    date: dt.date
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedFlow:
    """An amount after `t` years: a decimal or a sum of fractions, `3/365+1/12`."""

    t: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class XirrRequest:
    """The rate of dated amounts."""

    method: Literal["xirr"]
    flows: tuple[DatedFlow, ...]
    day_count: Literal["ACT/365F", "ACT/360", "ACT/ACT", "30/360"] = "ACT/365F"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicRequest:
    """The rate of amounts one period apart."""

    method: Literal["periodic"]
    flows: tuple[str, ...]
    per_year: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsRequest:
    """The rate of amounts at times in years."""

    method: Literal["years"]
    flows: tuple[TimedFlow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPeriodRequest:
    """The rate of dated amounts by unit periods."""

    method: Literal["unit_period"]
    flows: tuple[DatedFlow, ...]
    unit: (
        Literal[
            "day",
            "week",
            "two_weeks",
            "four_weeks",
            "half_month",
            "month",
            "two_months",
            "quarter",
            "half_year",
            "year",
        ]
        | Days
    ) = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class AprcRequest:
    """The rate of dated amounts by the EU's count of years."""

    method: Literal["aprc"]
    flows: tuple[DatedFlow, ...]
    unit: Literal["week", "month", "year"] = "month"


# ---------------------------------------------------------------- rate: reading and answering

MOST_FLOWS = 40_000
_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?")
_PART = re.compile(r"([+-]?)(\d{1,12}(?:\.\d{1,20})?)(?:/(\d{1,12}(?:\.\d{1,20})?))?")


def rate_answer(data: Any) -> dict[str, Any]:
    """Return the answer of `rate --json` to a request as read from JSON; raises InputError naming the key."""
    if not isinstance(data, dict):
        raise InputError("", N_("The request is not an object."), remedy=N_("See `huanqing schema rate`."))
    if "method" not in data:
        raise InputError("method", N_("The key “{key}” is missing."), {"key": "method"}, N_("Add it."))
    method = data["method"]
    if not isinstance(method, str) or method not in _METHODS:
        raise InputError(
            "method",
            N_("“{value}” is not one of the words known here."),
            {"value": str(method)[:40], "words": ", ".join(_METHODS)},
            N_("Use one of: {words}."),
        )
    request, answer = _METHODS[method]
    asked: Any = from_json(request, data)
    if not asked.flows:
        raise InputError("flows", N_("There are no flows."), remedy=N_("Give at least two amounts."))
    if len(asked.flows) > MOST_FLOWS:
        raise InputError("flows", N_("There are more than {most} flows."), {"most": MOST_FLOWS})
    return _answer(answer(asked))


def rate_schema() -> dict[str, Any]:
    """Return the JSON schema of what `rate_answer` accepts."""
    schemas = [json_schema(request) for request, _ in _METHODS.values()]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "oneOf": [
            {key: value for key, value in schema.items() if key not in ("$schema", "$defs")}
            for schema in schemas
        ],
        "$defs": {name: each for schema in schemas for name, each in schema["$defs"].items()},
    }


def _answer(found: Rates) -> dict[str, Any]:
    return {
        "rates": [twelve_decimals(rate) for rate in found.rates],
        "nominal": _rate_text(found.nominal),
        "effective": _rate_text(found.effective),
        "note": found.note,
    }


def _xirr(asked: XirrRequest) -> Rates:
    return dated_rates(_dated(asked.flows), asked.day_count)


def _periodic(asked: PeriodicRequest) -> Rates:
    if not 1 <= asked.per_year <= 366:
        raise InputError("per_year", N_("The periods a year are not between 1 and 366."))
    amounts = [_amount(text, f"flows/{i}") for i, text in enumerate(asked.flows)]
    return periodic_rates(amounts, Fraction(asked.per_year))


def _years(asked: YearsRequest) -> Rates:
    return timed_rates(
        [
            (read_time(flow.t, f"flows/{i}/t"), _amount(flow.amount, f"flows/{i}/amount"))
            for i, flow in enumerate(asked.flows)
        ]
    )


def _unit_period(asked: UnitPeriodRequest) -> Rates:
    if isinstance(asked.unit, Days) and not 1 <= asked.unit.days <= 36_600:
        raise InputError(
            "unit/days", N_("The days are not between {least} and {most}."), {"least": 1, "most": 36_600}
        )
    return unit_period_rates(_dated(asked.flows), asked.unit)


def _aprc(asked: AprcRequest) -> Rates:
    return aprc_rates(_dated(asked.flows), asked.unit)


_METHODS: Mapping[str, tuple[type, Callable[[Any], Rates]]] = {
    "xirr": (XirrRequest, _xirr),
    "periodic": (PeriodicRequest, _periodic),
    "years": (YearsRequest, _years),
    "unit_period": (UnitPeriodRequest, _unit_period),
    "aprc": (AprcRequest, _aprc),
}


def _dated(flows: tuple[DatedFlow, ...]) -> list[tuple[dt.date, Decimal]]:
    return [(flow.date, _amount(flow.amount, f"flows/{i}/amount")) for i, flow in enumerate(flows)]


def _amount(text: str, where: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise InputError(
            where, N_("“{text}” is not an amount."), {"text": text[:40]}, N_('Write it like "-1072.00".')
        )
    return Decimal(text)


def read_time(text: str, where: str = "") -> Fraction:
    """Read a time in years: a decimal, or a sum of fractions such as `3/365+1/12` or `31/365.25`."""
    plain = text.replace(" ", "")
    parts = list(_PART.finditer(plain))
    joined = "".join(part[0] for part in parts)
    signed = all(part[1] for part in parts[1:])
    if not parts or joined != plain or not signed or any(part[3] and not Fraction(part[3]) for part in parts):
        raise InputError(
            where,
            N_("“{text}” is not a time in years."),
            {"text": text[:40]},
            N_('Write it like "0.25" or "3/365+1/12".'),
        )
    return sum(
        (Fraction(f"{part[1]}{part[2]}") / Fraction(part[3] or 1) for part in parts),
        Fraction(0),
    )
