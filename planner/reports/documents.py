# SPDX-License-Identifier: Apache-2.0
"""All documents that can be printed, by name: the one list from which window and command line offer them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.engine.plan import Plan
from planner.facts.case import Case, Said, drop, new_id, put
from planner.facts.language import N_
from planner.facts.rulebook import RuleBook
from planner.reports.agreement_check import agreement_check
from planner.reports.budget_statement import budget_statement
from planner.reports.call_script import call_script
from planner.reports.chronology import chronology
from planner.reports.handover import handover
from planner.reports.hardship import hardship
from planner.reports.letters import application
from planner.reports.printout import Printout
from planner.reports.repayment_table import repayment_table
from planner.reports.summary import summary


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its name for people (msgid), whether it is for one debt, and whether it takes the person's words."""

    words: str
    make: Callable[..., Printout]
    for_debt: bool = False
    own_words: str | None = None  # the parameter that takes them: "words" on hardship, "text" of an agreement
    editable: bool = False  # a word-processor copy makes sense
    leaves: bool = True  # it goes to a creditor: warnings stand before it


DOCUMENTS: Mapping[str, Document] = {
    "summary": Document(N_("Negotiation summary"), summary),
    "application": Document(N_("Application for a repayment agreement"), application, True, "words", True),
    "hardship": Document(N_("Statement of hardship"), hardship, own_words="words", editable=True),
    "repayment_table": Document(N_("Repayment table"), repayment_table),
    "budget": Document(N_("Budget statement"), budget_statement),
    "call_script": Document(N_("Call script"), call_script, True, leaves=False),
    "agreement_check": Document(N_("Agreement check"), agreement_check, True, "text", leaves=False),
    "handover": Document(N_("Page for the lawyer"), handover, leaves=False),
    "chronology": Document(N_("What happened, day by day"), chronology, leaves=False),
}


def make(
    name: str,
    case: Case,
    plan: Plan,
    book: RuleBook,
    today: date,
    debt_id: str | None = None,
    words: str | None = None,
) -> Printout:
    """Make a document in the language now spoken. Raises InputError where it should not be made.

    `words` are the person's own; without them those that the case keeps for it.
    """
    document = DOCUMENTS[name]
    words = own_words(case, name, debt_id) if words is None else words
    more: dict[str, str] = {}
    if document.for_debt or (debt_id is not None and name == "repayment_table"):
        more["debt_id"] = debt_id or ""
    if document.own_words is not None and words:
        more[document.own_words] = words
    return document.make(case, plan, book, today, **more)


def own_words(case: Case, name: str, debt_id: str | None = None) -> str:
    """Return what the person said in their own words in a document, or pasted into it; "" for nothing."""
    said = _said(case, name, debt_id)
    return said.text if said is not None else ""


def with_own_words(case: Case, name: str, debt_id: str | None, words: str) -> Case:
    """Return the case that keeps the person's own words in a document; empty words are kept no more."""
    said = _said(case, name, debt_id)
    if not words.strip():
        return drop(case, "said", said.id) if said is not None else case
    number = said.id if said is not None else new_id(case, "said")
    debt = debt_id if DOCUMENTS[name].for_debt else None
    return put(case, "said", Said(id=number, kind=name, debt=debt, text=words))


def _said(case: Case, name: str, debt_id: str | None) -> Said | None:
    debt = debt_id if DOCUMENTS[name].for_debt else None
    return next((one for one in case.said if (one.kind, one.debt) == (name, debt)), None)
