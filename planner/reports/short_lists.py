# SPDX-License-Identifier: Apache-2.0
"""Long names and long lists on paper that has little room: cut so that they still tell each other apart."""

from collections.abc import Mapping, Sequence

from planner.facts.language import _
from planner.reports.table import wide


def shortened(names: Mapping[str, str], most: int) -> dict[str, str]:
    """Return names of at most so many Latin characters; a long one keeps its beginning and its end.

    Two that would then look alike carry their place in the list.
    """
    cut = {key: _cut(name, most) for key, name in names.items()}
    seen = list(cut.values())
    return {
        key: f"{_cut(names[key], most - 3)} {place}" if seen.count(name) > 1 else name
        for place, (key, name) in enumerate(cut.items(), 1)
    }


def _cut(name: str, most: int) -> str:
    if wide(name) <= most:
        return name
    tail = _part(name[::-1], most // 3)[::-1]
    return f"{_part(name, most - 1 - wide(tail)).rstrip()}…{tail.lstrip()}"


def _part(text: str, most: int) -> str:
    end = 0
    while end < len(text) and wide(text[: end + 1]) <= most:
        end += 1
    return text[:end]


def some(lines: Sequence[str], most: int) -> list[str]:
    """Return the first lines, and in words how many more there are."""
    more = len(lines) - most
    return [*lines[:most], _("and {n} more").format(n=more)] if more > 1 else list(lines)
