# SPDX-License-Identifier: Apache-2.0
"""What a chart shows: a small button with a list to tick; at least one always stays."""

from PySide6.QtWidgets import QMenu, QPushButton

from ui.icons import set_icon
from ui.widgets.chart import Chart


class SeriesShown(QPushButton):
    """The button over one chart, or over several that show the same series."""

    def __init__(self, words: str, chart: Chart) -> None:
        super().__init__(words)
        self.setProperty("kind", "quiet")
        set_icon(self, "filter", "accent", 14)
        self._chart = chart
        self._list = QMenu(self)
        self._list.aboutToShow.connect(self._fill)
        self.setMenu(self._list)
        self.hide()

    def renew(self) -> None:
        """Stand there where the chart has several series."""
        self.setVisible(len(self._chart.series) > 1)

    def _fill(self) -> None:
        self._list.clear()
        self._chart.offer_series(self._list)
