# SPDX-License-Identifier: Apache-2.0
"""The words for what a case stores as short codes: cycles, kinds of flows and links, shapes, strategies.

Each mapping gives an English msgid; an unknown code is shown as it is. What the rule book names is not repeated here.
"""

from collections.abc import Mapping

from planner.facts.language import N_, _

CYCLES: Mapping[str, str] = {
    "week": N_("every week"),
    "fortnight": N_("every two weeks"),
    "four_weeks": N_("every four weeks"),
    "half_month": N_("twice a month"),
    "month": N_("every month"),
    "quarter": N_("every quarter"),
    "half_year": N_("every half year"),
    "year": N_("every year"),
    "once": N_("once"),
}
KINDS: Mapping[str, str] = {
    "income": N_("income"),
    "spending": N_("spending"),
    "refund": N_("refund"),
    "own_transfer": N_("own transfer"),
    "debt_repayment": N_("debt repayment"),
    "loan_received": N_("loan received"),
    "fee_interest": N_("fee or interest"),
    "no_money_moved": N_("no money moved"),
    "unknown": N_("not sorted yet"),
}
LINKS: Mapping[str, str] = {
    "same_payment": N_("the same payment, told twice"),
    "refund": N_("a refund of the payment"),
    "own_transfer": N_("between own accounts"),
}
SHAPES: Mapping[str, str] = {
    "equal_instalment": N_("equal instalments"),
    "equal_principal": N_("equal principal"),
    "fixed_principal": N_("fixed principal"),
    "interest_only": N_("interest first, principal last"),
    "balloon": N_("small instalments, balloon last"),
    "stepped": N_("stepped instalments"),
    "flat_fee": N_("instalments with a flat fee"),
    "percent_of_balance": N_("a share of the balance"),
    "fixed_amount": N_("a fixed amount until clear"),
    "lump_sum": N_("one payment that settles all"),
}
STRATEGIES: Mapping[str, str] = {
    "pro_rata": N_("in proportion to what is owed"),
    "contractual": N_("in proportion to the contract payments"),
    "dearest_first": N_("dearest debt first"),
    "smallest_first": N_("smallest debt first"),
    "soonest_deadline": N_("soonest deadline first"),
    "own_order": N_("in your own order"),
    "optimal": N_("proved optimum"),
}
CONFIDENCE: Mapping[str, str] = {
    "V1": N_("read in the law itself"),
    "V2": N_("read in a second source"),
    "K": N_("general knowledge"),
    "K?": N_("doubtful, please check"),
    "own": N_("a choice of this program"),
    "yours": N_("set by you"),
}


def word(words: Mapping[str, str], code: str | None) -> str | None:
    """Say a code in the language now spoken; None stays None."""
    return None if code is None else _(words.get(code, code))
