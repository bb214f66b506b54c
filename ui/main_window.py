# SPDX-License-Identifier: Apache-2.0
"""The window: rail, header, message bar, page, foot strip, menus. It wires; it decides nothing.

Language, zoom and hiding change without a restart: the frame and the pages in it are made anew from the session.
A page is made in turns of the loop (`ui/turns`) and stays out of sight until it is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QChildEvent, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from planner.facts.language import N_, _
from ui import shown
from ui.errors import reported
from ui.frame import Frame
from ui.menus import LINE, MENUS, fill_menus, name_undo
from ui.standing import Curtain, Haste, Standing, close_popups, dress_what_is_over
from ui.theme import THEME
from ui.titles import window_title
from ui.turns import finish, later
from ui.widgets.card import row

if TYPE_CHECKING:  # nothing of a case is loaded before one is opened
    from planner.engine.plan import Plan
    from planner.facts.problems import Problem
    from ui.pages.page import Desk, Page

TOPIC = "topic"  # a property of a widget: the help topic that explains it
IN_BUDGET = ("incomes", "expenses", "assets", "reserve")  # lists of the case that stand on that page
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
            "export": lambda: self.visit("documents"),
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
        self._place = ""  # where to go once the page being made stands; "" while none is
        self._ground: QWidget | None = None  # the newest frame, in sight or soon to be
        self._old: list[Page] = []  # the pages of the frame before
        self._standing = Standing()
        self.setCentralWidget(self._standing)
        self._haste, self._curtain = Haste(self, lambda: finish(self)), Curtain(self)
        self._plan: Plan | None = None
        self._problems: tuple[Problem, ...] = ()
        self._saved = NEVER, ""
        self._marks: dict[str, bool] = {}
        self._is_closing = False
        for i in range(9):
            keys = QShortcut(QKeySequence(f"Ctrl+{i + 1}"), self)
            keys.activated.connect(partial(self._go_to, i))

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
        finish(self)
        if self.desk is not None:
            self.desk.session.case_changed.disconnect(self._case_changed)
            self.desk.session.saved.disconnect(self._note_saved)
        self.desk, self._plan, self._problems, self._states, self._place = None, None, (), {}, ""
        self._saved = NEVER, ""

    # ---- the frame

    def rebuild(self, change: Callable[[], object] | None = None) -> None:
        """Make the frame anew, with a `change` of language, theme, zoom or hiding made in between.

        The old frame keeps its own style until it is gone: giving a new one to a thousand living widgets takes seconds.
        """
        finish(self)
        self._curtain.fall()
        try:
            self._renew(change)
        finally:
            if not self._place:  # else the page being made lifts it
                self._curtain.lift()

    def _renew(self, change: Callable[[], object] | None) -> None:
        close_popups()
        self.finish_typing()
        self._states.update({name: page.state() for name, page in self._pages.items()})
        self._old += self._pages.values()
        self._pages, self._holders = {}, {}
        if change is not None:
            change()
        dress_what_is_over(self)
        self.actions_by_name.update(fill_menus(self, self._do))  # for the frame in sight too
        for name, on in self._marks.items():
            self.actions_by_name[name].setChecked(on)
        self._enable()
        if self._start_maker is not None:
            self.start = self._ground = self._start_maker()
            THEME.dress(self.start)
            self._put()
        else:
            self._ground = self._frame()
            self._standing.addWidget(self._ground)
            self._fold()  # again: now that it stands in the window its words have their size
            self._come(self._at)
        self._name_window()

    def childEvent(self, event: QChildEvent) -> None:
        """A dialog over the window looks as the window does."""
        child = event.child()
        if event.type() == QEvent.Type.ChildPolished and isinstance(child, QWidget) and child.isWindow():
            THEME.dress(child)
        super().childEvent(event)

    def _put(self) -> None:
        """Show the newest frame, where it is not in sight yet."""
        if self._ground is not None and self._standing.currentWidget() is not self._ground:
            self.finish_typing()
            self._standing.put(self._ground, self._old)
            self._old = []

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
        has_documents = self.desk is not None and any(page.NAME == "documents" for page in self.kinds)
        self.actions_by_name["export"].setEnabled(has_documents)
        self._name_undo()

    def _frame(self) -> QWidget:
        frame = Frame(self.kinds, lambda: self.actions_by_name, self.visit)
        frame.what.clicked.connect(lambda: self.visit(f"help/{self._at}"))
        self.rail, self.title, self.question, self.what = frame.rail, frame.title, frame.question, frame.what
        self.message, self.foot, self.stack = frame.message, frame.foot, frame.stack
        self._header_actions = frame.buttons
        return frame

    def _fold(self) -> None:
        if self.desk is not None and isinstance(self._ground, Frame):
            self._ground.fold(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail where the window is narrow."""
        super().resizeEvent(event)
        self._fold()
        self.resized.emit()

    # ---- pages

    def go(self, place: str) -> None:
        """Show a page at once, and on it a record or figure: `plan`, `debts/d1/principal`."""
        self.visit(place)
        finish(self)

    def visit(self, place: str) -> None:
        """Show a page as soon as it is made: the way of all that the person asks for, which never waits."""
        head, _slash, rest = place.partition("/")
        name = "budget" if head in ("incomes", "expenses", "assets", "reserve") else head
        if self.desk is None or name not in {page.NAME for page in (*self.kinds, *self._aside)}:
            return
        if self._place or name not in self._pages or self.stack.indexOf(self._pages[name]) < 0:
            self._come(place if name == head else f"{name}/{place}")
        else:
            self._show(name, place if name != head else rest)

    def _come(self, place: str) -> None:
        """Go to a page that has to be made first; whoever asks for it meanwhile gets it at once."""
        if not self._place:
            later(self, self._make_wanted, self._fill_wanted, self._arrive, self._curtain.rise)
            self._haste.begin()
        self._place = place

    def _make_wanted(self) -> None:
        name = self._place.partition("/")[0]
        if name and name not in self._pages:
            self._make(name)

    def _fill_wanted(self) -> None:
        self._make_wanted()  # where another page was asked for meanwhile
        name = self._place.partition("/")[0]
        if name and self.desk is not None:
            page = self._pages[name]
            if self.stack.indexOf(page) < 0:
                self.stack.addWidget(page)
            page.bring_case(self.desk.case)
            if name in self._states:
                page.restore(self._states.pop(name))

    def _arrive(self) -> None:
        self._fill_wanted()
        place, self._place = self._place, ""
        if place:
            self._curtain.fall()
            self._put()
            name, _slash, rest = place.partition("/")
            self._show(name, rest)
            self._draw_live()
        self._haste.end()

    def _show(self, name: str, rest: str) -> None:
        assert self.desk is not None
        page = self._pages[name]
        if name != self._at:
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
            page.reveal(rest)

    def explain(self) -> None:
        """F1: the help on what has the keyboard where that has a topic of its own, else on the page, else where to begin."""
        if self.desk is None:
            from ui.help_window import show_topic

            show_topic(self, "start")
            return
        widget, named = QApplication.focusWidget(), None
        while widget is not None and not named:
            named, widget = widget.property(TOPIC), widget.parentWidget()
        self.visit(f"help/{named or self._at}")

    def _find(self) -> None:
        if self.desk is not None:
            self.page().seek()

    def _arrange(self) -> None:
        if self.desk is not None and not self.page().arrange():
            self.say(_("There is no table on this page."))

    def _go_to(self, place: int) -> None:
        if place < len(self.kinds):
            self.visit(self.kinds[place].NAME)

    def page(self) -> Page:
        """The page in sight, or just about to be, whole."""
        finish(self)
        page = self._pages[self._at]
        finish(page, inside=True)
        return page

    def _make(self, name: str) -> None:
        from ui.widgets.chart import Chart  # loaded with the first page, as tables are
        from ui.widgets.table_view import TableView

        assert self.desk is not None
        page = next(p for p in (*self.kinds, *self._aside) if name == p.NAME)(self.desk)
        self._pages[name] = page
        page.said.connect(self.say)
        page.went.connect(self.visit)
        for table in page.findChildren(TableView):
            table.unread.connect(lambda words: self.say(words, "warn"))
            table.said.connect(self.say)
        for chart in page.findChildren(Chart):
            chart.failed.connect(lambda words: self.say(words, "warn"))
        holder = QWidget()
        holder.setLayout(row(*page.actions, gap=8))
        holder.hide()  # until its page is in sight
        self._header_actions.addWidget(holder)
        self._holders[name] = holder

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
        self._curtain.fall()
        self._draw_live()
        later(self, self._curtain.rise)

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
        case = self.desk.case
        if self._at in self._pages:
            self._pages[self._at].bring_case(case)
            self._pages[self._at].bring_plan(self._plan, self._problems)
        self.show_chance()
        self.foot.show_saved(_(self._saved[0]).format(time=self._saved[1]))
        for kind in self.kinds:
            self.rail.count(kind.NAME, kind.badge(case))

    def _note_saved(self, at: object) -> None:
        if isinstance(at, datetime):
            self._saved = N_("Saved {time}"), f"{at:%H:%M}"
            self.foot.show_saved(_(self._saved[0]).format(time=self._saved[1]))

    def _name_window(self) -> None:
        session = self.desk.session if self.desk is not None else None
        self.setWindowTitle(window_title(session, self._ground.windowTitle() if self._ground else ""))
        if session is not None:
            self.rail.brand.name(None if shown.is_hidden() else session.case.label, _("Case menu"))

    # ---- undo

    def _name_undo(self) -> None:
        name_undo(self.actions_by_name, self.desk.session if self.desk else None)

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
        """Closing loses nothing; where something could not be kept, the person may stay, and once after a fault of ours."""
        event.setAccepted(reported(self._may_close, otherwise=self._is_closing))

    def _may_close(self) -> bool:
        self._is_closing = True
        self.finish_typing()
        may = self._do["quit"]() is not False
        self._is_closing = False
        return may
