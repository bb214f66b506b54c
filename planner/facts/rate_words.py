# SPDX-License-Identifier: Apache-2.0
"""Interest rates in people's words as a yearly rate: `年化24%`, `日息万五`, `0.05%/天`, `月息1.5分`.

A month counts twelve times, a day 365 times, without interest on interest: as lenders must tell the yearly rate.
"""

import re
from decimal import Decimal
from fractions import Fraction

from planner.facts.language import N_
from planner.facts.numerals import bare, read_number
from planner.facts.problems import InputError

TIMES = {"year": 1, "month": 12, "day": 365}
FEN = {"year": Decimal("0.1"), "month": Decimal("0.01"), "day": Decimal("0.001")}  # 一分 of each
_BEFORE = {
    "year": r"年化利率|年化|年利率|年利息|年利|年息|年率|每年|一年|年|apr",
    "month": r"月利率|月利息|月利|月息|月率|每月|一个月|一月|月",
    "day": r"日利率|日利息|日利|日息|日率|每日|每天|一天|一日|天|日",
}
_AFTER = {
    "year": r"[/每一]?年|(?:/|per|a)year|p\.?a\.?|yearly|annual|annually|ayear",
    "month": r"/月|每个?月|一个月|月|(?:/|per|a)month|monthly",
    "day": r"/[日天]|每[日天]|一[日天]|[日天]|(?:/|per|a)day|daily",
}
_PARTS_OF = {"百分之": -2, "千分之": -3, "万分之": -4, "千": -3, "万": -4}
_SIGNS = {"%": -2, "‰": -3, "‱": -4}  # powers of ten
_CENTS = re.compile(
    r"(?:(?P<fen>[^分厘毫]+)分)?(?P<half>半)?(?:(?P<li>[^分厘毫]+)厘)?(?:(?P<bare>[^分厘毫半]+))?"
)
PLACES = 12  # decimals of a rate that count
SAY_PERIOD = N_("Say whether “{text}” is a year, a month or a day.")
SAY_UNIT = N_("Say whether “{text}” is %, ‰ or 分.")


def yearly(text: str) -> Decimal | None:
    """The yearly rate of a text that has words or signs; None for one that has none. Raises InputError."""
    plain = bare(text)
    period, body = _period(plain)
    cents = _cents(body, FEN[period or "year"])
    if cents is not None:
        return _times(cents, period, text)
    shared = _shared(body)
    if shared is not None:
        is_percent = body.endswith("%") or body.startswith("百分之")
        return _times(shared, period or ("year" if is_percent else None), text)
    if period in ("month", "day") and read_number(body) is not None:
        raise InputError("", SAY_UNIT, {"text": text}, N_("Type it like 18.25%."))
    if period == "year":
        number = read_number(body)
        if number is not None:
            value = _decimal(number)
            return value.scaleb(-2) if value >= 1 else value
    return None


def _period(plain: str) -> tuple[str | None, str]:
    """The period a text names, and what is left of the text; two different ones name none."""
    before = next((p for p, words in _BEFORE.items() if re.match(words, plain)), None)
    if before:
        plain = re.sub(rf"^(?:{_BEFORE[before]})[:：是为]?", "", plain, count=1)
    after = next((p for p, words in _AFTER.items() if re.search(rf"(?:{words})$", plain)), None)
    if after:
        plain = re.sub(rf"(?:{_AFTER[after]})$", "", plain, count=1)
    if before and after and before != after:
        return None, ""
    return before or after, plain


def _shared(body: str) -> Decimal | None:
    """`24%`, `0.5‰`, `万分之五`, `万五` as a fraction of one."""
    sign = _SIGNS.get(body[-1:])
    name = next((name for name in _PARTS_OF if body.startswith(name)), None)
    if sign and not name:
        number, of = read_number(body[:-1]), sign
    elif name and not sign:
        number, of = read_number(body.removeprefix(name)), _PARTS_OF[name]
    else:
        return None
    return None if number is None else _decimal(number).scaleb(of)


def _cents(body: str, fen: Decimal) -> Decimal | None:
    """`1.5分`, `一分五`, `两分半`, `8厘` as a fraction of one; a 厘 is a tenth of a 分."""
    found = _CENTS.fullmatch(body)
    if (
        found is None
        or not (found["fen"] or found["li"])
        or (found["li"] and (found["half"] or found["bare"]))
    ):
        return None
    parts = [read_number(found[name]) if found[name] else None for name in ("fen", "li", "bare")]
    if any(part is None and found[name] for part, name in zip(parts, ("fen", "li", "bare"), strict=True)):
        return None
    tenths = _decimal(parts[1] or parts[2] or Fraction(0)) + (5 if found["half"] else 0)
    if tenths >= 10 and found["fen"]:
        return None
    return (_decimal(parts[0] or Fraction(0)) + tenths.scaleb(-1)) * fen


def _decimal(number: Fraction) -> Decimal:
    """A number of few decimals, as it was typed."""
    return Decimal(int(number * 10**PLACES)).scaleb(-PLACES)


def _times(value: Decimal, period: str | None, text: str) -> Decimal:
    if period is None:
        raise InputError("", SAY_PERIOD, {"text": text}, N_("Type it like 18.25%."))
    return (value * TIMES[period]).normalize()
