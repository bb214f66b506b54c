# SPDX-License-Identifier: Apache-2.0
"""What the stage means that a message speaks of: its name, what it is, how urgent, and what helps at that stage."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.facts.language import N_, _
from planner.facts.rulebook import RuleBook
from planner.notices.sms import Verdict

NAMES: Mapping[str, str] = {
    "collection": N_("Collection by the lender or its lawyer"),
    "mediation": N_("Mediation outside a court"),
    "before_filing": N_("Mediation before a suit is filed"),
    "filed": N_("A suit is registered"),
    "payment_order": N_("A payment order"),
    "enforceable": N_("A document that can be enforced"),
    "preservation": N_("Property is preserved"),
    "enforcement": N_("Enforcement"),
    "appeal": N_("Appeal or review"),
}
MEANINGS: Mapping[str, str] = {
    "collection": N_("No court is involved yet. The lender or someone for it asks for payment."),
    "mediation": N_("A body that is not a court offers to help both sides agree. Taking part is voluntary."),
}
STEPS: Mapping[str, str] = {
    "collection": N_(
        "Check the balance in the lender's own app, then make one offer you can keep, in writing."
    ),
    "mediation": N_(
        "Check the body on its roster. Bring the plan; sign only what the stress test says you can keep."
    ),
    "before_filing": N_(
        "Check with 12368. Bring the plan to the mediator; a written agreement can be confirmed by a court."
    ),
    "filed": N_(
        "Check with 12368, note the date on the court's paper, answer in time, and talk meanwhile. Ask 12348 for advice."
    ),
    "payment_order": N_(
        "Check with 12368 today. Only a written objection to that court, with true grounds, stops it; asking to pay by"
        " instalments does not. Ask 12348 or a lawyer now."
    ),
    "enforceable": N_(
        "Keep each date of the document: one missed payment lets the creditor ask for enforcement."
    ),
    "preservation": N_(
        "Ask the court which property is frozen and what for. Living costs can be asked to be left free."
    ),
    "enforcement": N_(
        "Check with 12368 within a day. Report assets truthfully; a settlement in enforcement can be negotiated."
    ),
    "appeal": N_(
        "Ask the court which step is open and by when. A lawyer or 12348 can say what it means for you."
    ),
}
VERY_HIGH, HIGH, MEDIUM, LOW = "very_high", "high", "medium", "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A stage in words, in the language now spoken; `urgency` is very_high, high, medium or low."""

    id: str
    name: str
    meaning: str
    step: str
    urgency: str
    rule_id: str | None
    citation: str = ""


def explain(found: Verdict, book: RuleBook) -> Explained | None:
    """Return what the stage of a message means, or None where it speaks of none."""
    if found.stage is None:
        return None
    kind = next((row for row in book.case_types.types if row.id == found.fields.case_type), None)
    name, step = _(NAMES.get(found.stage, found.stage)), _(STEPS.get(found.stage, ""))
    if kind is None:
        meaning = _(MEANINGS.get(found.stage, ""))
        return Explained(id=found.stage, name=name, meaning=meaning, step=step, urgency=LOW, rule_id=None)
    return Explained(
        id=found.stage,
        name=name if kind.title.lower() in name.lower() else f"{name} · {kind.title}",
        meaning=kind.text,
        step=step,
        urgency=kind.urgency,
        rule_id=kind.rule_id,
        citation=kind.citation,
    )
