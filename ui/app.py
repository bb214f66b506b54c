# SPDX-License-Identifier: Apache-2.0
"""Starts the window: settings, language, theme, error hook, rules; opens, makes and closes cases."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from planner.facts.dates import Month
from planner.facts.language import _, set_language
from planner.facts.places import resources
from planner.facts.problems import InputError
from ui import clock, settings, shown, shown_columns
from ui.backups import Backups, is_backup
from ui.case_door import CaseDoor
from ui.drops import Drops
from ui.front import Front
from ui.locking import Locking
from ui.main_window import MainWindow
from ui.over import Over
from ui.settings import Settings
from ui.several_cases import SeveralCases
from ui.speaking import Speech
from ui.theme import THEME
from ui.tidying import Tidier
from ui.waiting import StoppedError, is_waiting

if TYPE_CHECKING:  # cases, rules and plans are loaded when the first case is opened
    from planner.facts.rulebook import RuleBook
    from ui.plan_feed import PlanFeed
    from ui.reminding import Reminding
    from ui.session import Session

SUFFIX = ".huanqing"
HANDS_OVER_US = 500  # a tenth of Python's own, so that a lane that computes lets the window in at once


def make_app() -> QApplication:
    """The Qt application with our style, before any window."""
    app = QApplication.instance()
    made = app if isinstance(app, QApplication) else QApplication(["huanqing"])
    made.setApplicationName("huanqing")
    made.setApplicationDisplayName("Huanqing")
    made.setStyle("Fusion")
    sys.setswitchinterval(HANDS_OVER_US / 1_000_000)
    return made


class Program:
    """The running program: one window, at most one open case."""

    def __init__(
        self,
        app: QApplication,
        kept: Settings,
        rules: Callable[[], RuleBook],
        today: Callable[[], date] = date.today,
    ) -> None:
        """`rules` reads the rule book; it is asked when the first case is opened."""
        self._app, self._kept, self._rules, self._today = app, kept, rules, today
        clock.count_from(today)
        self._speech = Speech(app)
        self._tidier = Tidier()
        self.session: Session | None = None
        self.feed: PlanFeed | None = None
        self.reminding: Reminding | None = None
        shown_columns.keep_in(kept)
        set_language(kept.language())
        THEME.apply(kept.get(settings.THEME_CHOICE), kept.get(settings.ZOOM))
        self.window = MainWindow(self._functions())
        self._door = CaseDoor(self.window)
        self.locking = Locking(
            self.window, kept, self._close_session, self._door.read, self.take, self.show_start
        )
        self.over = Over(self.window, kept, self._appliers())
        self._speak(kept.language())
        self.window.resize(*kept.get(settings.SIZE))
        self._mark()
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: self.window.rebuild(THEME.apply))
        self._front = Front(self.window, kept, self._functions(), self.open)
        self.drops = Drops(self.window, self.open, self._begin)
        self.show_start()

    @cached_property
    def book(self) -> RuleBook:
        """The rules."""
        return self._rules()

    def _functions(self) -> dict[str, Callable[[], object]]:
        do: dict[str, Callable[[], object]] = {
            "new": self.new,
            "open": self.ask_open,
            "sample": self.open_sample,
            "import": self.new_from_statements,
            "cases": lambda: SeveralCases(self).show_list(),
            "beside": lambda: SeveralCases(self).ask_beside(),
            "backups": lambda: Backups(self).show_list(),
            "guide": self.guide,
            "save_as": self.save_copy,
            "close": self.close_case,
            "quit": self.quit,
            "hide": self.toggle_hidden,
            "zoom_in": lambda: self.zoom(THEME.zoom + 10),
            "zoom_out": lambda: self.zoom(THEME.zoom - 10),
            "zoom_reset": lambda: self.zoom(100),
            "keys": lambda: self.over.show_keys(),
            "about": lambda: self.over.show_about(self.book.as_of),
            "details": lambda: self.over.show_details(),
            "settings": lambda: self.over.show_settings(),
            "anything": lambda: self.over.go_to_anything(),
            "lock": lambda: self.locking.lock(),
        }
        for name in ("system", "light", "dark", "contrast"):
            do[f"theme:{name}"] = partial(self.paint, name)
        for code in ("zh", "en"):
            do[f"language:{code}"] = partial(self.speak, code)
        return do

    # ---- how it looks and speaks

    def speak(self, code: str) -> None:
        """Speak another language, or again that of the system, everywhere and at once."""
        self._kept.put(settings.LANGUAGE, code)
        self.window.rebuild(lambda: self._speak(self._kept.language()))

    def _speak(self, code: str) -> None:
        self._speech.speak(code)
        self._mark()

    def paint(self, choice: str) -> None:
        """Put on another theme."""
        self._kept.put(settings.THEME_CHOICE, choice)
        self.window.rebuild(lambda: THEME.apply(choice))
        self._mark()

    def zoom(self, percent: int) -> None:
        """Show everything larger or smaller."""
        self.window.rebuild(lambda: THEME.apply(zoom=percent))
        self._kept.put(settings.ZOOM, THEME.zoom)

    def toggle_hidden(self) -> None:
        """Hide or show amounts and names."""
        self.window.rebuild(lambda: shown.hide(not shown.is_hidden()))
        self.window.mark("hide", shown.is_hidden())

    def _mark(self) -> None:
        for name in ("system", "light", "dark", "contrast"):
            self.window.mark(f"theme:{name}", THEME.choice == name)
        for code in ("zh", "en"):
            self.window.mark(f"language:{code}", self._kept.language() == code)

    def _appliers(self) -> dict[str, Callable[[Any], object]]:
        """What puts a setting into force, by key."""

        def keep(
            setting: settings.Setting, then: Callable[[], object] = lambda: None
        ) -> Callable[[Any], object]:
            def put(value: Any) -> None:
                self._kept.put(setting, value)
                then()

            return put

        return {
            settings.LANGUAGE.key: self.speak,
            settings.THEME_CHOICE.key: self.paint,
            settings.ZOOM.key: self.zoom,
            settings.LOCK_AFTER.key: keep(settings.LOCK_AFTER, self.locking.wait),
            settings.KEEP_RECENT.key: keep(settings.KEEP_RECENT, self._kept.forget_recent),
            settings.REOPEN.key: keep(settings.REOPEN),
        }

    # ---- cases

    def show_start(self) -> None:
        """Show the start page."""
        self.locking.forget()
        self.window.show_start(self._front.page)

    def new(self) -> bool:
        """Begin an empty case; it is kept among the drafts until it has a name."""
        from planner.facts.case import new_case
        from ui.session import Session

        first = Month.of(self._today()).plus(1)
        return self._open_with(lambda: Session.create(new_case(first)))

    def new_from_statements(self) -> None:
        """Begin an empty case on the Statements page."""
        if self.new():
            self.window.visit("statements")

    def guide(self) -> None:
        """Lead step by step from the message to a first offer, in the open case or a new one."""
        if self.session is not None or self.new():
            self.window.visit("guide")

    def _begin(self) -> bool:
        """Make sure that a case is open; a locked one stays locked."""
        return not self.locking.is_locked and (self.session is not None or self.new())

    def open_sample(self) -> None:
        """Open a fresh copy of the sample case."""
        from ui.session import Session, read_sample

        self._open_with(lambda: Session(*self._door.read(read_sample)))

    def ask_open(self) -> None:
        """Ask which case to open."""
        from ui import dialogs

        path = dialogs.ask_path(self.window, _("Open a case"), _("Huanqing case (*.huanqing)"))
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> bool:
        """Open a case file; a password is asked for where one locks it, and another user's lock is told."""
        from planner.store.lock import InUse
        from planner.store.opening import PasswordNeeded
        from ui import dialogs
        from ui.session import Session, read_case

        if self.session is not None and path.resolve() == self.session.path:
            return True

        def attempt(password: str | None = None, read_only: bool = False) -> Session | None:
            try:
                return Session(*self._door.read(read_case, path, password, read_only))
            except PasswordNeeded as refusal:
                words = refusal.words() if password is not None else ""
                given = dialogs.ask_password(self.window, path.name, words)
                return attempt(given, read_only) if given is not None else None
            except InUse as refusal:
                if dialogs.ask(self.window, refusal.words(), _("Open to read only")):
                    return attempt(password, True)
                return None

        if not self._open_with(attempt):
            return False
        self._remember()
        return True

    def _remember(self) -> None:
        """Put the open case on top of the recent list; a draft or a backup is none."""
        session = self.session
        if session is not None and not session.is_draft and not is_backup(session.path):
            self._kept.remember(session.path)

    def _open_with(self, opener: Callable[[], Session | None]) -> bool:
        """Open a case and show it; what is open now stays so where that is refused or given up."""
        if is_waiting():
            return False
        try:
            session = opener()
        except StoppedError:
            session = None
        except InputError as refusal:
            self._refuse(refusal)
            return False
        return session is not None and self.change_to(session)

    def _refuse(self, refusal: InputError) -> None:
        from ui import dialogs

        if self.session is not None:
            self.window.say(refusal.words(), "warn")
        else:
            dialogs.tell(self.window, refusal.words())

    def change_to(self, session: Session) -> bool:
        """Show another opened case in place of the open one; False where the person stays with that."""
        if not self._leave_session():
            session.close()
            session.discard_if_untouched()
            return False
        self.take(session)
        return True

    def take(self, session: Session, again: bool = False) -> None:
        """Show an opened case and plan it; `again` after it was locked, on the page it was locked on."""
        from ui.pages.page import Desk
        from ui.plan_feed import PlanFeed
        from ui.reminding import Reminding

        self.session = session
        session.asker = self._door.keep
        self._tidier.spare()
        self.feed = PlanFeed(session, self.book, self._today)
        session.failed.connect(self._not_kept)
        self.feed.plan_ready.connect(self.window.show_plan)
        self.feed.chance_ready.connect(self.window.show_chance)
        self.feed.failed.connect(lambda refusal: self.window.say(refusal.words(), "warn"))
        desk = Desk(session, self.feed, self.book, self._today)
        self.locking.forget()
        self.window.show_desk(desk, again)
        self.reminding = Reminding(desk, self.window.say, self.window.visit)
        if session.why_read_only is not None:
            self.window.say(session.why_read_only.words(), "warn")
        elif session.recovered:
            self.window.say(
                _("The program was not closed properly last time; everything kept is here."), "good"
            )
        else:
            self.reminding.look()

    def _not_kept(self, refusal: InputError) -> None:
        self.window.say(refusal.words(), "danger", _("Save a copy…"), self.save_copy)

    def save_copy(self) -> None:
        """Go on in a file with a name; a draft gets its name so, any other case a copy that is then the open one."""
        from planner.store.casefile import SAME_KEY
        from ui import dialogs

        if self.session is None:
            return
        name = (self.session.case.label or _("My case")) + SUFFIX
        path = dialogs.ask_path(self.window, _("Save as a copy"), _("Huanqing case (*.huanqing)"), save=name)
        if path is None:
            return
        path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        password: str | None = SAME_KEY
        if self.session.is_draft:
            password = dialogs.ask_new_password(self.window)
        try:
            self.session.save_as(path, password, force=True)  # the file dialog has asked
        except InputError as refusal:
            self.window.say(refusal.words(), "danger")
            return
        self._kept.remember(path)
        self.window.say(_("Kept as {name}.").format(name=path.name), "good")

    def close_case(self) -> None:
        """Close the case and go back to the start page."""
        if self._leave_session():
            self.show_start()

    def _leave_session(self) -> bool:
        """Close what is open for good; False where the person stays with it."""
        session = self.session
        if not self._close_session():
            return False
        if session is not None:
            session.discard_if_untouched()
        return True

    def _close_session(self) -> bool:
        """Close what is open; False where something could not be kept and the person stays with it."""
        if is_waiting():
            return False
        if self.session is None:
            return True
        session, feed = self.session, self.feed
        self.window.finish_typing()
        trouble = session.close()
        if trouble is not None:
            from ui import dialogs

            words = trouble.words()
            if not dialogs.ask(self.window, words, _("Close and lose these edits")):
                return False
            session.close(anyway=True)
        if feed is not None:
            feed.stop()
        if self.reminding is not None:
            self.reminding.stop()
        self._remember()
        self.session, self.feed = None, None
        self._tidier.spare_nothing()
        return True

    def quit(self) -> bool:
        """Close everything; False where the person stays, or something is still being opened or kept."""
        last = self.session.path if self.session is not None else None
        if not self._leave_session():
            return False
        self._kept.keep_last(last)
        self.locking.clipboard.clear()
        self._kept.put(settings.SIZE, [self.window.width(), self.window.height()])
        self.window.show_nothing()
        self._app.quit()
        return True


def read_rules() -> RuleBook:
    """Read the rule book of the program."""
    from planner.facts.rulebook import load

    return load(resources() / "rules")
