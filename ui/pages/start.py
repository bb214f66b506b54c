# SPDX-License-Identifier: Apache-2.0
"""The start page: the name, one line, five large choices, and the recent cases."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.facts.language import N_, _
from ui import shown
from ui.icons import set_icon
from ui.theme import THEME
from ui.widgets.card import column, row, scrolled
from ui.widgets.ground import Ground
from ui.widgets.sign import Sign
from ui.widgets.text import OneLine, Words

CHOICES = (
    (
        "guide",
        "lightbulb",
        N_("Step by step"),
        N_("From the message to a first offer in a few minutes. Skip what you like, go on later."),
    ),
    ("new", "file-plus", N_("New case"), N_("Start with an empty desk. Everything is kept as you type.")),
    ("open", "folder-open", N_("Open a case"), N_("A .huanqing file from this computer.")),
    (
        "sample",
        "book-open",
        N_("Look at the sample"),
        N_("An invented case, complete, to try everything on."),
    ),
    (
        "import",
        "file-input",
        N_("Begin with statements"),
        N_("Drop Alipay, WeChat or bank files, see what they show."),
    ),
)

# Where an arrow key leads from each choice: one wide above, two rows of two below it.
WALK = {
    Qt.Key.Key_Left: (0, 1, 1, 3, 3),
    Qt.Key.Key_Right: (0, 2, 2, 4, 4),
    Qt.Key.Key_Up: (0, 0, 0, 1, 2),
    Qt.Key.Key_Down: (1, 3, 4, 3, 4),
}


HIGH = 96  # px at 100 % of a choice with usual type


class ChoiceButton(QPushButton):
    """A large choice: icon, what it is, one line on it."""

    def __init__(self, name: str, picture: str, words: str, hint: str) -> None:
        super().__init__()
        self.setObjectName(f"start-{name}")
        self.setProperty("kind", "choice")
        self.setAccessibleName(words)
        self.setAccessibleDescription(hint)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        sign = Sign(picture, "accent", 28)
        text = column(None, Words(words, "card", wrap=True), Words(hint, "caption", wrap=True), None, gap=4)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(THEME.px(20), THEME.px(8), THEME.px(16), THEME.px(8))
        layout.setSpacing(THEME.px(16))
        layout.addWidget(sign)
        layout.addLayout(text, 1)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def heightForWidth(self, width: int) -> int:
        """What its words need; Qt's own button knows its icon and text only."""
        layout = self.layout()
        need = layout.totalHeightForWidth(width) if layout is not None else 0
        return max(THEME.px(HIGH), need)

    def sizeHint(self) -> QSize:
        """As high as its words need at the width it has."""
        return QSize(super().sizeHint().width(), self.heightForWidth(max(self.width(), THEME.px(HIGH))))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its longest word."""
        layout = self.layout()
        wide = layout.totalMinimumSize().width() if layout is not None else 0
        return QSize(wide, THEME.px(HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the page, which knows where the other choices lie."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class StartPage(QWidget):
    """`chosen(name)` is one of CHOICES, `opened(path)` a recent case, `pinned(path, on)` keeps one on top, `forgotten` clears."""

    chosen = Signal(str)
    opened = Signal(object)
    pinned = Signal(object, bool)
    forgotten = Signal()

    def __init__(
        self,
        recent: Sequence[Path],
        unnamed: Sequence[tuple[Path, datetime]] = (),
        on_top: Sequence[Path] = (),
    ) -> None:
        """`unnamed` are cases without a name, with the time of their last change; `on_top` the pinned recent ones."""
        super().__init__()
        self._on_top = frozenset(on_top)
        self.setObjectName("page")
        self.buttons: list[QPushButton] = []
        brand = Words("还清 Huanqing", "figure")
        line = Words(
            _("From the overdue notice to a plan that holds. Everything stays on this computer."),
            "muted",
            wrap=True,
        )
        middle = QWidget()
        middle.setObjectName("ground")
        middle.setMaximumWidth(THEME.px(720))
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        inner = QVBoxLayout(middle)
        inner.setSpacing(THEME.px(8))
        inner.addWidget(brand)
        inner.addWidget(line)
        inner.addSpacing(THEME.px(20))
        inner.addLayout(self._choices())
        inner.addSpacing(THEME.px(20))
        inner.addLayout(self._unnamed(unnamed))
        inner.addLayout(self._recent(recent))
        inner.addSpacing(THEME.px(20))
        inner.addWidget(Words(_("Not legal advice. No account, no server, no network."), "caption"))
        outer = QVBoxLayout()
        outer.setContentsMargins(THEME.px(24), THEME.px(24), THEME.px(24), THEME.px(24))
        outer.addStretch(2)
        across = row(None)
        across.addWidget(middle, 8)
        across.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        area = scrolled(Ground(outer))
        area.installEventFilter(self)
        whole.addWidget(area)

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(THEME.px(12))
        for i, (name, picture, words, hint) in enumerate(CHOICES):
            button = ChoiceButton(name, picture, _(words), _(hint))
            button.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
            self.buttons.append(button)
            if i == 0:
                grid.addWidget(button, 0, 0, 1, 2)  # the way for those who do not know where to begin
            else:
                grid.addWidget(button, (i + 1) // 2, (i + 1) % 2)
        return grid

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard is on the first choice from the start, and one sees it."""
        super().showEvent(event)
        self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _recent(self, recent: Sequence[Path]) -> QVBoxLayout:
        if not recent:
            return column()
        clear = QPushButton(_("Clear list"))
        clear.setProperty("kind", "quiet")
        clear.clicked.connect(self.forgotten.emit)
        lines = column(row(Words(_("Recent cases"), "card"), None, clear), gap=2)
        for path in recent:
            there = path.is_file()
            words = shown.name(str(path.parent)) if there else _("no longer there")
            name = shown.name(path.stem)
            line = self._line(path, name, words, "file-text" if there else "circle-dashed", there)
            line.addWidget(self._pin(path, name))
            lines.addLayout(line)
        return lines

    def _pin(self, path: Path, name: str) -> QToolButton:
        on = path in self._on_top
        button = QToolButton()
        button.setCheckable(True)
        button.setChecked(on)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = _("Let {name} go from the top") if on else _("Keep {name} on top")
        button.setAccessibleName(words.format(name=name))
        button.setToolTip(_("Let go from the top") if on else _("Keep on top"))
        set_icon(button, "star", "accent" if on else "muted", 16)
        button.clicked.connect(lambda: self.pinned.emit(path, not on))
        return button

    def _unnamed(self, unnamed: Sequence[tuple[Path, datetime]]) -> QVBoxLayout:
        if not unnamed:
            return column()
        lines = column(Words(_("Cases without a name yet"), "card"), gap=2)
        for path, changed in unnamed:
            name = _("Sample case") if path.stem.startswith("sample") else _("Unnamed case")
            when = _("changed {time}").format(time=f"{changed:%Y-%m-%d %H:%M}")
            lines.addLayout(self._line(path, name, when, "file-text", True))
        return lines

    def _line(self, path: Path, name: str, words: str, picture: str, there: bool) -> QHBoxLayout:
        button = QPushButton(f"  {name}")
        button.setProperty("kind", "quiet")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.setAccessibleDescription(words)
        set_icon(button, picture, "accent" if there else "muted", 16)
        button.setEnabled(there)
        button.clicked.connect(lambda: self.opened.emit(path))
        line = row(button, OneLine(words, "caption"), gap=8)
        line.setStretch(1, 1)
        return line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys walk the choices; the scroll area would take them for itself."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk the choices, Enter takes one."""
        key = Qt.Key(event.key())
        focused = next((i for i, button in enumerate(self.buttons) if button.hasFocus()), None)
        if key in WALK and focused is not None:
            place = WALK[key][focused]
            self.buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focused is not None:
            self.buttons[focused].click()
        else:
            super().keyPressEvent(event)
