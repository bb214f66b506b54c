# SPDX-License-Identifier: Apache-2.0
"""How figures appear on screen: amounts, unknown values, and the mask when amounts are hidden.

Hiding works here, below every view, so that no page can forget it; the mask has one length, so it tells nothing.
"""

from datetime import date

from planner.facts.dates import Month
from planner.facts.language import language
from planner.facts.money import Fen, Rate, format_rate, format_yuan

UNKNOWN = "—"
MASK = "••••"


class _Privacy:
    hidden = False


def hide(hidden: bool) -> None:
    """Hide or show every amount and name from now on; the window remakes its pages after this."""
    _Privacy.hidden = hidden


def is_hidden() -> bool:
    """Whether amounts and names are hidden now."""
    return _Privacy.hidden


def amount(fen: Fen | None) -> str:
    """An amount for a number column: `1,234.50`, `—` where unknown."""
    if fen is None:
        return UNKNOWN
    return MASK if _Privacy.hidden else format_yuan(fen)


def yuan(fen: Fen | None) -> str:
    """An amount inside a sentence: `¥1,234.50`, whole yuan without decimals (`¥2,420`)."""
    if fen is None:
        return UNKNOWN
    if _Privacy.hidden:
        return "¥" + MASK
    text = format_yuan(abs(fen)).removesuffix(".00")
    return ("−" if fen < 0 else "") + "¥" + text


def rate(value: Rate | None) -> str:
    """A yearly rate: `18.25%`."""
    return UNKNOWN if value is None else format_rate(value)


def day(value: date | None) -> str:
    """A day: `2026-04-01`."""
    return UNKNOWN if value is None else value.isoformat()


def month(value: Month | None) -> str:
    """A month: `2026-04`."""
    return UNKNOWN if value is None else str(value)


def name(text: str | None) -> str:
    """A person's or creditor's name, masked when hidden."""
    if not text:
        return UNKNOWN
    return MASK if _Privacy.hidden else text


def short_yuan(fen: Fen) -> str:
    """An amount on an axis: `¥3.2万` in Chinese, `¥32k` in English."""
    if _Privacy.hidden:
        return MASK
    sign, whole = ("−" if fen < 0 else ""), abs(fen) // 100
    unit, word = (10_000, "万") if language() == "zh" else (1_000, "k")
    if whole < unit:
        return f"{sign}¥{whole:,}"
    tenths = (whole * 10 + unit // 2) // unit
    text = f"{tenths // 10:,}" + (f".{tenths % 10}" if tenths % 10 else "")
    return f"{sign}¥{text}{word}"
