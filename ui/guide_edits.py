# SPDX-License-Identifier: Apache-2.0
"""What the guided start writes into a case, step by step; each is an edit like any other, and can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from planner.facts.case import Case, Debt, Expense, Income, drop, find, new_id, put
from planner.facts.language import _
from planner.facts.money import Fen, yuan_from_plain
from planner.facts.rulerows import BudgetGroup, Platform
from planner.notices.sms import Fields
from ui import notice_edits
from ui.widgets.debt_form import with_value
from ui.widgets.debt_list import blank_debt, from_preset, preset_of
from ui.widgets.ledger import NOT_A_COST

STEPS = ("notices", "debts", "incomes", "expenses")  # the lists the steps fill; the offer follows from them


@dataclass(frozen=True, slots=True)
class Line:
    """A debt as a quick row shows it: under its brand, where it has one."""

    id: str
    name: str | None
    principal: Fen | None  # None where no sum was said yet
    rate: Decimal | None


def done(case: Case) -> list[bool]:
    """Which steps have something in them."""
    return [bool(getattr(case, name)) for name in STEPS]


def step_to_go_on(case: Case) -> int:
    """The step after the last one that was filled in: skipped ones stay skipped."""
    return max((place + 1 for place, is_done in enumerate(done(case)) if is_done), default=0)


def lines(case: Case) -> list[Line]:
    """The debts as quick rows."""
    return [
        Line(d.id, d.brand or d.creditor, d.principal or None, d.terms.annual_rate if d.terms else None)
        for d in case.debts
    ]


def with_message(case: Case, text: str | None) -> Case:
    """The case with the text of its first message; an emptied one goes, if nothing else stood in it."""
    if not case.notices:
        return notice_edits.new_notice(case, text)[0] if text else case
    notice = notice_edits.with_value(case.notices[0], "text", text)
    if not text and notice == type(notice)(id=notice.id):
        return drop(case, "notices", notice.id)
    return put(case, "notices", notice)


def with_debt(
    case: Case, debt_id: str, path: str, value: Any, platforms: Sequence[Platform], today: date
) -> Case:
    """The case with one field of a quick row changed; a known brand fills in lender and usual price."""
    debt: Debt = find(case, "debts", debt_id) if debt_id else blank_debt(case, today)
    if path == "name":
        platform = preset_of(value or "", platforms)
        if platform is not None and platform.title_zh != debt.brand:
            debt = from_preset(platform, debt)
        elif platform is None:
            debt = replace(debt, creditor=value or _("New creditor"), brand=None)
    else:
        wanted = {"principal": 0} if value is None else {}
        where = {"rate": "terms.annual_rate"}.get(path, path)
        debt = with_value(debt, where, wanted.get(path, value), today)
    return put(case, "debts", debt)


def with_named(case: Case, fields: Fields, platforms: Sequence[Platform], today: date) -> Case:
    """The case with the debt a message names; the message then speaks of it.

    Its date stays out until it was checked: as a date of the debt it would bind the plan.
    """
    debt = blank_debt(case, today)
    platform = preset_of(fields.creditor or "", platforms)
    if platform is not None:
        debt = from_preset(platform, debt)
    elif fields.creditor:
        debt = replace(debt, creditor=fields.creditor)
    owed = yuan_from_plain(fields.amount) if fields.amount else 0
    case = put(case, "debts", replace(debt, principal=owed))
    if case.notices and case.notices[0].debt is None:
        case = put(case, "notices", replace(case.notices[0], debt=debt.id))
    return case


def with_income(case: Case, income_id: str, path: str, value: Any) -> Case:
    """The case with one field of an income changed, or a new income begun by it."""
    income = find(case, "incomes", income_id) if income_id else None
    if income is None:
        income = Income(id=new_id(case, "incomes"), name=_("New income"), amount=0, every="month")
    empty = {"name": _("New income"), "amount": 0, "every": "month"}
    return put(case, "incomes", replace(income, **{path: empty[path] if value is None else value}))


def usual_groups(groups: Sequence[BudgetGroup]) -> list[BudgetGroup]:
    """The groups of living costs the guide asks for; debts that come first are entered on their page."""
    return [group for group in groups if group.id not in (*NOT_A_COST, "P1")]


def spent(case: Case, group_id: str) -> tuple[Fen | None, bool]:
    """What a group costs a month by its one line, None for nothing; and whether the guide may write it."""
    own = [line for line in case.expenses if line.group == group_id]
    if len(own) == 1 and own[0].every == "month":
        return own[0].amount, True
    return None, not own


def with_cost(case: Case, group: BudgetGroup, amount: Fen | None) -> Case:
    """The case with a group's monthly cost: its one line changed, begun or, emptied, taken away."""
    line = next((one for one in case.expenses if one.group == group.id), None)
    if not amount:
        return drop(case, "expenses", line.id) if line is not None else case
    if line is None:
        line = Expense(id=new_id(case, "expenses"), name=group.title, amount=0, every="month", group=group.id)
    return put(case, "expenses", replace(line, amount=amount))
