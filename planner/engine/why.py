# SPDX-License-Identifier: Apache-2.0
"""Why did this change: two plans and the edit between them become one sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.engine.plan import Plan
from planner.facts.changes import Change
from planner.facts.language import N_, _
from planner.facts.money import format_yuan
from planner.facts.problems import INFO, Problem


@dataclass(frozen=True, slots=True)
class Why:
    """What was edited and what moved most because of it."""

    cause: Problem
    effect: Problem

    def words(self) -> str:
        """Say it as one sentence in the language now spoken."""
        return _("{cause}: {effect}").format(cause=self.cause.words(), effect=self.effect.words())


def why(old: Plan, new: Plan, made: Sequence[Change]) -> Why | None:
    """Return what moved from one plan to the next and because of what; None where nothing that is shown moved."""
    effect = next(_effects(old, new), None)
    return None if effect is None else Why(_cause(made), effect)


# What each kind of record is called, and where it keeps its name.
_NOUNS = {
    "debts": N_("Debt “{name}”"),
    "incomes": N_("Income “{name}”"),
    "expenses": N_("Cost “{name}”"),
    "assets": N_("Asset “{name}”"),
    "agreements": N_("An agreement"),
    "scenarios": N_("The scenario “{name}”"),
    "overrides": N_("The rule “{name}”"),
    "reserve": N_("The reserve"),
    "household": N_("The household"),
    "first_month": N_("The first month"),
}
_NAMED_BY = {"debts": "creditor", "overrides": "rule_id"}


def _cause(made: Sequence[Change]) -> Problem:
    """Name the one record that was edited, or count them."""
    told = [change for change in made if change.list_name in _NOUNS]
    if not told:
        return Problem(INFO, "", N_("Other settings"))
    if len({(change.list_name, change.record_id) for change in told}) > 1:
        return Problem(INFO, "", N_("{n} entries"), {"n": len(told)})
    change = told[0]
    record = change.after if change.after is not None else change.before
    name = getattr(record, _NAMED_BY.get(change.list_name, "name"), "")
    where = f"{change.list_name}/{change.record_id}".rstrip("/")
    return Problem(INFO, where, _NOUNS[change.list_name], {"name": str(name)})


def _effects(old: Plan, new: Plan) -> Iterator[Problem]:
    """Yield what moved, the weightiest first: whether it holds, what can be offered, end, total, a creditor's part."""
    if old.feasible != new.feasible:
        yield Problem(INFO, "feasible", _TURNED[new.feasible])
    if old.affordable != new.affordable:
        text = _MOVED["affordable"][new.affordable > old.affordable]
        yield Problem(INFO, "affordable", text, _from_to(old.affordable, new.affordable))
    if old.end and new.end and old.end != new.end:
        yield Problem(INFO, "end", _MOVED["end"][new.end > old.end], {"end": str(new.end)})
    if old.total != new.total:
        yield Problem(INFO, "total", _MOVED["total"][new.total > old.total], _from_to(old.total, new.total))
    if old.budget != new.budget:
        yield Problem(
            INFO, "budget", _MOVED["budget"][new.budget > old.budget], _from_to(old.budget, new.budget)
        )
    yield from _offer_effects(old, new)
    yield from _purse_effects(old, new)


def _offer_effects(old: Plan, new: Plan) -> Iterator[Problem]:
    before = {debt.debt_id: debt for debt in old.debts}
    moved = [(abs(d.offer - before[d.debt_id].offer), d) for d in new.debts if d.debt_id in before]
    most, debt = max(moved, key=lambda pair: (pair[0], pair[1].debt_id), default=(0, None))
    if most and debt is not None:
        was = before[debt.debt_id].offer
        text = _MOVED["offer"][debt.offer > was]
        yield Problem(
            INFO,
            f"debts/{debt.debt_id}/offer",
            text,
            {"creditor": debt.creditor, **_from_to(was, debt.offer)},
        )


def _purse_effects(old: Plan, new: Plan) -> Iterator[Problem]:
    if not old.months or not new.months:
        return
    was, now = min(row.free for row in old.months), min(row.free for row in new.months)
    if was != now:
        yield Problem(INFO, "months", _MOVED["purse"][now > was], _from_to(was, now))


def _from_to(old: int, new: int) -> dict[str, str]:
    return {"old": format_yuan(old), "new": format_yuan(new)}


_TURNED = {True: N_("the plan now holds."), False: N_("the plan no longer holds.")}
# False: it fell or came sooner; True: it rose or came later.
_MOVED = {
    "affordable": {
        False: N_("what can be offered a month falls from {old} to {new}."),
        True: N_("what can be offered a month rises from {old} to {new}."),
    },
    "end": {
        False: N_("the last instalment comes sooner, in {end}."),
        True: N_("the last instalment comes later, in {end}."),
    },
    "total": {
        False: N_("all that is paid falls from {old} to {new}."),
        True: N_("all that is paid rises from {old} to {new}."),
    },
    "budget": {
        False: N_("the budget of a month falls from {old} to {new}."),
        True: N_("the budget of a month rises from {old} to {new}."),
    },
    "offer": {
        False: N_("the part of {creditor} falls from {old} to {new} a month."),
        True: N_("the part of {creditor} rises from {old} to {new} a month."),
    },
    "purse": {
        False: N_("the leanest month leaves {new} instead of {old}."),
        True: N_("the leanest month leaves {new} instead of {old}."),
    },
}
