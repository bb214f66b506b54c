# SPDX-License-Identifier: Apache-2.0
"""The few dialogs: a file, a password, what cannot be undone, shortcuts, about. Verbs on buttons, Esc goes back."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.facts.language import _
from ui.theme import THEME
from ui.widgets.card import row
from ui.widgets.tall import Tall
from ui.widgets.text import Words

SCREEN = 0.92  # of the screen a dialog may take
AGAIN = 7  # the result of a dialog that has to be made anew


class Plain(QDialog):
    """A dialog of words and verbs; the last button is the quiet way back.

    It is never higher than the screen: what stands between the words and the verbs scrolls then.
    """

    def __init__(self, over: QWidget, title: str, words: str = "", verb: str = "", back: str = "") -> None:
        super().__init__(over)
        self.setWindowTitle(title)
        self.setMinimumWidth(THEME.px(420))
        self.held = False  # by `hold`, which makes it anew
        self.at = ""  # the field that had the keyboard then
        self._zoom = THEME.zoom
        layout = QVBoxLayout(self)
        side = THEME.px(24)
        layout.setContentsMargins(side, side, side, THEME.px(16))
        layout.setSpacing(THEME.px(12))
        layout.addWidget(Words(title, "card", wrap=True))
        if words:
            layout.addWidget(Words(words, "base", wrap=True))
        self.middle = QVBoxLayout()
        self.middle.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Tall(self.middle, title), 1)
        layout.addSpacing(THEME.px(8))
        self.back = QPushButton(back or _("Cancel"))
        self.back.clicked.connect(self.reject)
        self.verb = QPushButton(verb)
        self.verb.setProperty("kind", "primary")
        self.verb.setDefault(True)
        self.verb.clicked.connect(self.accept)
        layout.addLayout(row(None, self.back, *([self.verb] if verb else [])))
        THEME.changed.connect(self._look_at_zoom)

    def showEvent(self, event: QShowEvent) -> None:
        """As large as what stands in it, as far as the screen is."""
        super().showEvent(event)
        for one in self.findChildren(QWidget):
            one.ensurePolished()  # else their words are measured in another type
        hint = self.sizeHint().expandedTo(self.minimumSize())
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            hint.setHeight(max(layout.totalHeightForWidth(hint.width()), self.minimumHeight()))
        self.resize(hint.boundedTo(self.room()))

    def room(self) -> QSize:
        """The most it may take of the screen."""
        return self.screen().availableSize() * SCREEN

    def changeEvent(self, event: QEvent) -> None:
        """In another language everything in it has to be said again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._again()

    def _look_at_zoom(self) -> None:
        if THEME.zoom != self._zoom:
            self._again()

    def _again(self) -> None:
        if self.held and self.isVisible():
            focused = self.focusWidget()
            self.at = focused.objectName() if focused is not None else ""
            self.done(AGAIN)


def hold(make: Callable[[], Plain]) -> Plain:
    """Show a dialog until it is left; after a change of language or zoom it is made anew and goes on where it was."""
    at = ""
    while True:
        dialog = make()
        dialog.held = True
        field = dialog.findChild(QWidget, at) if at else None
        if field is not None:
            field.setFocus()
        if dialog.exec() != AGAIN:
            return dialog
        at = dialog.at
        dialog.deleteLater()


def ask(over: QWidget, words: str, verb: str) -> bool:
    """Ask before something that cannot be undone; Esc and the quiet button say no."""
    dialog = Plain(over, _("Please decide"), words, verb)
    dialog.back.setDefault(True)
    return bool(dialog.exec())


def tell(over: QWidget, words: str) -> None:
    """Say why something could not be done."""
    Plain(over, _("That did not work"), words, back=_("Close")).exec()


def ask_password(over: QWidget, name: str, words: str = "") -> str | None:
    """Ask for the password of a case; None where the person goes back."""
    dialog = Plain(over, _("Password for {name}").format(name=name), words, _("Open"))
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(_("Password"))
    dialog.middle.addWidget(field)
    field.setFocus()
    return field.text() if dialog.exec() else None


def ask_new_password(over: QWidget) -> str | None:
    """Recommend a password for a case that gets its name; None keeps it without one."""
    words = _(
        "A case holds your debts, your income and your papers. With a password nobody else can read it. "
        "There is no way to get it back: write it down."
    )
    dialog = Plain(over, _("Protect this case with a password"), words, _("Protect"), _("Without a password"))
    fields = []
    for name in (_("Password"), _("Password again")):
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        fields.append(field)
        dialog.middle.addWidget(field)

    def compare(_text: str = "") -> None:
        dialog.verb.setEnabled(bool(fields[0].text()) and fields[0].text() == fields[1].text())

    for field in fields:
        field.textChanged.connect(compare)
    compare()
    fields[0].setFocus()
    return fields[0].text() if dialog.exec() else None


def ask_path(over: QWidget, title: str, kinds: str, save: str = "") -> Path | None:
    """Ask for a file to open, or with `save` (a proposed name) for one to write."""
    if save:
        text, _kind = QFileDialog.getSaveFileName(over, title, str(Path.home() / save), kinds)
    else:
        text, _kind = QFileDialog.getOpenFileName(over, title, str(Path.home()), kinds)
    return Path(text) if text else None


def show_keys(over: QWidget, keys: Sequence[tuple[str, str]]) -> None:
    """List every shortcut."""
    dialog = Plain(over, _("Keyboard shortcuts"), back=_("Close"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(THEME.px(24))
    grid.setVerticalSpacing(THEME.px(6))
    more = (
        ("Ctrl+1 … 9", _("go to a page")),
        ("F2", _("edit the cell")),
        ("Del", _("delete the rows")),
        ("Ctrl+C", _("copy rows for a spreadsheet")),
        ("Ctrl+V", _("paste rows of a spreadsheet")),
        ("Ctrl+A", _("choose all rows")),
        ("Shift+F10", _("menu of a table or a chart")),
        (_("Alt+arrow keys"), _("in the panel of columns: move a column, make it wider or narrower")),
        (_("← → Enter"), _("in a chart: walk the months, show what stands behind one")),
        ("Alt+↓", _("open the calendar of a date")),
        ("Esc", _("give the old value back")),
    )
    for line, (key, words) in enumerate([*keys, *more]):
        grid.addWidget(Words(key, "muted"), line, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Words(words, wrap=True), line, 1)
    grid.setColumnStretch(1, 1)
    dialog.middle.addLayout(grid)
    dialog.exec()


def show_about(over: QWidget, as_of: date) -> None:
    """Say what this is, of when its rules are, and what it is not."""
    words = _(
        "Huanqing plans the repayment of overdue debts. Everything stays on this computer: no account, no server, "
        "no network. It is not legal advice."
    )
    dialog = Plain(over, "还清 Huanqing", words, back=_("Close"))
    dialog.middle.addWidget(Words(_("Rules checked to {day}.").format(day=as_of.isoformat()), "muted"))
    dialog.exec()
