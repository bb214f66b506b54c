# SPDX-License-Identifier: Apache-2.0
"""Cards and the few layouts of the spacing grid: what most of a page is made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import THEME
from ui.widgets.text import Words

Item = QWidget | QLayout | int | None  # None stretches, a number is a gap


def fill(layout: QBoxLayout, items: tuple[Item, ...]) -> None:
    """Put items into a row or column: widgets, layouts, gaps (px) and None for a stretch."""
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(THEME.px(item))
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def row(*items: Item, gap: int = 8) -> QHBoxLayout:
    """Things beside each other."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(THEME.px(gap))
    fill(layout, items)
    return layout


def column(*items: Item, gap: int = 8) -> QVBoxLayout:
    """Things below each other."""
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(THEME.px(gap))
    fill(layout, items)
    return layout


class Card(QFrame):
    """A quiet surface with a title; put things into `body`, small buttons beside the title into `corner`."""

    def __init__(self, title: str = "", *items: Item, gap: int = 12, margin: int = 16) -> None:
        super().__init__()
        self.setObjectName("card")
        outer = QVBoxLayout(self)
        side = THEME.px(margin)
        outer.setContentsMargins(side, side, side, side)
        outer.setSpacing(THEME.px(gap))
        self.title = Words(title, "card")
        self.corner = row(self.title, None, gap=8)
        if title:
            outer.addLayout(self.corner)
            self.setAccessibleName(title)
        self.body = column(*items, gap=gap)
        outer.addLayout(self.body, 1)


def scrolled(inner: QWidget | QLayout) -> QScrollArea:
    """A part of a page that scrolls up and down when the window is low, and sideways only where a word is wider than it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if isinstance(inner, QLayout):
        ground = QWidget()
        ground.setObjectName("ground")
        ground.setLayout(inner)
        area.setWidget(ground)
    else:
        area.setWidget(inner)
    return area


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            emptied(inner)
            inner.deleteLater()
