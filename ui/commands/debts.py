# SPDX-License-Identifier: Apache-2.0
"""Commands about one debt: schedule, rate and fees on plain numbers; claim, for the debts of a case."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from planner.engine.claim import check_claim
from planner.facts.language import N_, _
from planner.facts.money import format_yuan, yuan_from_plain
from planner.facts.problems import InputError
from planner.facts.records import from_json
from planner.facts.terms import Terms
from planner.reports.answers_debt import rate_answer, schedule_answer
from planner.reports.answers_law import claim_answer, fees_answer
from ui.commands.cases import opened, password_argument
from ui.commands.command import DONE, NO, Answer, Command, columns, problem_lines, read_json
from ui.commands.plans import book_of


def _file_argument(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.json")


def _schedule(asked: Namespace) -> Answer:
    data = read_json(asked.file)
    try:
        answer = schedule_answer(from_json(Terms, data))
    except InputError as refused:
        raise refused.within(str(asked.file)) from None
    head = (
        _("No."),
        _("Due"),
        _("Payment"),
        _("Interest"),
        _("Principal"),
        _("Fee"),
        _("Penalty"),
        _("Balance"),
    )
    keys = ("payment", "interest", "principal", "fee", "penalty", "balance")
    rows = [(str(row["n"]), row["due"], *(_money(row[key]) for key in keys)) for row in answer["rows"]]
    totals = answer["totals"]
    rows.append(("", _("Total"), *(_money(totals[key]) for key in keys[:-1]), _money(totals["residual"])))
    lines = columns([head, *rows], right=(0, 2, 3, 4, 5, 6, 7))
    if answer.get("owed"):
        owed = answer["owed"]
        words = _("To clear the debt on {date}: ¥{total}, of which ¥{past_due} past due.")
        lines.append(
            words.format(date=owed["date"], total=_money(owed["total"]), past_due=_money(owed["past_due"]))
        )
    rate = answer["rate"]
    rates = _("Yearly rate: nominal {nominal}, effective {effective}, with fees {with_fees}")
    lines.append(rates.format(**{key: rate[key] or "—" for key in ("nominal", "effective", "with_fees")}))
    lines += [f"{problem['severity']}: {problem['text']}" for problem in answer["problems"]]
    return Answer(answer, lines)


def _money(plain: str) -> str:
    return format_yuan(yuan_from_plain(plain))


def _rate(asked: Namespace) -> Answer:
    data = read_json(asked.file)
    try:
        answer = rate_answer(data)
    except InputError as refused:
        raise refused.within(str(asked.file)) from None
    lines = [_("Rates found: {rates}").format(rates=", ".join(answer["rates"]) or "—")]
    lines.append(
        _("Nominal a year: {nominal}; effective: {effective}").format(
            nominal=answer["nominal"] or "—", effective=answer["effective"] or "—"
        )
    )
    notes = {
        "more than one rate": N_("More than one rate solves this."),
        "no rate": N_("No rate solves this."),
    }
    if answer["note"]:
        lines.append(_(notes.get(answer["note"], answer["note"])))
    return Answer(answer, lines, DONE if answer["rates"] else NO)


def _fees_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("amount", metavar="AMOUNT", help=_("the amount claimed, yuan"))
    parser.add_argument("--late-days", type=_days, metavar="N", help=_("days of delay after a judgment"))


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise InputError(
            "--late-days", N_("“{text}” is not a number of days."), {"text": text}, N_("Give 0 or more.")
        )
    return int(text)


def _fees(asked: Namespace) -> Answer:
    try:
        amount = yuan_from_plain(asked.amount)
    except InputError as refused:
        raise refused.within("AMOUNT") from None
    answer = fees_answer(amount, book_of(), asked.late_days)
    words = {
        "acceptance": N_("Acceptance fee (案件受理费)"),
        "acceptance_half": N_("Half, in mediation or simplified procedure"),
        "payment_order": N_("Payment order (支付令)"),
        "preservation": N_("Preservation (保全)"),
        "enforcement": N_("Enforcement (执行)"),
        "delay_interest": N_("Extra interest for delay (迟延履行)"),
    }
    rows = [(_(words[key]), _money(value)) for key, value in answer.items()]
    return Answer(answer, columns(rows, right=(1,)))


def _claim_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("--debt", metavar="ID", help=_("this debt alone"))
    password_argument(parser)


def _claim(asked: Namespace) -> Answer:
    with opened(asked) as file:
        case = file.load()
    debts = [debt for debt in case.debts if asked.debt in (None, debt.id)]
    if not debts and asked.debt is not None:
        known = ", ".join(debt.id for debt in case.debts) or "—"
        text = N_("There is no debt “{id}” in this case.")
        raise InputError("--debt", text, {"id": asked.debt, "known": known}, N_("Known are: {known}."))
    book = book_of(case)
    checks = [check_claim(debt, book) for debt in debts]
    answer = claim_answer(checks)
    lines: list[str] = []
    for check, told in zip(checks, answer["debts"], strict=True):
        lines += [
            _("{creditor}, on {day}").format(creditor=check.creditor, day=told["as_of"]),
            *_claim_lines(told),
        ]
        lines += ["", *problem_lines(check.problems)]
    return Answer(answer, lines)


def _claim_lines(told: dict[str, Any]) -> list[str]:
    head = (_("Part"), _("Recomputed"), _("Claimed"), _("Difference"), _("Why"))
    names = {
        "principal": N_("Principal"),
        "interest": N_("Interest"),
        "penalty": N_("Penalty"),
        "fee": N_("Fee"),
        "total": N_("Total"),
    }
    keys = ("recomputed", "claimed", "difference")
    rows = [
        (_(names[line["part"]]), *(_money(line[key]) if line[key] else "—" for key in keys), line["why"])
        for line in told["lines"]
    ]
    asks = [
        _("May be asked about: ¥{amount} [{rule}] {why}").format(
            amount=_money(ask["amount"]), rule=ask["rule_id"], why=ask["why"]
        )
        for ask in told["ask"]
    ]
    return [*columns([head, *rows], right=(1, 2, 3)), *asks]


COMMANDS = (
    Command("schedule", N_("one debt's schedule"), _file_argument, _schedule),
    Command("rate", N_("the true rates of a cash flow"), _file_argument, _rate),
    Command("fees", N_("court costs of an amount"), _fees_arguments, _fees),
    Command("claim", N_("the claimed balance against the recomputed one"), _claim_arguments, _claim),
)
