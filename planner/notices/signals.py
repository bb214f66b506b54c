# SPDX-License-Identifier: Apache-2.0
"""The signals of a message as data: words to look for, hosts, checks to make; read from the rules folder."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from planner.facts.records import from_json
from planner.facts.rulerows import spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One signal: for (+), against (-) or to be verified (A); a hard one decides alone. `guarded`: a negation voids it."""

    id: str
    direction: Literal["+", "-", "A"]
    hard: bool
    title_en: str
    title_zh: str
    patterns: tuple[str, ...]
    guarded: bool
    citation: str
    confidence: str
    as_of: dt.date

    @property
    def title(self) -> str:
        """What it means, in the language now spoken."""
        return spoken(self.title_en, self.title_zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the verification checklist."""

    id: str
    title_en: str
    title_zh: str
    confidence: str
    as_of: dt.date

    @property
    def title(self) -> str:
        """What to do, in the language now spoken."""
        return spoken(self.title_en, self.title_zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosts:
    """Which hosts are official, delivery vendors of some courts, a lender's own; words that mark a look-alike."""

    official: tuple[str, ...]
    vendor: tuple[str, ...]
    suspicious_words: tuple[str, ...]
    lender: Mapping[str, tuple[str, ...]]
    confidence: str
    as_of: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalBook:
    """Everything a message is read with."""

    signals: tuple[Signal, ...]
    hosts: Hosts
    checklist: tuple[Step, ...]
    traditional: Mapping[str, str]  # traditional characters to the simplified ones the words are written in
    places: Mapping[str, str]  # provinces and large cities to the letter of their courts

    def signal(self, signal_id: str) -> Signal:
        """Return a signal by its id."""
        return next(one for one in self.signals if one.id == signal_id)


@cache
def load_signals(folder: Path) -> SignalBook:
    """Read the signals from the rules folder. Raises InputError where the file is not as it should be."""
    data = json.loads((folder / "sms_signals.json").read_text("utf-8"))
    return from_json(SignalBook, data, "sms_signals.json")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a signal's pattern, ready to search; case does not matter."""
    return re.compile(pattern, re.IGNORECASE)
