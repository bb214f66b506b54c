# SPDX-License-Identifier: Apache-2.0
"""The figures of a chart as a table: to be read by a screen reader, sorted, or copied to a spreadsheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from planner.facts.language import _
from planner.reports.table import Table
from ui.models.table import TableModel
from ui.theme import THEME
from ui.widgets.card import row
from ui.widgets.table_view import TableView
from ui.widgets.text import Words

MOST = 16  # rows in sight


class FiguresWindow(QDialog):
    """The window; Esc closes it."""

    def __init__(self, over: QWidget, table: Table) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(table.heading())
        self.table = TableView(table.heading())
        self.table.show_model(TableModel(table))
        self.table.setMinimumSize(THEME.px(520), THEME.px(320))
        self.table.selectRow(0)
        copy, close = QPushButton(_("Copy &all rows")), QPushButton(_("&Close"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout, edge = QVBoxLayout(self), THEME.px(16)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(THEME.px(12))
        layout.addWidget(Words(table.heading(), "card", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(row(copy, None, close))
        self.table.setFocus()

    def _copy(self) -> None:
        self.table.selectAll()
        self.table.copy()
