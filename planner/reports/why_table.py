# SPDX-License-Identifier: Apache-2.0
"""The table that says how each main figure came about: its amount, what went in, the sum in words, the rules."""

from collections.abc import Iterator
from datetime import date

from planner.engine.explain import explain
from planner.engine.explanation import Explanation, Input
from planner.engine.plan import Plan
from planner.facts.case import Case, Scenario, find
from planner.facts.language import N_, _
from planner.facts.money import format_yuan
from planner.facts.rulebook import RuleBook
from planner.reports.table import Cell, Column, Table

NAMES = {
    "affordable": N_("What can be paid a month"),
    "budget": N_("Budget"),
    "total": N_("Total paid"),
    "peak": N_("Largest month"),
}


def whys(case: Case, plan: Plan, book: RuleBook, today: date) -> Table:
    """One row a figure, in the language now spoken; amounts in fen."""
    columns = (
        Column("figure", N_("Figure"), width=30),
        Column("amount", N_("Amount"), "money", 14),
        Column("from", N_("Made from"), width=50),
        Column("how", N_("How"), width=60),
        Column("rules", N_("Rules"), width=16),
    )
    rows = tuple(_rows(case, plan, book, today))
    return Table(name="why", title=N_("How each figure came about"), columns=columns, rows=rows)


def _rows(case: Case, plan: Plan, book: RuleBook, today: date) -> Iterator[tuple[Cell, ...]]:
    scenario = find(case, "scenarios", plan.scenario) or Scenario(id="", name="", strategy=plan.strategy)
    for figure, words in NAMES.items():
        told = explain(case, scenario, plan, figure, book, today)
        if told is not None:
            yield _row(_(words), told)
    for debt in plan.debts:
        for field, words in (("offer", N_("{name}: a month")), ("total", N_("{name}: in all"))):
            told = explain(case, scenario, plan, f"debts/{debt.debt_id}/{field}", book, today)
            if told is not None:
                yield _row(_(words).format(name=debt.creditor), told)


def _row(words: str, told: Explanation) -> tuple[Cell, ...]:
    parts = _("; ").join(_part(one) for one in told.inputs)
    return words, int(told.amount), parts, told.sum_in_words.words(), _(", ").join(told.rule_ids)


def _part(one: Input) -> str:
    return _("{name} {amount}").format(name=_(one.name), amount=format_yuan(one.amount))
