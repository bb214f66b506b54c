# SPDX-License-Identifier: Apache-2.0
"""Printing and its preview: both paint the pages that the PDF has."""

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from planner.reports.printout import Printout
from ui.printing import A4, Pages


def printer_for(text: Printout) -> QPrinter:
    """Return the usual printer on A4, whole page; a PDF printer where no queue is set up (`has_printer` tells)."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(text.title)
    printer.setPageSize(A4)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def has_printer() -> bool:
    """Whether a printer queue is set up; without one Qt would write a PDF and call it printing."""
    return bool(QPrinterInfo.availablePrinterNames())


def paint_on(printer: QPrinter, text: Printout) -> None:
    """Paint the text on the paper of the printer, the pages chosen there or all."""
    printer.setFullPage(True)
    pages = Pages(text, QPageSize(printer.pageLayout().pageSize()))
    first, last = printer.fromPage(), printer.toPage()
    chosen = range(max(1, first), min(last, pages.count) + 1) if first and last else range(1, pages.count + 1)
    pages.paint(printer, chosen)


def preview(
    text: Printout, parent: QWidget | None = None, printer: QPrinter | None = None
) -> QPrintPreviewDialog:
    """Return a preview dialog of the text; the caller shows it. Printing from it paints the same pages."""
    device = printer or printer_for(text)
    dialog = QPrintPreviewDialog(device, parent)
    dialog.destroyed.connect(
        lambda _gone=None, _kept=device: None
    )  # Qt does not own the printer: it lives as long
    dialog.setWindowTitle(text.title)
    dialog.paintRequested.connect(lambda asked: paint_on(asked, text))
    return dialog
