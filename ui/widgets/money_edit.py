# SPDX-License-Identifier: Apache-2.0
"""The field for amounts: takes `1,234.5` and `１２３４．５`, holds whole fen."""

from typing import Any

from planner.facts.language import N_
from planner.facts.money import Fen, format_yuan, parse_yuan
from planner.facts.problems import InputError
from ui.widgets.typed_edit import TypedEdit


class MoneyEdit(TypedEdit):
    """An amount in fen, shown as `1,234.50`; amounts below zero are refused."""

    figures = private = True

    def parse(self, text: str) -> Fen:
        """Read an amount as people type it."""
        fen = parse_yuan(text)
        if fen < 0:
            raise InputError(
                "", N_("An amount here cannot be below zero."), {}, N_("Type it without the minus sign.")
            )
        return fen

    def show_as(self, value: Any) -> str:
        """Write it with thousands and two decimals."""
        return format_yuan(value)
