# SPDX-License-Identifier: Apache-2.0
"""The list of debts: its columns, the chips for stage and claim, and what a brand fills in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from planner.facts.case import Case, Debt, new_id, put
from planner.facts.language import N_, _
from planner.facts.rulerows import Platform
from planner.facts.terms import Terms
from ui import shown
from ui.help_topics import folded
from ui.models.records import Column
from ui.pasting import Pasted
from ui.widgets.chip import ChipText
from ui.widgets.debt_form import STAGES, claimed, with_value
from ui.widgets.form import Field

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


# What a line pasted from a spreadsheet holds, in this order where no headings name it.
PASTED = (
    Field(path="creditor", label=N_("Creditor")),
    Field(path="principal", label=N_("Principal"), kind="money"),
    Field(path="terms.annual_rate", label=N_("Rate"), kind="rate"),
    Field(path="interest", label=N_("Interest"), kind="money"),
    Field(path="penalty", label=N_("Penalty"), kind="money"),
    Field(path="deadline", label=N_("Deadline"), kind="date"),
    Field(path="number", label=N_("Contract number")),
    Field(path="note", label=N_("Note")),
)


def blank_debt(case: Case, today: date) -> Debt:
    """A debt of which nothing is known yet, with an id of its own."""
    debt_id = new_id(case, "debts")
    return Debt(
        id=debt_id, creditor=_("New creditor"), lender_class="consumer_finance", principal=0, as_of=today
    )


def preset_of(name: str, platforms: Sequence[Platform]) -> Platform | None:
    """The brand a person means by a name, in either language or as the lender in its contracts; None for none."""
    wanted = folded(name).strip()
    for platform in platforms:
        titles = (*platform.title_zh.split("/"), *platform.title_en.split("/"), platform.entity or "")
        if wanted and wanted in (folded(title).strip() for title in titles):
            return platform
    return None


def with_pasted(case: Case, pasted: Pasted, platforms: Sequence[Platform], today: date) -> Case:
    """The case with the pasted lines as new debts; a known brand fills in its lender and usual price first."""
    for line in pasted.lines:
        debt = blank_debt(case, today)
        platform = preset_of(str(line.get("creditor", "")), platforms)
        if platform is not None:
            debt = from_preset(platform, debt)
        for path, value in line.items():
            if path != "creditor" or platform is None:
                debt = with_value(debt, path, value, today)
        case = put(case, "debts", debt)
    return case


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
        Column(heading=N_("Claim"), value=lambda d: d, show=claim_chip, look="chip", width=100, least=540),
    )
