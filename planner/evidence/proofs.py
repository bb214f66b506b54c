# SPDX-License-Identifier: Apache-2.0
"""Which figure is proved by what, which has no proof yet, and where the bank flows tell another number.

A figure is a path, `incomes/i1/amount` or `debts/d2/claim.interest`; a source is a path too, `papers/p1`, `flows/f9`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from planner.engine.budget import SPREAD, monthly
from planner.facts.case import Case, Expense, Flow, Income, Proof
from planner.facts.dates import Month, day_of
from planner.facts.money import Fen, round_fen
from planner.facts.rulebook import RuleBook

State = Literal["missing", "proved", "differs"]
DIFFERENCE = "PROOF-01"  # rule row: from which difference on both numbers are shown

_PARTS = ("principal", "interest", "penalty", "fee")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a figure stands: its value (fen), its proofs, and what the linked flows tell where they tell a month."""

    figure: str
    value: Fen
    state: State
    proofs: tuple[Proof, ...] = ()
    expected: Fen | None = None  # the figure as the linked flows can be held against it: a month, or one time
    seen: Fen | None = None  # the median of the linked flows
    older: bool = False  # the figure was edited after it was proved

    @property
    def is_missing(self) -> bool:
        """Whether nothing shows this figure yet."""
        return self.state == "missing"


def figures(case: Case) -> Iterator[str]:
    """Yield the figures that want a proof: debts, claims, incomes, costs, assets and the reserve, where not zero."""
    for debt in case.debts:
        yield from (f"debts/{debt.id}/{part}" for part in _PARTS if getattr(debt, part))
        if debt.claim is not None:
            yield from (f"debts/{debt.id}/claim.{part}" for part in _PARTS if getattr(debt.claim, part))
    for name in ("incomes", "expenses", "assets"):
        yield from (f"{name}/{record.id}/amount" for record in getattr(case, name) if record.amount)
    if case.reserve is not None and case.reserve.now:
        yield "reserve/now"


def value_of(case: Case, figure: str) -> Fen | None:
    """Return what a figure says now; None where it does not exist (any more)."""
    head, *rest = figure.split("/")
    if len(rest) == 1:
        record, name = getattr(case, head, None), rest[0]
    elif len(rest) == 2:
        found = (one for one in getattr(case, head, ()) if one.id == rest[0])
        record, name = next(found, None), rest[1]
    else:
        return None
    for part in name.split("."):
        record = getattr(record, part, None)
    return record if isinstance(record, int) else None


def standings(case: Case, book: RuleBook, today: date) -> tuple[Standing, ...]:
    """Return how every figure that wants a proof stands, in the order of the lists."""
    by_figure: dict[str, list[Proof]] = defaultdict(list)
    for proof in case.proofs:
        by_figure[proof.figure].append(proof)
    flows = {flow.id: flow for flow in case.flows} if case.proofs else {}
    share = Fraction(book.rate(DIFFERENCE, today))
    return tuple(_standing(case, one, by_figure.get(one, []), flows, share) for one in figures(case))


def _standing(
    case: Case, figure: str, proofs: list[Proof], flows: Mapping[str, Flow], share: Fraction
) -> Standing:
    value = value_of(case, figure) or 0
    sound = tuple(proof for proof in proofs if source_of(case, proof, flows) is not None)
    expected, seen = _seen(case, figure, sound, flows)
    differs = expected is not None and seen is not None and abs(seen - expected) > share * abs(expected)
    state: State = "differs" if differs else "proved" if sound else "missing"
    older = any(proof.value is not None and proof.value != value for proof in sound)
    return Standing(
        figure=figure, value=value, state=state, proofs=sound, expected=expected, seen=seen, older=older
    )


def source_of(case: Case, proof: Proof, flows: Mapping[str, Flow] | None = None) -> Any:
    """Return the paper, flow, notice or contact that a proof names; None where it is gone."""
    name, _, record_id = proof.source.partition("/")
    if name == "flows" and flows is not None:
        return flows.get(record_id)
    if name not in ("papers", "flows", "notices", "contacts"):
        return None
    return next((one for one in getattr(case, name) if one.id == record_id), None)


def _seen(
    case: Case, figure: str, proofs: tuple[Proof, ...], flows: Mapping[str, Flow]
) -> tuple[Fen | None, Fen | None]:
    """Return the figure's amount to compare with, and the median of its linked flows by month."""
    name, _, rest = figure.partition("/")
    linked = [flows[p.source.partition("/")[2]] for p in proofs if p.source.startswith("flows/")]
    if name not in ("incomes", "expenses") or not linked:
        return None, None
    line: Income | Expense = next(one for one in getattr(case, name) if one.id == rest.partition("/")[0])
    sign = 1 if name == "incomes" else -1
    months: dict[Month, Fen] = defaultdict(int)
    for flow in linked:
        months[Month.of(day_of(flow.at))] += sign * flow.amount
    expected = monthly(line.amount, line.every) if line.every in SPREAD else line.amount
    return expected, median(list(months.values()))


def median(amounts: list[Fen]) -> Fen:
    """Return the middle amount; of two middle ones their mean, half-up to the fen."""
    ranked = sorted(amounts)
    middle = len(ranked) // 2
    if len(ranked) % 2:
        return ranked[middle]
    return round_fen(Fraction(ranked[middle - 1] + ranked[middle], 2))


def proved_by(case: Case, source: str) -> tuple[str, ...]:
    """Return the figures that a source (`papers/p1`) proves, each once."""
    return tuple(dict.fromkeys(proof.figure for proof in case.proofs if proof.source == source))
