# SPDX-License-Identifier: Apache-2.0
"""Scrolled content is never pressed below what it needs: it scrolls."""

import itertools

import pytest
from PySide6.QtWidgets import QLabel

from ui.widgets.card import column, scrolled
from ui.widgets.ground import Ground


@pytest.mark.parametrize("wraps", [False, True])
def test_content_that_needs_more_height_scrolls(qtbot, wraps: bool) -> None:
    labels = [QLabel("word " * 20) for _ in range(4)]
    for label in labels:
        label.setMinimumHeight(100)
        label.setWordWrap(wraps)
    area = scrolled(Ground(column(*labels)))
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    qtbot.waitUntil(lambda: area.widget().height() >= 400)
    assert all(a.geometry().bottom() < b.geometry().top() for a, b in itertools.pairwise(labels))
