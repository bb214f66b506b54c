# SPDX-License-Identifier: Apache-2.0
"""Everything that leaves the house, made from one case and one plan: documents, workbook, evidence, bundle."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from planner.engine.plan import Plan
from planner.engine.stress_values import StressResult
from planner.evidence.redaction_creditor import EVERYTHING, Wish
from planner.evidence.redaction_plan import plan_for_creditor, plan_without_personal_data
from planner.facts.case import Case, Scenario, find
from planner.facts.language import N_, _, language, speaking
from planner.facts.problems import Problem
from planner.facts.rulebook import RuleBook
from planner.facts.stopping import go_on
from planner.reports.documents import DOCUMENTS as DOCUMENTS_OF_ALL
from planner.reports.printout import Printout

if TYPE_CHECKING:
    from planner.evidence.redaction import Redacted

PATHS = 20_000  # futures measured for the workbook


@dataclass(frozen=True, slots=True)
class Desk:
    """What documents are made from: the facts, the plan, the rules, the day; and how much of it may leave the house.

    `copies` are the redacted copies by the SHA-256 of their original, `problems` what to look at before it goes.
    """

    case: Case
    plan: Plan
    book: RuleBook
    today: date
    wish: Wish = EVERYTHING
    copies: "Mapping[str, Redacted]" = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    for_lawyer: bool = False


def prepared(desk: Desk, wish: Wish, blob: Callable[[str], bytes]) -> Desk:
    """Return the desk with only what a wish lets out, in the language now spoken; `blob` gives an original's bytes.

    Raises InputError where the wish names no debt of the case.
    """
    from planner.evidence.redaction import outgoing  # loads the heavy libraries

    going = outgoing(desk.case, blob, wish)
    plan = desk.plan
    if wish.debt_id is not None:
        plan = plan_for_creditor(plan, desk.case, wish.debt_id)
    if wish.redact:
        plan = plan_without_personal_data(plan, desk.case)
    return replace(desk, case=going.case, plan=plan, wish=wish, copies=going.copies, problems=going.problems)


def summary(desk: Desk) -> Printout:
    """Return the negotiation summary, in the language now spoken."""
    from planner.reports.summary import summary as made

    return made(desk.case, desk.plan, desk.book, desk.today)


def contents(desk: Desk) -> Printout:
    """Return the contents page of the bundle."""
    from planner.evidence.arranging import arrange  # loads the heavy libraries
    from planner.evidence.redaction import hashes_of
    from planner.reports.contents import contents as made

    members = arrange(desk.case, language(), hashes_of(desk.copies), desk.wish.only_copies)
    more = (
        [(lawyer_file(name), _(DOCUMENTS_OF_ALL[name].words)) for name in LAWYER] if desk.for_lawyer else ()
    )
    return made(desk.case, members, desk.book, desk.today, more)


# What the hand-over pack for a lawyer holds beside the bundle: (Chinese name, English name) by the document's name.
LAWYER: Mapping[str, tuple[str, str]] = {
    "handover": ("04_律师交接单.pdf", "04_page_for_the_lawyer.pdf"),
    "chronology": ("04_经过时间表.pdf", "04_chronology.pdf"),
}


def lawyer_file(name: str) -> str:
    """Return the file name of a document for the lawyer, in the language now spoken."""
    return LAWYER[name][0 if language() == "zh" else 1]


def for_lawyer(desk: Desk) -> dict[str, Printout]:
    """Return the documents for the lawyer by file name, in the language now spoken."""
    return {
        lawyer_file(name): DOCUMENTS_OF_ALL[name].make(desk.case, desk.plan, desk.book, desk.today)
        for name in LAWYER
    }


DOCUMENTS: dict[str, tuple[str, Callable[[Desk], Printout]]] = {
    "summary": (N_("Negotiation summary"), summary),
    "contents": (N_("Contents of the evidence"), contents),
}


def workbook(desk: Desk) -> bytes:
    """Return the plan workbook."""
    from planner.reports.workbook import plan_workbook

    courses = desk.wish.debt_id is None  # what a lawsuit would bring is no matter for the other side
    held = _stress(desk) if courses else None
    go_on()
    return plan_workbook(desk.case, desk.plan, desk.book, desk.today, stress=held, courses=courses)


def _stress(desk: Desk) -> StressResult | None:
    """Return the stress test of the plan, or None where the flows cover too few months for one."""
    from planner.engine.stress import stress  # loads numpy

    scenario = find(desk.case, "scenarios", desk.plan.scenario) or Scenario(
        id="", name="", strategy=desk.plan.strategy
    )
    go_on()
    result = stress(desk.case, scenario, desk.plan, desk.book, desk.today, PATHS)
    return result if result.holds is not None else None


def evidence(desk: Desk) -> bytes:
    """Return the evidence spreadsheet."""
    from planner.evidence.redaction import hashes_of
    from planner.reports.evidence_book import evidence_workbook

    copies = hashes_of(desk.copies)
    return evidence_workbook(desk.case, desk.book, desk.today, copies, desk.wish.only_copies)


def packing(
    desk: Desk, blobs: Mapping[str, bytes], drawn: Mapping[str, bytes], spoken: str
) -> Generator[tuple[float, str], bool, bytes | None]:
    """Make workbook and evidence and pack the bundle in a language; a job with progress. None when told to stop.

    `drawn` holds the finished PDFs by their names in the bundle, `blobs` the originals by SHA-256. Raises InputError
    where the bytes of an original are missing.
    """
    finished = dict(drawn)
    steps = (("plan", N_("Plan workbook"), workbook), ("evidence", N_("Evidence in detail"), evidence))
    for n, (name, words, make) in enumerate(steps):
        if (yield n / (len(steps) + 1), _(words)):
            return None
        with speaking(spoken):
            finished[name] = make(desk)
    if (yield len(steps) / (len(steps) + 1), _("Evidence bundle")):
        return None
    with speaking(spoken):
        from planner.bundle import bundle  # loads the heavy libraries

        return bundle(desk.case, blobs.__getitem__, finished, desk.today, desk.copies, desk.wish.only_copies)


def whole_bundle(desk: Desk, blob: Callable[[str], bytes], tell: Callable[[str], object]) -> bytes:
    """Make the evidence bundle at once, in the language now spoken, telling what is being made."""
    drawn = {name: _pdf(make(desk)) for name, (_words, make) in DOCUMENTS.items()}
    if desk.for_lawyer:
        drawn |= {name: _pdf(text) for name, text in for_lawyer(desk).items()}
    hashes = {file.sha256 for file in desk.case.files} | {paper.sha256 for paper in desk.case.papers}
    steps = packing(desk, {sha256: blob(sha256) for sha256 in sorted(hashes)}, drawn, language())
    try:
        while True:
            tell(next(steps)[1])
    except StopIteration as end:
        made: bytes = end.value
        return made


def _pdf(text: Printout) -> bytes:
    from ui.printing import pdf

    return pdf(text)
