# SPDX-License-Identifier: Apache-2.0
"""The situation in a few words: the one large sentence, the date that comes next, the word for a chance of holding."""

from collections.abc import Sequence
from datetime import date

from planner.engine.plan import Plan
from planner.facts.case import Case
from planner.facts.language import N_, _, ngettext
from planner.facts.rulebook import RuleBook
from planner.reports.progress import NextDate
from ui import shown
from ui.chances import holds_words, percent

COUNTS = (
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
)
STRESS = "STRESS-01"


def counted(n: int) -> str:
    """A count as people write it in a sentence: words from two to ten, figures after."""
    return _(COUNTS[n - 2]) if 2 <= n < len(COUNTS) + 2 else str(n)


def headline(case: Case, plan: Plan | None) -> str:
    """The whole situation in one sentence."""
    if not case.debts and not case.incomes:
        return _("Begin with the message that came, or with what you owe.")
    if plan is None:
        return _("Working out what you can offer …")
    if not case.incomes:
        return _("Enter your income and living costs to see what you can offer.")
    if plan.refusal is not None:
        words = _("Living comes first: {amount} a month is missing, so no offer can be made yet.")
        return words.format(amount=shown.yuan(plan.refusal.missing))
    offer = shown.yuan(plan.affordable)
    if not case.debts:
        return _("You can offer {amount} a month. Enter your debts to see how long it takes.").format(
            amount=offer
        )
    if not plan.feasible or plan.end is None:
        return _("You can offer {amount} a month; the plan chosen now does not hold with it yet.").format(
            amount=offer
        )
    return _clear(case, plan, offer)


def _clear(case: Case, plan: Plan, offer: str) -> str:
    assert plan.end is not None
    n, months = len(case.debts), plan.end - case.first_month + 1
    debts = ngettext("the debt is clear", "all {count} debts are clear", n).format(count=counted(n))
    when = ngettext("in {n} month", "in {n} months", months).format(n=months)
    asked = (
        min(plan.budget, plan.peak) if plan.peak else plan.budget
    )  # fixed terms may take less than the budget
    if asked < plan.affordable:
        words = _("You can offer {amount} a month; at {budget}, {debts} {when}.")
        return words.format(amount=offer, budget=shown.yuan(asked), debts=debts, when=when)
    return _("You can offer {amount} a month; at that, {debts} {when}.").format(
        amount=offer, debts=debts, when=when
    )


def date_words(found: NextDate, today: date) -> str:
    """A date that matters with its days left: `Answer to the court: 2026-12-10, 18 days left`."""
    left = found.days_left(today)
    if left > 0:
        when = ngettext("{n} day left", "{n} days left", left).format(n=left)
    elif left == 0:
        when = _("today")
    else:
        when = ngettext("passed {n} day ago", "passed {n} days ago", -left).format(n=-left)
    words = f"{_(found.what)} · {found.day.isoformat()} · {when}"
    if found.creditor:
        words = f"{words} · {shown.name(found.creditor)}"
    return _("{date} (if the message is genuine)").format(date=words) if found.if_genuine else words


def is_near(found: NextDate, book: RuleBook, today: date) -> bool:
    """Whether a legal date is so near that it comes before everything else."""
    return found.legal and found.days_left(today) <= book.count("MED-16")


def chance_words(holds: float | None, book: RuleBook) -> tuple[str, str, str]:
    """The figure, the word and the colour token of a chance of holding."""
    if holds is None:
        return "—", _("not known yet"), "muted"
    word, tone = holds_words(holds, float(book.rate(f"{STRESS}/enough_chance")))
    return percent(holds), word, tone or "muted"


def names(case: Case) -> Sequence[str]:
    """The names of the debts as the window shows them."""
    return tuple(shown.name(debt.brand or debt.creditor) for debt in case.debts)
