# SPDX-License-Identifier: Apache-2.0
"""A plan in a few words: what it finds, whether it holds, and the text twins of its charts."""

from planner.engine.plan import Plan
from planner.facts.case import Case
from planner.facts.language import _, ngettext
from ui import shown


def finding(case: Case, plan: Plan) -> str:
    """The plan in one sentence."""
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
