# SPDX-License-Identifier: Apache-2.0
"""The bundled fonts are made known once, before anything is drawn beside the window."""

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from planner.reports.printout import Printout
from ui.printing import Pages


def test_a_paper_laid_out_under_the_window_adds_no_font(
    themed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    added: list[str] = []
    monkeypatch.setattr(QFontDatabase, "addApplicationFont", added.append)
    Pages(Printout(title="标题", html="<p>还款计划</p>", foot="", language="zh"))
    assert added == []
