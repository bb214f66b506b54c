# SPDX-License-Identifier: Apache-2.0
"""A message made ready to be read: one form for look-alike signs, sentences and clauses, who signs it and who speaks."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Speaker = Literal["POLICE", "LENDER", "COURT", "MEDIATION", "NONE"]

_NOTHING = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]")
_BRACKETS = str.maketrans(
    {
        "【": "[",
        "〔": "(",
        "［": "[",
        "〖": "[",
        "】": "]",
        "〕": ")",
        "］": "]",
        "〗": "]",
        "（": "(",
        "）": ")",
    }
)
_SIGNATURE = re.compile(r"^\s*\[([^\]]{1,40})\]|\[([^\]]{1,40})\]\s*$")
_SENTENCE_END = "。;!?\n"
_CLAUSE_END = _SENTENCE_END + ",、:"
_NEGATION = re.compile(r"(?:不会|不得|不要|无需|请勿|切勿|绝不|禁止|不用|从不|勿)")
# "We never ask you to …": holds for the whole clause, and for a list joined by 、 until something is asked after all.
_NEVER_ASKS = re.compile(r"(?:不会|绝不|不得|从不|从未|不曾).{0,4}(?:要求|索要|索取|收取|以任何|通过任何)")
_WARNING = re.compile(
    r"警惕|谨防|当心|防范|骗局|(?:切勿|不要|请勿|勿)(?:轻|相)?信|(?:都|均|皆|即)[是为系]诈骗|遭遇.{0,12}诈骗|以防.{0,8}诈骗"
)
# A demand of the writer's own voids no hit, whatever warning stands beside it; one told of others does not demand.
_DEMAND = re.compile(r"请(?!勿|不)|务必|立即|马上|尽快|[将把].{0,8}(?:转|汇|存|缴|打|付)")
_TOLD_OF = re.compile(
    r"要求|凡|声称|自称|冒充|以.{1,8}为由|让[您你]|诱导|骗|谨防|警惕|当心|切勿|警方提(?:示|醒)"
)
GUARD_REACH = 8  # characters between a negation and what it voids


@dataclass(frozen=True, slots=True)
class Message:
    """A message: the text in one form, its signature without brackets, its body, who speaks."""

    text: str
    signature: str
    body: str
    speaker: Speaker

    @property
    def official(self) -> bool:
        """Whether a court, a mediator or the police speak."""
        return self.speaker in ("COURT", "MEDIATION", "POLICE")


def normal(text: str, traditional: Mapping[str, str]) -> str:
    """Return the text with one form of digits, brackets, blanks and characters; line breaks end no word."""
    plain = unicodedata.normalize("NFKC", _NOTHING.sub("", text)).translate(_BRACKETS)
    plain = "".join(traditional.get(sign, sign) for sign in plain)
    plain = re.sub(r"[ \t\r\u3000]+", " ", plain)
    plain = re.sub(r"(?<=[\u4e00-\u9fff(\[)\]0-9]) (?=[\u4e00-\u9fff(\[)\]0-9])", "", plain)
    return re.sub(r"\n+", "", plain).strip()


def read(text: str, traditional: Mapping[str, str], lender: re.Pattern[str]) -> Message:
    """Read a message; `lender` matches signatures of lenders and their lawyers."""
    plain = normal(text, traditional)
    found = _SIGNATURE.search(plain)
    signature = (found[1] or found[2]).strip() if found else ""
    body = (plain[: found.start()] + plain[found.end() :]).strip() if found else plain
    return Message(plain, signature, body, _speaker(signature, body, lender))


def _speaker(signature: str, body: str, lender: re.Pattern[str]) -> Speaker:
    if re.search(r"公安|经侦|派出所|检察院|刑警|刑侦|警察|反诈(?!宣)", signature) or re.search(
        r"我是.{0,12}(?:民警|警官|检察官)", body
    ):
        return "POLICE"
    if lender.search(signature) and "法院" not in signature:
        return "LENDER"
    if re.search(r"法院|12368|2368助手", signature):
        return "COURT"
    if "调解" in signature:
        return "MEDIATION"
    if not signature and re.search(r"本院|我院|我是.{0,12}法院", body):
        return "COURT"
    return "NONE"


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text."""
    yield from (part for part in re.split(f"[{_SENTENCE_END}]", text) if part.strip())


def clause_before(sentence: str, start: int, ends: str = _CLAUSE_END) -> str:
    """Return what stands before a place in its clause; `ends` are the signs that end one."""
    head = sentence[:start]
    cut = max((head.rfind(end) for end in ends), default=-1)
    return head[cut + 1 :]


def is_void(sentence: str, start: int, words: str = "") -> bool:
    """Say whether a hit is void: negated in its clause close before it or in its own words, or its sentence is a warning."""
    if _NEGATION.search(words):
        return True
    before = clause_before(sentence, start)
    if _WARNING.search(sentence) and (not _DEMAND.search(before) or _TOLD_OF.search(before)):
        return True
    if any(len(before) - found.end() <= GUARD_REACH for found in _NEGATION.finditer(before)):
        return True
    listed = clause_before(sentence, start, _CLAUSE_END.replace("、", ""))
    never = _NEVER_ASKS.search(listed)
    return never is not None and not _DEMAND.search(listed[never.end() :])
