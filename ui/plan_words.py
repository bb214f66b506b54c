# SPDX-License-Identifier: Apache-2.0
"""A plan in a few words: what it finds, whether it holds, and the text twins of its charts."""

from collections.abc import Collection

from planner.engine.plan import Plan
from planner.facts.case import Case
from planner.facts.language import _, ngettext
from planner.reports.chart_tables import months_table
from planner.reports.tables import names
from ui import shown


def finding(case: Case, plan: Plan) -> str:
    """The plan in one sentence."""
    if plan.refusal is not None and not case.incomes:
        return _("Enter your income and living costs to see what you can offer.")
    if plan.refusal is not None:
        words = _("Living costs come first: {amount} a month is missing, so no offer can be made yet.")
        return words.format(amount=shown.yuan(plan.refusal.missing))
    if not plan.feasible or plan.end is None:
        return _("This plan does not hold: the months below run out of money, or a term is not met.")
    n = plan.end - case.first_month + 1
    first = plan.months[0].paid if plan.months else 0
    words = ngettext(
        "{amount} a month goes to the creditors; at that, all is clear in {n} month, {end}.",
        "{amount} a month goes to the creditors; at that, all is clear in {n} months, {end}.",
        n,
    )
    return words.format(amount=shown.yuan(first), n=n, end=plan.end)


def verdict(plan: Plan) -> tuple[str, str]:
    """The chip beside the sentence: words and tone."""
    if plan.refusal is not None:
        return _("no offer possible"), "warn"
    return (_("holds every month"), "good") if plan.feasible else (_("does not hold"), "warn")


def owed_words(plan: Plan) -> str:
    """The text twin of the chart of what is owed."""
    opening = sum(debt.opening for debt in plan.debts)
    if plan.end is None or not plan.feasible:
        left = sum(debt.owed[-1] if debt.owed else debt.opening for debt in plan.debts)
        return _("What is owed by month: {opening} at the start, {left} at the end.").format(
            opening=shown.yuan(opening), left=shown.yuan(left)
        )
    return _("What is owed by month: {opening} at the start, nothing in {end}.").format(
        opening=shown.yuan(opening), end=shown.month(plan.end)
    )


def months_words(plan: Plan) -> str:
    """The text twin of the chart of the months."""
    lowest = min((row.free for row in plan.months), default=0)
    return _("Month by month: income, living, payments; the least left over is {least}.").format(
        least=shown.yuan(lowest)
    )


MOST_NAMED = 6  # debts named in the values of one month


def owed_in(case: Case, plan: Plan, place: int, hidden: Collection[str] = ()) -> str:
    """What is owed at the end of a month of the plan, from 0, debt by debt."""
    called = names(case, plan)
    parts = [
        (called.get(d.debt_id, d.creditor), d.owed[place])
        for d in plan.debts
        if place < len(d.owed) and d.debt_id not in hidden
    ]
    lines = [f"{shown.name(name)}  {shown.yuan(fen)}" for name, fen in parts[:MOST_NAMED]]
    if len(parts) > MOST_NAMED:
        n = len(parts) - MOST_NAMED
        rest = sum(fen for _name, fen in parts[MOST_NAMED:])
        lines.append(ngettext("{n} more", "{n} more", n).format(n=n) + f"  {shown.yuan(rest)}")
    words = _("Of those shown: {amount}") if hidden else _("Owed in all: {amount}")
    whole = words.format(amount=shown.yuan(sum(fen for _name, fen in parts)))
    return "\n".join([str(plan.months[place].month), *lines, whole])


def month_in(plan: Plan, place: int, hidden: Collection[str] = ()) -> str:
    """What a month of the plan, from 0, brings, takes and leaves, without the parts left out (keys)."""
    table = months_table(plan, hidden)
    told = zip(table.columns[1:], table.rows[place][1:], strict=True)
    lines = [f"{column.words()}  {shown.yuan(fen)}" for column, fen in told if isinstance(fen, int)]
    return "\n".join([str(plan.months[place].month), *lines])
