# SPDX-License-Identifier: Apache-2.0
"""What is loaded at the start: neither a window nor the heavy libraries before they are needed."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"pandas", "numpy", "matplotlib", "openpyxl", "highspy", "pypdfium2", "python_calamine", "pypdf"}


@pytest.mark.parametrize(
    ("door", "unwanted"),
    [("ui.__main__", HEAVY | {"PySide6", "planner"}), ("ui.cli", HEAVY | {"PySide6"}), ("ui.app", HEAVY)],
    ids=["program", "command line", "window"],
)
def test_the_start_loads_only_what_it_needs(door: str, unwanted: set[str], tree: Path) -> None:
    script = f"import sys, {door}; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tree, capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) & unwanted == set()
