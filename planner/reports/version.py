# SPDX-License-Identifier: Apache-2.0
"""The version of the program, as it stands at the foot of a page."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def program_version() -> str:
    """Return the installed version, or an empty text where the program was not installed."""
    try:
        return version("huanqing")
    except PackageNotFoundError:
        return ""
