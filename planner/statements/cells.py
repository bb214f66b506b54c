# SPDX-License-Identifier: Apache-2.0
"""What one cell of a statement says: an amount, a time, a card's last four digits, an order number."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache

from planner.facts.dates import Moment
from planner.facts.money import MOST, Fen, round_fen

BLANKS = " \t\r\n\x0b\x0c\xa0\u3000\u200b\u200c\u200d\u2060\ufeff\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
EMPTY = frozenset(("", "/", "-", "--", "null", "NULL", "None", "无"))

_PLAIN = re.compile(r"[+-]?\d{1,13}(?:\.\d{1,2})?", re.ASCII)
_NUMBER = re.compile(r"([+-]?)(\d{0,15})(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?", re.ASCII)
_MONEY_MARKS = re.compile(r"^([+-]?)(?:¥|￥|CNY|RMB|人民币元?/?|元/)([+-]?)", re.IGNORECASE)
_TAIL_NOTE = re.compile(r"\([^()]*\)$")
_REFUNDED = re.compile(r"已退款[¥￥]?([\d,.]+)")


def tidy(text: str) -> str:
    """Strip the blanks, TABs and invisible characters that senders put around a cell."""
    return text.strip(BLANKS)


def plain_header(text: str) -> str:
    """Return a column name for comparison: NFKC, no blanks, so that 金额（元） equals 金额(元)."""
    return re.sub(r"[\s\u200b\ufeff]", "", unicodedata.normalize("NFKC", text))


def is_unknown(text: str) -> bool:
    """Say whether an amount cell stands for "unknown": empty, a dash, a slash, or masked."""
    return (
        text in EMPTY
        or not text.strip("-—–")
        or bool(re.search(r"[A-Za-z*]", text) and not _has_number(text))
    )


def _has_number(text: str) -> bool:
    return bool(
        re.fullmatch(r"[+-]?(?:CNY|RMB)?\s*[+-]?[\d,.]+(?:[eE][+-]?\d+)?(?:\([^()]*\))?", text, re.IGNORECASE)
    )


@lru_cache(maxsize=100_000)
def amount(text: str) -> Fen | None:
    """Read an amount cell, in fen; None where the cell stands for "unknown". Raises ValueError for anything else.

    A remark in brackets behind the number, (已退款89.84) or (CN), is left aside: see `refunded`.
    """
    if _PLAIN.fullmatch(text):
        whole, _, part = text.lstrip("+-").partition(".")
        fen = int(whole) * 100 + int(part.ljust(2, "0") if part else 0)
        return -fen if text[0] == "-" else fen
    if is_unknown(text):
        return None
    plain = unicodedata.normalize("NFKC", text).translate(str.maketrans("−–—", "---"))
    plain = re.sub(r"\s", "", plain)
    plain = _TAIL_NOTE.sub("", plain).removesuffix("元").replace(",", "")
    plain = _MONEY_MARKS.sub(r"\1\2", plain)
    found = _NUMBER.fullmatch(plain)
    if not found or not any(c.isdigit() for c in plain):
        raise ValueError(text)
    exact = Fraction(plain) * 100
    if abs(exact) > MOST:
        raise ValueError(text)
    return round_fen(exact)


def refunded(text: str) -> Fen | None:
    """Return what a cell says was refunded of it, 131.77(已退款89.84); None where it does not say an amount."""
    found = _REFUNDED.search(text)
    return amount(found[1]) if found else None


_DAY = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))"
    r"(?:[T\s]*(\d{1,2}):?(\d{2})(?::?(\d{2})(?:\.\d+)?)?)?",
    re.ASCII,
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)


@lru_cache(maxsize=100_000)
def moment(text: str) -> Moment | None:
    """Read a date or a date with a time, China time; None where it is neither. A bad time leaves the date."""
    if len(text) == 19 and text[4] == "-":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    found = _DAY.match(unicodedata.normalize("NFKC", text))
    if not found:
        return _serial(text)
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    try:
        on = date(int(year), int(month), int(day))
    except ValueError:
        return None
    if found[6] is None:
        return on
    return at_time(on, f"{found[6]}:{found[7]}:{found[8] or '00'}")


def _serial(text: str) -> Moment | None:
    """Read a spreadsheet's day number: days since 1899-12-30, rounded to whole seconds."""
    if not _SERIAL.fullmatch(text):
        return None
    days = Fraction(text)
    if days.denominator == 1:
        return date(1899, 12, 30) + timedelta(days=int(days))
    return datetime(1899, 12, 30) + timedelta(seconds=round(days * 86400))


_TIME = re.compile(r"(\d{1,2}):?(\d{2})(?::?(\d{2}))?", re.ASCII)


def at_time(on: date, text: str) -> Moment:
    """Join a date and a time cell, 18:53:19 or 185319; a time that cannot be read leaves the date alone."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        return on
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return on
    return datetime(on.year, on.month, on.day, hour, minute, second)


_TAIL = re.compile(r"[(（](?:尾号)?(\d{4})[)）]$")


def card_tail(method: str) -> str:
    """Return the last four digits at the very end of the first part of a payment method; "" without them."""
    found = _TAIL.search(method.split("&")[0].strip())
    return found[1] if found else ""


def account_tail(number: str) -> str:
    """Return the last four digits of an account number, also of a masked one; "" where they are hidden."""
    plain = re.sub(r"[\s-]", "", number)
    found = re.search(r"(\d{4})[^\d*xX]*$", plain)
    return found[1] if found else ""


_DAMAGED = re.compile(r"\d(\.\d+)?[eE]\+?\d+")


def is_damaged(order_no: str) -> bool:
    """Say whether a spreadsheet program turned this order number into 2.02E+27."""
    return bool(_DAMAGED.fullmatch(order_no))


def real_id(order_no: str) -> str:
    """Return an order number that can name a row, or "" for placeholders and damaged ones."""
    return "" if order_no in EMPTY or is_damaged(order_no) else order_no


def order_of(when: Moment) -> datetime:
    """Return a value to sort moments by; a day without a time comes first in its day."""
    return when if isinstance(when, datetime) else datetime(when.year, when.month, when.day)
