# SPDX-License-Identifier: Apache-2.0
"""The answers of `verify` and `check`, as JSON and as lines for people."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from planner.facts.language import N_, _
from planner.facts.problems import Problem

if TYPE_CHECKING:
    from planner.bundle import Verification

WHAT = {
    "changed": N_("{path}: changed"),
    "missing": N_("{path}: missing"),
    "extra": N_("{path}: added, the bundle does not list it"),
    "renamed": N_("{path}: renamed to {now}"),
    "swapped": N_("{path}: swapped with another file"),
    "unsafe": N_("{path}: a name that must not be unpacked"),
    "unlisted": N_("{path}: not in every list"),
    "unrecorded": N_("{path}: this case has no record of this bundle"),
}


def verify_answer(found: "Verification") -> dict[str, Any]:
    """Return the JSON of `verify`; a renamed file also says its name `now`."""
    return {
        "ok": found.ok,
        "version": found.version,
        "problems": [
            {"path": one.path, "what": one.what, **({"now": one.now} if one.now else {})}
            for one in found.problems
        ],
        "warnings": [warning.words() for warning in found.warnings],
        "sha256": found.sha256,
    }


def verify_lines(found: "Verification") -> list[str]:
    """Return what a check of a bundle found, line by line."""
    head = _("The bundle is whole.") if found.ok else _("The bundle is not as it was made:")
    differences = [_(WHAT[one.what]).format(path=one.path, now=one.now) for one in found.problems]
    tail = [warning.words() for warning in found.warnings]
    own = [_("SHA-256 of the zip: {sha256}").format(sha256=found.sha256)] if found.sha256 else []
    return [head, *differences, *own, *tail]


def check_answer(file: Iterable[Problem], facts: Iterable[Problem]) -> dict[str, Any]:
    """Return the JSON of `check`: what is wrong with the file, and what the facts lack."""
    wrong, lacking = list(file), list(facts)
    ok = not any(one.severity == "stop" for one in (*wrong, *lacking))
    return {"ok": ok, "file": [_problem(one) for one in wrong], "facts": [_problem(one) for one in lacking]}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity,
        "where": problem.where,
        "text": problem.words(),
        "rule_id": problem.rule_id,
    }
