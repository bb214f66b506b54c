# SPDX-License-Identifier: Apache-2.0
"""The menu of a table: everything its keys do, sorting by the column in sight, and the panel of its columns."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from planner.facts.language import _

if TYPE_CHECKING:
    from ui.widgets.table_view import TableView

StandardKey = QKeySequence.StandardKey


def table_menu(table: "TableView") -> QMenu:
    """A fresh menu of what can be done with a table now."""
    menu = QMenu(table)
    index = table.currentIndex()
    if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
        menu.addAction(_("&Edit the cell"), partial(table.edit, index)).setShortcut("F2")
    if table.selected_records():
        menu.addAction(_("&Copy rows"), table.copy).setShortcut(StandardKey.Copy)
    if table.takes_paste():
        menu.addAction(_("&Paste rows"), table.paste).setShortcut(StandardKey.Paste)
    if table.model().rowCount() > 1 and table.selectionMode() == table.SelectionMode.ExtendedSelection:
        menu.addAction(_("Select &all"), table.selectAll).setShortcut(StandardKey.SelectAll)
    if table.is_filtered():
        menu.addAction(_("Show &rows with …"), table.seek).setShortcut(StandardKey.Find)
    if table.can_sort():
        _offer_order(menu, table)
    if len(table.headings()) > 1:
        menu.addSeparator()
        menu.addAction(_("C&olumns…"), table.arrange)
    return menu


def _offer_order(menu: QMenu, table: "TableView") -> None:
    place = max(table.currentIndex().column(), 0)
    order, heading = Qt.SortOrder, table.words_of(place)
    menu.addSeparator()
    for words, at, way in (
        (_("Sort &up by “{column}”"), place, order.AscendingOrder),
        (_("Sort &down by “{column}”"), place, order.DescendingOrder),
        (_("As e&ntered"), -1, order.AscendingOrder),
    ):
        menu.addAction(words.format(column=heading.replace("&", "&&")), partial(table.sort_by, at, way))
