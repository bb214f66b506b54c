# SPDX-License-Identifier: Apache-2.0
"""What opens inside of a page (forms, previews, explanations) fits a screen of 1280 x 720, with larger type, in three languages."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import TypeVar

import pytest
import pyzipper
from pytestqt.qtbot import QtBot

from planner.facts import language
from planner.facts.case import Agreement, Case, put
from planner.facts.terms import Shape, Terms
from tests.ui.fit import beyond, cut, larger, wordy
from tests.ui.whole import settle, whole_sample
from ui.app import Program
from ui.pages.agreement import AgreementPage
from ui.pages.evidence import EvidencePage
from ui.pages.guide import STEPS, GuidePage
from ui.pages.help import HelpPage
from ui.pages.negotiate import NegotiatePage
from ui.pages.notice import NoticePage
from ui.pages.page import Page
from ui.pages.plan import PlanPage
from ui.pages.statements import StatementsPage
from ui.session import Session

P = TypeVar("P", bound=Page)
Open = Callable[..., Session]
TABLE = "日期,摘要,收入,支出,余额,对方户名\n2026-01-05,工资,6200.00,,6200.00,某公司\n2026-01-06,=1+1,,abc,6164.80,坏行\n"
TWELVE = Terms(
    principal=1_860_000,
    start=date(2026, 7, 1),
    periods=36,
    annual_rate=Decimal("0.12"),
    first_due=date(2026, 8, 15),
    shape=Shape(kind="equal_instalment"),
)


def agreed() -> Case:
    made = Agreement(id="g1", debt="d1", date=date(2026, 7, 1), terms=TWELVE, confirmed=True)
    return put(whole_sample()[0], "agreements", made)


def at(program: Program, kind: type[P]) -> P:
    """Go to a page."""
    program.window.go(kind.NAME)
    page = program.window.page()
    assert isinstance(page, kind)
    return page


def forms(program: Program) -> Iterator[str]:
    """Open the forms and explanations of the pages, one after another; says which."""
    at(program, NoticePage).add_typed()
    yield "a message by its fields"
    talks = at(program, NegotiatePage)
    talks.add_contact()
    yield "a talk"
    talks.add_offer("them")
    yield "their offer"
    talks.open_entry("")
    talks.begin_call()
    yield "a call"
    plan = at(program, PlanPage)
    plan.comparison.why.click()
    yield "why this figure"
    plan.months.picked.emit(0, False)
    yield "a month of the chart"
    papers = at(program, EvidencePage)
    papers.shelf.table.selectRow(0)
    papers.open_boxes()
    yield "what a copy hides"
    at(program, AgreementPage)
    yield "an agreement"
    guide = at(program, GuidePage)
    for step in range(len(STEPS)):
        guide.show_step(step)
        yield f"step {step + 1}"


def readings(program: Program, folder: Path) -> Iterator[str]:
    """Open what is read: help, and files as they come in."""
    helping = at(program, HelpPage)
    for topic in ("changes", "rules", "limits", "files"):
        helping.open(topic)
        yield f"help: {topic}"
    rows = at(program, StatementsPage)
    unknown, locked = folder / "城商银行.csv", folder / "bill.zip"
    unknown.write_text(TABLE, encoding="utf-8")
    with pyzipper.AESZipFile(locked, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"123456")
        archive.writestr("bill.csv", TABLE.encode())
    intake = rows.intake
    intake.read([unknown])
    yield "a file that is not known"
    intake.preview.named.emit(intake.refused[0])
    yield "naming its columns"
    intake.read([locked])
    yield "a file with a password"


@pytest.mark.parametrize("speech", ["zh", "wordy"])  # English is shorter than the wordy language made of it
def test_what_opens_in_a_page_fits_a_small_screen(
    program: Program,
    opened: Open,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    speech: str,
) -> None:
    if speech == "wordy":
        monkeypatch.setattr(language, "_catalogue", wordy)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    found = {}
    with larger(4):
        program.window.resize(1280, 720)
        program.speak("zh" if speech == "zh" else "en")
        session = opened(agreed())
        for data in whole_sample()[1].values():
            session.keep_bytes(data)
        for name in chain(forms(program), readings(program, tmp_path)):
            settle(qtbot)
            qtbot.wait(30)
            found[name] = cut(program.window) + beyond(program.window)
    assert {name: lines for name, lines in found.items() if lines} == {}
