# SPDX-License-Identifier: Apache-2.0
"""A quick first answer before the search: the cheapest offers, exchanged one by one until every period's cash reaches."""

from collections.abc import Sequence

import numpy as np

from planner.engine.optimize_model import Option, limits_of
from planner.engine.optimize_task import OptimumTask


def greedy_choice(task: OptimumTask, options: Sequence[Option]) -> list[int]:
    """Return one option a creditor, or nothing where the exchange finds no way (the search may still).

    Each exchange is the one that takes most off what is lacking per fen of extra cost.
    """
    if not options or task.running:
        return []
    groups: dict[int, list[int]] = {}
    for n, option in enumerate(options):
        groups.setdefault(option.creditor, []).append(n)
    limits = np.array(limits_of(task), np.int64)
    takes = np.array([o.spent if task.carry else o.flows for o in options])
    costs = np.array([o.cost for o in options], np.int64)
    chosen = {creditor: min(mine, key=lambda n: (costs[n], n)) for creditor, mine in groups.items()}
    taken = takes[list(chosen.values())].sum(0)
    while (taken > limits).any():
        lacking = int(np.maximum(taken - limits, 0).sum())
        best: tuple[float, int, int] | None = None
        for creditor, mine in groups.items():
            others = np.array([n for n in mine if n != chosen[creditor]], np.int64)
            if not len(others):
                continue
            after = taken - takes[chosen[creditor]] + takes[others]
            gain = lacking - np.maximum(after - limits, 0).sum(1)
            extra = np.maximum(costs[others] - costs[chosen[creditor]], 1)
            worth = np.where(gain > 0, gain / extra, 0.0)
            at = int(np.argmax(worth))
            if worth[at] > 0 and (best is None or worth[at] > best[0]):
                best = (float(worth[at]), creditor, int(others[at]))
        if best is None:
            return []
        taken = taken - takes[chosen[best[1]]] + takes[best[2]]
        chosen[best[1]] = best[2]
    return [chosen[creditor] for creditor in sorted(chosen)]
