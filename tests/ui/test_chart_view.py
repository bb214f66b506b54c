# SPDX-License-Identifier: Apache-2.0
"""A chart says that it is being drawn until its first picture is there."""

from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.whole import settle
from ui.theme import THEME
from ui.widgets.chart_view import ChartView


def _line(figure: Any) -> None:
    figure.add_subplot().plot([0, 1], [0, 1])


def _ink(view: ChartView) -> int:
    """How many pixels of the middle line differ from the ground."""
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = image.pixel(2, 2)
    rows = range(image.height() // 2 - 12, image.height() // 2 + 12)
    return sum(image.pixel(x, y) != ground for y in rows for x in range(0, image.width(), 2))


def test_a_chart_says_that_it_is_being_drawn(themed: QApplication, qtbot: QtBot) -> None:
    view = ChartView(200)
    qtbot.addWidget(view)
    view.resize(THEME.px(400), THEME.px(200))
    view.show()
    assert view.drawn is None
    assert _ink(view) > 20  # words stand where the picture will be
    view.show_chart(_line, "a line")
    settle(qtbot)
    qtbot.waitUntil(lambda: view.drawn is not None)
    assert view.drawn is not None
    assert not view.drawn.image.isNull()


def test_a_chart_on_a_screen_with_other_dots_is_drawn_anew(themed: QApplication, qtbot: QtBot) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(THEME.px(400), THEME.px(200))
    view.show()
    view.show_chart(_line, "a line")
    settle(qtbot)
    qtbot.waitUntil(lambda: view.drawn is not None and not view._rest.isActive())
    settle(qtbot)
    before = view.drawn
    QApplication.sendEvent(view, QEvent(QEvent.Type.DevicePixelRatioChange))
    qtbot.waitUntil(lambda: view.drawn is not before)
