# SPDX-License-Identifier: Apache-2.0
"""Reads a message: what kind it seems to be, why, its fields, the stage it means and the deadlines it starts.

It never says that a message is genuine, nor that a debt or case does not exist: the checklist decides.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from planner.facts.case import Debt
from planner.facts.language import N_
from planner.facts.money import parse_yuan, plain_yuan
from planner.facts.problems import InputError
from planner.facts.rulebook import RuleBook
from planner.law.deadlines import deadline, working_days_after
from planner.notices.case_number import CaseNumber, find_numbers
from planner.notices.detect import COURT_NAME, FULL_BODY, Hit, Seen, detect, ids, lines_of
from planner.notices.hosts import find_links
from planner.notices.signals import SignalBook, Step, compiled
from planner.notices.wording import Message, read

Class = Literal[
    "COURT_LIKELY",
    "MEDIATION_ORG_LIKELY",
    "LENDER_OR_LAWYER_COLLECTION",
    "VERIFY_FIRST",
    "DISGUISED_COLLECTION",
    "ILLEGAL_COLLECTION",
    "ILLEGAL_AGENT",
    "SCAM",
]
CLASSES: dict[Class, str] = {
    "COURT_LIKELY": N_("Looks like a court's notice. Please confirm by the checklist."),
    "MEDIATION_ORG_LIKELY": N_(
        "Looks like a mediation body, which is not a court. Please confirm by the checklist."
    ),
    "LENDER_OR_LAWYER_COLLECTION": N_("Looks like collection by the lender or its lawyer."),
    "VERIFY_FIRST": N_("Cannot be told from the text. Verify first."),
    "DISGUISED_COLLECTION": N_(
        "Looks like collection dressed up as a court or mediator. The debt may still exist."
    ),
    "ILLEGAL_COLLECTION": N_("Collection that goes beyond its bounds. Keep the message as evidence."),
    "ILLEGAL_AGENT": N_("Looks like a paid agent. Never hand over money, ID or SIM card."),
    "SCAM": N_("Shows signs of fraud. Pay nothing, open nothing; a debt or case may still exist: check it."),
}
MUST_EXCLUDE = frozenset(
    {"N06", "N07", "N08", "N09", "N10", "N11", "N14", "N15", "N17", "N18", "N19", "N20", "N21", "N22", "N23"}
)
TO_VERIFY = frozenset({"N07", "N08", "N14", "N18", "N19", "N21", "N22", "N23"})
_DEADLINE_OF = {"filed": "answer", "payment_order": "payment_order", "before_filing": "mediation"}
_AMOUNT = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{2,9}(?:\.\d{1,2})?)(?=元)")
_BY_DAY = re.compile(r"(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日(?:\d{1,2}[:时]\d{0,2}分?)?(?:之?前|以前)")
_IN_DAYS = re.compile(r"(\d{1,3}|[一二三四五六七八九十]{1,3})个?(工作)?[日天](?:之?内|以内)")
_FIGURES = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_PARTY = re.compile(
    r"(?:原告|申请人|受)?([\u4e00-\u9fff()]{3,30}?(?:公司|银行(?:信用卡中心)?|信用卡中心))(?:(?:就您|与你|与您|诉你|诉您|对你|对您|委托|向我))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a message names; None where it does not."""

    court: str | None = None
    case_number: str | None = None
    case_type: str | None = None
    creditor: str | None = None
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    deadline: dt.date | None = None
    amount: str | None = None  # plain yuan


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline that the message starts, if it is genuine: what, the day, the rule."""

    what: str
    date: dt.date
    rule_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a message seems to be, and what to do about it."""

    kind: Class
    hits: tuple[Hit, ...]
    fields: Fields
    stage: str | None
    deadlines: tuple[Due, ...]
    checklist: tuple[Step, ...]
    matches_debt: str | None
    unseen: tuple[str, ...] = ()  # what could not be looked at, as msgids

    @property
    def words(self) -> str:
        """The verdict as a msgid."""
        return CLASSES[self.kind]


def read_message(
    text: str,
    signals: SignalBook,
    book: RuleBook,
    sender: str = "",
    received: dt.datetime | dt.date | None = None,
    today: dt.date | None = None,
    debts: Sequence[Debt] = (),
) -> Verdict:
    """Return the verdict on a message. `received` decides which years and hours are plausible; `today` stands in for it."""
    message = read(text, signals.traditional, compiled(signals.signal("P10").patterns[0]))
    when = received or today
    year = when.year if when else dt.date.max.year
    court = COURT_NAME.search(message.text)
    numbers = find_numbers(message.text, year, _court_name(message, court), signals.places)
    own = _own_debt(message.text, debts, book)
    brands = [name for debt in debts for name in (debt.brand, debt.creditor) if name]
    seen = Seen(
        message=message,
        sender=sender.strip(),
        received=received if isinstance(received, dt.datetime) else None,
        numbers=numbers,
        links=find_links(message.text, signals.hosts, brands),
        own_debt=own[1] if own else "",
        book=signals,
    )
    hits = detect(seen)
    stage = _stage(numbers, hits, book)
    day = when.date() if isinstance(when, dt.datetime) else when
    fields = _fields(seen, court[0] if court else None, day, book)
    return Verdict(
        kind=decide(seen, hits),
        hits=hits,
        fields=fields,
        stage=stage,
        deadlines=tuple(_deadlines(fields, stage, day, book)),
        checklist=signals.checklist,
        matches_debt=own[0] if own else None,
        unseen=tuple(_unseen(sender, received)),
    )


def _unseen(sender: str, received: dt.datetime | dt.date | None) -> Iterable[str]:
    if not sender.strip():
        yield N_("The sender's number was not given, so it was not looked at.")
    if not isinstance(received, dt.datetime):
        yield N_("The time of receipt was not given, so it was not looked at.")


def _court_name(message: Message, court: re.Match[str] | None) -> str:
    if message.signature and "法院" in message.signature:
        return message.signature
    return court[0] if court else ""


def decide(seen: Seen, hits: tuple[Hit, ...]) -> Class:
    """Return the class by the first rule that matches; doubt means VERIFY_FIRST."""
    found, speaker = ids(hits), seen.message.speaker
    if found & {"N01", "N02", "N03", "N04", "N05", "N17"}:
        return "SCAM"
    if "N12" in found:
        return "ILLEGAL_COLLECTION"
    if "N13" in found:
        return "ILLEGAL_AGENT"
    if "N06" in found:
        return "SCAM"
    if _disguised(seen, found):
        return "DISGUISED_COLLECTION"
    if found & TO_VERIFY:
        return "VERIFY_FIRST"
    if _court_likely(speaker, found):
        return "COURT_LIKELY"
    if _mediation_likely(seen, found):
        return "MEDIATION_ORG_LIKELY"
    return "LENDER_OR_LAWYER_COLLECTION" if "P10" in found else "VERIFY_FIRST"


def _disguised(seen: Seen, found: frozenset[str]) -> bool:
    speaker = seen.message.speaker
    if "N15" in found:
        return True
    if "N08" in found and found & {"N09", "N10", "N20"} and speaker != "LENDER":
        return True
    if "N20" in found and "P05" not in found:
        early = bool(seen.kinds & {"民诉前调", "诉前调"})
        return speaker == "MEDIATION" or (speaker == "COURT" and ("P02" not in found or early))
    return False


def _court_likely(speaker: str, found: frozenset[str]) -> bool:
    named = bool(found & {"P01", "P08"}) and bool(found & {"P04", "P05", "P08"})
    return speaker == "COURT" and "P02" in found and named and not found & MUST_EXCLUDE


def _mediation_likely(seen: Seen, found: frozenset[str]) -> bool:
    text, signature = seen.message.text, seen.message.signature
    named = FULL_BODY.search(signature) and "法院" not in signature
    address = re.search(r"[\u4e00-\u9fff]{1,12}(?:路|街|大道|巷)\d+号", text)
    applied = re.search(r"申请.{0,4}调解", text)
    is_body = seen.message.speaker == "MEDIATION" and named and "P06" in found and ("P03" in found or address)
    return bool(is_body and applied and not found & MUST_EXCLUDE)


# ---------------------------------------------------------------- fields


def _own_debt(text: str, debts: Sequence[Debt], book: RuleBook) -> tuple[str, str] | None:
    """Return the debt a text speaks of and the name that told it: entity, brand, or a brand's aliases."""
    for debt in debts:
        names = [debt.creditor, *re.split(r"[()（）/ ]+", debt.creditor), debt.brand or ""]
        for platform in book.platforms:
            if debt.brand and debt.brand in (platform.title_zh, *platform.aliases):
                names += [*platform.aliases, platform.entity or ""]
        for name in names:
            plain = name.replace("（", "(").replace("）", ")").strip()
            if len(plain) >= 2 and plain not in GENERIC and plain in text:
                return debt.id, plain
    return None


GENERIC = frozenset({"信用卡", "银行", "小额贷款", "贷款", "消费金融", "消费金融公司", "网贷"})


def _fields(seen: Seen, court: str | None, day: dt.date | None, book: RuleBook) -> Fields:
    text = seen.message.text
    number = next(iter(sorted(seen.numbers, key=lambda n: n.result != "ok")), None)
    party = _PARTY.search(text)
    return Fields(
        court=court,
        case_number=number.text if number else None,
        case_type=number.kind or None if number else None,
        creditor=re.sub(r"^(?:原告|申请人|受|债权人)", "", party[1]) if party else None,
        phones=tuple(lines_of(text)),
        links=tuple(link.text for link in seen.links),
        deadline=_named_day(text, day, book),
        amount=_amount(text),
    )


def _amount(text: str) -> str | None:
    found = _AMOUNT.search(text)
    if found is None:
        return None
    try:
        return plain_yuan(parse_yuan(found[1]))
    except InputError:
        return None


def _named_day(text: str, day: dt.date | None, book: RuleBook) -> dt.date | None:
    """Return the day a text sets: a date, or so many days from receipt (the first day is not counted)."""
    found = _BY_DAY.search(text)
    if found and (day or found[1]):
        first = int(found[1]) if found[1] else (day.year if day else 0)
        years = (first,) if found[1] else (first, first + 1)
        named = (each for year in years if (each := _day_or_none(year, int(found[2]), int(found[3]))))
        return next((each for each in named if found[1] or day is None or each >= day), None)
    span = _IN_DAYS.search(text)
    length = _counted(span[1]) if span else 0
    if span is None or day is None or not length:
        return None
    return working_days_after(day, length, book) if span[2] else day + dt.timedelta(days=length)


def _day_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _counted(words: str) -> int:
    """Read a number of days in figures or in words up to ninety-nine: `15`, `十五`, `三十`; 0 where it is none."""
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if any(sign not in _FIGURES for sign in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return 0
    return (10 * _FIGURES.get(tens, 1) if ten else 0) + _FIGURES.get(ones, 0)


def _stage(numbers: Iterable[CaseNumber], hits: tuple[Hit, ...], book: RuleBook) -> str | None:
    for number in numbers:
        known = next((kind for kind in book.case_types.types if kind.id == number.kind), None)
        if known is not None:
            return known.stage
    found = ids(hits)
    if "P10" in found:
        return "collection"
    return "mediation" if "P06" in found else None


def _deadlines(fields: Fields, stage: str | None, day: dt.date | None, book: RuleBook) -> Iterable[Due]:
    if fields.deadline is not None:
        yield Due("named", fields.deadline, None)
    kind = _DEADLINE_OF.get(stage or "")
    if kind is not None and day is not None and fields.case_number:
        due = deadline(kind, day, book)
        yield Due(kind, due.date, due.kind.rule_id)
