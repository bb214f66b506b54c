# SPDX-License-Identifier: Apache-2.0
"""What is owed, recomputed from terms and payments, beside what is claimed: line by line, with the reason of a difference."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.engine.allocation import Parts
from planner.engine.asks import Ask, Claimed, asks_of
from planner.engine.conventions import PARTS, Explanation, explain
from planner.engine.recompute import Basis, basis_of, loans_of, payments_of, recompute
from planner.facts.case import Debt
from planner.facts.language import N_, _
from planner.facts.money import Fen, format_rate, format_yuan
from planner.facts.problems import INFO, InputError, Problem
from planner.facts.rulebook import RuleBook
from planner.facts.terms import Terms

TOTAL = "total"
ORDER = "PAY-02"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One part of the claim (principal, interest, penalty, fee, total), in fen; None where it is not known or not stated."""

    part: str
    recomputed: Fen | None
    claimed: Fen | None
    why: Problem

    @property
    def difference(self) -> Fen | None:
        """Claimed less recomputed, or None."""
        return None if self.claimed is None or self.recomputed is None else self.claimed - self.recomputed


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """A way of counting: one the recomputation used (`explains` empty), or one that gives claimed figures."""

    name: str
    value: str
    said: Problem
    explains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCheck:
    """The claimed balance of one debt against the recomputed one."""

    debt_id: str
    creditor: str
    as_of: dt.date
    basis: Basis
    lines: tuple[Line, ...]
    ask: tuple[Ask, ...]
    conventions: tuple[Convention, ...]
    problems: tuple[Problem, ...]


def check_claim(debt: Debt, book: RuleBook, search: bool = True) -> ClaimCheck:
    """Return the claim of a debt beside the balance recomputed from its terms and payments, as of the claim's day.

    Without a claim the balance entered stands in for it. With `search` the usual conventions are tried for each
    difference. Never raises for a debt's facts: what cannot be worked out is a Problem and None.
    """
    claimed = claimed_of(debt)
    problems: list[Problem] = []
    basis = basis_of(debt, claimed.date)
    parts = None
    try:
        parts = recompute(debt, claimed.date)
    except InputError as refused:
        problems.append(Problem(INFO, f"debts/{debt.id}/terms/{refused.where}", refused.text, refused.values))
        basis = "none"
    stated = {name: amount for name in PARTS if (amount := getattr(claimed, name)) is not None}
    explained: tuple[Explanation, ...] = ()
    asks: tuple[Ask, ...] = ()
    if parts is not None:
        explained = explain(debt, claimed.date, stated, parts) if search else ()
        asks = (*asks_of(debt, claimed, book), *_order_asks(debt, claimed, explained, book))
    else:
        problems.append(_cannot(debt))
    return ClaimCheck(
        debt_id=debt.id,
        creditor=debt.creditor,
        as_of=claimed.date,
        basis=basis,
        lines=tuple(_lines(debt, claimed, parts, explained, search)),
        ask=asks,
        conventions=(*_used(debt, claimed, parts, basis), *_found(debt, explained)),
        problems=tuple(problems),
    )


def claimed_of(debt: Debt) -> Claimed:
    """Return the claim of a debt, or the balance entered where no claim is."""
    claim = debt.claim
    if claim is None:
        return Claimed(
            date=debt.as_of,
            principal=debt.principal,
            interest=debt.interest,
            penalty=debt.penalty,
            fee=debt.fee,
        )
    return Claimed(
        date=claim.date,
        principal=claim.principal,
        interest=claim.interest,
        penalty=claim.penalty,
        fee=claim.fee,
    )


def _cannot(debt: Debt) -> Problem:
    return Problem(
        INFO,
        f"debts/{debt.id}/terms",
        N_(
            "The balance cannot be recomputed: enter principal, start, rate and instalments of the contract, and the payments made."
        ),
    )


# ---------------------------------------------------------------- lines


def _lines(
    debt: Debt, claimed: Claimed, parts: Parts | None, explained: tuple[Explanation, ...], search: bool
) -> Iterator[Line]:
    for name in PARTS:
        own = None if parts is None else getattr(parts, name)
        theirs: Fen | None = getattr(claimed, name)
        yield Line(
            part=name, recomputed=own, claimed=theirs, why=_why(debt, name, own, theirs, explained, search)
        )
    whole = None if parts is None else parts.total
    yield Line(part=TOTAL, recomputed=whole, claimed=claimed.total, why=_why_total(debt, whole, claimed))


def _why(
    debt: Debt,
    name: str,
    own: Fen | None,
    theirs: Fen | None,
    explained: tuple[Explanation, ...],
    search: bool,
) -> Problem:
    where = f"debts/{debt.id}/claim/{name}"
    if own is None:
        return Problem(INFO, where, N_("Not enough is known to recompute it."))
    if theirs is None:
        text = (
            N_("It is not stated apart. Ask for the parts.")
            if own
            else N_("Nothing is due here and nothing is stated.")
        )
        return Problem(INFO, where, text)
    if own == theirs:
        return Problem(INFO, where, N_("The same to the fen."))
    for each in explained:
        if name in each.parts:
            return Problem(
                INFO,
                where,
                N_("This way of counting gives the claimed figure: {how}."),
                {"how": words_of(each)},
            )
    if theirs < own:
        return Problem(
            INFO, where, N_("Less is claimed than recomputed. Check that no payment or date is missing here.")
        )
    if not search:
        return Problem(INFO, where, N_("More is claimed than recomputed. Ask how it was worked out."))
    return Problem(
        INFO,
        where,
        N_(
            "No usual way of counting gives the claimed figure. Ask for the list of payments and how each was used."
        ),
    )


def _why_total(debt: Debt, own: Fen | None, claimed: Claimed) -> Problem:
    where = f"debts/{debt.id}/claim"
    if own is None:
        return Problem(INFO, where, N_("Not enough is known to recompute it."))
    if own == claimed.total:
        return Problem(INFO, where, N_("The same to the fen."))
    text = N_("{amount} more is claimed.") if claimed.total > own else N_("{amount} less is claimed.")
    return Problem(INFO, where, text, {"amount": format_yuan(abs(claimed.total - own))})


def words_of(explanation: Explanation) -> str:
    """Return the changes of an explanation in the language now spoken."""
    return "; ".join(
        _(change.words).format(value=value_words(change.name, change.value)) for change in explanation.changes
    )


# ---------------------------------------------------------------- ways of counting

PART_WORDS: Mapping[str, str] = {
    "principal": N_("principal"),
    "interest": N_("interest"),
    "penalty": N_("penalty"),
    "fee": N_("fee"),
    "total": N_("total"),
}


VALUE_WORDS: Mapping[str, str] = {
    "ACT/365F": N_("by actual days over 365 (ACT/365F)"),
    "ACT/360": N_("by actual days over 360 (ACT/360)"),
    "ACT/ACT": N_("by actual days over the days of the year (ACT/ACT)"),
    "30/360": N_("by months of 30 days over 360 (30/360)"),
    "PERIODIC": N_("by equal periods of the year (PERIODIC)"),
    "PERIODIC/360": N_("by equal periods of the year, odd days over 360 (PERIODIC/360)"),
    "half_up": N_("half up to the fen"),
    "half_even": N_("half to even"),
    "up": N_("up to the fen"),
    "down": N_("down to the fen"),
    "none": N_("only at the end"),
}


def value_words(name: str, value: str) -> str:
    """Return a convention's value for people: an order of parts, a day count, a rounding in words, else as it is."""
    if name == "allocation":
        return _(", then ").join(_(PART_WORDS[part]) for part in value.split(", "))
    return _(VALUE_WORDS[value]) if value in VALUE_WORDS else value


def _used(debt: Debt, claimed: Claimed, parts: Parts | None, basis: Basis) -> Iterator[Convention]:
    """Say how the recomputation counted: days, rounding, order, penalty, first and last day, the payments used."""
    if parts is None:
        return
    loans = loans_of(debt)
    terms = loans[0].terms if loans else debt.terms or Terms()
    first = loans[0].start if loans else debt.as_of
    where = f"debts/{debt.id}/terms"
    rounding = terms.rounding if isinstance(terms.rounding, str) else terms.rounding.interest
    order = ", ".join(terms.allocation)
    rows = (
        ("basis", basis, N_("Recomputed from the contract and the payments.") if basis == "contract" else N_("Run on from the balance entered; for a full check enter the contract.")),
        ("day_count", terms.day_count, N_("Days counted {value}, the first day not, the last one counted.")),
        ("rounding", rounding, N_("Interest rounded {value}, once, when it falls due or is paid.")),
        ("allocation", order, N_("Payments used for {value}.")),
        ("penalty_base", format_rate(terms.penalty_rate), N_("Penalty of {value} a year on past-due principal, on top of the interest.")),
        ("period", f"{first.isoformat()}/{claimed.date.isoformat()}", N_("Counted from and to: {value}.")),
        ("payments", str(sum(p.date <= claimed.date for p in payments_of(debt))), N_("Payments counted: {value}.")),
    )  # fmt: skip
    for name, value, text in rows:
        yield Convention(
            name=name, value=value, said=Problem(INFO, where, text, {"value": value_words(name, value)})
        )


def _found(debt: Debt, explained: tuple[Explanation, ...]) -> Iterator[Convention]:
    for each in explained:
        said = Problem(
            INFO,
            f"debts/{debt.id}/claim",
            N_("This way of counting gives the claimed figure: {how}."),
            {"how": words_of(each)},
        )
        yield Convention(
            name="+".join(change.name for change in each.changes),
            value="; ".join(change.value for change in each.changes),
            said=said,
            explains=each.parts,
        )


def _order_asks(
    debt: Debt, claimed: Claimed, explained: tuple[Explanation, ...], book: RuleBook
) -> Iterator[Ask]:
    """Ask about an order of payment that departs from the contract's, where it explains a higher claim (Art. 561)."""
    for each in explained:
        orders = [change.value for change in each.changes if change.name == "allocation"]
        if not orders or len(each.changes) > 1:
            continue
        own, theirs = recompute(debt, claimed.date), recompute(debt, claimed.date, each.way)
        if own is not None and theirs is not None and theirs.total > own.total:
            amount = theirs.total - own.total
            said = Problem(
                INFO,
                f"debts/{debt.id}/claim",
                N_(
                    "Payments seem to have been used for {order}. By the contract's order {amount} less is owed; ask for the list."
                ),
                {"order": value_words("allocation", orders[0]), "amount": format_yuan(amount)},
                ORDER,
            )
            yield Ask(rule_id=ORDER, amount=amount, confidence=book.rule(ORDER).confidence, said=said)
