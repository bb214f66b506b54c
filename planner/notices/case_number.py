# SPDX-License-Identifier: Apache-2.0
"""Case numbers in a text: found anywhere, read by their parts, and judged as they can or cannot be.

Source: 法〔2015〕137号, 法〔2018〕335号 and 法〔2016〕37号 on the numbers of court cases.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Result = Literal["ok", "unknown_type", "old_style", "bad"]

_COURT = r"(?P<court>最高法|[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵军]\d{0,4})"
_TYPES = "民诉前调|诉前调确|诉前调书|诉前调|民初|民终|民申|民再|民监|民撤|民辖终|民辖监|民辖|民特|民督|民催|财保|执保|执恢|执异|执复|执监|执协|执他|执"
_TAIL = r"(?P<number>\d{1,6})号(?:之[一二三四五六七八九十]+)?"
_GOOD = re.compile(rf"[(\[](?P<year>20\d\d)[)\]]{_COURT}知?(?P<type>{_TYPES}){_TAIL}")
_OTHER_TYPE = re.compile(
    rf"[(\[](?P<year>20\d\d)[)\]]{_COURT}(?P<type>(?![\u4e00-\u9fff]*字第)[\u4e00-\u9fff]{{1,6}}){_TAIL}"
)
_OLD = re.compile(
    r"[(\[](?P<year>\d{4})[)\]](?P<court>[\u4e00-\u9fff\d]{0,8}?)(?P<type>民初|民终|执恢|执|民|商|)字第(?P<number>\d{1,6})号"
)
_NO_COURT = re.compile(rf"\((?P<year>\d{{4}})\)(?P<court>)(?P<type>{_TYPES}){_TAIL}")
LAST_OLD_YEAR = 2015
CODE_LENGTHS = (0, 2, 4)


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case number as it stands in the text, its parts, and what to think of it."""

    text: str
    year: int
    court: str
    kind: str
    result: Result


def find_numbers(
    text: str, year_received: int, court_name: str, places: Mapping[str, str]
) -> tuple[CaseNumber, ...]:
    """Return the case numbers of a text in one form of digits and brackets.

    `court_name` is the court the text names; `places` gives the letter of a province's courts by province or city.
    """
    found: dict[int, CaseNumber] = {}
    for pattern, result in (
        (_GOOD, "ok"),
        (_OLD, "old_style"),
        (_NO_COURT, "bad"),
        (_OTHER_TYPE, "unknown_type"),
    ):
        for match in pattern.finditer(text):
            if all(abs(match.start() - start) > 1 for start in found):
                found[match.start()] = _judged(match, result, year_received, court_name, places)  # type: ignore[arg-type]
    return tuple(found[start] for start in sorted(found))


def _judged(
    match: re.Match[str], result: Result, year_received: int, court_name: str, places: Mapping[str, str]
) -> CaseNumber:
    year, court = int(match["year"]), match["court"]
    too_young = year > year_received or (result == "old_style" and year > LAST_OLD_YEAR)
    if too_young or (result in ("ok", "unknown_type") and not _is_court(court, court_name, places)):
        result = "bad"
    return CaseNumber(match[0], year, court, match["type"], result)


def _is_court(court: str, court_name: str, places: Mapping[str, str]) -> bool:
    if court == "最高法":
        return True
    if len(court) - 1 not in CODE_LENGTHS:
        return False
    letters = set(_letters_of(court_name, places))
    return not letters or court[0] in letters or court[0] in "兵军"


def _letters_of(court_name: str, places: Mapping[str, str]) -> Iterator[str]:
    """Yield the letter of the province that a court's name begins with, if it names one."""
    yield from (letter for place, letter in places.items() if court_name.startswith(place))
