# SPDX-License-Identifier: Apache-2.0
"""Terms that have no meaning together are refused by name before a schedule is made."""

from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.facts.terms import Terms


def refuse_nonsense(terms: Terms) -> None:
    """Raise InputError, naming the key, for terms that a schedule cannot follow."""
    for key in ("principal", "start", "shape"):
        if getattr(terms, key) is None:
            raise InputError(key, N_("The key “{key}” is missing."), {"key": key}, N_("Add it."))
