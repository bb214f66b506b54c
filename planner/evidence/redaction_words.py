# SPDX-License-Identifier: Apache-2.0
"""Which words of a text must not leave the house: names, ID, card and telephone numbers, other creditors.

A hidden name keeps its first sign and a number its last four, so that rows can still be told apart.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

HIDDEN = "**"
_LEAST = 2  # signs of a word that is looked for
_SHORT = 5  # Latin signs of a word that counts only where it stands alone
# One sign for one sign, so that places in a text stay where they are.
_PLAIN = str.maketrans(
    {0xFF10 + n: chr(0x30 + n) for n in range(10)} | {0x3000: " ", 0xFF38: "X", 0xFF58: "x"}
)
_GAP = r"[ \t\-]?"
_ID = re.compile(
    rf"(?<!\d)(?:\d{{6}}{_GAP}(?:19|20)\d{{2}}{_GAP}\d{{4}}{_GAP}\d{{3}}[\dXx]|\d{{6}}\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{{3}})(?![\dXx])"
)
_PHONE = re.compile(rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)")
_CARD = re.compile(rf"(?<![\d.])\d{{4}}(?:{_GAP}\d{{4}}){{2}}(?:{_GAP}\d{{1,4}}){{0,2}}(?![\d.])")
_MAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+", re.ASCII)
_MOMENT = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?"
)
_DIGITS = re.compile(r"\d")

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董袁潘于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖"
    "范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛闫段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤温康施牛樊葛邢安齐易乔伍庞颜"
    "倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁"
    "蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戎岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇"
    "栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_DOUBLE = ("欧阳", "司马", "上官", "诸葛", "尉迟", "皇甫", "令狐", "慕容", "司徒", "夏侯", "东方", "独孤")
_NO_PERSON = frozenset(
    {"白条", "金条", "花呗", "余额宝", "高德", "方太", "安居客", "万达", "华为", "全家", "明细"}
)
_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]+")


class Hider:
    """Finds words in texts and hides them. The longest word wins, so a word that may stay shields what it holds."""

    def __init__(self, words: Mapping[str, str], shown: Iterable[str] = (), personal: bool = False) -> None:
        """`words` gives what stands in place of each; `shown` stay; `personal` hides ID, card and telephone too."""
        told = {_plain(word).casefold(): put for word, put in words.items() if len(word.strip()) >= _LEAST}
        kept = {_plain(word).casefold() for word in shown if len(word.strip()) >= _LEAST}
        self._put = told | dict.fromkeys(kept)
        ranked = sorted(self._put, key=lambda word: (-len(word), word))
        self._words = re.compile("|".join(_loose(word) for word in ranked), re.IGNORECASE) if ranked else None
        self._personal = personal
        self._said: dict[str, str] = {}  # the same words come again row after row

    def __call__(self, text: str) -> str:
        """Return the text with everything hidden that must be."""
        if text not in self._said:
            self._said[text] = self._hidden(text)
        return self._said[text]

    def _hidden(self, text: str) -> str:
        out, at = [], 0
        for start, end, put in self.found(text):
            out += [text[at:start], put]
            at = end
        return "".join([*out, text[at:]]) if out else text

    def touches(self, text: str | None) -> bool:
        """Say whether a text holds a word to hide."""
        return text is not None and next(self.found(text), None) is not None

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and what is put there, by rising place, never overlapping."""
        plain = _plain(text)
        every = [*self.of_words(plain), *self._numbers(plain)]
        at = 0
        for start, end, put in sorted(every, key=lambda one: (one[0], -one[1])):
            if start >= at:
                at = end
                if put is not None:
                    yield start, end, put

    def of_words(self, plain: str) -> Iterator[tuple[int, int, str | None]]:
        """Yield the places of the words alone; None stands for what may stay."""
        if self._words is None:
            return
        for match in self._words.finditer(plain):
            yield match.start(), match.end(), self._put[_key(match[0], self._put)]

    def _numbers(self, plain: str) -> Iterator[tuple[int, int, str | None]]:
        if not self._personal:
            return
        if "@" in plain:
            yield from ((m.start(), m.end(), m[0][:1] + "**@**") for m in _MAIL.finditer(plain))
        if not _DIGITS.search(plain):
            return
        for pattern, first in ((_ID, 3), (_PHONE, 3), (_CARD, 0)):
            for match in pattern.finditer(plain):
                if not _MOMENT.fullmatch(match[0]):
                    yield match.start(), match.end(), number_hidden(match[0], first)


def number_hidden(number: str, first: int = 0) -> str:
    """Return a number with only its ends: `138****0000`; the code of the country is left out."""
    bare = re.sub(r"^(?:\+|00)86", "", re.sub(r"[\s\-]", "", number))
    return bare[:first] + "****" + bare[-4:]


def name_hidden(name: str) -> str:
    """Return a person's name with its first sign only, whatever its length."""
    return name.strip()[:1] + HIDDEN


def is_person(text: str) -> bool:
    """Say whether a text looks like the Chinese name of a person: a surname and one or two signs."""
    name = text.strip()
    if not _HAN.fullmatch(name) or name in _NO_PERSON:
        return False
    if name.startswith(_DOUBLE):
        return len(name) in (3, 4)
    return len(name) in (2, 3) and name[0] in _SURNAMES


def person_in(party: str) -> str | None:
    """Return the name of the person that a row's other party is: `张三(138****0000)` is 张三; None for a shop."""
    head = re.split(r"[（(\[【 ]", party.strip(), maxsplit=1)[0]
    return head if is_person(head) else None


def _plain(text: str) -> str:
    return text.translate(_PLAIN)


def _loose(word: str) -> str:
    """A name in Han signs or digits is found with blanks between them too."""
    if _HAN.fullmatch(word) or word.isdigit():
        return r"[ \t]*".join(re.escape(sign) for sign in word)
    if len(word) <= _SHORT and word.isascii():
        return rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])"
    return re.escape(word)


def _key(found: str, known: Mapping[str, str | None]) -> str:
    key = found.casefold()
    return key if key in known else re.sub(r"[ \t]", "", key)
