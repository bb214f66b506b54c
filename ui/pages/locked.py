# SPDX-License-Identifier: Apache-2.0
"""What is seen while the window is locked: no name, no amount, why it was locked, and the way back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from planner.facts.language import _
from ui.icons import set_icon
from ui.theme import THEME
from ui.widgets.card import column, row
from ui.widgets.sign import Sign
from ui.widgets.text import Words


class LockedPage(QWidget):
    """`unlocked(password)` asks for the way back ("" where no password is set), `left` for the start page."""

    unlocked = Signal(str)
    left = Signal()

    def __init__(self, why: Sequence[str], needs_password: bool, refusal: Callable[[], str]) -> None:
        """`why` are sentences (msgids), first what locked it; `refusal` says why the last try failed, "" for nothing."""
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle(_("Locked"))
        picture = Sign("lock", "accent", 40)
        picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        head = Words(_("Locked"), "title")
        said = [Words(_(one), "muted", wrap=True) for one in why]
        self.refusal = Words(refusal(), "bad", wrap=True)
        self.refusal.setVisible(bool(self.refusal.text()))
        for label in (head, *said, self.refusal):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(_("Password"))
        self.password.setPlaceholderText(_("Password"))
        self.password.setVisible(needs_password)
        self.password.returnPressed.connect(self._unlock)
        self.unlock = QPushButton(_("Unlock"))
        self.unlock.setProperty("kind", "primary")
        set_icon(self.unlock, "lock-open", "on_accent")
        self.unlock.clicked.connect(self._unlock)
        leave = QPushButton(_("Close this case"))
        leave.setProperty("kind", "quiet")
        leave.clicked.connect(self.left.emit)
        middle = QWidget()
        middle.setObjectName("ground")
        middle.setFixedWidth(THEME.px(360))
        buttons = column(self.unlock, leave, gap=8)
        middle.setLayout(column(picture, 4, head, *said, 12, self.password, self.refusal, buttons))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row(None, middle, None))
        outer.addStretch(3)
        self.first = self.password if needs_password else self.unlock

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard is where the way back is."""
        super().showEvent(event)
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unlock(self) -> None:
        self.unlocked.emit(self.password.text())
