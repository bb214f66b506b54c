# SPDX-License-Identifier: Apache-2.0
"""Terms in words: how a debt is repaid, in one line for a sheet, a letter or a call."""

from collections.abc import Iterator

from planner.facts.language import _, ngettext
from planner.facts.money import format_rate, format_yuan
from planner.facts.terms import Terms
from planner.reports.words import SHAPES, word


def terms_words(terms: Terms) -> str:
    """Say terms in one line: `equal instalments, 36 payments, no interest from here on, late charges waived`."""
    return _(", ").join(_said(terms))


def _said(terms: Terms) -> Iterator[str]:
    if terms.shape is not None:
        yield word(SHAPES, terms.shape.kind) or ""
    if terms.periods is not None:
        yield ngettext("{n} payment", "{n} payments", terms.periods).format(n=terms.periods)
    if terms.shape is not None and terms.shape.instalment is not None:
        yield _("{amount} yuan each").format(amount=format_yuan(terms.shape.instalment))
    if terms.annual_rate:
        yield _("{rate} a year").format(rate=format_rate(terms.annual_rate))
    else:
        yield _("no interest from here on")
    yield from _waived(terms)


def _waived(terms: Terms) -> Iterator[str]:
    waive = terms.waive
    named = (
        (_("principal"), waive.principal),
        (_("interest"), waive.interest),
        (_("late charges"), waive.penalty),
        (_("fees"), waive.fee),
    )
    whole = [name for name, part in named if part == 1]
    if whole:
        yield _("{parts} waived").format(parts=_(" and ").join(whole))
    for name, part in named:
        if 0 < part < 1:
            yield _("{share} of the {part} waived").format(share=format_rate(part), part=name)


def asked(terms: Terms) -> Iterator[str]:
    """What the terms ask of a creditor, in the words the law allows: requests, never claims."""
    waive = terms.waive
    if not terms.annual_rate and terms.shape is not None:
        yield _("Request: no further interest while the plan is kept")
    named = ((_("interest"), waive.interest), (_("late charges"), waive.penalty), (_("fees"), waive.fee))
    whole = [name for name, part in named if part == 1]
    if whole:
        yield _("Request: waive {parts} owed so far").format(parts=_(" and ").join(whole))
    for name, part in (*named, (_("principal"), waive.principal)):
        if 0 < part < 1 or (part == 1 and name == _("principal")):
            yield _("To be negotiated: waive {share} of the {part}").format(
                share=format_rate(part), part=name
            )
    if terms.grace is not None and terms.grace.periods:
        yield ngettext(
            "To be negotiated: first payment after {n} month",
            "To be negotiated: first payment after {n} months",
            terms.grace.periods,
        ).format(n=terms.grace.periods)
    if terms.allocation and terms.allocation[0] == "principal":
        yield _("Request: payments meet the principal first")
