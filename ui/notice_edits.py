# SPDX-License-Identifier: Apache-2.0
"""What the Notice page changes in a case: the message, its fields, its checks, and what it means for the debt it names."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from planner.facts.case import Case, Check, Notice, find, new_id, put
from planner.notices.checking import check_of, new_check, with_check, without_check

# The stage of a debt that a message's stage stands for.
DEBT_STAGE: Mapping[str, str] = {"before_filing": "mediation", "appeal": "filed"}


def new_notice(case: Case, text: str | None = None) -> tuple[Case, Notice]:
    """Return the case with a new notice at the end, and that notice."""
    notice = Notice(id=new_id(case, "notices"), text=text)
    return put(case, "notices", notice), notice


def with_value(notice: Notice, path: str, value: Any) -> Notice:
    """Return the notice with another text, sender, time or debt, or another typed field (`fields.phone`)."""
    head, _dot, name = path.partition(".")
    if head != "fields":
        return replace(notice, **{path: value})
    fields = {**(notice.fields or {}), name: value}
    kept = {key: words for key, words in fields.items() if words}
    return replace(notice, fields=kept or None)


def ticked(notice: Notice, what: str, on: bool, today: dt.date) -> Notice:
    """Return the notice with a check made today, or open again."""
    return with_check(notice, new_check(what, today)) if on else without_check(notice, what)


def with_check_value(notice: Notice, what: str, name: str, value: Any) -> Notice:
    """Return the notice with another date, channel or outcome of a check; an open check is made by it."""
    check = check_of(notice, what) or Check(what=what)
    return with_check(notice, replace(check, **{name: value}))


def with_deadline(case: Case, debt_id: str, day: dt.date, stage: str | None) -> Case:
    """Return the case with the date, and the stage it means, on a debt."""
    debt = find(case, "debts", debt_id)
    new = replace(debt, deadline=day, stage=DEBT_STAGE.get(stage, stage) if stage else debt.stage)
    return put(case, "debts", new)
