# SPDX-License-Identifier: Apache-2.0
"""Numbers as people write them: `1,234.5`, `1.2万`, `3w`, `一千二百`, `贰仟肆佰贰拾`, `3万5`. Exact, and nothing is guessed."""

import re
import unicodedata
from fractions import Fraction

DIGITS = {
    **{letter: digit for digit, letter in enumerate("零一二三四五六七八九")},
    **{letter: digit for digit, letter in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0,
    "○": 0,
    "两": 2,
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "k": 1000}
LARGE = {"万": 10_000, "w": 10_000, "亿": 100_000_000}
_HAN = "".join(DIGITS)
_PARTS = re.compile(rf"(?P<plain>[\d,.]+)|(?P<han>[{_HAN}]+(?:点[{_HAN}]+)?)|(?P<unit>[十拾百佰千仟万亿kw])")
_PLAIN = re.compile(r"(\d+|\d{1,3}(,\d{3})+|\d{1,4}(,\d{4})+)?(\.\d*)?")


def bare(text: str) -> str:
    """A typed text in plain letters: full-width ones made narrow, small letters, no spaces."""
    return re.sub(r"[\s\u200b\ufeff]", "", unicodedata.normalize("NFKC", text)).lower()


def read_number(text: str) -> Fraction | None:
    """The number (zero or more) a bare text stands for; None where it stands for none."""
    return _Reader().read(text)


class _Reader:
    """Reads part by part: what is complete above ten thousand, the part below it, the number just read."""

    def __init__(self) -> None:
        self.whole = self.part = Fraction(0)
        self.number: Fraction | None = None
        self.is_short = False  # one digit, which may stand for the unit below the last: 3万5
        self.last: int | None = None  # the last unit read
        self.small = 10_000
        self.large = 10**12

    def read(self, text: str) -> Fraction | None:
        at = 0
        while at < len(text):
            found = _PARTS.match(text, at)
            if found is None or not self._take(found):
                return None
            at = found.end()
        return self._end()

    def _take(self, found: re.Match[str]) -> bool:
        if found["unit"]:
            return (
                self._take_small(SMALL[found[0]]) if found[0] in SMALL else self._take_large(LARGE[found[0]])
            )
        if self.number is not None:
            return False
        self.number = _plain(found[0]) if found["plain"] else _han(found[0])
        self.is_short = len(found[0]) == 1
        return self.number is not None

    def _take_small(self, unit: int) -> bool:
        if self.number is None and unit == 10 and not self.part:
            self.number = Fraction(1)  # 十五
        if self.number is None or unit >= self.small:
            return False
        self.part += self.number * unit
        self.number, self.small, self.last = None, unit, unit
        return True

    def _take_large(self, unit: int) -> bool:
        self.part += self.number or 0
        if not self.part or unit >= self.large:
            return False
        self.whole += self.part * unit
        self.part, self.number = Fraction(0), None
        self.small, self.large, self.last = 10_000, unit, unit
        return True

    def _end(self) -> Fraction | None:
        known = self.whole + self.part
        if self.number is None:
            return known if self.last else None
        if self.last is None:
            return self.number
        rest = self.number
        if self.is_short and self.last > 10:
            rest *= self.last // 10
        return known + rest if rest < self.last and rest.denominator == 1 else None


def _plain(text: str) -> Fraction | None:
    if not _PLAIN.fullmatch(text) or not any(letter.isdigit() for letter in text):
        return None
    return Fraction(text.replace(",", "").rstrip(".") or "0")


def _han(text: str) -> Fraction:
    whole, _dot, rest = text.partition("点")
    digits = "".join(str(DIGITS[letter]) for letter in whole)
    return Fraction(digits + ("." + "".join(str(DIGITS[letter]) for letter in rest) if rest else ""))
