# SPDX-License-Identifier: Apache-2.0
"""The verification checklist as it is worked through: each check with its day, channel and outcome becomes part of the notice."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from planner.facts.case import Check, Notice
from planner.facts.language import N_

Standing = Literal["open", "confirmed", "differs", "not_found"]

OUTCOMES: Mapping[str, str] = {
    "confirmed": N_("It agrees"),
    "differs": N_("Something differs"),
    "not_found": N_("Nothing known there"),
    "no_answer": N_("Nobody answered"),
}
# Where each step of the checklist is done, as first offered.
CHANNELS: Mapping[str, str] = {
    "CHECK-1": "12368",
    "CHECK-2": "人民法院在线服务",
    "CHECK-3": "诉讼服务中心",
    "CHECK-4": "调解名册",
    "CHECK-5": "官方App",
    "CHECK-6": "",
    "CHECK-7": "96110",
}
BY_COURT = ("CHECK-1", "CHECK-2", "CHECK-3")  # a court itself has answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Where the verification stands: how many steps are done, what they say together, and the check that says so."""

    done: int
    of: int
    standing: Standing
    by: Check | None = None


def check_of(notice: Notice, what: str) -> Check | None:
    """Return the check of that step, or None where it was not made."""
    return next((check for check in notice.checks if check.what == what), None)


def with_check(notice: Notice, check: Check) -> Notice:
    """Return the notice with the check in place of the one of the same step, or at the end."""
    if check_of(notice, check.what) is None:
        return replace(notice, checks=(*notice.checks, check))
    return replace(notice, checks=tuple(check if old.what == check.what else old for old in notice.checks))


def without_check(notice: Notice, what: str) -> Notice:
    """Return the notice with that step open again."""
    return replace(notice, checks=tuple(check for check in notice.checks if check.what != what))


def new_check(what: str, today: dt.date) -> Check:
    """Return a check made today through the channel it is usually made through."""
    return Check(what=what, date=today, channel=CHANNELS.get(what) or None)


def where_it_stands(notice: Notice, steps: int) -> Checked:
    """Return what the checks say together: a contradiction outweighs a confirmation, the court's word everyone else's.

    "confirmed" means the case or account exists there as named. It does not say who sent the message.
    """
    made = [check for check in notice.checks if check.outcome]
    order: tuple[Standing, ...] = ("differs", "not_found", "confirmed")
    for outcome in order:
        said = sorted((c for c in made if c.outcome == outcome), key=lambda c: c.what not in BY_COURT)
        if outcome == "not_found":
            said = [check for check in said if check.what in BY_COURT]
        if said:
            return Checked(done=len(notice.checks), of=steps, standing=outcome, by=said[0])
    return Checked(done=len(notice.checks), of=steps, standing="open")
