# SPDX-License-Identifier: Apache-2.0
"""The review that runs before an offer leaves the house: every topic of law and prudence, in the order people read."""

import datetime as dt
from collections.abc import Iterator

from planner.engine.plan import Plan
from planner.facts.case import Case
from planner.facts.problems import Problem
from planner.facts.rulebook import RuleBook
from planner.law import charges, claimed, deadlines, doubts, fairness, limitation, missing, prudence
from planner.law.matter import Matter, Stress, Topic

# Every topic that is reviewed; a new topic is a new file and one line here.
TOPICS: tuple[Topic, ...] = (
    deadlines.review_deadlines,
    limitation.review_limitation,
    prudence.review_offer,
    prudence.review_holding,
    deadlines.review_term_caps,
    charges.review_charges,
    claimed.review_claims,
    fairness.review_shares,
    missing.review_facts,
    doubts.review_rules,
)


def review(
    case: Case, plan: Plan | None, stress: Stress | None, book: RuleBook, today: dt.date
) -> Iterator[Problem]:
    """Yield what the person should know before they send or sign anything.

    Works with what is there: without a plan only the facts are reviewed, without a stress result the stated shock of
    row STRESS-01 stands in. What makes a plan infeasible, and its due days, the plan says itself (`plan.problems`).
    Words are those the law allows: what may be asked for, negotiated, checked.
    """
    matter = Matter(case, plan, stress, book, today)
    for topic in TOPICS:
        yield from topic(matter)
