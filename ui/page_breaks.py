# SPDX-License-Identifier: Apache-2.0
"""Where pages end: no table row is cut in two, and no heading stands alone at the foot of a page."""

from collections.abc import Iterator

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)

HEADING_POINTS = 11.0
BORDER = 4  # dots under a row for its line
CSS_DOTS = 96  # the dots an inch in which a document counts its paddings


def tidy(document: QTextDocument, page_height: float, dots: int) -> None:
    """Move rows and headings that the end of a page would cut or leave alone to the next page.

    The document must be laid out on pages of that height, in dots of that resolution.
    """
    _keep_headings(document, page_height)
    for table in _tables(document):
        for row in range(1, table.rows()):
            _keep_whole(document, table, row, page_height, CSS_DOTS / dots)
    _keep_headings(document, page_height)


def _keep_headings(document: QTextDocument, page_height: float) -> None:
    for heading, following in list(_headings(document)):
        if _page(document, heading, page_height) != _page(document, following, page_height):
            breaking = QTextBlockFormat()
            breaking.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(heading).mergeBlockFormat(breaking)


def _headings(document: QTextDocument) -> Iterator[tuple[QTextBlock, QTextBlock]]:
    block = document.begin()
    while block.isValid():
        font = block.charFormat().font()
        following = block.next()
        is_heading = font.pointSizeF() == HEADING_POINTS and font.weight() >= QFont.Weight.DemiBold
        if is_heading and following.isValid() and QTextCursor(block).currentTable() is None:
            yield block, _first_with_text(following)
        block = following


def _first_with_text(block: QTextBlock) -> QTextBlock:
    while not block.text() and block.next().isValid():
        block = block.next()
    table = QTextCursor(block).currentTable()
    if table is not None and table.rows() > 1:
        return table.cellAt(1, 0).firstCursorPosition().block()
    return block


def _page(document: QTextDocument, block: QTextBlock, page_height: float) -> int:
    return int(document.documentLayout().blockBoundingRect(block).top() // page_height)


def _tables(document: QTextDocument) -> Iterator[QTextTable]:
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            yield frame


def _keep_whole(
    document: QTextDocument, table: QTextTable, row: int, page_height: float, scale: float
) -> None:
    """Let the row before reach to the end of the page; a table of which no row fits starts on the next."""
    top, bottom = _extent(document, table, row)
    bottom += table.cellAt(row, 0).format().toTableCellFormat().bottomPadding() / scale + BORDER
    end = (top // page_height + 1) * page_height
    if bottom <= end or bottom - top > page_height / 2:
        return
    if row == 1:
        look = table.format()
        look.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        table.setFormat(look)
        return
    together = QTextCursor(document)
    together.beginEditBlock()  # one layout for all cells of the row
    for column in range(table.columns()):
        cell = table.cellAt(row - 1, column)
        padded = cell.format().toTableCellFormat()
        padded.setBottomPadding(padded.bottomPadding() + (end - top + 1) * scale)
        cell.setFormat(padded)
    together.endEditBlock()


def _extent(document: QTextDocument, table: QTextTable, row: int) -> tuple[float, float]:
    """Where the text of a row starts and ends."""
    layout = document.documentLayout()
    tops, bottoms = [], []
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        tops.append(layout.blockBoundingRect(cell.firstCursorPosition().block()).top())
        bottoms.append(layout.blockBoundingRect(cell.lastCursorPosition().block()).bottom())
    return min(tops), max(bottoms)
