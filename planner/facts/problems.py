# SPDX-License-Identifier: Apache-2.0
"""How any room says "this does not fit": a problem to show, or input that must be refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from planner.facts.language import N_, _, sentences

Severity = Literal["info", "warn", "stop"]
INFO: Severity = "info"
WARN: Severity = "warn"
STOP: Severity = "stop"

Value = str | int | tuple[str, ...]  # a tuple is a list of names, of which the first few are said
FEW = 3  # names of a list that are said before "and so many more"
NOTHING: Mapping[str, Value] = {}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the user should know. `text` is an English msgid, put into words where it is shown."""

    severity: Severity
    where: str  # path of a figure, "debts/d1/annual_rate", or a place in a file; "" for the whole
    text: str
    values: Mapping[str, Value] = field(default_factory=dict)
    rule_id: str | None = None

    def words(self) -> str:
        """Say it in the language now spoken."""
        return _(self.text).format(**_told(self.values)) if self.values else _(self.text)


def few(names: Sequence[str]) -> str:
    """Say a list of names in the language now spoken: the first few, then how many more."""
    more = len(names) - FEW
    if more <= 1:  # one more name is no longer than saying so
        return _(", ").join(names)
    return _("{names} and {n} more").format(names=_(", ").join(names[:FEW]), n=more)


def _told(values: Mapping[str, Value]) -> dict[str, str | int]:
    return {key: few(value) if isinstance(value, tuple) else value for key, value in values.items()}


class InputError(Exception):
    """Input that is refused: where, why, and what to do. Both texts are English msgids over `values`."""

    def __init__(
        self,
        where: str,
        text: str,
        values: Mapping[str, Value] | None = None,
        remedy: str = N_("Correct it and try again."),
    ) -> None:
        super().__init__(where, text)
        self.where = where
        self.text = text
        self.values = dict(values or {})
        self.remedy = remedy

    def words(self) -> str:
        """One line: place, reason, what to do, in the language now spoken."""
        reason = _(self.text).format(**_told(self.values))
        remedy = _(self.remedy).format(**_told(self.values))
        place = _("{where}: ").format(where=self.where) if self.where else ""
        return place + sentences(reason, remedy)

    def __str__(self) -> str:
        return self.words()

    def within(self, outer: str) -> "InputError":
        """Return the same refusal with the file (or outer place) named in front."""
        where = f"{outer}: {self.where}" if self.where else outer
        return InputError(where, self.text, self.values, self.remedy)
