# SPDX-License-Identifier: Apache-2.0
"""A help text as labels: headings, points, terms and links, never HTML; further parts are drawn from the rules."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.help_topics import Block, Topic, topic
from ui.icons import set_icon
from ui.theme import THEME
from ui.widgets.card import column, emptied, row
from ui.widgets.steps import sign
from ui.widgets.text import Words

WIDEST = 720  # px at 100 %: lines longer than this are hard to read


class HelpText(QWidget):
    """One topic. `chosen(name)` asks for another topic."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.title = Words("", "title", wrap=True)
        self._layout = QVBoxLayout()
        self._layout.setSpacing(THEME.px(10))
        inner = QWidget()
        inner.setMaximumWidth(THEME.px(WIDEST))
        inner.setLayout(column(self.title, self._layout, None, gap=14))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner, 10)
        outer.addStretch(1)

    def show_topic(self, shown: Topic, parts: Sequence[QWidget] = ()) -> None:
        """Show a topic, and after its words the parts drawn from the rules; links stand at the end."""
        emptied(self._layout)
        self.title.setText(shown.title)
        words = [block for block in shown.blocks if block.kind != "link"]
        links = [block for block in shown.blocks if block.kind == "link"]
        for block in words:
            self._add(block)
        for part in parts:
            self._layout.addWidget(part)
        if links:
            self._layout.addSpacing(THEME.px(6))
        for block in links:
            self._layout.addWidget(self._link(block.text), 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, block: Block) -> None:
        makers: dict[str, Callable[[], QWidget | QHBoxLayout]] = {
            "heading": lambda: Words(block.text, "card", wrap=True),
            "point": lambda: _marked("·", block.text),
            "step": lambda: _marked(f"{block.more}.", block.text),
            "note": lambda: _note(block.text),
            "term": lambda: _term(block.text, block.more),
            "text": lambda: Words(block.text, wrap=True),
        }
        made = makers[block.kind]()
        if block.kind == "heading":
            self._layout.addSpacing(THEME.px(8))
        if isinstance(made, QWidget):
            self._layout.addWidget(made)
        else:
            self._layout.addLayout(made)

    def _link(self, name: str) -> QPushButton:
        button = QPushButton(topic(name).title)
        button.setProperty("kind", "quiet")
        set_icon(button, "arrow-right", "accent", 16)
        button.clicked.connect(partial(self.chosen.emit, name))
        return button


def _marked(mark: str, text: str) -> QHBoxLayout:
    point = Words(mark, "muted")
    point.setFixedWidth(THEME.px(22))
    point.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
    line = row(point, Words(text, wrap=True), gap=8)
    line.setStretch(1, 1)
    return line


def _term(term: str, meaning: str) -> QWidget:
    name = Words(term, wrap=True)
    name.setFont(THEME.font("base", bold=True))
    widget = QWidget()
    widget.setLayout(column(name, Words(meaning, "muted", wrap=True), gap=1))
    return widget


def _note(text: str) -> QFrame:
    frame = QFrame()
    frame.setObjectName("message")
    line = row(sign(frame, "info", "info"), Words(text, wrap=True), gap=10)
    side = THEME.px(12)
    line.setContentsMargins(side, THEME.px(8), side, THEME.px(8))
    line.setStretch(1, 1)
    frame.setLayout(line)
    return frame


def fact(
    name: str,
    text: str,
    source: str = "",
    picture: str = "",
    token: str = "muted",
    tag: QWidget | None = None,
) -> QWidget:
    """One row drawn from the rules: its name, what it says, where it comes from, and a chip at its end."""
    title = Words(name, wrap=True)
    title.setFont(THEME.font("base", bold=True))
    lines: list[QWidget] = [title]
    if text:
        lines.append(Words(text, wrap=True))
    if source:
        lines.append(Words(source, "caption", wrap=True))
    widget = QWidget()
    line = row(gap=10)
    top = Qt.AlignmentFlag.AlignTop
    if picture:
        line.addWidget(sign(widget, picture, token), 0, top)
    line.addLayout(column(*lines, gap=2), 1)
    if tag is not None:
        line.addWidget(tag, 0, top)
    widget.setLayout(line)
    return widget
