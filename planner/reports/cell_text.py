# SPDX-License-Identifier: Apache-2.0
"""Text as a spreadsheet cell can hold it: never a formula, nothing that a file may not contain, never too long."""

import re

TOO_LONG = 32_767  # characters a cell can hold
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x000D_ as one character
# What a spreadsheet program may take for a formula when the cell is edited.
_REVIVES = tuple("=+-@\t\r\n＝＋－＠\u2212'")
_BLANKS = re.compile("^[\\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x1f]+")


def safe_text(text: str) -> tuple[str, bool]:
    """Return text as a cell can hold it, and whether it must be marked as text for good.

    Characters that XML forbids are dropped, line ends become one kind, too long text ends with an ellipsis.
    """
    clean = _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    clean = _ESCAPE.sub("_x005F_", clean)
    if len(clean) > TOO_LONG:
        clean = clean[: TOO_LONG - 1] + "…"
    risky = any(part.startswith(_REVIVES) for part in (text, _BLANKS.sub("", text)))
    return clean, risky
