# SPDX-License-Identifier: Apache-2.0
"""A notice read as it is kept: from its text, or from the few fields typed off the phone where there is no text.

What was typed is only part of a message. So the verdict says what could not be looked at, and never goes as far as
"looks like a court's notice": with unseen words, doubt means verify first.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.facts.case import Debt, Notice
from planner.facts.language import N_
from planner.facts.rulebook import RuleBook
from planner.notices.signals import SignalBook
from planner.notices.sms import Class, Verdict, read_message

# The fields that can be typed, in the order a message shows them, with their labels.
TYPED: Mapping[str, str] = {
    "signature": N_("Signed by, in 【】"),
    "creditor": N_("Creditor it names"),
    "case_number": N_("Case number"),
    "phone": N_("Number to call back"),
    "link": N_("Link"),
    "amount": N_("Amount"),
    "asks": N_("What it asks you to do"),
}
NOT_FROM_FIELDS: tuple[Class, ...] = ("COURT_LIKELY", "MEDIATION_ORG_LIKELY")


def read_notice(
    notice: Notice, signals: SignalBook, book: RuleBook, today: dt.date, debts: Sequence[Debt] = ()
) -> Verdict | None:
    """Return the verdict on a kept notice, or None where it holds neither text nor fields."""
    text = notice.text or text_of(notice.fields or {})
    if not text.strip():
        return None
    found = read_message(text, signals, book, notice.sender or "", notice.received, today, debts)
    return found if notice.text else _from_fields(found)


def read_notices(
    notices: Sequence[Notice],
    signals: SignalBook,
    book: RuleBook,
    today: dt.date,
    debts: Sequence[Debt] = (),
) -> dict[str, Verdict | None]:
    """Return the verdict on each kept notice, by its id."""
    return {notice.id: read_notice(notice, signals, book, today, debts) for notice in notices}


def text_of(fields: Mapping[str, str]) -> str:
    """Write typed fields as a message would: signature first, the rest as clauses of their own."""
    told = {key: fields.get(key, "").strip() for key in TYPED}
    head = f"【{told['signature'].strip('【】[]')}】" if told["signature"] else ""
    number, phone, amount = told["case_number"], told["phone"], told["amount"]
    parts = [
        f"{told['creditor']}与你" if told["creditor"] else "",
        f"案号{number}" if number else "",
        f"电话{phone}" if phone else "",
        told["link"],
        f"{amount.removesuffix('元').lstrip('¥￥')}元" if amount else "",
        told["asks"],
    ]
    body = "，".join(part for part in parts if part)
    return f"{head}{body}。" if head or body else ""


def _from_fields(found: Verdict) -> Verdict:
    unseen = (
        N_("Only what you typed was looked at; pressure, threats or demands in the rest were not."),
        *found.unseen,
    )
    kind: Class = "VERIFY_FIRST" if found.kind in NOT_FROM_FIELDS else found.kind
    return replace(found, kind=kind, unseen=unseen)
