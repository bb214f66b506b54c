# SPDX-License-Identifier: Apache-2.0
"""The field for yearly rates: takes `24%`, `24`, `0.24` and `１８．２５％`."""

from decimal import Decimal
from typing import Any

from planner.facts.language import N_
from planner.facts.money import format_rate, parse_rate
from planner.facts.problems import InputError
from ui.widgets.typed_edit import TypedEdit


class RateEdit(TypedEdit):
    """A yearly rate as a decimal fraction, shown per cent; below zero and above 1000 % are refused."""

    figures = True

    def parse(self, text: str) -> Decimal:
        """Read a rate as people type it."""
        rate = parse_rate(text)
        if not 0 <= rate <= 10:
            raise InputError(
                "", N_("“{text}” is no yearly rate."), {"text": text}, N_("Type it like 18.25%.")
            )
        return rate

    def show_as(self, value: Any) -> str:
        """Write it per cent."""
        return format_rate(value)
