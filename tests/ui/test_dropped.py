# SPDX-License-Identifier: Apache-2.0
"""Files dropped on the window itself: a case opens, statements are read, pictures become papers; nothing is moved."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from tests.ui.conftest import sample_case
from tests.ui.test_statements_page import ALIPAY
from tests.ui.whole import MOVE_OR_COPY, settle
from ui.app import Program
from ui.pages.evidence import EvidencePage
from ui.pages.statements import StatementsPage
from ui.session import Session

Open = Callable[..., Session]


def dropped(program: Program, *paths: Path) -> QDropEvent:
    """Drop files on the window, offering to move them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, button, keys = QPointF(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    enter = QDragEnterEvent(place.toPoint(), MOVE_OR_COPY, mime, button, keys)
    assert program.drops.eventFilter(program.window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(place, MOVE_OR_COPY, mime, button, keys, QEvent.Type.Drop)
    assert program.drops.eventFilter(program.window, drop)
    return drop


def a_case(path: Path) -> Path:
    Session.create(sample_case(), path).close()
    return path


def test_a_case_dropped_on_the_start_page_opens(program: Program, tmp_path: Path) -> None:
    path = a_case(tmp_path / "mine.huanqing")
    drop = dropped(program, path)
    assert program.session is not None
    assert program.session.path == path
    assert path.is_file()
    assert drop.dropAction() == Qt.DropAction.CopyAction


def test_a_case_dropped_over_another_takes_its_place_and_the_same_one_stays_open(
    program: Program, opened: Open, tmp_path: Path
) -> None:
    first = opened()
    dropped(program, first.path)
    assert program.session is first
    path = a_case(tmp_path / "other.huanqing")
    dropped(program, path)
    assert program.session is not None
    assert program.session.path == path


def test_what_is_no_case_leaves_the_open_one_alone(program: Program, opened: Open, tmp_path: Path) -> None:
    session = opened()
    bad = tmp_path / "bad.huanqing"
    bad.write_bytes(b"")
    dropped(program, bad)
    assert program.session is session
    assert "bad.huanqing" in program.window.message.words()


def test_a_statement_dropped_anywhere_is_read(program: Program, opened: Open, qtbot: QtBot) -> None:
    opened()
    program.window.go("debts")
    dropped(program, ALIPAY)
    page = program.window.page()
    assert isinstance(page, StatementsPage)
    settle(qtbot)
    assert page.intake.preview is not None
    assert ALIPAY.is_file()


def test_a_picture_dropped_anywhere_becomes_a_paper(
    program: Program, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    from PySide6.QtGui import QImage

    session = opened()
    path = tmp_path / "contract.png"
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(0xFF00FF)
    image.save(str(path))
    had = len(session.case.papers)
    dropped(program, path)
    settle(qtbot)
    assert isinstance(program.window.page(), EvidencePage)
    assert len(session.case.papers) == had + 1


def test_nothing_is_taken_while_it_is_locked(program: Program, opened: Open, tmp_path: Path) -> None:
    opened()
    program.locking.lock()
    dropped(program, ALIPAY)
    assert program.locking.is_locked
    assert program.session is None


@pytest.mark.parametrize("words", ["just words", "https://example.com/a.csv"])
def test_words_and_addresses_are_left_alone(program: Program, opened: Open, words: str) -> None:
    session = opened()
    before = session.case
    mime = QMimeData()
    mime.setText(words)
    if words.startswith("http"):
        mime.setUrls([QUrl(words)])
    enter = QDragEnterEvent(
        QPointF(5, 5).toPoint(),
        MOVE_OR_COPY,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert not program.drops.eventFilter(program.window, enter)
    assert session.case is before


def test_several_refused_papers_are_one_short_sentence_with_the_rest_to_open(
    program: Program, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    opened()
    program.window.go("evidence")
    for n in range(5):
        (tmp_path / f"no{n}.pdf").write_bytes(b"%PDF-nothing")
    dropped(program, *sorted(tmp_path.glob("no*.pdf")))
    settle(qtbot)
    bar = program.window.message
    assert bar.words() == "5 files were not taken: no0.pdf, no1.pdf, no2.pdf and 2 more."
    assert bar._room.isHidden()
    bar._action.click()
    assert not bar._room.isHidden()
    assert [f"no{n}.pdf" in bar._more.text() for n in range(5)] == [True] * 5
    bar._action.click()
    assert bar._room.isHidden()
