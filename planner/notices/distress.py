# SPDX-License-Identifier: Apache-2.0
"""Words that say a person cannot go on. They bring up a help line, quietly; nothing about them is kept or sent."""

import re
import unicodedata

_WORDS = re.compile(
    r"自杀|自尽|自残|自伤|轻生|寻短见|不想活|活不下去|活不了了|不如死了|死了算了|一死了之|想死(?!你|我)|去死吧?我"
    r"|活着没(?:有)?意思|活着有什么意思|结束(?:自己的)?生命|了结(?:自己|生命|此生)|跳楼|跳河|割腕|遗书|撑不下去了?"
    r"|suicid|kill myself|end my life|end it all|want to die|wish i (?:was|were) dead|don'?t want to live"
    r"|no reason to live|can'?t go on|self.?harm|hurt myself",
    re.IGNORECASE,
)
# In these the words stand in a demand or a notice of others, not for the person who writes.
_OTHERS = re.compile(r"预防自杀|自杀干预|防止自杀")


def is_distressed(text: str) -> bool:
    """Whether a text that a person wrote says that they cannot go on."""
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).replace("’", "'")
    return bool(_WORDS.search(_OTHERS.sub("", plain)))
