# SPDX-License-Identifier: Apache-2.0
"""The parts of Help that come from the rule book: routes, stages, what to avoid, rules with their source, what changed."""

from collections.abc import Mapping

from planner.facts.case import Case
from planner.facts.language import N_, _
from planner.facts.rulebook import RuleBook
from planner.facts.rulerows import Rule
from planner.law.rule_watch import RuleChange
from ui import shown
from ui.widgets.chip import ChipText

CONFIDENCE: Mapping[str, ChipText] = {
    "V1": ChipText(N_("read in the law"), "good"),
    "V2": ChipText(N_("second-hand source"), "info"),
    "K": ChipText(N_("check at the source"), "warn"),
    "K?": ChipText(N_("doubtful, drives nothing"), "warn"),
    "own": ChipText(N_("choice of this program"), ""),
    "yours": ChipText(N_("set by you"), "good", "pencil"),
}
SINCE: Mapping[str, str] = {
    "contract": N_("since your contract"),
    "case": N_("since this case was opened"),
    "coming": N_("not in force yet"),
    "ended": N_("ended"),
}


def confidence_chip(confidence: str) -> ChipText:
    """How sure a row is, as a chip."""
    chip = CONFIDENCE[confidence]
    return chip._replace(words=_(chip.words))


def rule_source(rule: Rule) -> str:
    """Where a rule comes from, since when it stands, and when that was checked."""
    parts = [rule.id, rule.citation]
    if rule.since or rule.until:
        parts.append(
            f"{rule.since or '…'} – {rule.until or ''}".rstrip(" –") + (" –" if not rule.until else "")
        )
    parts.append(_("as of {day}").format(day=rule.as_of))
    return " · ".join(part for part in parts if part)


def rule_text(rule: Rule) -> str:
    """Everything of a rule that a search looks at."""
    return f"{rule.id} {rule.title} {rule.title_zh} {rule.text} {rule.citation}"


def change_words(change: RuleChange, case: Case) -> str:
    """What changed and whom it touches: `since your contract · 2026-08-01 · Huabei, credit card`."""
    names = {debt.id: shown.name(debt.brand or debt.creditor) for debt in case.debts}
    parts = [_(SINCE[change.since]), change.day.isoformat()]
    if change.debts and len(change.debts) < len(case.debts):
        parts.append(_(", ").join(names[debt] for debt in change.debts))
    if change.before is not None:
        parts.append(_("in place of: {text}").format(text=change.before.text))
    return " · ".join(parts)


def searched(book: RuleBook) -> Mapping[str, str]:
    """The words of the topics that come from the rule book, for searching."""
    rules = " ".join(rule_text(row) for rows in book.rules.values() for row in rows)
    return {
        "rules": rules,
        "routes": " ".join(f"{route.id} {route.title}" for route in book.routes),
        "stages": " ".join(f"{kind.id} {kind.title} {kind.text}" for kind in book.case_types.types),
        "avoid": " ".join(clause.title for clause in book.clauses_of("avoid")),
    }
