# SPDX-License-Identifier: Apache-2.0
"""What an agreement really says: its true rate against the one it names, how it differs from the offer, what missing costs."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from planner.engine.agreement import Keeping
from planner.engine.litigation import MissedInstalment, delay_interest, instalment_delay_interest
from planner.engine.rates import schedule_rates
from planner.engine.schedule import Schedule
from planner.engine.standing import complete, kept_schedule
from planner.facts.case import Agreement, Case, Debt, Offer
from planner.facts.language import N_
from planner.facts.money import Fen, format_rate, format_yuan, round_fen
from planner.facts.problems import INFO, WARN, Problem
from planner.facts.rulebook import RuleBook
from planner.facts.terms import Terms

YEAR = 365
MONTH = 30  # days over which the cost of one missed instalment is shown
CONFIRMED, SHOWN = "MED-09", "INT-09"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure of the agreement beside the offer's; `kind` says how it is written (money, rate, date, count)."""

    label: str
    kind: str
    offered: Any
    agreed: Any

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        return bool(self.offered == self.agreed)


def offer_of(case: Case, agreement: Agreement) -> Offer | None:
    """Return the offer an agreement goes back to: the newest accepted one of its debt, else the newest with terms."""
    offers = [o for o in case.offers if o.debt == agreement.debt and o.terms is not None]
    offers.sort(key=lambda o: (o.state == "accepted", o.date or dt.date.min))
    return offers[-1] if offers else None


def differences(case: Case, debt: Debt, offered: Terms, agreed: Terms) -> tuple[Difference, ...]:
    """Return the figures of two sets of terms beside each other. Raises InputError where one has no meaning."""
    one, other = (_figures(case, debt, terms) for terms in (offered, agreed))
    return tuple(
        Difference(label=label, kind=kind, offered=one[label], agreed=other[label]) for label, kind in _LABELS
    )


_LABELS = (
    (N_("Instalments"), "count"),
    (N_("Largest instalment"), "money"),
    (N_("First payment"), "date"),
    (N_("Last instalment on"), "date"),
    (N_("All that is paid"), "money"),
    (N_("Given up by the creditor"), "money"),
    (N_("True yearly rate, fees included"), "rate"),
)


def _figures(case: Case, debt: Debt, terms: Terms) -> dict[str, Any]:
    full = complete(case, debt, terms)
    made = kept_schedule(full)
    paying = [row for row in made.rows if row.payment]
    values = (
        sum(1 for row in paying if row.n),
        max((row.payment for row in paying if row.n), default=0),
        paying[0].due if paying else None,
        paying[-1].due if paying else None,
        made.totals.payment,
        made.totals.waived,
        schedule_rates(full, made).with_fees,
    )
    return {label: value for (label, _kind), value in zip(_LABELS, values, strict=True)}


def hidden_rate(terms: Terms, made: Schedule, where: str, book: RuleBook) -> Iterator[Problem]:
    """Yield a note where the agreed table costs more a year than the rate it names."""
    true = schedule_rates(terms, made).with_fees
    if true is not None and true > terms.annual_rate + book.rate(f"{SHOWN}/notable"):
        yield Problem(
            WARN,
            where,
            N_(
                "The agreement names {named} a year; with its fees the true rate is {true}. Ask what they are for."
            ),
            {"named": format_rate(terms.annual_rate), "true": format_rate(true, 2)},
            SHOWN,
        )


# ---------------------------------------------------------------- what one missed payment costs


@dataclass(frozen=True, slots=True, kw_only=True)
class CostOfMissing:
    """What one missed instalment may bring (fen): late charge of a month, what revives, what can fall due at once."""

    instalment: Fen
    late_month: Fen  # by the agreement's own penalty rate
    delay_month: Fen  # by law after confirmation, on all that is owed but interest
    revives: Fen  # what was given up and may come back where the agreement says so
    at_once: Fen  # all that can be called in
    delayed: tuple[
        tuple[dt.date, Fen], ...
    ] = ()  # by law after confirmation: each late instalment, and its extra so far


def cost_of_missing(kept: Keeping, book: RuleBook) -> CostOfMissing | None:
    """Return what missing the next instalment would bring, counted over thirty days; None where nothing is owed."""
    row = kept.next_due or (kept.unpaid[0] if kept.unpaid else None)
    if row is None:
        return None
    principal = kept.owed.principal
    late = _late(kept, row.left)
    base = principal + kept.owed.fee + kept.owed.penalty
    return CostOfMissing(
        instalment=row.left,
        late_month=late,
        delay_month=delay_interest(base, MONTH, book) if kept.agreement.confirmed else 0,
        revives=kept.agreed.totals.waived,
        at_once=kept.still_owed,
        delayed=_delayed(kept, book) if kept.agreement.confirmed else (),
    )


def _delayed(kept: Keeping, book: RuleBook) -> tuple[tuple[dt.date, Fen], ...]:
    """Return each instalment that is late and unpaid, with the extra interest for delay it has brought up to today."""
    late = [row for row in kept.unpaid if row.due < kept.today]
    missed = [MissedInstalment(due=row.due, paid=kept.today, amount=row.left) for row in late]
    extra = instalment_delay_interest(missed, book)
    return tuple((row.due, fen) for row, fen in zip(late, extra, strict=True))


def _late(kept: Keeping, amount: Fen) -> Fen:
    """Return thirty days of the agreed penalty rate on one instalment, by the engine's own rounding."""
    return round_fen(Fraction(kept.terms.penalty_rate) * Fraction(amount * MONTH, YEAR))


def consequences(kept: Keeping) -> Iterator[Problem]:
    """Yield what the state of an agreement means, the weightiest first."""
    where, unpaid = f"agreements/{kept.agreement.id}", kept.unpaid
    if unpaid:
        yield _missed(kept, where)
        yield Problem(
            INFO,
            where,
            N_(
                "Pay what you can today and ask for a new date in writing before they act; whether days of grace or a notice"
                " come first stands in the agreement."
            ),
        )
    extra = sum(each.extra for each in kept.counted)
    if extra and not kept.is_settled:
        yield Problem(
            INFO,
            where,
            N_(
                "{amount} was paid beyond what was due and lowers the principal; the next instalment stays due. Ask the"
                " creditor to confirm how it was counted."
            ),
            {"amount": format_yuan(extra)},
        )
    if kept.overpaid:
        yield Problem(
            INFO,
            where,
            N_("{amount} more than all that was agreed is paid. Ask the creditor in writing to pay it back."),
            {"amount": format_yuan(kept.overpaid)},
        )
    if kept.is_settled and kept.paid:
        yield Problem(
            INFO,
            where,
            N_(
                "All that was agreed is paid. Ask for the settlement certificate (结清证明) in writing, keep it with the"
                " papers, and look at the credit report after the next month's end."
            ),
            {},
            "CR-09",
        )


def _missed(kept: Keeping, where: str) -> Problem:
    unpaid = kept.unpaid
    values: dict[str, str | int] = {
        "n": len(unpaid),
        "amount": format_yuan(sum(row.left for row in unpaid)),
        "days": max(row.days_late for row in unpaid),
    }
    text = (
        N_(
            "{amount} is past due, the oldest for {days} days. A court has confirmed this agreement: the creditor may"
            " apply for enforcement at once."
        )
        if kept.agreement.confirmed
        else N_(
            "{amount} is past due, the oldest for {days} days. Where the agreement says so, all can be called in and what"
            " was given up may come back."
        )
    )
    return Problem(WARN, where, text, values, CONFIRMED)
