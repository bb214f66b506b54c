# SPDX-License-Identifier: Apache-2.0
"""The messages that came and each check made of them, with its day, channel and outcome, as a table of the evidence."""

from planner.facts.case import Case, Check, Notice
from planner.facts.dates import moment_text
from planner.facts.language import N_, _
from planner.facts.places import resources
from planner.notices.checking import OUTCOMES
from planner.notices.signals import load_signals
from planner.notices.typed import text_of
from planner.reports.table import Cell, Column, Table


def messages(case: Case) -> Table:
    """Return one row a check, or one row a message of which nothing was checked; the words stand in its first row."""
    columns = (
        Column("received", N_("Received"), width=18),
        Column("sender", N_("Sender"), width=18),
        Column("text", N_("In words"), width=60),
        Column("step", N_("Check"), width=44),
        Column("on", N_("Checked on"), "date", 12),
        Column("channel", N_("Through"), width=20),
        Column("outcome", N_("Outcome"), width=20),
    )
    steps = {step.id: step.title for step in load_signals(resources() / "rules").checklist}
    rows = tuple(row for notice in case.notices for row in _rows(notice, steps))
    return Table(name="messages", title=N_("Messages and their checks"), columns=columns, rows=rows)


def _rows(notice: Notice, steps: dict[str, str]) -> list[tuple[Cell, ...]]:
    received = moment_text(notice.received) if notice.received else None
    said: tuple[Cell, ...] = (received, notice.sender, notice.text or text_of(notice.fields or {}) or None)
    if not notice.checks:
        return [(*said, None, None, None, None)]
    rest: tuple[Cell, ...] = (received, notice.sender, None)
    return [(*(rest if n else said), *_checked(check, steps)) for n, check in enumerate(notice.checks)]


def _checked(check: Check, steps: dict[str, str]) -> tuple[Cell, ...]:
    outcome = _(OUTCOMES.get(check.outcome, check.outcome)) if check.outcome else None
    return steps.get(check.what, check.what), check.date, check.channel, outcome
