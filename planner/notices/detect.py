# SPDX-License-Identifier: Apache-2.0
"""Which signals a message gives, each with the words that gave it."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from planner.notices.case_number import CaseNumber
from planner.notices.hosts import Link
from planner.notices.signals import SignalBook, compiled
from planner.notices.wording import Message, is_void, sentences

LANDLINE = re.compile(r"(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
SERVICE_400 = re.compile(r"(?<!\d)400-?\d{3}-?\d{4}(?!\d)")
SHORT_LINE = re.compile(r"(?<!\d)(?:95\d{3,6}|12368|12348|12378|12345|96110)(?!\d)")
ACCOUNT = re.compile(r"(?<![\dA-Za-z])\d{12,19}(?!\d)")
COURT_NAME = re.compile(r"[\u4e00-\u9fff]{2,20}?(?:人民法院|互联网法院|金融法院)")
FULL_BODY = re.compile(r"[\u4e00-\u9fff]{4,}(?:调解委员会|调解中心)")
OFFICER = re.compile(r"调解员|法官助理|法官|书记员|承办人|执行员|执行法官")
QUIET_FROM, QUIET_TO = 22, 8  # hours between which a collector should be silent (COL-02)
REGISTER_FIRST = 2025  # the year from which courts register before they mediate (MED-05)
_DEMAND = re.compile(r"转账|转入|QQ|微信|下载|配合调查|屏幕共享")
OWN_CODE_REACH = 16  # characters between a code and the advice to keep it to oneself
NEAR = 24  # characters between an officer's title and the number
ENFORCED = ("执", "执恢", "执异", "执复", "执监", "执协", "执他", "财保", "民督", "诉前调确")


@dataclass(frozen=True, slots=True)
class Hit:
    """A signal that fired, and the words that fired it."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Everything signals are told from."""

    message: Message
    sender: str
    received: dt.datetime | None
    numbers: tuple[CaseNumber, ...]
    links: tuple[Link, ...]
    own_debt: str  # a debt the text names, "" without one
    book: SignalBook

    @property
    def has_ok_number(self) -> bool:
        """Whether a case number of the right shape stands in the text."""
        return any(number.result == "ok" for number in self.numbers)

    @property
    def kinds(self) -> frozenset[str]:
        """The type words of its case numbers."""
        return frozenset(number.kind for number in self.numbers)


def detect(seen: Seen) -> tuple[Hit, ...]:
    """Return the signals of a message in the order of their ids, positive ones first."""
    found: dict[str, str] = {}
    for signal_id, test in TESTS:
        words = test(seen, found)
        if words:
            found[signal_id] = words
    order = {signal.id: place for place, signal in enumerate(seen.book.signals)}
    return tuple(Hit(name, found[name]) for name in sorted(found, key=lambda one: order[one]))


Test = Callable[[Seen, dict[str, str]], str]


def _hit(seen: Seen, signal_id: str, text: str | None = None) -> str:
    """Return the first words of a text (the whole message by default) that a signal's patterns find."""
    signal = seen.book.signal(signal_id)
    for sentence in sentences(seen.message.text if text is None else text):
        for pattern in signal.patterns:
            for found in compiled(pattern).finditer(sentence):
                if not (signal.guarded and is_void(sentence, found.start(), found[0])):
                    return found[0]
    return ""


def _court_speaks(seen: Seen, _found: dict[str, str]) -> str:
    name = COURT_NAME.search(seen.message.signature)
    if name is None and seen.message.speaker == "COURT":
        name = COURT_NAME.search(seen.message.body)
    return name[0] if name else ""


def _good_number(seen: Seen, _found: dict[str, str]) -> str:
    return next((number.text for number in seen.numbers if number.result == "ok"), "")


def _officer_line(seen: Seen, _found: dict[str, str]) -> str:
    text = seen.message.text
    for line in LANDLINE.finditer(text):
        around = text[max(0, line.start() - NEAR) : line.end() + NEAR]
        if OFFICER.search(around):
            return line[0]
    return ""


def _body(signal_id: str) -> Test:
    return lambda seen, _found: _hit(seen, signal_id, seen.message.body)


def _anywhere(signal_id: str) -> Test:
    return lambda seen, _found: _hit(seen, signal_id)


def _all_official(seen: Seen, _found: dict[str, str]) -> str:
    return seen.links[0].host if seen.links and all(link.kind == "off" for link in seen.links) else ""


def _lender(seen: Seen, _found: dict[str, str]) -> str:
    return seen.message.signature if seen.message.speaker == "LENDER" else ""


def _hand_over(seen: Seen, found: dict[str, str]) -> str:
    plain = _hit(seen, "N02")
    if plain:
        return plain
    typed = re.search(r"输入.{0,6}(?:验证码|密码)", seen.message.text)
    foreign = any(link.kind != "off" for link in seen.links) or re.search(
        r"下载.{0,12}(?:App|APK)", seen.message.text, re.I
    )
    return typed[0] if typed and foreign else ""


def _bad_link(seen: Seen, found: dict[str, str]) -> str:
    text, lender = seen.message.text, seen.message.speaker == "LENDER"
    for link in seen.links:
        if link.kind == "bad":
            return link.text
    unknown = [link.text for link in seen.links if link.kind == "unk"]
    install = re.search(r"\.apk\b|(?:下载|安装).{0,14}(?:App|软件|应用)", text, re.IGNORECASE)
    if install and (seen.message.official or unknown):
        return install[0]
    if unknown and ({"N01", "N02", "N06", "N11", "N13"} & found.keys()):
        return unknown[0]
    asks = re.search(r"登录|实名|身份证|银行卡号|密码", text) or (
        not lender and re.search(r"还款|缴|付款|办理|处理", text)
    )
    return unknown[0] if unknown and asks else ""


def _crime(seen: Seen, _found: dict[str, str]) -> str:
    speaker = seen.message.speaker
    if speaker == "POLICE":
        for sentence in sentences(seen.message.text):
            demand = _DEMAND.search(sentence)
            if demand and not is_void(sentence, demand.start()):
                return demand[0]
    words = _hit(seen, "N04")
    if speaker == "COURT" and seen.has_ok_number:
        return ""
    if speaker == "LENDER" and not ACCOUNT.search(seen.message.text):
        return ""
    return words


def _secrecy(seen: Seen, _found: dict[str, str]) -> str:
    """Return an order to keep the matter from others; keeping a code or password to oneself is sound advice."""
    for sentence in sentences(seen.message.text):
        for pattern in seen.book.signal("N05").patterns:
            for found in compiled(pattern).finditer(sentence):
                around = sentence[max(0, found.start() - OWN_CODE_REACH) : found.end()]
                if not re.search(r"验证码|密码|校验码|动态码|口令|个人信息", around):
                    return found[0]
    return ""


def _not_lender(signal_id: str) -> Test:
    return lambda seen, _found: "" if seen.message.speaker == "LENDER" else _hit(seen, signal_id)


def _fees(seen: Seen, _found: dict[str, str]) -> str:
    after = re.search(r"(?:判决|调解书|裁定).{0,12}(?:生效|确定)", seen.message.text)
    return "" if after else _hit(seen, "N07")


def _invented(seen: Seen, _found: dict[str, str]) -> str:
    text = seen.message.text
    if not re.search(r"法院|立案|执行|传票|诉前", text):
        return ""
    bad = next((number.text for number in seen.numbers if number.result == "bad"), "")
    if bad:
        return bad
    return "" if any(n.result != "bad" for n in seen.numbers) else _hit(seen, "N08")


def _pressure(seen: Seen, _found: dict[str, str]) -> str:
    for sentence in sentences(seen.message.text):
        if "开庭" in sentence:
            continue
        for pattern in seen.book.signal("N09").patterns:
            found = compiled(pattern).search(sentence)
            if found:
                return found[0]
    return ""


def _private_contact(seen: Seen, _found: dict[str, str]) -> str:
    text = seen.message.text
    adding = _hit(seen, "N10")
    if adding:
        return adding
    if LANDLINE.search(text) or SHORT_LINE.search(text) or SHORT_LINE.fullmatch(seen.sender):
        return ""
    lines = [*MOBILE.findall(text), *SERVICE_400.findall(text)]
    if not lines and (MOBILE.fullmatch(seen.sender) or SERVICE_400.fullmatch(seen.sender)):
        lines = [seen.sender]
    return lines[0] if lines else ""


def _freeze(seen: Seen, _found: dict[str, str]) -> str:
    return "" if seen.kinds & {"财保", "执保", "执", "执恢"} else _hit(seen, "N11")


def _others(seen: Seen, _found: dict[str, str]) -> str:
    text = seen.message.text
    if re.search(r"协助执行通知书", text) and seen.kinds & set(ENFORCED):
        return ""
    return _hit(seen, "N12")


def _early_number(seen: Seen, _found: dict[str, str]) -> str:
    return next(
        (
            n.text
            for n in seen.numbers
            if n.kind in ("民诉前调", "诉前调") and n.year >= REGISTER_FIRST and n.result == "ok"
        ),
        "",
    )


def _court_like(seen: Seen, _found: dict[str, str]) -> str:
    signature = seen.message.signature
    words = next(
        (
            compiled(p).search(signature)
            for p in seen.book.signal("N15").patterns
            if compiled(p).search(signature)
        ),
        None,
    )
    full = re.search(r"(?:人民法院|互联网法院|金融法院)", signature) or re.search(
        r"人民调解委员会", signature
    )
    reachable = LANDLINE.search(seen.message.text) or SHORT_LINE.search(seen.message.body)
    if FULL_BODY.search(signature) and "法院" not in signature and not _private_contact(seen, {}):
        return ""  # a body with its full name that gives no number at all, perhaps an address
    return signature if words and not full and not seen.has_ok_number and not reachable else ""


def _at_night(seen: Seen, _found: dict[str, str]) -> str:
    if seen.received is None or seen.message.speaker == "COURT":
        return ""
    hour = seen.received.hour
    return f"{seen.received:%H:%M}" if hour >= QUIET_FROM or hour < QUIET_TO else ""


def _abroad(seen: Seen, _found: dict[str, str]) -> str:
    sender = re.sub(r"[ \-]", "", seen.sender)
    foreign = re.match(r"(?:\+(?!86)|00(?!86))\d", sender)
    claims = seen.message.speaker != "NONE" or re.search(
        r"法院|公安|民警|银行|贷款|欠款|调解|立案", seen.message.text
    )
    return seen.sender if foreign and claims else ""


def _pay_into(seen: Seen, _found: dict[str, str]) -> str:
    if seen.message.speaker == "LENDER":
        account = ACCOUNT.search(seen.message.text)
        return account[0] if account else ""
    return _hit(seen, "N18") if seen.message.official else ""


def _unknown_link(seen: Seen, found: dict[str, str]) -> str:
    unknown = next((link.text for link in seen.links if link.kind == "unk"), "")
    return "" if "N03" in found else unknown


def _threat(seen: Seen, _found: dict[str, str]) -> str:
    speaks = seen.message.speaker in ("COURT", "MEDIATION")
    return _hit(seen, "N20") if speaks and not seen.kinds & set(ENFORCED) else ""


def _moves_away(seen: Seen, _found: dict[str, str]) -> str:
    return _hit(seen, "N10") if seen.message.official else ""


def _odd_number(seen: Seen, _found: dict[str, str]) -> str:
    return next((n.text for n in seen.numbers if n.result in ("unknown_type", "old_style")), "")


def _vendor(seen: Seen, _found: dict[str, str]) -> str:
    return next((link.text for link in seen.links if link.kind == "vendor"), "")


TESTS: tuple[tuple[str, Test], ...] = (
    ("P01", _court_speaks),
    ("P02", _good_number),
    ("P03", _officer_line),
    ("P04", _body("P04")),
    ("P05", _all_official),
    ("P06", _anywhere("P06")),
    ("P07", lambda seen, _found: seen.own_debt),
    ("P08", _anywhere("P08")),
    ("P09", _anywhere("P09")),
    ("P10", _lender),
    ("N01", _anywhere("N01")),
    ("N02", _hand_over),
    ("N04", _crime),
    ("N05", _secrecy),
    ("N06", _not_lender("N06")),
    ("N07", _fees),
    ("N08", _invented),
    ("N09", _pressure),
    ("N10", _private_contact),
    ("N11", _freeze),
    ("N12", _others),
    ("N13", _anywhere("N13")),
    ("N03", _bad_link),  # it looks at those before it
    ("N14", _early_number),
    ("N15", _court_like),
    ("N16", _at_night),
    ("N17", _abroad),
    ("N18", _pay_into),
    ("N19", _unknown_link),
    ("N20", _threat),
    ("N21", _moves_away),
    ("N22", _odd_number),
    ("N23", _vendor),
)


def ids(hits: Iterable[Hit]) -> frozenset[str]:
    """Return the ids of signals that fired."""
    return frozenset(hit.id for hit in hits)


def lines_of(text: str) -> Iterator[str]:
    """Yield the phone numbers of a text, each once, in order."""
    seen: set[str] = set()
    for pattern in (LANDLINE, MOBILE, SERVICE_400, SHORT_LINE):
        for number in pattern.findall(text):
            if number not in seen:
                seen.add(number)
                yield number
