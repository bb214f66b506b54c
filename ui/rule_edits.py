# SPDX-License-Identifier: Apache-2.0
"""What a person does with the rules: set a figure, add a rate or a rest day, take a newer pack in and out."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from planner.facts.case import Case, Override, chosen_scenario, new_id, put
from planner.facts.language import N_
from planner.facts.money import format_rate, format_yuan, parse_rate, parse_yuan, plain_yuan, yuan_from_plain
from planner.facts.problems import InputError
from planner.facts.rulebook import HOLIDAY, LPR, PACK, RuleBook, with_overrides
from planner.facts.rulepack import MOST_BYTES, Pack, read_pack, taken_in
from planner.facts.rulerows import Figure, Rule


@dataclass(frozen=True, slots=True)
class Figured:
    """One figure of a rule that can be set: its key, its name inside the rule ("" for the main one), the figure."""

    key: str
    name: str
    figure: Figure


def figures_of(rule: Rule) -> tuple[Figured, ...]:
    """Return the figures of a rule that can be set by hand."""
    main = [Figured(rule.id, "", Figure(value=rule.value, unit=rule.unit))] if rule.unit else []
    return (*main, *(Figured(f"{rule.id}/{name}", name, part) for name, part in rule.parts.items()))


def written(figure: Figure) -> str:
    """Write a figure as people type it: 24%, 1,200.00, 60."""
    if figure.value is None:
        return ""
    if figure.unit in ("rate", "rate_per_day"):
        return format_rate(Decimal(str(figure.value)))
    if figure.unit == "yuan":
        return format_yuan(yuan_from_plain(figure.value))
    return " ".join(figure.value) if figure.unit == "list" else str(figure.value)


def read_value(text: str, unit: str) -> str:
    """Read what was typed for a unit into the form rules have it. Raises InputError."""
    if unit in ("rate", "rate_per_day"):
        return str(parse_rate(text))
    if unit == "yuan":
        return plain_yuan(parse_yuan(text))
    return text.strip()


def with_figure(case: Case, book: RuleBook, key: str, value: str, why: str | None) -> Case:
    """Return the case with a rule's figure set by hand. Raises InputError where it does not fit."""
    old = next((one for one in case.overrides if one.rule_id == key), None)
    made = Override(id=old.id if old else new_id(case, "overrides"), rule_id=key, value=value, why=why)
    changed = put(case, "overrides", made)
    with_overrides(book, changed.overrides)
    return changed


def with_rate(case: Case, book: RuleBook, since: date, rate: str, why: str | None) -> Case:
    """Return the case with a loan prime rate from a day on. Raises InputError."""
    return with_figure(case, book, f"{LPR}/{since.isoformat()}", str(parse_rate(rate)), why)


def with_day(case: Case, book: RuleBook, day: date, kind: str, why: str | None) -> Case:
    """Return the case with a rest day or a working weekend. Raises InputError."""
    return with_figure(case, book, f"{HOLIDAY}/{day.isoformat()}", kind, why)


def own_changes(case: Case) -> tuple[Override, ...]:
    """Return the figures set by hand, without those of a pack."""
    return tuple(one for one in case.overrides if not one.rule_id.startswith(PACK))


def without_change(case: Case, key: str) -> Case:
    """Return the case in which a figure is again as published."""
    return replace(case, overrides=tuple(one for one in case.overrides if one.rule_id != key))


# ---------------------------------------------------------------- a newer pack, beside the window


def looked_at(path: Path, case: Case, book: RuleBook, today: date) -> Pack:
    """Read a pack and try the case with it. Raises InputError where the pack does not fit."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        text = N_("The file could not be read ({why}).")
        raise InputError(
            path.name, text, {"why": error.strerror or "—"}, N_("Choose another file.")
        ) from error
    pack = read_pack(path.name, data, with_overrides(book, case.overrides))
    _try(taken_in(case, pack, path.name), book, path.name, today)
    return pack


def _try(case: Case, book: RuleBook, name: str, today: date) -> None:
    """Plan the case once with the new rows, so that a pack that lacks something is refused before it is in."""
    from planner.engine.simulate import simulate
    from planner.law.review import review

    new = with_overrides(book, case.overrides)
    try:
        plan: Any = simulate(case, chosen_scenario(case), new, today)
        tuple(review(case, plan, None, new, today))
    except LookupError as error:
        text = N_("With this pack the plan cannot be worked out: a rule it needs is missing.")
        raise InputError(name, text, {}, N_("Ask for a pack that has it.")) from error
