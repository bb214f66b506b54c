# SPDX-License-Identifier: Apache-2.0
"""Reads statement files: opens them, asks each importer whether it knows them, and gives checked statements."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from planner.facts.language import N_
from planner.facts.problems import InputError
from planner.statements import alipay, wechat
from planner.statements.reading import Draft, finish
from planner.statements.sheet import EXPORT_AGAIN, Sheet, open_sheets
from planner.statements.statement import Statement


class Importer(Protocol):
    """What a module must offer to read one bank's or platform's files."""

    NAME: str
    TITLE: str

    @staticmethod
    def recognises(sheet: Sheet) -> bool: ...

    @staticmethod
    def read(sheet: Sheet) -> Draft: ...


IMPORTERS: tuple[Importer, ...] = (alipay, wechat)  # type: ignore[assignment]
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
    drafts = [draft for sheet in open_sheets(content) if (draft := _draft(sheet))]
    if not drafts:
        raise InputError("", UNKNOWN, remedy=EXPORT_AGAIN)
    return tuple(_statement(name, sha256, draft) for draft in drafts)


def _draft(sheet: Sheet) -> Draft | None:
    for importer in IMPORTERS:
        if importer.recognises(sheet):
            return finish(importer.read(sheet))
    return None


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
