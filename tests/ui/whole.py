# SPDX-License-Identifier: Apache-2.0
"""The whole sample with its statement files and papers, open in a window; drops; a case of very many rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planner import sample
from planner.facts.case import Account, Case, Flow, StatementFile
from planner.facts.language import speaking
from ui.app import Program
from ui.background import is_idle
from ui.pages.page import Page
from ui.session import Session
from ui.turns import is_done

P = TypeVar("P", bound=Page)
KINDS = ("spending", "income", "debt_repayment", "own_transfer", "unknown")


@cache
def whole_sample() -> tuple[Case, dict[str, bytes]]:
    """The sample's facts, flows and papers, and the bytes by SHA-256."""
    with speaking("en"):
        return sample.complete()


def at_page(program: Program, opened: Callable[..., Session], kind: type[P], case: Case | None = None) -> P:
    """Open a case (the whole sample by default, with its bytes) on a page."""
    whole, blobs = whole_sample()
    session = opened(case if case is not None else whole)
    for data in blobs.values():
        session.keep_bytes(data)
    program.window.go(kind.NAME)
    page = program.window.page()
    assert isinstance(page, kind)
    return page


MOVE_OR_COPY = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


def drop(widget: QWidget, paths: list[Path], actions: Qt.DropAction = MOVE_OR_COPY) -> Qt.DropAction:
    """Drop files on a widget, with Shift for a move; returns what the widget made of it."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    widget.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), actions, mime, buttons, keys))
    event = QDropEvent(QPointF(5, 5), actions, mime, buttons, keys)
    widget.dropEvent(event)
    return event.dropAction()


def settle(qtbot: QtBot) -> None:
    """Wait until no job is under way and every page is whole."""
    qtbot.waitUntil(lambda: is_idle() and is_done(), timeout=60_000)
    qtbot.wait(1)


def many_rows(count: int = 100_000, case: Case | None = None) -> Case:
    """The case with so many rows of one account."""
    start = datetime(2022, 1, 1, 8, 0)
    flows = tuple(
        Flow(
            id=f"s1-{n}",
            account="a1",
            file="s1",
            row=n + 2,
            at=start + timedelta(minutes=23 * n),
            amount=-(n % 9_000) - 1 if n % 5 != 1 else n % 9_000 + 1,
            kind=KINDS[n % 5],  # type: ignore[arg-type]
            party=f"商户{n % 500}",
            memo=f"买菜 {n}",
        )
        for n in range(count)
    )
    file = StatementFile(id="s1", sha256="0" * 64, name="many.csv", account="a1", rows=count)
    base = case or whole_sample()[0]
    account = Account(id="a1", bank="招商银行", tail="1234", main=True)
    return replace(base, accounts=(account,), files=(file,), flows=flows, links=(), proofs=())


def bank_rows(count: int) -> bytes:
    """A bank's CSV with so many rows."""
    head = "交易日期,交易时间,收入,支出,余额,交易类型,交易备注\n"
    start = datetime(2022, 1, 1)
    ats = (start + timedelta(minutes=20 * n) for n in range(count))
    lines = (f"{at:%Y%m%d,%H:%M:%S},,{n % 900 + 1}.00,5.00,消费,店{n}\n" for n, at in enumerate(ats))
    return (head + "".join(lines)).encode()
