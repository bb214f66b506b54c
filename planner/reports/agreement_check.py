# SPDX-License-Identifier: Apache-2.0
"""The agreement check: a pasted or entered agreement held against the list of clauses, one by one, before it is signed.

It finds words, it does not judge: each line says what stands there or what to ask for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.engine.plan import DebtPlan, Plan
from planner.facts.case import Agreement, Case, Debt, find
from planner.facts.language import N_, _
from planner.facts.money import Fen, format_rate, format_yuan
from planner.facts.rulebook import RuleBook
from planner.facts.terms import Terms
from planner.reports.printout import (
    Printout,
    bullets,
    clean,
    foot,
    heading,
    paragraph,
    printout,
    table_html,
    title,
)
from planner.reports.table import Column, Table

TITLE = N_("Agreement check")
State = Literal["found", "missing", "beware", "amounts"]
# The words by which a clause is found in a Chinese agreement; A15 is one that should not stand there.
WORDS: Mapping[str, str] = {
    "A01": r"调解员|调解委员会|调解中心|盖章|签章",
    "A02": r"(截至|截止).{0,30}?(本金|欠款|债务)|(本金|欠款).{0,30}?(截至|截止)",
    "A03": r"停止计息|停息|不再计(收|算)?(利息|息)|免(除|收).{0,6}利息|年?利率",
    "A04": r"分\s*\d+\s*期|还款计划|每月\s*\d+\s*日|第[一1]期|按月(偿还|支付|还款)",
    "A05": r"对公|收款账户|收款账号|指定账户|官方\s*(App|APP|应用)|户名|账号",
    "A06": r"冲抵|清偿顺序|抵充|先.{0,4}(还|抵|偿).{0,4}本金|还款顺序",
    "A07": r"宽限|催告|补正|书面通知.{0,12}(仍|未)",
    "A08": r"违约|逾期|未(按|依)(约|期|时)",
    "A09": r"受理费|诉讼费",
    "A10": r"撤诉|撤回起诉|解除(保全|查封|冻结)",
    "A11": r"征信|信用(报告|记录|信息)",
    "A12": r"结清证明",
    "A13": r"司法确认",
    "A14": r"迟延履行|加倍(支付|部分)",
    "A15": r"(法院|人民法院).{0,12}(另行|重新|再行)(裁判|判决|裁决|处理)",
    "A16": r"一式\s*[一二两三四五六\d]+\s*份|各执\s*[一1]\s*份|各持\s*[一1]\s*份",
}
UNWANTED = ("A15",)
MARKS: Mapping[State, str] = {
    "found": N_("found, read it"),
    "missing": N_("not found, ask for it"),
    "beware": N_("found, ask to strike it out"),
    "amounts": N_("not found, as it should be"),
}
AROUND = 18  # characters of the agreement shown on either side of what was found


@dataclass(frozen=True, slots=True)
class Finding:
    """One clause: its id and words, how it stands, and the passage of the agreement or the fact entered for it."""

    clause: str
    words: str
    state: State
    passage: str
    citation: str


def findings(text: str, terms: Terms | None, book: RuleBook) -> tuple[Finding, ...]:
    """Hold a pasted text and entered terms against every clause of the list."""
    flat = re.sub(r"\s+", " ", clean(text))
    entered = dict(_entered(terms)) if terms is not None else {}
    return tuple(
        _finding(clause.id, clause.title, clause.citation, flat, entered)
        for clause in book.clauses_of("agreement")
    )


def _finding(clause: str, words: str, citation: str, text: str, entered: Mapping[str, str]) -> Finding:
    found = re.search(WORDS[clause], text) if clause in WORDS else None
    if found is not None:
        passage = text[max(0, found.start() - AROUND) : found.end() + AROUND].strip()
        return Finding(clause, words, "beware" if clause in UNWANTED else "found", f"“…{passage}…”", citation)
    if clause in entered:
        return Finding(clause, words, "found", entered[clause], citation)
    return Finding(clause, words, "amounts" if clause in UNWANTED else "missing", "", citation)


def _entered(terms: Terms) -> Iterator[tuple[str, str]]:
    if terms.principal is not None:
        yield "A02", _("principal {amount}").format(amount=format_yuan(terms.principal))
    if terms.shape is not None:
        yield "A03", format_rate(terms.annual_rate)
    if terms.periods is not None and terms.first_due is not None:
        yield (
            "A04",
            _("{n} payments, first on {day}").format(n=terms.periods, day=terms.first_due.isoformat()),
        )
    if terms.allocation[0] == "principal":
        yield "A06", _("principal first")


def amounts_in(text: str) -> tuple[Fen, ...]:
    """The amounts in yuan that a text names, each once, in order: `2,420.00元`, `¥1000`."""
    found = re.findall(r"(?:[¥￥]\s*([\d,，]+(?:\.\d{1,2})?))|(?:([\d,，]+(?:\.\d{1,2})?)\s*元)", clean(text))
    amounts = []
    for pair in found:
        digits = re.sub(r"[,，]", "", "".join(pair))
        if digits.strip("."):
            whole, _dot, rest = digits.partition(".")
            amounts.append(int(whole or 0) * 100 + int((rest + "00")[:2]))
    return tuple(dict.fromkeys(amounts))


def agreement_check(
    case: Case,
    plan: Plan,
    book: RuleBook,
    today: date,
    debt_id: str,
    text: str = "",
    terms: Terms | None = None,
) -> Printout:
    """Return the check as a page; without text or terms it is the empty list to go through by hand.

    Terms default to those of the agreement entered for the debt.
    """
    debt: Debt | None = find(case, "debts", debt_id)
    agreed: Agreement | None = next((one for one in case.agreements if one.debt == debt_id), None)
    terms = terms or (agreed.terms if agreed else None)
    rows = findings(text, terms, book)
    columns = (
        Column("clause", N_("Clause"), width=36),
        Column("state", N_("Finding"), width=18),
        Column("passage", N_("What stands there"), width=44),
    )
    told = bool(text or terms)
    cells = tuple((row.words, _(MARKS[row.state]) if told else "□", row.passage) for row in rows)
    table = Table(name="agreement", title=TITLE, columns=columns, rows=cells)
    parts = [title(_(TITLE)), paragraph(debt.creditor if debt else debt_id, "under"), table_html(table)]
    offer = next((one for one in plan.debts if one.debt_id == debt_id), None)
    if text:
        parts += [heading(_("Amounts in the text")), bullets(list(_amounts(text, debt, offer)))]
    parts.append(
        paragraph(
            _(
                "Words were looked for, no more; read every line yourself, and ask 12348 for free advice before you sign."
            ),
            "small",
        )
    )
    return printout(_(TITLE), parts, foot(today))


def _amounts(text: str, debt: Debt | None, offer: DebtPlan | None) -> Iterator[str]:
    known: dict[Fen | None, str] = {}
    if debt is not None:
        known |= {
            debt.owed: _("all that is owed"),
            debt.fee: _("the fees of the debt"),
            debt.penalty: _("the late charges of the debt"),
            debt.interest: _("the interest of the debt"),
            debt.principal: _("the principal of the debt"),
        }
    if offer is not None:
        known |= {row.payment: _("the last payment of the plan") for row in offer.rows[-1:]}
        known |= {offer.total: _("the total of the plan"), offer.offer: _("the monthly amount of the plan")}
    for amount in amounts_in(text):
        meaning = known.get(amount, _("not a figure of the plan: ask what it is"))
        yield _("{amount} yuan: {meaning}").format(amount=format_yuan(amount), meaning=meaning)
