# SPDX-License-Identifier: Apache-2.0
"""How the bill of any platform is read: a platform is data and a rule for its rows, the reading is the same for all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from planner.facts.case import Total
from planner.facts.language import N_
from planner.facts.money import Fen
from planner.statements.cells import real_id
from planner.statements.kinds import Rule
from planner.statements.preamble import compare_totals, filter_doubts, period_of, stated_totals
from planner.statements.reading import Draft, Tally, clean, is_row, time_and_amount
from planner.statements.sheet import Sheet
from planner.statements.statement import Doubt, Entry, Owner, doubt
from planner.statements.table import Names, Table, find_table

Cells = Mapping[str, str]  # a row's cells by our names; a column the file lacks is an empty text


def _nothing(*_: object) -> dict[str, Any]:
    return {}


def _as_counted(draft: Draft) -> Mapping[str, Total]:
    return draft.raw


def _first(cells: Cells, names: Sequence[str]) -> str:
    for name in names:
        if clean(cells[name]):
            return cells[name]
    return ""


def _joined(memo: str, note: str) -> str:
    return f"{memo} {note}" if memo and note else memo or note


COLUMNS_MISSING = N_(
    "These columns are missing: {columns}. Fewer rows will be found again in other files. The original file is better."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """The bill of one platform.

    `needed` and `optional` map our fields to the header's words; ours are at, word, amount, memo, note, party, method,
    status, category, order, merchant, and what only this platform's functions read. `rule` gives a row its meaning
    from the cells named in `by`; `more` fills fields of an entry that only this platform has. `totalled` tells under
    which stated total a direction word is counted, `counted` counts as the platform does, and `settle` has the last
    word on rows that only the whole file can decide.
    """

    NAME: str
    TITLE: str
    needed: Names
    optional: Names
    owner: Callable[[Sequence[str]], Owner]
    rule: Callable[..., Rule]
    by: tuple[str, ...]
    when: tuple[str, ...] = ("at",)  # the first of these that is filled is the row's time
    more: Callable[[Cells, Fen, Rule], Mapping[str, Any]] = _nothing
    format: Callable[[Table], str] | None = None  # where several layouts share the name
    totalled: Mapping[str, str] = field(default_factory=dict)
    counted: Callable[[Draft], Mapping[str, Total]] = _as_counted
    settle: Callable[[Draft], object] = _nothing

    @property
    def NEEDED(self) -> Names:  # noqa: N802  the name every importer has it under
        """The columns it cannot do without."""
        return self.needed

    def recognises(self, sheet: Sheet) -> bool:
        """Say whether this sheet is such a bill."""
        return find_table(sheet, self.needed) is not None

    def read(self, sheet: Sheet) -> Draft:
        """Read the bill."""
        table = find_table(sheet, self.needed, self.optional)
        assert table is not None
        lines = table.around()
        draft = Draft(self.format(table) if self.format else self.NAME, self.owner(lines))
        draft.period = period_of(lines)
        draft.stated = stated_totals(lines)
        draft.doubts += filter_doubts(lines)
        draft.doubts += self._lacking(table)
        self._rows(table, draft)
        rows = sum(total.rows for total in draft.raw.values())
        draft.doubts += compare_totals(draft.stated, self.counted(draft), rows, self.totalled)
        self.settle(draft)
        return draft

    def _lacking(self, table: Table) -> list[Doubt]:
        """Warn where an edited file lacks what tells the same payment in two files apart from another."""
        lacking = [
            self.optional[name][0]
            for name in ("method", "order")
            if name in self.optional and name not in table.where
        ]
        return [doubt("columns_missing", COLUMNS_MISSING, columns="、".join(lacking))] if lacking else []

    def _rows(self, table: Table, draft: Draft) -> None:
        tally = Tally()
        names = (*self.needed, *self.optional)
        absent = dict.fromkeys(("party", "note", "method", "status", "category", "order", "merchant"), "")
        for row, cells in table.rows(names):
            if not is_row(cells):
                continue
            got = absent | dict(zip(names, cells, strict=True))
            found = time_and_amount(draft, row, cells, _first(got, self.when), got["amount"])
            if found is None:
                continue
            at, fen = found
            tally.add(got["word"], fen)
            rule = self.rule(*[got[name] for name in self.by])
            entry = Entry(
                row=row,
                at=at,
                amount=rule.sign * fen,
                direction=got["word"],
                kind=rule.kind,
                why=rule.why,
                party=clean(got["party"]),
                memo=_joined(clean(got["memo"]), clean(got["note"])),
                order_no=got["order"],
                method=clean(got["method"]),
                status=got["status"],
                category=got["category"],
                merchant_no=real_id(got["merchant"]),
            )
            more = self.more(got, fen, rule)
            draft.entries.append(replace(entry, **more) if more else entry)
        draft.raw = tally.totals()
