# SPDX-License-Identifier: Apache-2.0
"""What an explanation is made of: a figure, what went into it, the sum in words, the formula, the rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from planner.facts.money import Fen
from planner.facts.problems import Problem

Unit = Literal["money", "count", "share"]  # fen; a plain number; parts of one


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One figure that went in: its name as a msgid, its amount, where it stands in the case or the plan.

    `sign` says that the figure is the sum of its inputs, added (1) or taken off (-1); 0 only names an input.
    """

    name: str
    amount: Fen
    where: str
    sign: int = 0
    unit: Unit = "money"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A figure, what went into it, the sum in words, its formula (a msgid over `values`), and the rules it follows."""

    figure: str
    amount: int | Decimal  # a Decimal for shares
    inputs: tuple[Input, ...]
    sum_in_words: Problem
    rule_ids: tuple[str, ...] = ()
    formula: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)
    unit: Unit = "money"

    @property
    def is_sum(self) -> bool:
        """Whether the inputs, with their signs, add up to the figure."""
        return bool(self.inputs) and sum(one.sign * one.amount for one in self.inputs) == self.amount
