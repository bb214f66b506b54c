# SPDX-License-Identifier: Apache-2.0
"""A figure's path in words: `incomes/i1/amount` is "Income: wages", `debts/d1/claim.interest` "Huabei: interest claimed"."""

from collections.abc import Mapping

from planner.facts.case import Case, find
from planner.facts.language import N_, _

PARTS: Mapping[str, str] = {
    "principal": N_("{name}: principal"),
    "interest": N_("{name}: interest"),
    "penalty": N_("{name}: penalty"),
    "fee": N_("{name}: fees"),
    "claim.principal": N_("{name}: principal claimed"),
    "claim.interest": N_("{name}: interest claimed"),
    "claim.penalty": N_("{name}: penalty claimed"),
    "claim.fee": N_("{name}: fees claimed"),
}
LINES: Mapping[str, str] = {
    "incomes": N_("Income: {name}"),
    "expenses": N_("Cost: {name}"),
    "assets": N_("Means: {name}"),
}


def figure_words(case: Case, figure: str) -> str:
    """Say which figure a path means, in the language now spoken; an unknown path stays as it is."""
    if figure.startswith("contacts/"):
        return _("A talk")
    if figure.startswith("debts/") and figure.endswith("/payments"):
        debt = find(case, "debts", figure.split("/")[1])
        return _("{name}: payments").format(name=debt.brand or debt.creditor) if debt else figure
    if figure == "reserve/now":
        return _("Reserve today")
    head, _slash, rest = figure.partition("/")
    record_id, _slash, field = rest.partition("/")
    record = find(case, head, record_id) if head in (*LINES, "debts") else None
    if record is None:
        return figure
    if head == "debts":
        words = PARTS.get(field)
        return _(words).format(name=record.brand or record.creditor) if words else figure
    return _(LINES[head]).format(name=record.name)
