# SPDX-License-Identifier: Apache-2.0
"""Which day fields count from when somebody types `明天`; the program sets it once."""

from collections.abc import Callable
from datetime import date


class _Clock:
    today: Callable[[], date] = date.today


def count_from(today: Callable[[], date]) -> None:
    """From now on days are counted from this one."""
    _Clock.today = staticmethod(today)


def today() -> date:
    """The day fields count from."""
    return _Clock.today()
