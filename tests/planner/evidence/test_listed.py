# SPDX-License-Identifier: Apache-2.0
"""The evidence spreadsheet and the bundle around it must tell the same files, hashes and rows; a forged one is seen."""

import hashlib
import io
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.bundle import bundle, verify
from planner.facts.case import Case
from planner.facts.language import speaking
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.reports.evidence_book import evidence_workbook
from planner.sample import complete

DAY = date(2026, 11, 22)


@cache
def sample() -> tuple[Case, dict[str, bytes]]:
    return complete()


@cache
def spreadsheet(language: str) -> bytes:
    with speaking(language):
        return evidence_workbook(sample()[0], load(resources() / "rules"), DAY)


def packed(tmp_path: Path, book: bytes, language: str = "en", blobs: dict[str, bytes] | None = None) -> Path:
    case, own = sample()
    path = tmp_path / "bundle.zip"
    with speaking(language):
        path.write_bytes(bundle(case, (blobs or own).__getitem__, {"evidence": book}, DAY))
    return path


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("reader", ["zh", "en"])
def test_the_real_spreadsheet_agrees_in_whatever_language_it_is_read(
    tmp_path: Path, language: str, reader: str
) -> None:
    path = packed(tmp_path, spreadsheet(language), language)
    with speaking(reader):
        found = verify(path)
    assert (found.ok, found.problems) == (True, ())
    assert len(found.warnings) == 1


def forged(change: Callable[[dict[str, Worksheet]], None]) -> bytes:
    book = load_workbook(io.BytesIO(spreadsheet("en")))
    change({sheet.title: sheet for sheet in book})
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def drop_a_flow(sheets: dict[str, Worksheet]) -> None:
    sheets["All flows"].delete_rows(20)


def drop_a_paper(sheets: dict[str, Worksheet]) -> None:
    sheets["Papers"].delete_rows(sheets["Papers"].max_row)


def other_hash(sheets: dict[str, Worksheet]) -> None:
    sheet = sheets["Papers"]
    sheet.cell(sheet.max_row, sheet.max_column).value = "0" * 64


def fewer_rows(sheets: dict[str, Worksheet]) -> None:
    sheet = sheets["Statement files"]
    heads = {cell.value: cell.column for row in sheet.iter_rows(1, 6) for cell in row}
    cell = sheet.cell(sheet.max_row, heads["Rows in the file"])
    assert isinstance(cell.value, int)
    cell.value -= 1


@pytest.mark.parametrize(
    ("change", "path", "what"),
    [
        (drop_a_flow, "data/03_evidence.xlsx", "changed"),
        (drop_a_paper, "data/50_hardship/50-01_D07_2026-07.png", "unlisted"),
        (other_hash, "data/50_hardship/50-01_D07_2026-07.png", "changed"),
        (fewer_rows, "data/03_evidence.xlsx", "changed"),
    ],
)
def test_a_spreadsheet_that_tells_other_files_or_rows_is_seen(
    tmp_path: Path, change: Callable[[dict[str, Worksheet]], None], path: str, what: str
) -> None:
    found = verify(packed(tmp_path, forged(change)))
    assert [(one.path, one.what) for one in found.problems] == [(path, what)]


def test_a_spreadsheet_of_unknown_headings_is_not_compared_and_says_so(tmp_path: Path) -> None:
    def rename(sheets: dict[str, Worksheet]) -> None:
        for sheet in sheets.values():
            for row in sheet.iter_rows(1, 6):
                for cell in row:
                    if str(cell.value).startswith("SHA-256"):
                        cell.value = "Prüfsumme"

    found = verify(packed(tmp_path, forged(rename)))
    assert found.ok
    assert len(found.warnings) == 2


def test_a_spreadsheet_that_is_none_is_seen(tmp_path: Path) -> None:
    found = verify(packed(tmp_path, b"rubbish\x00"))
    assert [(one.path, one.what) for one in found.problems] == [("data/03_evidence.xlsx", "changed")]


def test_an_original_replaced_by_one_who_rewrites_the_lists_is_seen_by_the_spreadsheet(
    tmp_path: Path,
) -> None:
    case, blobs = sample()
    payslip = case.papers[0]
    forged_bytes = blobs[payslip.sha256] + b" "
    other = hashlib.sha256(forged_bytes).hexdigest()
    papers = tuple(
        type(p)(**{**{n: getattr(p, n) for n in p.__slots__}, "sha256": other}) if p is payslip else p
        for p in case.papers
    )
    changed = type(case)(**{**{n: getattr(case, n) for n in case.__slots__}, "papers": papers})
    path = tmp_path / "bundle.zip"
    data = {**blobs, other: forged_bytes}
    path.write_bytes(bundle(changed, data.__getitem__, {"evidence": spreadsheet("en")}, DAY))
    assert [one.what for one in verify(path).problems] == ["changed"]
