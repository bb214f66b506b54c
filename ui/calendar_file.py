# SPDX-License-Identifier: Apache-2.0
"""The calendar button of a page: deadlines, instalments and planned talks saved as a file, made beside the window."""

from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from planner.facts.language import _
from planner.facts.problems import InputError
from planner.facts.rulebook import with_overrides
from ui.background import FILES, run
from ui.icons import set_icon
from ui.pages.page import Page
from ui.saving import ask_where, keep_file


def calendar_button(page: Page) -> QPushButton:
    """Return the button with its two ways: dates only, or with names and amounts."""
    button = QPushButton(_("Calendar"))
    set_icon(button, "calendar-days", "accent", 16)
    menu = QMenu(button)
    menu.addAction(_("Dates only…"), partial(ask_calendar, page, False))
    menu.addAction(_("With names and amounts…"), partial(ask_calendar, page, True))
    button.setMenu(menu)
    button.setToolTip(_("Deadlines, instalments and planned talks as a file for any calendar"))
    return button


def ask_calendar(page: Page, named: bool) -> None:
    """Ask where, and save the calendar there."""
    path = ask_where(page, _("Save the calendar"), _("Huanqing dates") + ".ics", "iCalendar (*.ics)")
    if path is None:
        return
    from planner.reports.calendar import calendar  # loads the calendar library

    case = page.desk.case
    job = run(
        calendar, case, with_overrides(page.desk.book, case.overrides), page.desk.today(), named, lane=FILES
    )
    job.finished.connect(lambda data: keep_file(page, path, data))
    job.failed.connect(
        lambda error: page.say(error.words(), "warn") if isinstance(error, InputError) else None
    )
