# SPDX-License-Identifier: Apache-2.0
"""Charts of the window and pictures for a bundle are drawn in different threads, with one set of settings: one at a time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import matplotlib

from planner.reports.figures import Look, dressed
from planner.reports.pictures import picture
from ui.widgets.chart_view import _picture


def test_a_chart_of_the_window_waits_for_the_picture_of_a_bundle() -> None:
    """Each finds its own settings at its end as at its beginning, and not those of the other."""
    begun, go, told = Event(), Event(), Event()
    seen: dict[str, list[object]] = {"bundle": [], "window": []}

    def for_bundle(_figure: Any) -> None:
        seen["bundle"].append(matplotlib.rcParams["text.color"])
        begun.set()
        go.wait(0.5)
        seen["bundle"].append(matplotlib.rcParams["text.color"])
        told.set()

    def for_window(_figure: Any) -> None:
        with dressed(Look(text="#ABCDEF")):
            seen["window"].append(matplotlib.rcParams["text.color"])
            go.set()
            told.wait(0.5)

    before = matplotlib.rcParams["text.color"]
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(picture, for_bundle)
        assert begun.wait(10)
        two = pool.submit(_picture, for_window, (200, 100), 96.0, "#FFFFFF")
        assert one.result().startswith(b"\x89PNG")
        two.result()
    assert seen == {"bundle": [Look().text, Look().text], "window": ["#ABCDEF"]}
    assert matplotlib.rcParams["text.color"] == before
