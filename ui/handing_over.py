# SPDX-License-Identifier: Apache-2.0
"""Documents, PDFs and the bundle made beside the window: jobs that only take facts and give pages or bytes."""

import hashlib
from collections.abc import Callable, Generator
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop

from planner.evidence.redaction_creditor import Wish
from planner.facts.case import Case, Export, new_id, put
from planner.facts.language import _, speaking
from planner.facts.problems import Problem
from planner.reports.printout import Printout
from ui import outbox

CONTENTS = "contents"


def document(desk: outbox.Desk, name: str, debt_id: str | None, spoken: str) -> Printout:
    """Make a document in a language. Raises InputError where it should not be made."""
    from planner.reports.documents import make

    with speaking(spoken):
        if name == CONTENTS:
            return outbox.contents(desk)
        return make(name, desk.case, desk.plan, desk.book, desk.today, debt_id)


def laid_out(desk: outbox.Desk, name: str, debt_id: str | None, spoken: str) -> Any:
    """Make a document and lay it out on pages, which then belong to the window. Raises InputError."""
    from ui.printing import Pages

    loop = QEventLoop()
    pages = Pages(document(desk, name, debt_id, spoken))
    loop.processEvents()  # what the layout put off is done before it changes hands
    app = QCoreApplication.instance()
    if app is not None:
        pages.document.moveToThread(app.thread())
    return pages


def pdf_of(text: Printout) -> bytes:
    """Return a text as PDF."""
    from ui.printing import pdf

    _ready_for_text()
    return pdf(text)


def pictures_of(text: Printout) -> tuple[bytes, ...]:
    """Return each page of a text as PNG."""
    from ui.printing import images, png

    _ready_for_text()
    return tuple(png(image) for image in images(text))


def word_file(text: Printout, desk: outbox.Desk) -> bytes:
    """Return a text for a word processor."""
    from planner.reports.word_copy import word_copy

    return word_copy(text, desk.today)


def workbook_of(desk: outbox.Desk, make: Callable[[outbox.Desk], bytes], spoken: str) -> bytes:
    """Make a workbook of the outbox in a language."""
    with speaking(spoken):
        return make(desk)


def bundle_of(
    desk: outbox.Desk, wish: Wish, read: Callable[[str], bytes], spoken: str, password: str = ""
) -> Generator[tuple[float, str], bool, tuple[bytes, tuple[Problem, ...]] | None]:
    """Make the bundle of what a wish lets out, locked with a password if one is given; a job with progress.

    `read` gives the bytes of an original. Returns the zip and what to look at before it goes; None when told to stop.
    Raises InputError.
    """
    blobs: dict[str, bytes] = {}
    wanted = {file.sha256 for file in desk.case.files} | {paper.sha256 for paper in desk.case.papers}
    for sha256 in sorted(wanted):
        if (yield 0.0, _("Originals")):
            return None
        blobs[sha256] = read(sha256)
    if (yield 0.0, _("What may leave")):
        return None
    with speaking(spoken):
        ready = outbox.prepared(desk, wish, blobs.__getitem__)
    drawn = {}
    for n, (name, (words, make)) in enumerate(outbox.DOCUMENTS.items(), 1):
        if (yield n / 10, _(words)):
            return None
        with speaking(spoken):
            drawn[name] = pdf_of(make(ready))
    if ready.for_lawyer:
        with speaking(spoken):
            drawn |= {name: pdf_of(text) for name, text in outbox.for_lawyer(ready).items()}
    data = yield from outbox.packing(ready, blobs, drawn, spoken)
    if data is None:
        return None
    if password:
        from planner.evidence.sealing import sealed

        data = sealed(data, password)
    return data, ready.problems


def recorded(case: Case, data: bytes, today: date, debt_id: str | None) -> Case:
    """Return the case in which a bundle is noted that left the house, so that it can be recognised later."""
    sha256 = hashlib.sha256(data).hexdigest()
    if any(export.sha256 == sha256 for export in case.exports):
        return case
    made = Export(id=new_id(case, "exports", "x"), kind="bundle", date=today, receiver=debt_id, sha256=sha256)
    return put(case, "exports", made)


def _ready_for_text() -> None:
    """Give this thread what Qt's text layout wants of one: an event dispatcher, made once with the first loop."""
    QEventLoop()
