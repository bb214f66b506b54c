# SPDX-License-Identifier: Apache-2.0
"""The answer of `read --json`: what each statement file tells, and all of them together."""

from collections.abc import Mapping, Sequence
from typing import Any

from planner.engine.history import counted
from planner.facts.case import Case, Kind, Total, new_case
from planner.facts.dates import Month, moment_text
from planner.facts.language import _
from planner.facts.money import plain_yuan
from planner.statements.cells import order_of
from planner.statements.keeping import Report, keep
from planner.statements.statement import KINDS, Doubt, Stated, Statement, net_spending, totals_by_kind


def read_answer(statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """Return one object a statement, and with several a closing one that counts each payment once."""
    case = new_case(Month(0))
    answers = []
    for statement in statements:
        case, report = keep(case, statement)
        answers.append(statement_answer(statement, report))
    if len(statements) > 1:
        answers.append({"together": together_answer(case)})
    return answers


def statement_answer(statement: Statement, report: Report) -> dict[str, Any]:
    """Return what one statement tells, by the keys of the command line's description."""
    entries = statement.entries
    totals = totals_by_kind(entries)
    times = sorted((entry.at for entry in entries), key=order_of)
    period = statement.period
    return {
        "file": statement.file_name,
        "format": statement.format,
        "account": {
            "bank": statement.account.bank or None,
            "tail": statement.account.tail or None,
            "holder": statement.account.holder or None,
        },
        "period": {
            "from": period.since.isoformat() if period and period.since else None,
            "to": period.until.isoformat() if period and period.until else None,
        },
        "rows": len(entries),
        "first": moment_text(times[0]) if times else None,
        "last": moment_text(times[-1]) if times else None,
        "raw": _totals(statement.raw),
        "kinds": _totals(totals),
        "net_spending": plain_yuan(net_spending(totals)),
        "fees_inside": plain_yuan(statement.fees_inside),
        "stated": {word: _stated(word, said) for word, said in statement.stated.items()},
        "balance_chain": statement.balance_chain,
        "duplicates": report.duplicates,
        "linked": report.linked,
        "rejected": [{"row": rejected.row, "why": _(rejected.why)} for rejected in statement.rejected],
        "warnings": _doubts(statement, noted=False),
        "notes": _doubts(statement, noted=True),
        "sha256": statement.sha256,
    }


def together_answer(case: Case) -> dict[str, Any]:
    """Return the sums over everything kept, each payment once."""
    rows = dict.fromkeys(KINDS, 0)
    sums = dict.fromkeys(KINDS, 0)
    for flow, kind in counted(case.flows, case.links):
        rows[kind] += 1
        sums[kind] += abs(flow.amount)
    totals: dict[Kind, Total] = {kind: Total(rows=rows[kind], sum=sums[kind]) for kind in KINDS}
    return {
        "kinds": _totals(totals),
        "net_spending": plain_yuan(net_spending(totals)),
        "linked": len(case.links),
    }


def import_answer(statement: Statement, report: Report) -> dict[str, Any]:
    """Return what keeping one statement did to a case."""
    return {
        "file": statement.file_name,
        "format": statement.format,
        "added": report.added,
        "duplicates": report.duplicates,
        "linked": report.linked,
        "rejected": report.rejected,
        "same_file": report.same_file,
        "warnings": _doubts(statement, noted=False),
        "notes": _doubts(statement, noted=True),
        "sha256": statement.sha256,
    }


def _doubts(statement: Statement, *, noted: bool) -> list[dict[str, str]]:
    """Return the warnings, or the notes that ask nothing of the user."""
    return [warning_answer(w) for w in statement.warnings if (w.problem.severity == "info") == noted]


def warning_answer(warning: Doubt) -> dict[str, str]:
    """Return a warning's code, and its text in the language now spoken."""
    return {"code": warning.code, "text": warning.problem.words()}


def _totals(totals: Mapping[Any, Total]) -> dict[str, dict[str, Any]]:
    return {word: {"rows": total.rows, "sum": plain_yuan(total.sum)} for word, total in totals.items()}


def _stated(word: str, said: Stated) -> Any:
    if word == "rows":
        return said.rows
    return {"rows": said.rows, "sum": None if said.sum is None else plain_yuan(said.sum)}
