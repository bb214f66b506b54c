# SPDX-License-Identifier: Apache-2.0
"""Reads statement files: opens them, asks each importer whether it knows them, and gives checked statements."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.facts.language import N_, _
from planner.facts.problems import InputError
from planner.facts.stopping import go_on
from planner.statements import (
    abc_bank,
    alipay,
    alipay_web,
    boc,
    bocom,
    ccb,
    cmb,
    icbc,
    jd,
    meituan,
    more_banks,
    wechat,
)
from planner.statements.bank import Bank
from planner.statements.bill import Bill
from planner.statements.containers import Source, is_mail, mail_html, mail_subject, sources_in, unpack
from planner.statements.duplicates import same_rows
from planner.statements.mails import under_names
from planner.statements.pdf import is_pdf, open_pdf
from planner.statements.reading import Draft, finish, need_columns, statement_of
from planner.statements.sheet import Sheet, from_rows, html_rows, open_sheets
from planner.statements.statement import Statement, doubt
from planner.statements.table import missing
from planner.statements.traps import refuse_traps

BANKS: tuple[Bank, ...] = (
    cmb.DEBIT,
    cmb.DEBIT_APP,
    cmb.CREDIT,
    ccb.WEB,
    ccb.APP,
    ccb.CREDIT,
    icbc.CREDIT,
    icbc.CREDIT_MAIL,
    icbc.DEBIT,
    abc_bank.WEB,
    abc_bank.APP,
    abc_bank.CREDIT,
    boc.APP,
    boc.WEB,
    boc.CREDIT,
    bocom.APP,
    bocom.WEB,
    bocom.CREDIT,
    more_banks.CIB,
    more_banks.SPDB,
    more_banks.PAB,
    more_banks.CMBC,
    more_banks.CITIC_CREDIT,
    more_banks.CGB_CREDIT,
    alipay_web.BALANCE,
)
BILLS: tuple[Bill, ...] = (alipay.BILL, alipay_web.BILL, wechat.BILL, jd.BILL, meituan.BILL)
UNKNOWN = N_("The file is a table, but none of the known statements has these columns.")
NAME_THEM = N_("On the page “Statements” you can say which column is which.")
OTHER_MEMBER = N_("“{name}” lies beside it and is no statement: {reason}")


@dataclass(frozen=True, slots=True)
class Opened:
    """The statements of a source, and the bytes of each plain file they came from by its SHA-256."""

    statements: tuple[Statement, ...]
    originals: Mapping[str, bytes]


def read(source: Source, passwords: Sequence[str] = ()) -> tuple[Statement, ...]:
    """Read the statements of a file, archive, mail or folder, or of (name, bytes): see `open_statements`."""
    return open_statements(source, passwords).statements


def open_statements(source: Source, passwords: Sequence[str] = ()) -> Opened:
    """Read the statements of a source and keep the plain files they came from.

    Raises InputError that names the file, the reason and what to do. What lies in an archive or folder beside
    statements and is none is named in a warning. `sha256` of a statement is that of the plain file it stands in.
    """
    statements: list[Statement] = []
    originals: dict[str, bytes] = {}
    refusals: list[tuple[str, InputError]] = []
    for one in sources_in(source):
        try:
            members = unpack(one, passwords)
        except InputError as refused:
            refusals.append(("", refused))
            continue
        for name, content in members:
            try:
                found = tuple(_read_plain(name, content, passwords))
            except InputError as refused:
                refusals.append((name, refused))
                continue
            statements += found
            originals[found[0].sha256] = content
    if not statements:
        name, first = refusals[0]
        raise (first.within(name) if name else first) from first
    doubts = tuple(
        doubt("not_a_statement", OTHER_MEMBER, name=name or why.where, reason=why.words())
        for name, why in refusals
    )
    statements[0] = replace(statements[0], warnings=(*statements[0].warnings, *doubts))
    return Opened(tuple(statements), originals)


def _read_plain(name: str, content: bytes, passwords: Sequence[str]) -> Iterator[Statement]:
    """Read the statements in a plain file's bytes; a sheet that repeats an earlier one is left out."""
    sha256 = hashlib.sha256(content).hexdigest()
    drafts: list[Draft] = []
    sheets = _sheets(content, passwords)
    for sheet in sheets:
        go_on()
        draft = _draft(replace(sheet, file=name))
        if draft is None:
            continue
        if any(same_rows(old.entries, draft.entries) for old in drafts):
            text = N_("The sheet “{name}” repeats rows of another sheet: they were read once.")
            drafts[0].doubts.append(doubt("repeated_sheet", text, "info", name=sheet.name))
        else:
            drafts.append(draft)
    if not drafts:
        raise _unknown(sheets)
    yield from (statement_of(draft, name, sha256) for draft in drafts)


def _unknown(sheets: Sequence[Sheet]) -> InputError:
    """Say that the table is unknown, or which columns the likeliest layout lacks."""
    layouts: tuple[Bill | Bank, ...] = (*BILLS, *BANKS)
    best: tuple[int, str, list[str]] | None = None
    for sheet in sheets:
        for importer in layouts:
            lacking = missing(sheet, importer.NEEDED)
            if len(lacking) * 3 <= len(importer.NEEDED) and (best is None or len(lacking) < best[0]):
                best = (len(lacking), importer.TITLE, lacking)
    return need_columns(_(best[1]), best[2]) if best else InputError("", UNKNOWN, remedy=NAME_THEM)


def _sheets(content: bytes, passwords: Sequence[str]) -> tuple[Sheet, ...]:
    if is_mail(content):
        rows = html_rows(mail_html(content))
        whole = from_rows("eml", "", [[mail_subject(content)], *rows])
        known = any(bank.recognises(whole) for bank in BANKS)
        return (whole,) if known else tuple(under_names(rows, mail_subject(content))) or (whole,)
    if is_pdf(content):
        layouts = ({**bank.needed, **bank.optional} for bank in BANKS)
        return (open_pdf(content, passwords, layouts),)
    return open_sheets(content)


def _draft(sheet: Sheet) -> Draft | None:
    refuse_traps(sheet)
    for platform in BILLS:
        if platform.recognises(sheet):
            return finish(platform.read(sheet))
    banks = [bank for bank in BANKS if bank.recognises(sheet)]
    return finish(max(banks, key=lambda bank: bank.likeness(sheet)).read(sheet)) if banks else None
