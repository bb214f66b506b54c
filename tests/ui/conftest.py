# SPDX-License-Identifier: Apache-2.0
"""What tests of the window rely on: the program with settings of its own, on the sample's facts, closed afterwards."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from planner.facts.case import Case, case_from_json
from planner.facts.places import resources
from planner.facts.rulebook import RuleBook, load
from ui import shown
from ui.app import Program, make_app
from ui.session import Session
from ui.settings import LANGUAGE, Settings
from ui.theme import THEME

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def book() -> RuleBook:
    """The rules, read once."""
    return load(resources() / "rules")


def sample_case() -> Case:
    """The facts of the sample, without its statement files."""
    return case_from_json(json.loads((resources() / "sample" / "case.json").read_text("utf-8")))


@pytest.fixture(autouse=True)
def _no_dialog_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog nobody expects would wait for ever: it fails instead."""

    def unexpected(dialog: QDialog) -> int:
        raise AssertionError(f"a dialog nobody expects: {dialog.windowTitle()}")

    monkeypatch.setattr(QDialog, "exec", unexpected)


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in our style, put back to light at 100 % afterwards."""
    make_app()
    THEME.apply("light", 100)
    yield qapp
    THEME.apply("light", 100)
    shown.hide(False)


@pytest.fixture
def program(themed: QApplication, qtbot: QtBot, tmp_path: Path, book: RuleBook) -> Iterator[Program]:
    """The program on its start page."""
    kept = Settings(tmp_path / "settings.json")
    kept.put(LANGUAGE, "en")
    made = Program(themed, kept, lambda: book, lambda: TODAY)
    qtbot.addWidget(made.window)
    made.window.resize(1280, 800)
    made.window.show()
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    yield made
    if made.session is not None:
        made.close_case()
    made.window.show_nothing()


@pytest.fixture
def opened(program: Program, qtbot: QtBot, tmp_path: Path) -> Callable[[Case | None], Session]:
    """Open a case in the program (the sample's facts by default) and wait for its first plan."""

    def open_it(case: Case | None = None) -> Session:
        path = tmp_path / "case.huanqing"
        program.take(Session.create(case or sample_case(), path))
        assert program.session is not None
        assert program.feed is not None
        with qtbot.waitSignal(program.feed.plan_ready, timeout=10_000):
            pass
        return program.session

    return open_it
