# SPDX-License-Identifier: Apache-2.0
"""Where the data files of the program lie: rules, words, fonts, icons, the sample case."""

from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """Return the resources folder: inside the installed package, else the one of the source tree."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
