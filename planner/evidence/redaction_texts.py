# SPDX-License-Identifier: Apache-2.0
"""Every text of a record, or of a whole case, said anew: with names and numbers hidden; ids and hashes stay."""

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass, replace
from typing import Any, TypeVar

from planner.evidence.redaction_words import Hider, name_hidden, person_in
from planner.facts.case import Case
from planner.facts.dates import Month
from planner.facts.records import fields_of

T = TypeVar("T")
# Texts that are no words of anyone: ids, hashes, names of forms.
_KEPT = frozenset(
    [
        "id",
        "sha256",
        "account",
        "file",
        "debt",
        "figure",
        "source",
        "kind",
        "media",
        "format",
        "balance_chain",
        "rule_id",
        "value",
        "group",
        "stage",
        "strategy",
        "scenario",
    ]
)


def said_anew(record: T, say: Callable[[str], str]) -> T:
    """Return a record with every text in it, at any depth, as `say` puts it."""
    new: dict[str, Any] = {}
    for kind in fields_of(type(record)):  # type: ignore[arg-type]
        value = getattr(record, kind.name)
        if value is None or kind.name in _KEPT:
            continue
        other = _anew(value, say)
        if other is not value:
            new[kind.name] = other
    return replace(record, **new) if new else record  # type: ignore[type-var]


def _anew(value: Any, say: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        said = say(value)
        return value if said == value else said
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        return tuple(said_anew(one, say) for one in value)
    if isinstance(value, Mapping):
        return {key: _anew(one, say) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, Month | type):
        return said_anew(value, say)
    return value


def case_anew(case: Case, say: Callable[[str], str]) -> Case:
    """Return a case with every text as `say` puts it."""
    return said_anew(replace(case, spelled=()), say)


def persons(case: Case) -> dict[str, str]:
    """Return the names of persons in a case and what stands in their place."""
    found = {case.borrower.name} if case.borrower else set()
    found |= {account.holder for account in case.accounts}
    found |= {debt.shared_with for debt in case.debts}
    found |= {contact.person for contact in case.contacts}
    return {name.strip(): name_hidden(name) for name in found if name and name.strip()}


def other_parties(case: Case) -> dict[str, str]:
    """Return the names of persons that the flows tell of; creditors and banks are none."""
    known = {name for debt in case.debts for name in (debt.creditor, debt.brand)}
    known |= {account.bank for account in case.accounts}
    found = {person_in(flow.party) for flow in case.flows if flow.party} - known
    return {name: name_hidden(name) for name in found if name}


def numbers(case: Case) -> dict[str, str]:
    """Return the numbers of the person that are known as such, and what stands in their place."""
    person = case.borrower
    if person is None:
        return {}
    told = ((person.id_number, 3), (person.phone, 3))
    return {number: number[:first] + "****" + number[-4:] for number, first in told if number}


def personal_hider(case: Case, parties: bool = True) -> Hider:
    """Return what hides names, ID, card and telephone; `parties` counts the persons named in the flows too."""
    shown = {name for debt in case.debts for name in (debt.creditor, debt.brand) if name}
    words = persons(case) | numbers(case)
    return Hider((other_parties(case) | words) if parties else words, shown - words.keys(), personal=True)


def personal_data_hidden(case: Case, whole: Case | None = None) -> Case:
    """Return the case with names, ID, card and telephone numbers hidden in every text of it.

    The names are those of the `whole` case where it is only a part of one.
    """
    hidden = case_anew(case, personal_hider(whole or case))
    return replace(
        hidden,
        files=tuple(replace(file, name=None) for file in hidden.files),
        papers=tuple(replace(paper, name=None) for paper in hidden.papers),
    )
