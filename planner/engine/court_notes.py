# SPDX-License-Identifier: Apache-2.0
"""What losing in court would mean beyond its cost: which claims are small ones, and the most that is taken of a month's income."""

from fractions import Fraction

from planner.engine.explanation import Explanation, Input
from planner.engine.litigation import average_wage, most_withheld, protected_living, small_claim
from planner.engine.plan import Plan
from planner.facts.case import Case
from planner.facts.language import N_
from planner.facts.money import format_yuan, round_fen
from planner.facts.problems import INFO, Problem, few
from planner.facts.rulebook import RuleBook

SMALL = "LIT-01"
KEPT = "ENF-04"
KINDS = (
    (
        "automatic",
        N_(
            "Small claims by the province's average wage: {creditors}. One instance, no appeal, no say in it."
        ),
    ),
    ("agreed", N_("Small claims only where both sides agree to it: {creditors}.")),
    ("unknown", N_("Whether a claim is a small one, without appeal, needs the province's average wage.")),
)


def court_notes(case: Case, plan: Plan, book: RuleBook) -> tuple[Problem, ...]:
    """Return what is to be known of losing: the class of the claims (LIT-01), the most withheld of a month (ENF-04)."""
    wage = average_wage(case.borrower.region if case.borrower else None, book)
    found: dict[str, list[str]] = {}
    for debt in case.debts:
        if debt.owed > 0:
            kind = small_claim(debt.owed, wage, book)
            found.setdefault(kind, []).append(debt.brand or debt.creditor)
    said = [
        Problem(INFO, "overrides", words, {"creditors": few(found[kind])} if kind != "unknown" else {}, SMALL)
        for kind, words in KINDS
        if kind in found
    ]
    most = _withheld(case, plan, book)
    if most is not None:
        text = N_("At most {most} of the first month's income of {income} may be taken by enforcement.")
        values = {"most": format_yuan(most), "income": format_yuan(plan.months[0].income)}
        said.append(Problem(INFO, "overrides", text, dict(values), KEPT))
    return tuple(said)


def persons_of(case: Case) -> int:
    """Return how many persons live on the income: the household, one where it is not known."""
    home = case.household
    return max((home.adults or 1) + (home.children or 0), 1) if home else 1


def _withheld(case: Case, plan: Plan, book: RuleBook) -> int | None:
    if not plan.months:
        return None
    return most_withheld(plan.months[0].income, persons_of(case), book)


def explain_court(case: Case, plan: Plan, book: RuleBook, figure: str) -> Explanation | None:
    """Explain `lost/withheld`, the most taken of the first month's income, or `lost/small`, up to what a claim is small."""
    if figure == "lost/withheld":
        return _explain_withheld(case, plan, book)
    return _explain_small(case, book) if figure == "lost/small" else None


def _explain_withheld(case: Case, plan: Plan, book: RuleBook) -> Explanation | None:
    most, kept = _withheld(case, plan, book), protected_living(persons_of(case), book)
    if most is None or kept is None:
        return None
    inputs = (
        Input(name=N_("Income of the first month"), amount=plan.months[0].income, where="first", sign=1),
        Input(name=N_("What must be left to live on"), amount=kept, where="overrides", sign=-1),
        Input(name=N_("Persons"), amount=persons_of(case), where="household", unit="count"),
    )
    return Explanation(
        figure="beside/lost/withheld",
        amount=most,
        inputs=inputs,
        sum_in_words=Problem(
            INFO,
            "plan",
            N_(
                "Enforcement must leave the local minimum living standard for each person; never below 0 is taken."
            ),
        ),
        formula=N_("income − local minimum × persons, never below 0"),
        rule_ids=("ENF-03", KEPT),
    )


def _explain_small(case: Case, book: RuleBook) -> Explanation | None:
    wage = average_wage(case.borrower.region if case.borrower else None, book)
    if wage is None:
        return None
    claims = tuple(
        Input(name=debt.brand or debt.creditor, amount=debt.owed, where=f"debts/{debt.id}")
        for debt in case.debts
    )
    wage_row = Input(name=N_("Average yearly wage of the province"), amount=wage, where="overrides")
    return Explanation(
        figure="beside/lost/small",
        amount=round_fen(wage * Fraction(book.rate(f"{SMALL}/automatic"))),
        inputs=(wage_row, *claims),
        sum_in_words=Problem(
            INFO,
            "plan",
            N_("A claim up to half the average yearly wage is decided in one instance, without appeal."),
        ),
        formula=N_("average yearly wage × one half"),
        rule_ids=(SMALL,),
    )
