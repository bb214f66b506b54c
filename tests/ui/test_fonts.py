# SPDX-License-Identifier: Apache-2.0
"""The bundled fonts are made known once, before anything is drawn beside the window."""

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QApplication

from planner.facts.language import speaking
from planner.reports.printout import Printout
from ui.app import Program
from ui.fonts import CHINESE, LATIN
from ui.printing import Pages
from ui.theme import THEME


def test_a_paper_laid_out_under_the_window_adds_no_font(
    themed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    added: list[str] = []
    monkeypatch.setattr(QFontDatabase, "addApplicationFont", added.append)
    Pages(Printout(title="标题", html="<p>还款计划</p>", foot="", language="zh"))
    assert added == []


@pytest.mark.parametrize(("spoken", "low", "high"), [("en", 0.3, 0.6), ("zh", 0.95, 1.05)])
def test_quotation_marks_are_narrow_in_english_and_square_in_chinese(
    themed: QApplication, monkeypatch: pytest.MonkeyPatch, spoken: str, low: float, high: float
) -> None:
    monkeypatch.setattr(THEME, "_system", "no such family")
    with speaking(spoken):
        measured = QFontMetricsF(THEME.font())
    em = measured.horizontalAdvance("还")
    assert low < measured.horizontalAdvance("“") / em < high
    assert measured.horizontalAdvance("1") == measured.horizontalAdvance("8")


def test_another_language_brings_its_type(program: Program) -> None:
    program.speak("zh")
    before = program._app.font().families()
    program.speak("en")
    assert (LATIN in program._app.font().families()) == (before[0] == CHINESE)
