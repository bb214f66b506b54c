# SPDX-License-Identifier: Apache-2.0
"""The window: rail, header, message bar, page, foot strip, menus. It wires; it decides nothing.

Language, zoom and hiding change without a restart: the frame and the pages in it are made anew from the session.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.facts.language import N_, _
from ui import shown
from ui.menus import FILE, LINE, MENUS, fill_menus
from ui.theme import THEME
from ui.titles import window_title
from ui.widgets.beside import Beside
from ui.widgets.card import column, row
from ui.widgets.foot import Foot
from ui.widgets.message_bar import MessageBar
from ui.widgets.middle import Middle
from ui.widgets.rail import Entry, Rail, RailButton
from ui.widgets.steps import link
from ui.widgets.text import OneLine, Words

if TYPE_CHECKING:  # nothing of a case is loaded before one is opened
    from planner.engine.plan import Plan
    from planner.facts.problems import Problem
    from ui.pages.page import Desk, Page

TOPIC = "topic"  # a property of a widget: the help topic that explains it
FOLD_UNDER, USUAL_TYPE = 1100, 21  # px at 100 %: a narrow window, a line of type
NEVER = N_("Everything is saved")


class MainWindow(QMainWindow):
    """The one window. `do` maps menu names to what they do; the window adds its own (pages, undo)."""

    resized = Signal()

    def __init__(self, do: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self.setMinimumSize(THEME.px(760), THEME.px(520))
        self._do: dict[str, Callable[[], object]] = {
            **do,
            "undo": self._undo,
            "redo": self._redo,
            "export": lambda: self.go("documents"),
            "help": self.explain,
            "find": self._find,
            "columns": self._arrange,
        }
        self.actions_by_name: dict[str, QAction] = {}
        self.desk: Desk | None = None
        self.start: QWidget | None = None
        self._start_maker: Callable[[], QWidget] | None = None
        self._pages: dict[str, Page] = {}
        self._holders: dict[str, QWidget] = {}  # the header buttons of each page
        self._states: dict[str, Any] = {}
        self.kinds: tuple[type[Page], ...] = ()  # the catalogue of pages, once a case is open
        self._aside: tuple[type[Page], ...] = ()  # pages without an entry in the rail
        self._at = ""
        self._plan: Plan | None = None
        self._problems: tuple[Problem, ...] = ()
        self._saved = NEVER, ""
        self._marks: dict[str, bool] = {}
        for i in range(1, 10):
            keys = QShortcut(QKeySequence(f"Ctrl+{i}"), self)
            keys.activated.connect(lambda place=i - 1: self._go_to(place))

    # ---- what is open

    def show_start(self, make: Callable[[], QWidget]) -> None:
        """Show the start page; no case is open."""
        self._let_go()
        self._start_maker = make
        self.rebuild()

    def show_desk(self, desk: Desk, again: bool = False) -> None:
        """Show a case that has been opened; `again` where it was locked meanwhile, so that pages stay as they were."""
        from ui.pages.catalogue import ASIDE, PAGES

        states = self._states if again else {}
        self._let_go()
        self._states = states
        self.kinds, self._aside, self._at = PAGES, ASIDE, self._at or PAGES[0].NAME
        self._start_maker, self.desk = None, desk
        desk.session.case_changed.connect(self._case_changed)
        desk.session.saved.connect(self._note_saved)
        self.rebuild()

    def _let_go(self) -> None:
        if self.desk is not None:
            self.desk.session.case_changed.disconnect(self._case_changed)
            self.desk.session.saved.disconnect(self._note_saved)
        self.desk, self._plan, self._problems, self._states = None, None, (), {}
        self._saved = NEVER, ""

    # ---- the frame

    def rebuild(self, change: Callable[[], object] | None = None) -> None:
        """Make the frame anew, with a `change` of language, theme, zoom or hiding made in between.

        The old frame is out of the window by then: giving a new style to a thousand living widgets takes seconds.
        """
        close_popups()
        self.finish_typing()
        self._states.update({name: page.state() for name, page in self._pages.items()})
        self._pages, self._holders = {}, {}
        old = self.takeCentralWidget()
        if change is not None:
            change()
        THEME.dress(self)
        self.actions_by_name = fill_menus(self, self._do)
        for name, on in self._marks.items():
            self.actions_by_name[name].setChecked(on)
        self._enable()
        if self._start_maker is not None:
            self.start = self._start_maker()
            self.setCentralWidget(self.start)
        else:
            self.setCentralWidget(self._frame())
            self._fold()  # again: now that it stands in the window its words have their size
            self.go(self._at)
            self._draw_live()
        if old is not None:
            old.deleteLater()
        self._name_window()

    def mark(self, name: str, on: bool) -> None:
        """Show a menu entry as on or off."""
        self._marks[name] = on
        if name in self.actions_by_name:
            self.actions_by_name[name].setChecked(on)

    def _enable(self) -> None:
        for _words, items in MENUS:
            for item in items:
                if item is not LINE:
                    self.actions_by_name[item.name].setEnabled(self.desk is not None or not item.needs_case)
        has_documents = any(page.NAME == "documents" for page in self.kinds)
        self.actions_by_name["export"].setEnabled(self.desk is not None and has_documents)
        self._name_undo()

    def _frame(self) -> QWidget:
        entries = [Entry(p.NAME, _(p.TITLE), p.ICON, _keys_of(p, i)) for i, p in enumerate(self.kinds, 1)]
        hide = RailButton(
            _("Show amounts") if shown.is_hidden() else _("Hide amounts"), "eye", "Ctrl+Shift+H"
        )
        hide.clicked.connect(lambda: self.actions_by_name["hide"].trigger())
        lock = RailButton(_("Lock"), "lock", "Ctrl+L")
        lock.clicked.connect(lambda: self.actions_by_name["lock"].trigger())
        self.rail = Rail(entries, [hide, lock], _("Pages"))
        self.rail.chosen.connect(self.go)
        menu = self._case_menu()
        below = self.rail.brand
        below.clicked.connect(lambda: menu.popup(below.mapToGlobal(below.rect().bottomLeft())))
        self.title, self.question = Words("", "title"), OneLine("", "muted")
        self.question.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # gives way
        self.what = link(_("What does this mean?"), _("What does this mean? Opens the help of this page"))
        self.what.setToolTip("F1")
        self.what.clicked.connect(lambda: self.go(f"help/{self._at}"))
        self.message, self.foot, self.stack = MessageBar(), Foot(), QStackedWidget()
        self._header_actions = row(gap=8)
        side = THEME.px(24)
        head = QVBoxLayout()
        head.setContentsMargins(side, THEME.px(16), side, THEME.px(8))
        asked = row(self.question, self.what, None, gap=8)
        named, buttons = QWidget(), QWidget()
        for part, layout in ((named, column(self.title, asked, gap=2)), (buttons, self._header_actions)):
            part.setObjectName("ground")
            part.setLayout(layout)
        head.addWidget(Beside(named, buttons, wide=0, shares=(1, 0)))
        note = QVBoxLayout()
        note.setContentsMargins(side, 0, side, THEME.px(8))
        note.addWidget(self.message)
        right = column(Middle(head, note, self.stack), self.foot, gap=0)
        right.setStretch(0, 1)
        ground = QFrame()
        ground.setObjectName("ground")
        all_of_it = QHBoxLayout(ground)
        all_of_it.setContentsMargins(0, 0, 0, 0)
        all_of_it.setSpacing(0)
        all_of_it.addWidget(self.rail)
        all_of_it.addLayout(right, 1)
        self._fold()
        return ground

    def _case_menu(self) -> QMenu:
        menu = QMenu(self.rail)
        for item in FILE:
            if item is LINE:
                menu.addSeparator()
            else:
                menu.addAction(self.actions_by_name[item.name])
        return menu

    def _fold(self) -> None:
        if self.desk is not None:
            larger = QFontMetrics(THEME.font()).height() / THEME.px(
                USUAL_TYPE
            )  # where the system asks for larger type
            self.rail.fold(self.width() < THEME.px(FOLD_UNDER) * max(1.0, larger))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail where the window is narrow."""
        super().resizeEvent(event)
        self._fold()
        self.resized.emit()

    # ---- pages

    def go(self, place: str) -> None:
        """Show a page, and on it a record or figure: `plan`, `debts/d1/principal`."""
        head, _slash, rest = place.partition("/")
        names = {page.NAME for page in (*self.kinds, *self._aside)}
        name = {"incomes": "budget", "expenses": "budget", "assets": "budget", "reserve": "budget"}.get(
            head, head
        )
        if self.desk is None or name not in names:
            return
        page = self._pages.get(name) or self._make(name)
        if name != self._at or not self.title.text():
            self.message.say("")
        self._at = name
        self.stack.setCurrentWidget(page)
        self.title.setText(_(page.TITLE))
        self.question.setText(_(page.QUESTION))
        self.what.setVisible(name != "help")
        self.rail.mark(name)
        for one, holder in self._holders.items():
            holder.setVisible(one == name)
        page.bring_case(self.desk.case)
        page.bring_plan(self._plan, self._problems)
        if rest:
            page.reveal(place if name != head else rest)

    def explain(self) -> None:
        """F1: the help on what has the keyboard where that has a topic of its own, else on the page, else where to begin."""
        if self.desk is None:
            from ui.help_window import show_topic

            show_topic(self, "start")
            return
        widget, named = QApplication.focusWidget(), None
        while widget is not None and not named:
            named, widget = widget.property(TOPIC), widget.parentWidget()
        self.go(f"help/{named or self._at}")

    def _find(self) -> None:
        if self.desk is not None:
            self.page().seek()

    def _arrange(self) -> None:
        if self.desk is not None and not self.page().arrange():
            self.say(_("There is no table on this page."))

    def _go_to(self, place: int) -> None:
        if place < len(self.kinds):
            self.go(self.kinds[place].NAME)

    def page(self) -> Page:
        """The page in sight."""
        return self._pages[self._at]

    def _make(self, name: str) -> Page:
        from ui.widgets.table_view import TableView  # loaded with the first page

        assert self.desk is not None
        page = next(p for p in (*self.kinds, *self._aside) if name == p.NAME)(self.desk)
        self._pages[name] = page
        page.said.connect(self.say)
        page.went.connect(self.go)
        for table in page.findChildren(TableView):
            table.unread.connect(lambda words: self.say(words, "warn"))
        holder = QWidget()
        holder.setLayout(row(*page.actions, gap=8))
        self._header_actions.addWidget(holder)
        self._holders[name] = holder
        self.stack.addWidget(page)
        page.bring_case(self.desk.case)
        if name in self._states:
            page.restore(self._states.pop(name))
        return page

    def say(
        self, words: str, tone: str = "info", action: str = "", do: Callable[[], object] | None = None
    ) -> None:
        """Say something in the message bar, where a case is open."""
        if self.desk is not None:
            self.message.say(words, tone, action, do)  # type: ignore[arg-type]

    # ---- what moves

    def show_plan(self, plan: Plan | None, problems: tuple[Problem, ...]) -> None:
        """Show the newest plan."""
        self._plan, self._problems = plan, problems
        self._draw_live()

    def show_chance(self) -> None:
        """Show how likely the newest plan holds; pages listen for themselves."""
        if self.desk is not None:
            self.foot.show_situation(self.desk.case, self._plan, self.desk.feed.chance)

    def _case_changed(self, _old: object, _new: object) -> None:
        self._draw_live()
        self._name_undo()
        self._name_window()

    def _draw_live(self) -> None:
        if self.desk is None:
            return
        page, case = self.page(), self.desk.case
        page.bring_case(case)
        page.bring_plan(self._plan, self._problems)
        self.foot.show_situation(case, self._plan, self.desk.feed.chance)
        self.foot.show_saved(_(self._saved[0]).format(time=self._saved[1]))
        for kind in self.kinds:
            self.rail.count(kind.NAME, kind.badge(case))

    def _note_saved(self, at: object) -> None:
        if isinstance(at, datetime):
            self._saved = N_("Saved {time}"), f"{at:%H:%M}"
            if self.desk is not None:
                self.foot.show_saved(_(self._saved[0]).format(time=self._saved[1]))

    def _name_window(self) -> None:
        session = self.desk.session if self.desk is not None else None
        page = self.centralWidget()
        self.setWindowTitle(window_title(session, page.windowTitle() if page is not None else ""))
        if session is not None:
            self.rail.brand.name(None if shown.is_hidden() else session.case.label, _("Case menu"))

    # ---- undo

    def _name_undo(self) -> None:
        session = self.desk.session if self.desk else None
        for name, plain, named, words in (
            ("undo", N_("&Undo"), N_("&Undo {what}"), session.undo_words() if session else None),
            ("redo", N_("&Redo"), N_("&Redo {what}"), session.redo_words() if session else None),
        ):
            action = self.actions_by_name.get(name)
            if action is not None:
                action.setEnabled(bool(words))
                action.setText(_(named).format(what=_(words)) if words else _(plain))

    def finish_typing(self) -> None:
        """Take what is being typed, as leaving the field does."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _undo(self) -> None:
        if self.desk is not None:
            self.finish_typing()
            self.desk.session.undo()

    def _redo(self) -> None:
        if self.desk is not None:
            self.desk.session.redo()

    def show_nothing(self) -> None:
        """Let go of everything, before the program ends."""
        self._let_go()
        self._pages = {}

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing loses nothing; where something could not be kept, the person may stay."""
        self.finish_typing()
        stays: object = self._do["quit"]()
        event.setAccepted(stays is not False)


def close_popups() -> None:
    """Close open lists and menus, and take the keyboard from them: they go with the frame they belong to."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    focused = QApplication.focusWidget()
    if focused is not None and focused.window().windowType() == Qt.WindowType.Popup:
        focused.clearFocus()


def _keys_of(kind: type[Page], place: int) -> str:
    if kind.NAME == "help":
        return "F1"
    return f"Ctrl+{place}" if place < 10 else ""
