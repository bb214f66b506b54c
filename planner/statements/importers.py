# SPDX-License-Identifier: Apache-2.0
"""Reads statement files: opens them, asks each importer whether it knows them, and gives checked statements."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
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
from planner.statements.reading import Draft, finish
from planner.statements.sheet import EXPORT_AGAIN, Sheet, open_sheets
from planner.statements.statement import Statement
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
PLATFORMS = (alipay, alipay_web, wechat, jd, meituan)
IMPORTERS = (*PLATFORMS, *BANKS)
UNKNOWN = N_("The file is a table, but none of the known statements has these columns.")


def read(source: Path | tuple[str, bytes], passwords: Sequence[str] = ()) -> tuple[Statement, ...]:
    """Read the statements of one file. Raises InputError that names the file, the reason and what to do."""
    name, content = _content(source)
    try:
        return read_bytes(name, content, passwords)
    except InputError as refused:
        raise refused.within(name) from refused


def _content(source: Path | tuple[str, bytes]) -> tuple[str, bytes]:
    if isinstance(source, tuple):
        return source
    try:
        return source.name, source.read_bytes()
    except OSError as error:
        remedy = N_("Check that the file is there and may be read.")
        text = N_("The file cannot be opened ({why}).")
        raise InputError(str(source), text, {"why": error.strerror or ""}, remedy) from error


def read_bytes(name: str, content: bytes, passwords: Sequence[str]) -> tuple[Statement, ...]:
    """Read the statements in a file's bytes."""
    sha256 = hashlib.sha256(content).hexdigest()
    drafts = [draft for sheet in open_sheets(content) if (draft := _draft(replace(sheet, file=name)))]
    if not drafts:
        raise InputError("", UNKNOWN, remedy=EXPORT_AGAIN)
    return tuple(_statement(name, sha256, draft) for draft in drafts)


def _draft(sheet: Sheet) -> Draft | None:
    refuse_traps(sheet)
    for platform in PLATFORMS:
        if platform.recognises(sheet):
            return finish(platform.read(sheet))
    banks = [bank for bank in BANKS if bank.recognises(sheet)]
    return finish(max(banks, key=lambda bank: bank.likeness(sheet)).read(sheet)) if banks else None


def _statement(name: str, sha256: str, draft: Draft) -> Statement:
    return Statement(
        file_name=name,
        sha256=sha256,
        format=draft.format,
        account=draft.account,
        period=draft.period,
        entries=tuple(draft.entries),
        raw=draft.raw,
        stated=draft.stated,
        balance_chain=draft.balance_chain,
        rejected=tuple(draft.rejected),
        warnings=tuple(draft.doubts),
        pairs=draft.pairs,
    )
