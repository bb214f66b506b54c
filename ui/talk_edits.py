# SPDX-License-Identifier: Apache-2.0
"""What a person does while negotiating: log talks, put offers on the table, take over a ready one, agree."""

import datetime as dt
from dataclasses import replace
from typing import Any

from planner.engine.agreement import signed_terms
from planner.facts.case import Agreement, Case, Contact, Offer, Scenario, chosen_scenario, find, new_id, put
from planner.facts.language import _
from planner.facts.money import Fen
from planner.facts.terms import Shape, Terms
from ui.plan_edits import first_due, own_plan
from ui.widgets.terms_form import with_term


def with_contact(
    case: Case, debt_id: str | None, at: dt.datetime | dt.date, channel: str
) -> tuple[Case, Contact]:
    """Return the case with a new talk, and the talk."""
    contact = Contact(id=new_id(case, "contacts"), debt=debt_id, at=at, channel=channel)
    return put(case, "contacts", contact), contact


def with_contact_field(case: Case, contact_id: str, path: str, value: Any) -> Case:
    """Return the case with one field of a talk changed; a new day without an hour keeps the hour."""
    contact: Contact | None = find(case, "contacts", contact_id)
    if contact is None:
        return case
    is_day = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    if path == "at" and is_day and isinstance(contact.at, dt.datetime):
        value = dt.datetime.combine(value, contact.at.time())
    return put(case, "contacts", replace(contact, **{path: value}))


def with_offer(
    case: Case, debt_id: str, by: str, day: dt.date, terms: Terms | None = None
) -> tuple[Case, Offer]:
    """Return the case with a new offer, and the offer; one's own begins with what the plan asks of the creditor."""
    if terms is None and by == "us":
        terms = dict(chosen_scenario(case).terms or {}).get(debt_id)
    offer = Offer(
        id=new_id(case, "offers"),
        debt=debt_id,
        by="us" if by == "us" else "them",
        date=day,
        terms=terms,
        state="open",
    )
    return put(case, "offers", offer), offer


def with_offer_field(case: Case, offer_id: str, path: str, value: Any) -> Case:
    """Return the case with one field of an offer, or of its terms, changed."""
    offer: Offer | None = find(case, "offers", offer_id)
    if offer is None:
        return case
    if path in ("date", "by", "state"):
        return put(case, "offers", replace(offer, **{path: value}))
    return put(case, "offers", replace(offer, terms=with_term(offer.terms, path, value, first_due(case))))


def ready_terms(case: Case, amount: Fen) -> Terms:
    """Return the terms of a ready offer: so much a month until clear, interest stopped, nothing given up."""
    day = first_due(case)
    return Terms(first_due=day, due_day=day.day, shape=Shape(kind="fixed_amount", instalment=amount))


def in_plan(case: Case, offer: Offer) -> tuple[Case, Scenario]:
    """Return the case whose chosen plan asks for an offer's terms, and the plan."""
    scenario = own_plan(case)
    made = replace(scenario, terms={**(scenario.terms or {}), offer.debt: offer.terms or Terms()})
    return put(case, "scenarios", made), made


def agreed(case: Case, offer: Offer, day: dt.date) -> tuple[Case, Agreement]:
    """Return the case with an offer accepted and its agreement entered, and the agreement."""
    case = put(case, "offers", replace(offer, state="accepted"))
    signed = signed_terms(case, find(case, "debts", offer.debt), offer.terms) if offer.terms else None
    agreement = Agreement(id=new_id(case, "agreements", "g"), debt=offer.debt, date=day, terms=signed)
    return put(case, "agreements", agreement), agreement


def entry_words(place: str) -> str:
    """Say what deleting a record of the thread is called in the Edit menu."""
    return _("delete of a talk") if place.startswith("contacts/") else _("delete of an offer")
