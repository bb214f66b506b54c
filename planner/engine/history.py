# SPDX-License-Identifier: Apache-2.0
"""What the flows tell: which rows count, and month by month the income, living costs and debt service.

Needs only facts. Spending counts once, at the purchase; a repayment is debt service and never a living cost.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.facts.case import Account, Case, Flow, Kind, Link, StatementFile
from planner.facts.dates import Month, day_of
from planner.facts.money import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSeen:
    """One calendar month of the flows, amounts in fen. Fees, and with them living costs, may be below zero."""

    month: Month
    covered: bool  # the whole month lies in the statements of every main account
    income: Fen = 0
    spending: Fen = 0
    refunds: Fen = 0
    fees: Fen = 0
    debt_service: Fen = 0
    loans: Fen = 0
    unknown_in: Fen = 0
    unknown_out: Fen = 0

    @property
    def living(self) -> Fen:
        """Living costs: spending less refunds, and fees. Below zero where more came back than went out."""
        return self.spending - self.refunds + self.fees


def counted(flows: Iterable[Flow], links: Iterable[Link]) -> Iterator[tuple[Flow, Kind]]:
    """Yield the flows that count, each with its kind after linking.

    Of rows linked as the same payment the first counts; rows linked as an own transfer are own transfers.
    """
    out: set[str] = set()
    own: set[str] = set()
    for link in links:
        if link.kind == "same_payment":
            out.update(link.flows[1:])
        elif link.kind == "own_transfer":
            own.update(link.flows)
    for flow in flows:
        if flow.id not in out:
            yield flow, "own_transfer" if flow.id in own else flow.kind


def covered_months(accounts: Sequence[Account], files: Iterable[StatementFile]) -> tuple[Month, ...]:
    """Return the full calendar months that the statements of every main account cover.

    Where no account is marked as main, every account that has a statement must cover the month.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    for file in files:
        if file.account and file.period and file.period.since and file.period.until:
            spans.setdefault(file.account, []).append(
                (file.period.since.toordinal(), file.period.until.toordinal())
            )
    main = [a.id for a in accounts if a.main] or [a.id for a in accounts if a.id in spans]
    if not main or any(account not in spans for account in main):
        return ()
    months = set.intersection(*(_full_months(spans[account]) for account in main))
    return tuple(sorted(months))


def account_months(files: Iterable[StatementFile]) -> Mapping[str, frozenset[Month]]:
    """Return the full months covered, account by account: the coverage map."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for file in files:
        if file.account and file.period and file.period.since and file.period.until:
            spans.setdefault(file.account, []).append(
                (file.period.since.toordinal(), file.period.until.toordinal())
            )
    return {account: frozenset(_full_months(days)) for account, days in spans.items()}


def _full_months(spans: Sequence[tuple[int, int]]) -> set[Month]:
    """Return the months wholly inside the joined spans of days (ordinals, both ends included)."""
    joined: list[list[int]] = []
    for since, until in sorted(spans):
        if joined and since <= joined[-1][1] + 1:
            joined[-1][1] = max(joined[-1][1], until)
        else:
            joined.append([since, until])
    months: set[Month] = set()
    for since, until in joined:
        month = Month.of(_day(since))
        while month.first.toordinal() <= until:
            if since <= month.first.toordinal() and month.last.toordinal() <= until:
                months.add(month)
            month = month.plus(1)
    return months


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def months_seen(case: Case) -> tuple[MonthSeen, ...]:
    """Return every month with flows or coverage, first to last, gaps included."""
    covered = set(covered_months(case.accounts, case.files))
    sums: dict[Month, dict[str, Fen]] = {}
    for flow, kind in counted(case.flows, case.links):
        _add(sums.setdefault(Month.of(day_of(flow.at)), {}), flow, kind)
    months = covered | sums.keys()
    if not months:
        return ()
    first, last = min(months), max(months)
    span = (first.plus(n) for n in range(last - first + 1))
    return tuple(MonthSeen(month=m, covered=m in covered, **sums.get(m, {})) for m in span)


_FIELD: Mapping[Kind, str] = {
    "income": "income",
    "spending": "spending",
    "refund": "refunds",
    "fee_interest": "fees",
    "debt_repayment": "debt_service",
    "loan_received": "loans",
}


def _add(sums: dict[str, Fen], flow: Flow, kind: Kind) -> None:
    if kind == "unknown":
        field = "unknown_in" if flow.amount > 0 else "unknown_out"
    elif kind in _FIELD:
        field = _FIELD[kind]
    else:
        return
    amount = -flow.amount if kind == "fee_interest" else abs(flow.amount)  # a fee given back counts against
    sums[field] = sums.get(field, 0) + amount


def observed_months(case: Case) -> tuple[MonthSeen, ...]:
    """Return the covered months alone: what the stress test draws from."""
    return tuple(month for month in months_seen(case) if month.covered)
