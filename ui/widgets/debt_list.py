# SPDX-License-Identifier: Apache-2.0
"""The list of debts: its columns, the chips for stage and claim, and what a brand fills in."""

from dataclasses import replace
from decimal import Decimal

from planner.facts.case import Debt
from planner.facts.language import N_, _
from planner.facts.rulerows import Platform
from planner.facts.terms import Terms
from ui import shown
from ui.models.records import Column
from ui.widgets.chip import ChipText
from ui.widgets.debt_form import STAGES, claimed

STAGE_TONE = {
    "mediation": "warn",
    "filed": "warn",
    "judgment": "warn",
    "enforcement": "danger",
    "settled": "good",
}
STAGE_ICON = {
    "collection": "clock",
    None: "check",
    "filed": "landmark",
    "mediation": "scale",
    "judgment": "gavel",
}


def stage_chip(stage: str | None) -> ChipText:
    """A debt's stage as a chip."""
    words = dict(STAGES).get(stage, stage or "")
    icon = STAGE_ICON.get(stage, "") if STAGE_TONE.get(stage or "") is None else None
    return ChipText(_(words), STAGE_TONE.get(stage or "", ""), icon)


def claim_chip(debt: Debt) -> ChipText:
    """The claim against the own figures as a chip."""
    total = claimed(debt)
    if total is None:
        return ChipText("")
    more = total - debt.owed
    if more == 0:
        return ChipText(_("agrees"), "good")
    sign = "+" if more > 0 else "−"
    return ChipText(f"{sign}{shown.amount(abs(more)).removesuffix('.00')}", "warn")


def from_preset(platform: Platform, debt: Debt) -> Debt:
    """The debt with what a brand is known for: lender, class, usual price. The person's contract always wins."""
    terms = debt.terms or Terms()
    if platform.daily_rate is not None:
        terms = replace(terms, annual_rate=Decimal(platform.daily_rate) * 365)
    return replace(
        debt,
        creditor=platform.entity or platform.title_zh,
        brand=platform.title_zh,
        lender_class=platform.lender_class or debt.lender_class,  # type: ignore[arg-type]
        terms=terms,
    )


def columns() -> tuple[Column, ...]:
    """The columns of the list; the less needed ones give way where room is short."""
    return (
        Column(
            heading=N_("Creditor"),
            value=lambda d: d.creditor,
            show=shown.name,
            look="initial",
            lead=lambda d: shown.name(d.brand) if d.brand else "",
            path="creditor",
            required=True,
        ),
        Column(
            heading=N_("Stage"),
            value=lambda d: d.stage,
            show=stage_chip,
            look="chip",
            width=128,
            least=470,
        ),
        Column(heading=N_("Owed"), value=lambda d: d.owed, show=shown.amount, look="number", width=112),
        Column(
            heading=N_("Rate"),
            value=lambda d: d.terms.annual_rate if d.terms else None,
            show=shown.rate,
            look="number",
            path="terms.annual_rate",
            kind="rate",
            width=82,
        ),
        Column(
            heading=N_("Deadline"),
            value=lambda d: d.deadline,
            show=shown.day,
            path="deadline",
            kind="date",
            width=104,
            least=680,
        ),
        Column(heading=N_("Claim"), value=lambda d: d, show=claim_chip, look="chip", width=100, least=560),
    )
