# SPDX-License-Identifier: Apache-2.0
"""Opens a bank's PDF as a sheet: text and places by a child process with limits, rows and columns here."""

from collections.abc import Iterable, Sequence

from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.statements import pdf_text
from planner.statements.child import ChildError, run_limited
from planner.statements.containers import GIVE_PASSWORD, NEED_PASSWORD, WRONG_PASSWORD
from planner.statements.pdf_table import grid_of
from planner.statements.sheet import EXPORT_AGAIN, Sheet, from_rows
from planner.statements.table import Names

TEXT_NEEDED = N_("Export the statement as a file with text, CSV or Excel.")


def is_pdf(content: bytes) -> bool:
    """Say whether the bytes are a PDF; some have a few stray bytes in front."""
    return b"%PDF-" in content[:1024]


def open_pdf(content: bytes, passwords: Sequence[str], layouts: Iterable[Names]) -> Sheet:
    """Open a PDF as a sheet; `layouts` are the columns of the known statements. Raises InputError."""
    try:
        found = run_limited("pdf", content, list(passwords))
    except ChildError as failed:
        raise _refusal(failed, bool(passwords)) from failed
    words = frozenset(word for names in layouts for words in names.values() for word in words)
    return from_rows("pdf", "", grid_of([pdf_text.Run(*run) for run in found], words))


def _refusal(failed: ChildError, tried: bool) -> InputError:
    outcome, why = failed.args
    if outcome != "refused":
        return InputError("", N_("Reading the PDF took too long or too much memory."), remedy=TEXT_NEEDED)
    if why == pdf_text.PASSWORD:
        return InputError("", WRONG_PASSWORD if tried else NEED_PASSWORD, remedy=GIVE_PASSWORD)
    if why == pdf_text.NO_TEXT:
        return InputError("", N_("This is a PDF without text: a picture of paper."), remedy=TEXT_NEEDED)
    return InputError("", N_("The PDF is damaged."), remedy=EXPORT_AGAIN)
