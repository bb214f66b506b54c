# SPDX-License-Identifier: Apache-2.0
"""Work beside the window: in order, in the asker's thread and language, with progress, a way to stop, and no lost fault."""

import sys
import threading
import time
import weakref
from collections.abc import Generator
from functools import partial

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from planner.facts.language import language, speaking
from planner.facts.problems import InputError
from ui import background
from ui.app import Program
from ui.background import FILES, SUMS, ask, run


def test_the_answer_comes_to_the_thread_that_asked(qtbot: QtBot) -> None:
    threads: list[int] = []
    job = run(threading.get_ident)
    job.finished.connect(lambda _: threads.append(threading.get_ident()))
    with qtbot.waitSignal(job.finished) as answered:
        pass
    assert answered.args[0] != threading.get_ident()
    assert threads == [threading.get_ident()]
    qtbot.waitUntil(background.is_idle)


def test_jobs_of_a_lane_keep_their_order_and_lanes_do_not_wait_for_each_other(qtbot: QtBot) -> None:
    done: list[int] = []
    gate = threading.Event()
    first = run(gate.wait, lane=SUMS)
    jobs = [run(done.append, n, lane=SUMS) for n in range(20)]
    assert ask(lambda: 5) == 5
    gate.set()
    with qtbot.waitSignals([first.finished, jobs[-1].finished]):
        pass
    assert done == list(range(20))


def test_a_job_speaks_the_language_of_its_asker(qtbot: QtBot) -> None:
    with speaking("zh"):
        job = run(language)
    with qtbot.waitSignal(job.finished) as answered:
        pass
    assert answered.args == ["zh"]


def counting(most: int) -> Generator[int, bool, str]:
    for n in range(most):
        stop = yield n
        if stop:
            return f"best of {n}"
        time.sleep(0.001)
    return "all"


def test_a_generator_tells_its_progress_and_its_result(qtbot: QtBot) -> None:
    job = run(counting, 3)
    steps: list[int] = []
    job.progressed.connect(steps.append)
    with qtbot.waitSignal(job.finished) as answered:
        pass
    assert (steps, answered.args) == ([0, 1, 2], ["all"])


def test_a_search_that_is_stopped_gives_its_best(qtbot: QtBot) -> None:
    job = run(counting, 100_000)
    with qtbot.waitSignal(job.progressed):
        pass
    with qtbot.waitSignal(job.finished) as answered:
        job.cancel()
    assert str(answered.args[0]).startswith("best of")


def test_a_generator_that_does_not_listen_is_closed_and_says_nothing(qtbot: QtBot) -> None:
    closed = threading.Event()

    def deaf() -> Generator[int, None, str]:
        try:
            for n in range(100_000):
                yield n
                time.sleep(0.001)
        finally:
            closed.set()
        return "never"

    job = run(deaf)
    told: list[object] = []
    job.finished.connect(told.append)
    with qtbot.waitSignal(job.progressed):
        pass
    job.cancel()
    qtbot.waitUntil(background.is_idle)
    assert closed.is_set()
    assert told == []


def test_a_job_cancelled_before_its_turn_never_begins(qtbot: QtBot) -> None:
    gate = threading.Event()
    run(gate.wait)
    began: list[int] = []
    job = run(began.append, 1)
    job.cancel()
    gate.set()
    qtbot.waitUntil(background.is_idle)
    assert began == []


def test_a_refusal_is_told_to_the_asker_only(qtbot: QtBot) -> None:
    def refuse() -> None:
        raise InputError("file", "no")

    job = run(refuse)
    with qtbot.waitSignal(job.failed) as failed:
        pass
    assert isinstance(failed.args[0], InputError)


def test_a_bug_is_told_and_raised_for_the_error_hook(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: caught.append(kind))
    job = run(lambda: 1 // 0, lane=FILES)
    with qtbot.waitSignal(job.failed):
        pass
    qtbot.waitUntil(lambda: bool(caught))
    assert caught == [ZeroDivisionError]
    with pytest.raises(ZeroDivisionError):
        ask(lambda: 1 // 0)


def test_a_thousand_jobs_leave_no_thread_and_no_job_behind(qtbot: QtBot) -> None:
    run(int)
    ask(int)
    before = threading.active_count()
    for n in range(1000):
        last = run(int, n)
    with qtbot.waitSignal(last.finished):
        pass
    qtbot.waitUntil(background.is_idle)
    assert threading.active_count() == before


def test_the_lane_never_holds_the_job_itself(qtbot: QtBot) -> None:
    """Whoever lets go of it last destroys it, and that must be the window's thread."""
    began, gate = threading.Event(), threading.Event()

    def wait() -> bool:
        began.set()
        return gate.wait()

    job = run(wait)
    began.wait()
    held = sys.getrefcount(job)
    gate.set()
    with qtbot.waitSignal(job.finished):
        pass
    assert held == 3  # here, among the waiting, and as the question's argument


def test_nothing_of_the_window_crosses_into_a_lane(qtbot: QtBot) -> None:
    label = QLabel("here")
    qtbot.addWidget(label)
    for fn, args in (
        (label.text, ()),
        (str, (label,)),
        (lambda: label.text(), ()),
        (map, (partial(str, label),)),
    ):
        with pytest.raises(TypeError, match="belongs to the window"):
            run(fn, *args)


def test_garbage_is_collected_in_the_windows_thread_only(qtbot: QtBot, program: Program) -> None:
    """A widget in a circle, dropped while a lane allocates: it is destroyed by the tidier, never beside the window."""
    ended: list[int] = []
    label = QLabel("dropped")
    label.me = label  # type: ignore[attr-defined]
    weakref.finalize(label, lambda: ended.append(threading.get_ident()))
    del label
    with qtbot.waitSignal(run(lambda: [[n] for n in range(200_000)]).finished) as kept:
        pass
    qtbot.waitUntil(lambda: bool(ended), timeout=30_000)
    assert len(kept.args[0]) == 200_000  # so many that a collection was due
    assert ended == [threading.get_ident()]
