# SPDX-License-Identifier: Apache-2.0
"""What a person says of rows: their kind, that they stay out, that two are not the same, which figure they prove."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from planner.engine.findings import Finding, line_of
from planner.evidence.proofs import value_of
from planner.facts.case import Case, Flow, Kind, Link, Proof, new_id, put
from planner.facts.dates import moment_text
from planner.facts.language import N_
from planner.statements.kinds import SAID
from planner.statements.linking import PLATFORMS
from planner.statements.linking_orders import ONE_ORDER

LEFT_OUT = N_("You left this row out: it counts nowhere, and stays out when the file is read again.")


def with_kind(case: Case, ids: Collection[str], kind: Kind, why: str = SAID) -> Case:
    """Return the case with rows of another kind."""
    flows = list(case.flows)
    for place in [i for i, flow in enumerate(flows) if flow.id in ids]:
        if (flows[place].kind, flows[place].why) != (kind, why):
            flows[place] = replace(flows[place], kind=kind, why=why)
    return replace(case, flows=tuple(flows))


def left_out(case: Case, ids: Collection[str]) -> Case:
    """Return the case with rows that count nowhere; they stay, so that reading their file again brings none back."""
    return with_kind(case, ids, "no_money_moved", LEFT_OUT)


def is_left_out(flow: Flow) -> bool:
    """Whether the user left a row out."""
    return flow.why == LEFT_OUT


def alike(case: Case, flow: Flow) -> frozenset[str]:
    """Return the other rows with the same party, direction and kind: what was said of one may hold for all."""
    if not flow.party:
        return frozenset()
    same_party = [other for other in case.flows if other.party == flow.party]
    return frozenset(
        other.id
        for other in same_party
        if other.kind == flow.kind and (other.amount < 0) == (flow.amount < 0) and other.id != flow.id
    )


def link_of(case: Case, flows: Sequence[Flow]) -> Link | None:
    """Return the link that two rows can be given: one payment told twice, a move, a refund; None where none fits."""
    if len(flows) != 2 or any({flow.id for flow in flows} <= set(link.flows) for link in case.links):
        return None
    wallets = {account.id for account in case.accounts if account.bank in PLATFORMS}
    first, second = sorted(flows, key=lambda flow: (flow.account not in wallets, moment_text(flow.at)))
    opposite = (first.amount < 0) != (second.amount < 0)
    kinds = {first.kind, second.kind}
    if first.account != second.account and abs(first.amount) == abs(second.amount):
        if not opposite:
            return _said_link(case, first, second, "same_payment")
        out, back = (first, second) if first.amount < 0 else (second, first)
        return _said_link(case, out, back, "same_payment" if kinds == {"debt_repayment"} else "own_transfer")
    if opposite and kinds == {"spending", "refund"}:
        bought, back = (first, second) if first.kind == "spending" else (second, first)
        return _said_link(case, bought, back, "refund") if back.amount <= -bought.amount else None
    return None


def _said_link(
    case: Case, first: Flow, second: Flow, kind: Literal["same_payment", "refund", "own_transfer"]
) -> Link:
    return Link(id=new_id(case, "links"), flows=(first.id, second.id), kind=kind, why=SAID)


def without_link(case: Case, link: Link) -> Case:
    """Return the case in which two rows are two things again, and so the other articles of their order."""
    order = {
        one.id for one in case.links if one.why == link.why == ONE_ORDER and one.flows[1] == link.flows[1]
    }
    gone = order | {link.id}
    return replace(case, links=tuple(one for one in case.links if one.id not in gone))


def without_file(case: Case, file_id: str) -> Case:
    """Return the case without a statement file, its rows, and the links and proofs that rest on them."""
    gone = {flow.id for flow in case.flows if flow.file == file_id}
    sources = {f"flows/{flow_id}" for flow_id in gone}
    return replace(
        case,
        files=tuple(file for file in case.files if file.id != file_id),
        flows=tuple(flow for flow in case.flows if flow.id not in gone),
        links=tuple(link for link in case.links if gone.isdisjoint(link.flows)),
        proofs=tuple(proof for proof in case.proofs if proof.source not in sources),
    )


def provable(case: Case, flows: Sequence[Flow]) -> Iterator[str]:
    """Yield the figures that such rows can prove: incomes by money in, costs by money out, principal by a loan."""
    if any(flow.amount > 0 and flow.kind != "loan_received" for flow in flows):
        yield from (f"incomes/{line.id}/amount" for line in case.incomes)
    if any(flow.amount < 0 for flow in flows):
        yield from (f"expenses/{line.id}/amount" for line in case.expenses)
    if any(flow.kind == "loan_received" for flow in flows):
        yield from (f"debts/{debt.id}/principal" for debt in case.debts)


def proved(case: Case, flows: Sequence[Flow], figure: str) -> Case:
    """Return the case in which rows prove a figure; what proves it already does so once."""
    taken = {proof.id for proof in case.proofs}
    have = {(proof.figure, proof.source) for proof in case.proofs}
    value, number, made = value_of(case, figure), len(taken), []
    for flow in flows:
        if (figure, f"flows/{flow.id}") in have:
            continue
        number += 1
        while f"q{number}" in taken:
            number += 1
        made.append(
            Proof(id=f"q{number}", figure=figure, source=f"flows/{flow.id}", row=flow.row, value=value)
        )
    return replace(case, proofs=(*case.proofs, *made))


def unproved(case: Case, flows: Sequence[Flow], figure: str) -> Case:
    """Return the case in which rows prove a figure no more."""
    sources = {f"flows/{flow.id}" for flow in flows}
    kept = tuple(p for p in case.proofs if p.figure != figure or p.source not in sources)
    return replace(case, proofs=kept)


def with_line(case: Case, finding: Finding, name: str) -> tuple[Case, str]:
    """Return the case with a budget line of what the flows show, and the path of its amount."""
    list_name = "incomes" if finding.kind == "income" else "expenses"
    line = line_of(finding, new_id(case, list_name), name)
    return put(case, list_name, line), f"{list_name}/{line.id}/amount"
