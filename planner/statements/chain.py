# SPDX-License-Identifier: Apache-2.0
"""The balance chain: does each row lead from the balance before it to its own? A break means rows are missing."""

from collections.abc import Sequence

from planner.facts.language import N_
from planner.statements.reading import Draft
from planner.statements.statement import Entry, doubt


def breaks(entries: Sequence[Entry]) -> list[int]:
    """Return the rows of the file whose balance does not follow from the row before; rows without balances are passed."""
    broken = []
    before: Entry | None = None
    for entry in entries:
        if entry.balance is None:
            before = None
            continue
        if (
            before is not None
            and before.balance is not None
            and before.balance + entry.amount != entry.balance
        ):
            broken.append(entry.row)
        before = entry
    return broken


def check_chain(draft: Draft) -> None:
    """Test the chain in both orders of the file and write down the better result."""
    known = sum(1 for entry in draft.entries if entry.balance is not None)
    if known < 2:
        return
    forward = breaks(draft.entries)
    backward = breaks(draft.entries[::-1]) if forward else []
    broken = min(forward, backward, key=len) if forward else []
    if not broken:
        draft.balance_chain = "holds"
        return
    draft.balance_chain = f"broken at row {min(broken)}"
    text = N_(
        "The balances do not follow from the rows (breaks: {n}, the first at row {row}): rows are missing there."
    )
    draft.doubts.append(doubt("balance_chain_broken", text, n=len(broken), row=min(broken)))
