# SPDX-License-Identifier: Apache-2.0
"""Reads statement files: opens them, asks each importer whether it knows them, and gives checked statements."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from planner.facts.language import N_
from planner.facts.problems import InputError
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
from planner.statements.containers import Source, is_mail, mail_html, unpack
from planner.statements.duplicates import same_rows
from planner.statements.reading import Draft, finish, statement_of
from planner.statements.sheet import EXPORT_AGAIN, Sheet, open_html, open_sheets
from planner.statements.statement import Statement, doubt
from planner.statements.traps import refuse_traps


class Importer(Protocol):
    """What a module (or a bank's layout) must offer to have its files read."""

    NAME: str
    TITLE: str

    def recognises(self, sheet: Sheet) -> bool:
        """Say whether this sheet has the layout."""

    def read(self, sheet: Sheet) -> Draft:
        """Read it."""


BANKS: tuple[Bank, ...] = (
    cmb.DEBIT,
    cmb.DEBIT_APP,
    cmb.CREDIT,
    ccb.WEB,
    ccb.APP,
    icbc.CREDIT,
    icbc.DEBIT,
    abc_bank.WEB,
    abc_bank.APP,
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
IMPORTERS: tuple[Importer, ...] = (alipay, alipay_web, wechat, jd, meituan)
UNKNOWN = N_("The file is a table, but none of the known statements has these columns.")
OTHER_MEMBER = N_("“{name}” lies beside it and is no statement: {reason}")


def read(source: Source, passwords: Sequence[str] = ()) -> tuple[Statement, ...]:
    """Read the statements of a file, archive, mail or folder, or of (name, bytes).

    Raises InputError that names the file, the reason and what to do. What lies in an archive or folder beside
    statements and is none is named in a warning. `sha256` of a statement is that of the plain file: see `unpack`.
    """
    statements: list[Statement] = []
    refusals: list[tuple[str, InputError]] = []
    members = unpack(source, passwords)
    for name, content in members:
        try:
            statements += _read_plain(name, content, passwords)
        except InputError as refused:
            refusals.append((name, refused))
    if not statements:
        name, first = refusals[0]
        raise first.within(name) from first
    doubts = tuple(
        doubt("not_a_statement", OTHER_MEMBER, name=name, reason=refused.words())
        for name, refused in refusals
    )
    statements[0] = replace(statements[0], warnings=(*statements[0].warnings, *doubts))
    return tuple(statements)


def _read_plain(name: str, content: bytes, passwords: Sequence[str]) -> Iterator[Statement]:
    """Read the statements in a plain file's bytes; a sheet that repeats an earlier one is left out."""
    sha256 = hashlib.sha256(content).hexdigest()
    drafts: list[Draft] = []
    for sheet in _sheets(content, passwords):
        draft = _draft(replace(sheet, file=name))
        if draft is None:
            continue
        if any(same_rows(old.entries, draft.entries) for old in drafts):
            text = N_("The sheet “{name}” repeats rows of another sheet: they were read once.")
            drafts[0].doubts.append(doubt("repeated_sheet", text, "info", name=sheet.name))
        else:
            drafts.append(draft)
    if not drafts:
        raise InputError("", UNKNOWN, remedy=EXPORT_AGAIN)
    yield from (statement_of(draft, name, sha256) for draft in drafts)


def _sheets(content: bytes, passwords: Sequence[str]) -> tuple[Sheet, ...]:
    if is_mail(content):
        return open_html("eml", mail_html(content))
    return open_sheets(content)


def _draft(sheet: Sheet) -> Draft | None:
    refuse_traps(sheet)
    for platform in IMPORTERS:
        if platform.recognises(sheet):
            return finish(platform.read(sheet))
    banks = [bank for bank in BANKS if bank.recognises(sheet)]
    return finish(max(banks, key=lambda bank: bank.likeness(sheet)).read(sheet)) if banks else None
