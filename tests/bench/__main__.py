# SPDX-License-Identifier: Apache-2.0
"""Speed as ratios to a floor measured in the same run, turn by turn: `python -m tests.bench [name …] [--rounds N]`.

A ratio holds where absolute times drift with the machine; each line also says what was checked for correctness.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench import engine, files, start

Turn = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Bench:
    """A measured piece of work beside its floor, both on the same input."""

    name: str
    what: str
    work: Turn
    floor: Turn


def measured(bench: Bench, rounds: int) -> tuple[float, float, float]:
    """Return the medians of work and floor in seconds, and the median of the pairwise ratios."""
    bench.work(), bench.floor()  # warm
    pairs = [(_timed(bench.work), _timed(bench.floor)) for _ in range(rounds)]
    ratios = [work / floor for work, floor in pairs]
    return (
        statistics.median(work for work, _floor in pairs),
        statistics.median(floor for _work, floor in pairs),
        statistics.median(ratios),
    )


def _timed(turn: Turn) -> float:
    begin = time.perf_counter()
    turn()
    return time.perf_counter() - begin


def main() -> int:
    """Measure the benches named, or all; print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    made = [Bench(*row) for room in (engine, files, start) for row in room.benches()]
    known = {bench.name for bench in made}
    if set(asked.names) - known:
        print(f"known: {', '.join(sorted(known))}", file=sys.stderr)
        return 2
    print(f"{'bench':<12} {'work ms':>10} {'floor ms':>10} {'ratio':>8}  what")
    for bench in made:
        if not asked.names or bench.name in asked.names:
            work, floor, ratio = measured(bench, asked.rounds)
            print(f"{bench.name:<12} {work * 1e3:>10.3f} {floor * 1e3:>10.3f} {ratio:>8.2f}  {bench.what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
