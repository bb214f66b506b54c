# SPDX-License-Identifier: Apache-2.0
"""What a print server is sent is the document, page by page and word by word. Only a queue made for the tests is used."""

import io
import os
import time
from pathlib import Path

import pypdf
import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication

from planner.reports.printout import paragraph, printout
from ui import print_dialog, printing

QUEUE = "paper"


def _sent(spool: Path) -> set[Path]:
    return set(spool.glob("d*"))


def _the_new_job(spool: Path, before: set[Path]) -> bytes:
    for _ in range(100):
        if new := _sent(spool) - before:
            return new.pop().read_bytes()
        time.sleep(0.1)
    raise AssertionError("nothing reached the print server")


@pytest.mark.needs("printer")
def test_the_queue_is_found_and_gets_every_page(qapp: QApplication) -> None:
    spool = Path(os.environ["HUANQING_PRINT_SPOOL"])
    text = printout("Test", [paragraph(f"第 {n} 段：每月可还 2,420.00 元") for n in range(120)], "还清")
    assert print_dialog.has_printer()
    assert QUEUE in QPrinterInfo.availablePrinterNames()
    printer = print_dialog.printer_for(text)
    printer.setPrinterName(QUEUE)
    assert printer.outputFormat() == QPrinter.OutputFormat.NativeFormat
    before = _sent(spool)
    print_dialog.paint_on(printer, text)
    job = pypdf.PdfReader(io.BytesIO(_the_new_job(spool, before)))
    assert len(job.pages) == printing.Pages(text).count > 1
