# SPDX-License-Identifier: Apache-2.0
"""Chances in words: a share of many futures as a whole per cent that never claims certainty, and the word beside it."""

from planner.facts.language import _
from ui import shown


def percent(share: float) -> str:
    """A share of futures as people read it: `93%`, `<1%`, `>99%` where it is not all of them."""
    if 0 < share < 0.01:
        return "<1%"
    if 0.99 < share < 1:
        return ">99%"
    return f"{int(share * 100 + 0.5)}%"


def missed_words(holds: float | None) -> str:
    """The chance of a missed instalment; unknown where the person's months are too few."""
    return shown.UNKNOWN if holds is None else percent(1 - holds)


def holds_words(holds: float | None, enough: float) -> tuple[str, str]:
    """The word for a chance of holding, and its tone."""
    if holds is None:
        return _("not known yet"), ""
    if holds >= 0.95 and holds >= enough:
        return _("holds well"), "good"
    if holds >= enough:
        return _("holds"), "good"
    return (_("tight"), "warn") if holds >= enough - 0.2 else (_("too tight"), "warn")
