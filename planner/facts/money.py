# SPDX-License-Identifier: Apache-2.0
"""Money in whole fen: reading, writing, rounding, sharing out. The only file that rounds."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Annotated

from planner.facts.language import N_
from planner.facts.numerals import bare, read_number
from planner.facts.problems import InputError
from planner.facts.rate_words import yearly

Fen = Annotated[int, "fen"]  # an int to the type checker; records.py reads the mark
Rate = Annotated[Decimal, "rate"]  # a decimal fraction, 0.24 = 24 % a year

ROUNDINGS = ("half_up", "half_even", "up", "down")
MINUS = "\u2212"
MOST = 10**15  # fen; anything larger is a slip of the keyboard

_PLAIN = re.compile(r"-?\d{1,15}(\.\d{1,2})?")
_PURSE = re.compile(
    r"(?:(?P<yuan>[^元块圆角毛分整正]+)(?:(?:元|块|圆)钱?)?)?"
    r"(?:零?(?P<jiao>(?<=[元块圆])\d|[^元块圆角毛分整正零]+(?=[角毛]))[角毛]?)?(?:零?(?P<cent>[^元块圆角毛分整正零]+)分)?[整正]?"
)
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-", "，": ",", "。": ".", "、": ","})


def round_fen(exact: Fraction | Decimal | int, how: str = "half_up") -> Fen:
    """Round an exact amount of fen to whole fen.

    `half_up` takes a half away from zero, `up` is away from zero, `down` towards it, as accountants use the words.
    """
    if isinstance(exact, int):
        return exact
    value = Fraction(exact)
    return round_ratio(value.numerator, value.denominator, how)


def round_ratio(numerator: int, denominator: int, how: str = "half_up") -> Fen:
    """Round `numerator` over `denominator` (above zero) as `round_fen` does, without building a Fraction."""
    sign = -1 if numerator < 0 else 1
    whole, rest = divmod(abs(numerator), denominator)
    if how == "half_up":
        up = 2 * rest >= denominator
    elif how == "half_even":
        up = 2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1)
    elif how == "up":
        up = rest > 0
    elif how == "down":
        up = False
    else:
        raise ValueError(how)
    return sign * (whole + up)


def share_out(total: Fen, weights: Sequence[int | Fraction], keys: Sequence[str] | None = None) -> list[Fen]:
    """Divide `total` fen by weight so that the parts sum to the whole, in whatever order they come.

    Each part is floored; the spare fen go to the largest remainders, ties to the larger weight, then the smaller
    key (the place in the list where no keys are given). Weights are >= 0 and not all zero; `total` is >= 0.
    """
    scale = lcm(*(weight.denominator for weight in weights))
    whole_weights = [weight.numerator * (scale // weight.denominator) for weight in weights]
    whole = sum(whole_weights)
    if total < 0 or whole <= 0 or min(whole_weights) < 0:
        raise ValueError("share_out needs a total and weights of zero or more, not all zero")
    parts = [total * weight // whole for weight in whole_weights]
    spare = total - sum(parts)
    if spare:
        names: Sequence[str] | Sequence[int] = keys if keys is not None else range(len(parts))
        claims = [
            (-(total * weight % whole), -weight, name, i)
            for i, (weight, name) in enumerate(zip(whole_weights, names, strict=True))
        ]
        for claim in sorted(claims)[:spare]:
            parts[claim[3]] += 1
    return parts


def _typed_number(text: str) -> tuple[int, str]:
    """The sign of a typed amount and its bare text, without the names of the currency."""
    plain = bare(text.translate(_SIGNS)).translate(_SIGNS)
    sign = -1 if plain.startswith(("-", "负")) else 1
    plain = re.sub(r"^[+-]|^负", "", plain)
    plain = re.sub(r"^(?:人民币|¥|￥|cny|rmb)", "", plain)
    if sign > 0 and plain.startswith(("-", "负")):
        sign, plain = -1, plain[1:]
    return sign, re.sub(r"(?:元?人民币|(?:元|块)?(?:rmb|cny|yuan))$", "元", plain)


def _yuan_of(plain: str) -> Fraction | None:
    """The yuan of `12`, `12元`, `12块5`, `2420元整`, `3元5角2分`, `8毛`; None for anything else."""
    found = _PURSE.fullmatch(plain)
    if found is None or not any(found[name] for name in ("yuan", "jiao", "cent")):
        return None
    whole = Fraction(0)
    for name, worth in (("yuan", Fraction(1)), ("jiao", Fraction(1, 10)), ("cent", Fraction(1, 100))):
        if found[name]:
            number = read_number(found[name])
            if number is None:
                return None
            if name != "yuan" and (whole % (10 * worth) or number % 1):
                return None  # 12.5元3角 is said twice
            whole += number * worth
    return whole


def parse_yuan(text: str) -> Fen:
    """Read an amount as people type it: `1,234.5`, `１２３４．５`, `¥-20`, `1.2万`, `3w`, `一千二百`, `12块5`.

    Returns fen; raises InputError.
    """
    sign, plain = _typed_number(text)
    number = _yuan_of(plain)
    if number is None:
        raise InputError("", N_("“{text}” is not an amount."), {"text": text}, N_("Type it like 1234.50."))
    fen = number * 100 * sign
    if fen.denominator != 1:
        raise InputError("", N_("“{text}” has parts of a fen."), {"text": text}, N_("Use two decimals."))
    if abs(fen) > MOST:
        raise InputError("", N_("“{text}” is too large."), {"text": text}, N_("Check the number of digits."))
    return fen.numerator


def yuan_from_plain(text: str) -> Fen:
    """Read the strict form of JSON, `-1234.50`; raises InputError."""
    if not _PLAIN.fullmatch(text):
        raise InputError(
            "", N_("“{text}” is not an amount."), {"text": text}, N_('Write yuan as text, like "1234.50".')
        )
    return int(Fraction(text) * 100)


def plain_yuan(fen: Fen) -> str:
    """Write fen as JSON has it: `-1234.50`."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def format_yuan(fen: Fen) -> str:
    """Write fen for people: `1,234.50`, with a true minus sign."""
    return f"{MINUS if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def parse_rate(text: str) -> Rate:
    """Read a yearly rate as people type it: `24%`, `24`, `0.24`, `年化24%`, `日息万五`, `0.05%/天`, `月息1.5分`.

    A bare number of 1 or more is per cent. Raises InputError.
    """
    value = yearly(text)
    if value is not None:
        return value
    plain = bare(text.translate(_SIGNS)).translate(_SIGNS)
    if not re.fullmatch(r"-?\d{1,6}(\.\d{1,12})?%?", plain):
        raise InputError("", N_("“{text}” is not a rate."), {"text": text}, N_("Type it like 18.25%."))
    value = Decimal(plain.removesuffix("%"))
    return value / 100 if plain.endswith("%") or value >= 1 else value


def format_rate(rate: Decimal, places: int | None = None) -> str:
    """Write a rate for people: `18.25%`; `places` fixes the decimals, half up."""
    percent = rate * 100
    if places is not None:
        whole = round_fen(Fraction(percent) * 10**places)
        percent = Decimal(whole).scaleb(-places)
        text = f"{percent:.{places}f}"
    else:
        text = format(percent.normalize(), "f")
    return text.replace("-", MINUS) + "%"


_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def _capital_section(number: int) -> str:
    """Write 1 to 9999 in capital numerals; inner zeros once, none at the end."""
    text, gap = "", False
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text


def capital_numerals(fen: Fen) -> str:
    """Write an amount in the capital numerals (大写) of letters and agreements: 人民币贰仟肆佰贰拾元整.

    Follows the central bank's rules for filling in bills (正确填写票据和结算凭证的基本规定): zeros inside are read once,
    整 ends an amount without fen, 零 stands between yuan and fen where jiao is missing.
    """
    yuan, jiao, rest = abs(fen) // 100, abs(fen) // 10 % 10, abs(fen) % 10
    text = _capital_yuan(yuan)
    if text:
        text += "元"
    if jiao:
        text += _DIGITS[jiao] + "角"
    elif rest and text:
        text += "零"
    text += _DIGITS[rest] + "分" if rest else "整"
    if not yuan and not jiao and not rest:
        text = "零元整"
    return ("人民币负" if fen < 0 else "人民币") + text


def _capital_yuan(yuan: int) -> str:
    text, gap = "", False
    for unit, name in ((10**12, "兆"), (10**8, "亿"), (10**4, "万"), (1, "")):
        section = yuan // unit % 10_000
        if not section:
            gap = gap or bool(text)
            continue
        text += ("零" if text and (gap or section < 1000) else "") + _capital_section(section) + name
        gap = section % 10 == 0 and unit > 1
    return text
