# SPDX-License-Identifier: Apache-2.0
"""Days and months in people's words as ISO text: `3月5日`, `下月15号`, `明天`, `二〇二六年三月五日`, `5 March 2026`."""

import re
import unicodedata
from datetime import date, timedelta

from planner.facts.dates import Month
from planner.facts.numerals import DIGITS, read_number

REACH = 15  # years from today within which a year of two digits is looked for
_DAYS = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
}
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_MONTHS = {
    "上上个月": -2,
    "上上月": -2,
    "上个月": -1,
    "上月": -1,
    "本月": 0,
    "这个月": 0,
    "这月": 0,
    "当月": 0,
    "下个月": 1,
    "下月": 1,
    "下下个月": 2,
    "下下月": 2,
    "lastmonth": -1,
    "thismonth": 0,
    "nextmonth": 1,
}
_WEEKS = {
    "上": -1,
    "本": 0,
    "这": 0,
    "这个": 0,
    "": 0,
    "下": 1,
    "上个": -1,
    "下个": 1,
    "下下": 2,
    "下下个": 2,
}
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_HAN = re.compile(f"[{''.join(DIGITS)}十]+(?=[年月日号天个周])")
_WEEKDAY = "一二三四五六日"
_FULL = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})[日号]?|月份?)?")
_AFTER = re.compile(r"(\d{1,3})(?:(天|日)|(周|个?星期|个?礼拜)|(个月))(?:之|以)?(后|前)")
_AGO = re.compile(r"(in)?(\d{1,3})(?:(days?)|(weeks?)|(months?))(ago)?")
_END = r"(?P<end>底|末|月底|月末)"
_MONTH_DAY = re.compile(
    rf"(?P<year>\d{{2}}年|[前去今本明后]年)?(?P<month>\d{{1,2}})月份?(?:(?P<day>\d{{1,2}})[日号]|{_END})?"
)
_RELATIVE = re.compile(
    rf"(?P<which>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?:(?P<day>\d{{1,2}})[日号]|{_END})?"
)
_SHORT = re.compile(r"(\d{2})[-/.](\d{1,2})[-/.](\d{1,2})")


def iso_text(text: str, today: date) -> str:
    """Bring a typed day or month into ISO form, counted from `today`; what is not understood comes back as it is."""
    plain = unicodedata.normalize("NFKC", text).strip().lower().replace("\u2212", "-")
    plain = re.sub(r"(?<=\d)[ t]+0?0:00(:00)?$", "", plain)  # a day as a spreadsheet copies it
    plain = re.sub(r"\s|\u200b|\ufeff", "", plain)
    plain, weekday = _without_weekday(plain)
    plain = _HAN.sub(lambda found: _digits(found[0]), plain)
    found = next((iso for read in _READERS if (iso := read(plain, today))), None)
    if found is None or (weekday is not None and _weekday(found) != weekday):
        return text
    return found


def _without_weekday(plain: str) -> tuple[str, int | None]:
    """`2026年11月5日星期四` without its end, and the weekday it names."""
    found = re.fullmatch(r"(.*(?:[日号]|\d))[,(]?(?:星期|周|礼拜)([一二三四五六日天])\)?", plain)
    return (found[1], _WEEKDAY.index(found[2].replace("天", "日"))) if found else (plain, None)


def _weekday(iso: str) -> int | None:
    try:
        return date.fromisoformat(iso).weekday()
    except ValueError:
        return None


def _digits(han: str) -> str:
    number = read_number(han)
    return han if number is None else str(number)


def _joined(year: int, month: int, day: int | str | None, end: bool = False) -> str | None:
    if not 1 <= month <= 12:
        return None
    if end:
        return Month(year * 12 + month - 1).last.isoformat()
    return f"{year:04d}-{month:02d}" + (f"-{int(day):02d}" if day else "")


def _from_digits(plain: str, _today: date) -> str | None:
    if re.fullmatch(r"\d{8}", plain):
        return f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    if re.fullmatch(r"20(1[3-9]|[2-9]\d)(0[1-9]|1[0-2])", plain):
        return f"{plain[:4]}-{plain[4:]}"
    found = _FULL.fullmatch(plain)
    if found is None:
        end = re.fullmatch(r"(\d{4})年(\d{1,2})月(?:底|末)", plain)
        return _joined(int(end[1]), int(end[2]), None, end=True) if end else None
    return "-".join([found[1], *(f"{int(part):02d}" for part in found.groups()[1:] if part)])


def _from_words(plain: str, today: date) -> str | None:
    if plain in _DAYS:
        return (today + timedelta(days=_DAYS[plain])).isoformat()
    if plain in ("月底", "月末"):
        return Month.of(today).last.isoformat()
    return None


def _from_distance(plain: str, today: date) -> str | None:
    found = _AFTER.fullmatch(plain)
    if found:
        return _moved(today, int(found[1]) * (1 if found[5] == "后" else -1), bool(found[3]), bool(found[4]))
    found = _AGO.fullmatch(plain)
    if found and bool(found[1]) != bool(found[6]):
        return _moved(today, int(found[2]) * (1 if found[1] else -1), bool(found[4]), bool(found[5]))
    return None


def _moved(today: date, count: int, weeks: bool, months: bool) -> str:
    if months:
        return Month.of(today).plus(count).day(today.day).isoformat()
    return (today + timedelta(days=count * (7 if weeks else 1))).isoformat()


def _from_month(plain: str, today: date) -> str | None:
    found = _MONTH_DAY.fullmatch(plain)
    if found is None:
        return None
    year = today.year
    if found["year"]:
        year = _year(found["year"], today)
    return _joined(year, int(found["month"]), found["day"], end=bool(found["end"]))


def _year(words: str, today: date) -> int:
    """The year of `去年` or `26年`."""
    if words in _YEARS:
        return today.year + _YEARS[words]
    year = 2000 + int(words[:2])
    return year if year <= today.year + 40 else year - 100


def _from_relative_month(plain: str, today: date) -> str | None:
    found = _RELATIVE.fullmatch(plain)
    if found is None:
        return None
    month = Month.of(today).plus(_MONTHS[found["which"]])
    return _joined(month.year, month.month, found["day"], end=bool(found["end"]))


def _from_weekday(plain: str, today: date) -> str | None:
    found = re.fullmatch(r"(上个?|本|这个?|下个?|下下个?|)(?:周|星期|礼拜)([一二三四五六日天])", plain)
    if found is None:
        return None
    monday = today - timedelta(days=today.weekday())
    place = _WEEKDAY.index(found[2].replace("天", "日"))
    return (monday + timedelta(weeks=_WEEKS[found[1]], days=place)).isoformat()


def _from_english(plain: str, today: date) -> str | None:
    for pattern in (
        rf"(?P<name>{_ENGLISH})\.?,?(?P<year>\d{{4}})",
        rf"(?P<name>{_ENGLISH})\.?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?(?P<year>\d{{4}}))?",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:of|-)?(?P<name>{_ENGLISH})\.?[,-]?(?P<year>\d{{4}})?",
    ):
        found = re.fullmatch(pattern, plain)
        if found:
            parts = found.groupdict()
            month = _NAMES.index(parts["name"][:3]) + 1
            return _joined(int(parts["year"] or today.year), month, parts.get("day"))
    return None


def _from_short_year(plain: str, today: date) -> str | None:
    """`26.3.5`: a year of two digits, where only the year in front gives a day near today."""
    found = _SHORT.fullmatch(plain)
    if found is None:
        return None
    first, month, last = (int(part) for part in found.groups())
    forward, backward = (_near(year, month, day, today) for year, day in ((first, last), (last, first)))
    return forward if forward and not backward else None


def _near(short: int, month: int, day: int, today: date) -> str | None:
    try:
        found = date(2000 + short, month, day)
    except ValueError:
        return None
    return found.isoformat() if abs(found.year - today.year) <= REACH else None


_READERS = (
    _from_digits,
    _from_words,
    _from_distance,
    _from_relative_month,
    _from_month,
    _from_weekday,
    _from_english,
    _from_short_year,
)
