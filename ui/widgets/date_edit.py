# SPDX-License-Identifier: Apache-2.0
"""Fields for days and months: typed as people write them, or picked from a calendar."""

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget, QWidgetAction

from planner.facts.dates import FIRST_YEAR, LAST_YEAR, Month, When, parse_date, parse_when
from planner.facts.day_words import iso_text
from planner.facts.language import _
from ui import clock
from ui.icons import set_icon
from ui.widgets.typed_edit import TypedEdit


def typed_day(text: str) -> str:
    """A typed day or month in ISO form, counted from today; what is not understood comes back as it is."""
    return iso_text(text, clock.today())


class DateEdit(TypedEdit):
    """A day; Alt+Down or the button opens a calendar."""

    figures = False

    def __init__(self, required: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(required, parent)
        self.setPlaceholderText(_("yyyy-mm-dd"))
        pick = QAction(_("Choose from a calendar"), self)
        pick.setShortcut(QKeySequence("Alt+Down"))
        pick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        set_icon(pick, "calendar", size=16)
        pick.triggered.connect(self._open)
        self.addAction(pick, TypedEdit.ActionPosition.TrailingPosition)

    def parse(self, text: str) -> When:
        """Read a day."""
        return parse_date(typed_day(text))

    def show_as(self, value: Any) -> str:
        """Write it in ISO form."""
        return str(value)

    def _open(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setGridVisible(False)
        calendar.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
        now = self.value()
        start = now.first if isinstance(now, Month) else now
        if start:
            calendar.setSelectedDate(QDate(start.year, start.month, start.day))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)

        def take(day: QDate) -> None:
            if not day.isValid():  # Qt's own typing of a day in the calendar can end there
                return
            menu.close()
            self._tell(date(day.year(), day.month(), day.day()))
            self._rewrite()

        calendar.activated.connect(take)
        calendar.clicked.connect(take)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()


class WhenEdit(DateEdit):
    """A day or a whole month, whichever is known: `2026-04` or `2026-04-01`."""

    def __init__(self, required: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(required, parent)
        self.setPlaceholderText(_("yyyy-mm"))

    def parse(self, text: str) -> When:
        """Read a day or a month."""
        return parse_when(typed_day(text))


class MonthEdit(TypedEdit):
    """A month: `2026-04`."""

    def __init__(self, required: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(required, parent)
        self.setPlaceholderText(_("yyyy-mm"))

    def parse(self, text: str) -> Month:
        """Read a month."""
        return Month.parse(typed_day(text))
