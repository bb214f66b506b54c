# SPDX-License-Identifier: Apache-2.0
"""The redacted copy of a statement file: its rows as a CSV, with the number each row has in the original.

Texts that a spreadsheet could take for a formula are marked as text, as OWASP advises.
"""

import csv
import io
from collections.abc import Iterable

from planner.evidence.redaction_words import Hider
from planner.facts.case import Flow
from planner.facts.dates import moment_text
from planner.facts.language import N_, _
from planner.facts.money import plain_yuan

HEADS = (
    N_("Row"),
    N_("Time"),
    N_("Amount"),
    N_("Direction in the file"),
    N_("Other party"),
    N_("Memo"),
    N_("Order number"),
    N_("Balance"),
    N_("Paid with"),
    N_("Status"),
)
_RISKY = tuple("=+-@\t\r\n＝＋－＠\u2212'")


def rows_copy(flows: Iterable[Flow], mark: str) -> bytes:
    """Return the rows of one statement as CSV (UTF-8 with mark, CRLF), in the language now spoken."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([safe(mark)])
    writer.writerow([_(head) for head in HEADS])
    for flow in flows:
        writer.writerow(
            [
                "" if flow.row is None else str(flow.row),
                moment_text(flow.at),
                plain_yuan(flow.amount),
                safe(flow.word),
                safe(flow.party),
                safe(flow.memo),
                safe(flow.order_no),
                "" if flow.balance is None else plain_yuan(flow.balance),
                safe(flow.method),
                safe(flow.status),
            ]
        )
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def safe(text: str | None) -> str:
    """Return text that no spreadsheet takes for a formula."""
    words = (text or "").replace("\x00", "")
    return f"'{words}" if words.lstrip(" \u3000\ufeff\u200b").startswith(_RISKY) else words


def text_copy(content: bytes, hider: Hider, mark: str) -> bytes:
    """Return a text paper with everything hidden that must be, under the watermark's words."""
    return f"{mark}\r\n\r\n{hider(read_text(content))}".encode("utf-8", "replace")


def read_text(content: bytes) -> str:
    """Read a text in one of the encodings met here."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")
