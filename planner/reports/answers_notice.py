# SPDX-License-Identifier: Apache-2.0
"""The answer of `notice`, and the words for stages and deadlines of a message."""

from collections.abc import Mapping
from typing import Any

from planner.facts.language import N_
from planner.notices.sms import Verdict

STAGES: Mapping[str, str] = {
    "collection": N_("collection"),
    "mediation": N_("mediation outside a court"),
    "before_filing": N_("mediation before a suit is filed"),
    "filed": N_("a suit is filed"),
    "payment_order": N_("a payment order"),
    "enforceable": N_("an enforceable mediation document"),
    "preservation": N_("property is preserved"),
    "enforcement": N_("enforcement"),
    "appeal": N_("appeal"),
}
DUES: Mapping[str, str] = {
    "named": N_("what the message asks for"),
    "answer": N_("answer to the court"),
    "payment_order": N_("pay, or object in writing"),
    "mediation": N_("end of the mediation"),
}


def notice_answer(found: Verdict) -> dict[str, Any]:
    """Return the JSON of `notice`: class, signals, fields, stage, deadlines, checklist, the debt it speaks of."""
    fields = found.fields
    return {
        "class": found.kind,
        "signals": [hit.id for hit in found.hits],
        "fired_by": {hit.id: hit.words for hit in found.hits},
        "fields": {
            "court": fields.court,
            "case_number": fields.case_number,
            "case_type": fields.case_type,
            "creditor": fields.creditor,
            "phones": list(fields.phones),
            "links": list(fields.links),
            "deadline": fields.deadline.isoformat() if fields.deadline else None,
            "amount": fields.amount,
        },
        "stage": found.stage,
        "deadlines": [
            {"what": due.what, "date": due.date.isoformat(), "rule_id": due.rule_id}
            for due in found.deadlines
        ],
        "checklist": [step.title for step in found.checklist],
        "matches_debt": found.matches_debt,
    }
