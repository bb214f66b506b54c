# SPDX-License-Identifier: Apache-2.0
"""Asking LibreOffice to calculate a workbook that carries formulas only, and reading the answer."""

import io
import subprocess
from collections.abc import Mapping
from pathlib import Path

import openpyxl


def calculated(workbooks: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return workbooks, by name, as LibreOffice saves them after calculating every formula."""
    sources = []
    for name, data in workbooks.items():
        sources.append(folder / f"{name}.xlsx")
        sources[-1].write_bytes(data)
    made = folder / "made"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", str(made), *map(str, sources)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {name: (made / f"{name}.xlsx").read_bytes() for name in workbooks}


def differences(told: bytes, counted: bytes) -> tuple[int, list[str]]:
    """Compare each formula's figure as we told it with what the office counted: number of formulas, what differs."""
    formulas = openpyxl.load_workbook(io.BytesIO(told))
    ours = openpyxl.load_workbook(io.BytesIO(told), data_only=True)
    theirs = openpyxl.load_workbook(io.BytesIO(counted), data_only=True)
    number, wrong = 0, []
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                number += 1
                we, they = (book[sheet.title][cell.coordinate].value for book in (ours, theirs))
                if not _same(we, they):
                    wrong.append(f"{sheet.title}!{cell.coordinate} {cell.value}: {we!r} {they!r}")
    return number, wrong


def _same(we: object, they: object) -> bool:
    if isinstance(we, int | float) and isinstance(they, int | float):
        return round(we * 100) == round(they * 100) and abs(we - they) < 0.001
    return we == they
