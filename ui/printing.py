# SPDX-License-Identifier: Apache-2.0
"""From a text to paper: preview, printer, PDF and page images are all painted by the same few lines.

Pages are laid out once, at one fixed resolution, and only scaled on the way out, so every device shows the same lines
on the same page. Nothing named in the text is ever loaded.
"""

import os
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
    QTextOption,
)

from planner.facts.language import _, speaking
from planner.facts.stopping import go_on
from planner.reports.printout import Printout
from ui.fonts import CHINESE, load_fonts
from ui.page_breaks import tidy
from ui.pdf_text import Drawn, mended

DOTS = 300  # dots an inch in which pages are laid out
POINTS = 9.5
INK, MUTED = QColor("#1B2420"), QColor("#55615B")
MARGINS_MM = QMarginsF(17, 15, 17, 14)
FOOT_MM = 7.0
A4 = QPageSize(QPageSize.PageSizeId.A4)
SHARP = 150  # dots an inch of a page image


class _Document(QTextDocument):
    """A text document that loads nothing: no image, no style sheet, from no place."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Refuse every resource."""
        return None


def application() -> QGuiApplication:
    """Return the running application, or make one without a screen: fonts and PDF need one."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _kept.append(QGuiApplication(["huanqing"]))
    return _kept[0]


_kept: list[QGuiApplication] = []  # an application that is let go takes its fonts with it


class Pages:
    """A text laid out on pages of one size."""

    def __init__(self, text: Printout, size: QPageSize = A4) -> None:
        self.application = application()
        load_fonts()
        self.text = text
        self.paper = size.size(QPageSize.Unit.Point) * DOTS / 72
        self.margins = MARGINS_MM * DOTS / 25.4
        self._device = QImage(1, 1, QImage.Format.Format_Grayscale8)
        self._device.setDotsPerMeterX(round(DOTS / 0.0254))
        self._device.setDotsPerMeterY(round(DOTS / 0.0254))
        self.document = self._laid_out()
        self.count = max(1, self.document.pageCount())

    def _laid_out(self) -> QTextDocument:
        document = _Document()
        document.documentLayout().setPaintDevice(self._device)
        document.setDocumentMargin(0)
        document.setDefaultFont(_font(POINTS))
        document.setUseDesignMetrics(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setPageSize(self.body.size())
        document.setHtml(self.text.html)
        tidy(document, self.body.height(), DOTS)
        return document

    @property
    def body(self) -> QRectF:
        """The part of the page that holds the text."""
        foot = FOOT_MM * DOTS / 25.4
        width = self.paper.width() - self.margins.left() - self.margins.right()
        height = self.paper.height() - self.margins.top() - self.margins.bottom() - foot
        return QRectF(self.margins.left(), self.margins.top(), width, height)

    def foot(self, page: int) -> tuple[str, str]:
        """The two texts at the foot of a page, numbered from 1."""
        with speaking(self.text.language):
            return self.text.foot, _("Page {page} of {pages}").format(page=page, pages=self.count)

    def draw(self, painter: QPainter, page: int, scale: float) -> None:
        """Paint a page, numbered from 1; `scale` leads from the layout's dots to the device's."""
        painter.save()
        painter.scale(scale, scale)
        self._draw_foot(painter, page)
        body = self.body
        top = (page - 1) * body.height()
        painter.translate(body.left(), body.top() - top)
        shown = QRectF(0, top, body.width(), body.height())
        painter.setClipRect(shown)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = shown
        context.palette = QPalette(context.palette)
        context.palette.setColor(QPalette.ColorRole.Text, INK)
        self.document.documentLayout().draw(painter, context)
        painter.restore()

    def _draw_foot(self, painter: QPainter, page: int) -> None:
        body = self.body
        line = QRectF(
            body.left(),
            body.bottom(),
            body.width(),
            self.paper.height() - body.bottom() - self.margins.bottom(),
        )
        font = _font(8)
        font.setPixelSize(round(8 * DOTS / 72))
        painter.setFont(font)
        painter.setPen(MUTED)
        left, right = self.foot(page)
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(line, int(bottom | Qt.AlignmentFlag.AlignLeft), left)
        painter.drawText(line, int(bottom | Qt.AlignmentFlag.AlignRight), right)

    def paint(self, device: QPaintDevice, pages: Sequence[int] = ()) -> None:
        """Paint the pages (all, or those named) on a printer or PDF writer."""
        painter = QPainter(device)
        scale = device.logicalDpiX() / DOTS
        for place, page in enumerate(pages or range(1, self.count + 1)):
            if place:
                device.newPage()  # type: ignore[attr-defined]
            self.draw(painter, page, scale)
        painter.end()


def _font(points: float) -> QFont:
    font = QFont(CHINESE)
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferOutline)
    for feature in ("liga", "clig", "dlig"):  # a joined glyph has no name, so it would not copy back
        font.setFeature(QFont.Tag(feature), 0)
    return font


def pdf(text: Printout, size: QPageSize = A4) -> bytes:
    """Return the text as PDF: fonts embedded as subsets, every character copies back, the same bytes each time."""
    pages = Pages(text, size)
    go_on()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setTitle(text.title)
    pages.paint(writer)
    buffer.close()
    go_on()
    return mended(bytes(held.data()), text.title, text.language, drawn(pages))


def drawn(pages: Pages) -> Drawn:
    """The characters the pages hold, by weight, in the order they are painted; the foot comes first on each page."""
    parts = {False: ["".join("".join(pages.foot(page)) for page in range(1, pages.count + 1))], True: []}
    block = pages.document.begin()
    while block.isValid():
        if block.textList() is not None:
            parts[False].append(block.textList().itemText(block))
        for fragment in block.begin():  # type: ignore[attr-defined]
            piece = fragment.fragment()
            parts[piece.charFormat().fontWeight() >= QFont.Weight.DemiBold].append(piece.text())
        block = block.next()
    return Drawn("".join(parts[False]), "".join(parts[True]))


def images(text: Printout, size: QPageSize = A4, dots: int = SHARP) -> list[QImage]:
    """Return each page as an image, for a chat window or a thumbnail."""
    pages = Pages(text, size)
    scale = dots / DOTS
    made = []
    for page in range(1, pages.count + 1):
        go_on()
        extent = QSizeF(pages.paper) * scale
        image = QImage(extent.toSize(), QImage.Format.Format_RGB32)
        image.setDotsPerMeterX(round(dots / 0.0254))
        image.setDotsPerMeterY(round(dots / 0.0254))
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        pages.draw(painter, page, scale)
        painter.end()
        made.append(image)
    return made


def png(image: QImage) -> bytes:
    """Return an image as PNG, without a clock in it."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())
