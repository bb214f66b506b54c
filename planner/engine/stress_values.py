# SPDX-License-Identifier: Apache-2.0
"""What a stress test says, as plain values: the share of futures that hold, misses, cash by month, reserve, largest instalment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planner.facts.dates import Month
from planner.facts.money import Fen
from planner.facts.problems import Problem

Method = Literal["block", "normal"]
Chance = float | None  # a share of futures, None where the person's months are too few to say
QUANTILES = (5, 25, 50, 75, 95)  # of cash by month, in per cent
CERTAINTIES = ("0.90", "0.95")  # for which reserve and largest instalment are given


@dataclass(frozen=True, slots=True, kw_only=True)
class StressResult:
    """Many futures of one plan. Shares are 0 to 1; `holds` is None where the person's months are too few to say."""

    method: Method
    paths: int
    seed: int
    block: int
    months_used: int  # observed months that were drawn from
    months: tuple[Month, ...]
    holds: Chance
    standard_error: float
    first_miss: tuple[tuple[Month, float], ...]
    median_miss: Fen  # what is lacking in the first miss, the middle one of the futures that miss
    cash: Mapping[int, tuple[Fen, ...]]  # by quantile, one figure a month
    reserve_needed: Mapping[str, Fen]  # least extra starting cash
    largest_instalment: Mapping[str, Fen]  # largest level instalment over the plan's months
    affordable_holds: float  # share of futures that carry the affordable amount every month
    late: float  # share of futures that hold but clear a running debt later than planned
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShockResult:
    """One stated shock against one plan: cash at each month's end, the first month it does not reach, what is lacking."""

    months: tuple[Month, ...]
    cash: tuple[Fen, ...]
    miss: Month | None
    lacking: Fen
    surplus: Fen  # what the leanest month leaves before instalments
