# SPDX-License-Identifier: Apache-2.0
"""The reading that all platform bills share: rows with a time, a direction word, an amount and a status to entries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from planner.facts.case import Period, Total
from planner.facts.dates import Moment, day_of
from planner.facts.language import N_
from planner.facts.money import Fen
from planner.facts.problems import InputError
from planner.facts.stopping import go_on
from planner.statements.cells import EMPTY, amount, is_damaged, moment
from planner.statements.kinds import Rule
from planner.statements.preamble import covered
from planner.statements.refunds import pair_refunds
from planner.statements.statement import Doubt, Entry, Owner, Rejected, Stated, Statement, doubt

NO_TIME = N_("The date cannot be read.")
NO_AMOUNT = N_("The amount is missing or unknown.")
BAD_AMOUNT = N_("The amount cannot be read.")


@dataclass(slots=True)
class Draft:
    """A statement while it is being read."""

    format: str
    account: Owner
    entries: list[Entry] = field(default_factory=list)
    raw: dict[str, Total] = field(default_factory=dict)
    stated: Mapping[str, Stated] = field(default_factory=dict)
    period: Period | None = None
    balance_chain: str = "none"
    rejected: list[Rejected] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    pairs: tuple[tuple[int, int], ...] = ()

    def reject(self, row: int, cells: Sequence[str], why: str) -> None:
        """Keep a row that cannot be an entry, with the reason."""
        self.rejected.append(Rejected(row, tuple(cells), why))


@dataclass(slots=True)
class Tally:
    """Counts and sums by the file's own direction words, before any meaning is given to a row."""

    rows: dict[str, int] = field(default_factory=dict)
    sums: dict[str, Fen] = field(default_factory=dict)

    def add(self, word: str, fen: Fen) -> None:
        """Count one row."""
        self.rows[word] = self.rows.get(word, 0) + 1
        self.sums[word] = self.sums.get(word, 0) + fen

    def totals(self) -> dict[str, Total]:
        """Return what was counted."""
        return {word: Total(rows=self.rows[word], sum=self.sums[word]) for word in self.rows}


def is_row(cells: Sequence[str]) -> bool:
    """Say whether a line is a row of the table, and not blank, a divider or a line of the footer."""
    if cells[0].startswith(("---", "===", "#")):
        return False
    return sum(map(bool, cells)) > 2


def time_and_amount(
    draft: Draft, row: int, cells: Sequence[str], when: str, money: str
) -> tuple[Moment, Fen] | None:
    """Read a row's time and amount; a row without them is rejected with the reason, never guessed."""
    at = moment(when)
    if at is None:
        draft.reject(row, cells, NO_TIME)
        return None
    try:
        fen = amount(money)
    except ValueError:
        draft.reject(row, cells, BAD_AMOUNT)
        return None
    if fen is None:
        draft.reject(row, cells, NO_AMOUNT)
        return None
    return at, fen


def clean(text: str) -> str:
    """Return a text, or "" where it is a placeholder such as a slash."""
    return "" if text in EMPTY or not text.strip("-—–") else text


def _without_midnights(draft: Draft) -> None:
    """Where every row of a file is at 00:00:00, the file has no times: keep the days alone."""
    ats = [entry.at for entry in draft.entries]
    if len(ats) > 1 and all(isinstance(at, datetime) and at.time() == time(0) for at in ats):
        draft.entries = [replace(entry, at=day_of(entry.at)) for entry in draft.entries]


def finish(draft: Draft) -> Draft:
    """Add the doubts that hold for every format: nothing read, rejected rows, unknown rows, damaged numbers, times."""
    go_on()
    _without_midnights(draft)
    entries = draft.entries
    if not entries and not draft.rejected:
        draft.doubts.append(
            doubt("no_rows", N_("The statement has no rows: nothing happened, or nothing was exported."))
        )
    if draft.rejected:
        text = N_("Rows that cannot be read: {n}. They are listed apart.")
        draft.doubts.append(doubt("rejected_rows", text, n=len(draft.rejected)))
    unknown = sum(1 for entry in entries if entry.kind == "unknown")
    if unknown:
        text = N_(
            "Rows not understood: {n}. They are kept, and left out of all sums until you say what they are."
        )
        draft.doubts.append(doubt("not_understood", text, n=unknown))
    damaged = sum(1 for entry in entries if is_damaged(entry.order_no))
    if damaged:
        text = N_(
            "Order numbers damaged by a spreadsheet program: {n}. The original file from the app is better proof."
        )
        draft.doubts.append(doubt("ids_damaged", text, n=damaged))
    draft.doubts.extend(_time_doubts(entries))
    go_on()
    draft.pairs = tuple(pair_refunds(entries))
    if draft.period is None:
        draft.period = covered([entry.at for entry in entries])
    return draft


def _time_doubts(entries: Iterable[Entry]) -> list[Doubt]:
    timed = [entry.at for entry in entries if isinstance(entry.at, datetime)]
    if len(timed) > 20 and all(at.second == 0 for at in timed) and any(at.hour or at.minute for at in timed):
        text = N_("The times have no seconds: the file was saved by a spreadsheet program.")
        return [doubt("seconds_missing", text, "info")]
    return []


def need_columns(name: str, lacking: Sequence[str]) -> InputError:
    """Make the refusal of a file that is recognised but lacks columns."""
    text = N_("This looks like {name}, but these columns are missing: {columns}.")
    return InputError(
        "", text, {"name": name, "columns": "、".join(lacking)}, N_("Export it again and do not edit it.")
    )


def changed(entry: Entry, rule: Rule) -> Entry:
    """Return the entry decided by another rule."""
    return replace(entry, kind=rule.kind, amount=rule.sign * abs(entry.amount), why=rule.why)


def statement_of(draft: Draft, name: str, sha256: str, tail: str = "") -> Statement:
    """Make the finished statement; `tail` completes an account whose number the file hides."""
    account = draft.account if draft.account.tail else replace(draft.account, tail=tail)
    return Statement(
        file_name=name,
        sha256=sha256,
        format=draft.format,
        account=account,
        period=draft.period,
        entries=tuple(draft.entries),
        raw=draft.raw,
        stated=draft.stated,
        balance_chain=draft.balance_chain,
        rejected=tuple(draft.rejected),
        warnings=tuple(draft.doubts),
        pairs=draft.pairs,
    )
