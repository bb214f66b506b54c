# SPDX-License-Identifier: Apache-2.0
"""What every test can rely on: no screen, a home of its own, English words, and tools that are there or said to be missing."""

import gc
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from planner.facts.language import language, set_language

_home = tempfile.TemporaryDirectory(prefix="huanqing-tests-", ignore_cleanup_errors=True)
_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
    "XDG_DOCUMENTS_DIR": "documents",
    "MPLCONFIGDIR": "cache/matplotlib",
}

# For tests that start the program the way a person does: the environment as it was, save for the home.
for _name, _folder in _FOLDERS.items():
    _path = Path(_home.name, _folder)
    _path.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ[_name] = str(_path)
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHONUTF8"] = "1"
for _name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "LANGUAGE"):
    os.environ.pop(_name, None)

# The same examples at every run: a run that was good stays good until the code changes.
hypothesis.settings.register_profile("house", database=None, deadline=None, derandomize=True)
hypothesis.settings.load_profile("house")

MUCH_GARBAGE = 100_000  # objects made since the last collection
SKIP_NOTHING = bool(os.environ.get("HUANQING_SKIP_NOTHING"))
_TOOLS = {
    "soffice": "LibreOffice (libreoffice-calc)",
    "pdftotext": "poppler (poppler-utils)",
    "pdftoppm": "poppler (poppler-utils)",
    "pdffonts": "poppler (poppler-utils)",
    "strace": "strace",
    "Xvfb": "a virtual screen (xvfb)",
    "xauth": "xauth",
    "git": "git",
}


def _printer_there() -> bool:
    """Tell whether `.ci/run` made a queue for the tests; a person's own printer is never used."""
    if "HUANQING_PRINT_SPOOL" not in os.environ or shutil.which("lpstat") is None:
        return False
    asked = subprocess.run(["lpstat", "-e"], capture_output=True, text=True, timeout=20, check=False)
    return bool(asked.stdout.strip())


def _lacks(tool: str) -> str | None:
    if tool == "printer":
        return None if _printer_there() else "no printer queue was made for the tests (.ci/run makes one)"
    return None if shutil.which(tool) else f"{_TOOLS[tool]} is not installed on this machine"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, with the reason, a test marked `needs("soffice", …)` where the tool is missing."""
    for mark in item.iter_markers("needs"):
        for tool in mark.args:
            if lacking := _lacks(tool):
                pytest.skip(lacking)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where all tools were installed beforehand, a skipped test is a fault."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if SKIP_NOTHING and reporter is not None and reporter.stats.get("skipped") and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = language()
    set_language("en")
    yield
    set_language(before)


def _is_of_window(request: pytest.FixtureRequest) -> bool:
    return "ui" in request.path.relative_to(Path(__file__).parent).parts


@pytest.fixture(autouse=True)
def _one_application(request: pytest.FixtureRequest) -> None:
    """Qt allows one application a process: tests of the window and of PDFs share the kind that can do both."""
    if _is_of_window(request):
        request.getfixturevalue("qapp")


@pytest.fixture(autouse=True)
def _garbage(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where lanes work beside the window, garbage is collected in the window's thread only, as in the program."""
    if _is_of_window(request):
        gc.disable()
    elif not gc.isenabled():
        gc.collect()
        gc.enable()
    yield
    gc.unfreeze()
    if gc.get_count()[0] > MUCH_GARBAGE:
        gc.collect()


@pytest.fixture(scope="session")
def tree() -> Path:
    """Return the folder of the source tree."""
    return Path(__file__).resolve().parents[1]
