# SPDX-License-Identifier: Apache-2.0
"""What the flows tell by month: a month counts when every main account covers it, each payment once."""

from dataclasses import replace
from datetime import date, datetime
from itertools import count

from planner.engine.history import account_months, counted, covered_months, months_seen, observed_months
from planner.facts.case import Account, Case, Flow, Kind, Link, Period, StatementFile, new_case
from planner.facts.dates import Month

MAY = Month.parse("2026-05")
_ids = count(1)


def a_flow(day: str, amount: int, kind: Kind, account: str = "a1") -> Flow:
    return Flow(id=f"f{next(_ids)}", account=account, at=date.fromisoformat(day), amount=amount, kind=kind)


def a_file(since: str, until: str, account: str = "a1") -> StatementFile:
    period = Period(since=date.fromisoformat(since), until=date.fromisoformat(until))
    return StatementFile(id=f"s{next(_ids)}", sha256="0", account=account, period=period)


def a_case(
    flows: tuple[Flow, ...] = (), files: tuple[StatementFile, ...] = (), accounts: tuple[Account, ...] = ()
) -> Case:
    return replace(new_case(MAY), flows=flows, files=files, accounts=accounts or (Account(id="a1"),))


def test_living_is_spending_less_refunds_and_fees_and_never_a_repayment() -> None:
    case = a_case(
        (
            a_flow("2026-05-01", 800000, "income"),
            a_flow("2026-05-02", -30000, "spending"),
            a_flow("2026-05-03", 10000, "refund"),
            a_flow("2026-05-04", -200, "fee_interest"),
            a_flow("2026-05-05", -90000, "debt_repayment"),
            a_flow("2026-05-06", 500000, "loan_received"),
            a_flow("2026-05-07", -70000, "own_transfer"),
            a_flow("2026-05-08", -1, "unknown"),
            a_flow("2026-05-08", 2, "unknown"),
            a_flow("2026-05-09", -5, "no_money_moved"),
        )
    )
    (may,) = months_seen(case)
    assert (may.income, may.living, may.debt_service, may.loans) == (800000, 20200, 90000, 500000)
    assert (may.unknown_out, may.unknown_in, may.covered) == (1, 2, False)


def test_linked_rows_count_once() -> None:
    one, two = a_flow("2026-05-01", -100, "spending"), a_flow("2026-05-01", -100, "spending", "a2")
    out, back = a_flow("2026-05-02", -900, "spending"), a_flow("2026-05-02", 900, "income", "a2")
    links = (
        Link(id="l1", flows=(one.id, two.id), kind="same_payment"),
        Link(id="l2", flows=(out.id, back.id), kind="own_transfer"),
    )
    seen = [(flow.id, kind) for flow, kind in counted((one, two, out, back), links)]
    assert seen == [(one.id, "spending"), (out.id, "own_transfer"), (back.id, "own_transfer")]


def test_a_month_is_covered_when_every_main_account_has_it_whole() -> None:
    files = (
        a_file("2026-01-15", "2026-04-10"),
        a_file("2026-04-11", "2026-06-30"),
        a_file("2026-03-01", "2026-05-31", "a2"),
    )
    accounts = (Account(id="a1", main=True), Account(id="a2", main=True), Account(id="a3"))
    assert [str(month) for month in covered_months(accounts, files)] == ["2026-03", "2026-04", "2026-05"]
    alone = (Account(id="a1", main=True), Account(id="a2"))
    assert str(min(covered_months(alone, files))) == "2026-02"
    assert covered_months((Account(id="a1", main=True), Account(id="a3", main=True)), files) == ()
    assert len(covered_months((Account(id="a1"), Account(id="a2"), Account(id="a3")), files)) == 3
    assert covered_months((Account(id="a9"),), files) == ()


def test_gaps_are_visible() -> None:
    files = (a_file("2026-01-01", "2026-01-31"), a_file("2026-03-01", "2026-03-31"))
    assert {str(month) for month in account_months(files)["a1"]} == {"2026-01", "2026-03"}
    case = a_case((a_flow("2026-01-05", -5, "spending"),), files)
    assert [(str(m.month), m.covered, m.living) for m in months_seen(case)] == [
        ("2026-01", True, 5),
        ("2026-02", False, 0),
        ("2026-03", True, 0),
    ]
    assert len(observed_months(case)) == 2


def test_a_case_without_flows_tells_nothing() -> None:
    assert months_seen(a_case()) == ()
    assert observed_months(a_case(files=(StatementFile(id="s1", sha256="0"),))) == ()


def test_a_moment_counts_in_its_month() -> None:
    flow = replace(a_flow("2026-05-01", 7, "income"), at=datetime(2026, 5, 31, 23, 59, 59))
    assert months_seen(a_case((flow,)))[0].month == MAY
