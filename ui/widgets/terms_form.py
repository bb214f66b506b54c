# SPDX-License-Identifier: Apache-2.0
"""The terms asked of one creditor in a plan: shape, instalments, rate, what is to be waived, first payment."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from planner.facts.language import N_
from planner.facts.terms import Grace, Shape, Terms, Waive
from planner.reports.words import SHAPES
from ui.models.records import read, written
from ui.widgets.debt_form import OF_SHAPE, SHAPE_FIELDS
from ui.widgets.form import Field, Form

FIELDS = (
    Field(
        path="shape.kind",
        label=N_("How it is repaid"),
        kind="choice",
        options=((None, N_("by the plan's strategy")), *SHAPES.items()),
        span=2,
    ),
    Field(path="periods", label=N_("Instalments"), kind="count", bounds=(1, 600)),
    Field(path="annual_rate", label=N_("Yearly rate"), kind="rate"),
    Field(path="first_due", label=N_("First due"), kind="date"),
    Field(path="down_payment", label=N_("First payment at once"), kind="money"),
    Field(path="shape.instalment", label=N_("Instalment"), kind="money"),
    Field(path="shape.principal", label=N_("Principal each time"), kind="money"),
    Field(path="shape.balloon", label=N_("Last payment"), kind="money"),
    Field(path="shape.fee_rate", label=N_("Fee each time, of the principal"), kind="rate"),
    Field(path="shape.percent", label=N_("Share of the balance"), kind="rate"),
    Field(path="shape.floor", label=N_("At least"), kind="money"),
    Field(path="shape.date", label=N_("Paid on"), kind="date"),
    Field(path="shape.amount", label=N_("Amount that settles all"), kind="money"),
    Field(path="grace.periods", label=N_("Months without principal first"), kind="count", bounds=(0, 120)),
    Field(path="waive.interest", label=N_("Interest given up, share"), kind="rate"),
    Field(path="waive.penalty", label=N_("Penalty given up, share"), kind="rate"),
    Field(path="waive.fee", label=N_("Fees given up, share"), kind="rate"),
    Field(path="waive.principal", label=N_("Principal given up, share"), kind="rate"),
)
LABELS: Mapping[str, str] = {field.path: field.label for field in FIELDS}
ENDS_ITSELF = ("lump_sum", "fixed_amount", "percent_of_balance")  # shapes without a number of instalments
SHARES = ("annual_rate", "waive.interest", "waive.penalty", "waive.fee", "waive.principal")


class TermsForm(Form):
    """The fields of one set of terms; fields that do not belong to the shape are hidden."""

    def __init__(self) -> None:
        super().__init__(FIELDS)

    def show_terms(self, terms: Terms | None) -> None:
        """Show terms; None is a debt left to the strategy."""
        asked = terms or Terms()
        self.show_values({field.path: _shown(asked, field.path) for field in FIELDS})
        kind = asked.shape.kind if asked.shape else None
        for name in SHAPE_FIELDS:
            self.set_shown(f"shape.{name}", name in OF_SHAPE.get(kind or "", ()))
        for path in LABELS:
            if not path.startswith("shape."):
                self.set_shown(path, kind is not None)


def _shown(terms: Terms, path: str) -> Any:
    value = read(terms, path)
    if path == "down_payment" and not isinstance(value, int | None):
        return value.amount
    return None if path.startswith("waive.") and value == 0 else value


def with_term(terms: Terms | None, path: str, value: Any, first_due: date) -> Terms | None:
    """Return the terms with one field changed; None where the debt goes back to the strategy."""
    if path == "shape.kind":
        return _with_shape(terms, value, first_due)
    if terms is None:
        return None
    if value is None and path in SHARES:
        value = Decimal(0)
    if path == "grace.periods":
        return replace(terms, grace=replace(terms.grace or Grace(), periods=value) if value else None)
    return written(terms, path, value, {"waive": Waive})  # type: ignore[no-any-return]


def _with_shape(terms: Terms | None, kind: Any, first_due: date) -> Terms | None:
    if kind is None:
        return None
    terms = terms or Terms(periods=36, first_due=first_due)
    kept = {name: getattr(terms.shape, name) for name in OF_SHAPE.get(kind, ()) if terms.shape is not None}
    periods = None if kind in ENDS_ITSELF else terms.periods or 36
    return replace(terms, shape=Shape(kind=kind, **kept), periods=periods)
