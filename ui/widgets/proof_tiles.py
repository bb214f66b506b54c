# SPDX-License-Identifier: Apache-2.0
"""The tiles beside a figure: a small picture of each paper that proves it, its rows; or a dashed one that says what would."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from planner.facts.language import _
from ui import icons, shown
from ui.theme import THEME
from ui.widgets.cells import Cells
from ui.widgets.chip import ChipText, chip_width, paint_chip
from ui.widgets.paper_pictures import PaperPictures
from ui.widgets.table_view import TableView

ROW = 56  # px of a row with tiles
TILE = (34, 44)  # px of one tile
MOST = 3  # tiles; more are counted
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Tiles:
    """What stands beside a figure: its state, papers as (SHA-256, media), rows of statements; or what would prove it."""

    chip: ChipText
    papers: tuple[tuple[str, str | None], ...] = ()
    flows: int = 0
    would: str = ""

    @property
    def words(self) -> str:
        """The same in words, for copying and for who hears the table."""
        parts = [self.chip.words]
        if self.papers:
            parts.append(_("papers: {n}").format(n=len(self.papers)))
        if self.flows:
            parts.append(_("rows: {n}").format(n=f"{self.flows:,}"))
        if self.would:
            parts.append(self.would)
        return " · ".join(parts)


class TileCells(Cells):
    """Cells that know tiles beside all the others."""

    def __init__(self, table: TableView, pictures: PaperPictures) -> None:
        super().__init__(table)
        self._pictures = pictures
        pictures.came.connect(table.viewport().update)

    def draw(
        self, look: str, painter: QPainter, option: QStyleOptionViewItem, index: Index, room: QRectF
    ) -> None:
        """Draw tiles; every other look as in all tables."""
        tiles = index.data(Qt.ItemDataRole.UserRole)
        if look != "tiles" or not isinstance(tiles, Tiles):
            super().draw(look, painter, option, index, room)
            return
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        ratio = option.widget.devicePixelRatioF() if option.widget else 1.0
        if tiles.would:
            _paint_missing(painter, tiles, room, ratio)
        else:
            self._paint_proofs(painter, tiles, room, ratio)

    def _paint_proofs(self, painter: QPainter, tiles: Tiles, room: QRectF, ratio: float) -> None:
        left = room.left()
        for sha256, media in tiles.papers[:MOST]:
            box = _tile(left, room)
            self._paint_paper(painter, box, sha256, media, ratio)
            left = box.right() + THEME.px(6)
        if tiles.flows:
            box = _tile(left, room)
            _frame(painter, box)
            _picture(painter, "arrow-left-right", box.adjusted(0, 0, 0, -THEME.px(12)), ratio)
            _caption(painter, _count(tiles.flows), box)
            left = box.right() + THEME.px(6)
        more = len(tiles.papers) - MOST
        if more > 0:
            painter.setFont(THEME.font("caption"))
            painter.setPen(THEME.colour("muted"))
            text = f"+{more}"
            painter.drawText(
                QRectF(left, room.top(), THEME.px(24), room.height()), Qt.AlignmentFlag.AlignVCenter, text
            )
            left += THEME.px(24)
        left += THEME.px(4)
        if room.right() - left >= min(chip_width(tiles.chip), THEME.px(48)):
            paint_chip(
                painter, tiles.chip, QRectF(left, room.top(), room.right() - left, room.height()), ratio
            )

    def _paint_paper(
        self, painter: QPainter, box: QRectF, sha256: str, media: str | None, ratio: float
    ) -> None:
        picture = self._pictures.picture(sha256, media)
        if picture is None or picture.isNull() or shown.is_hidden():
            _frame(painter, box)
            if picture is not None:
                _picture(painter, "file-text", box, ratio)
            return
        size = picture.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(box.center())
        painter.drawImage(place, picture)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(THEME.colour("border_strong"))
        painter.drawRect(place)


def _tile(left: float, room: QRectF) -> QRectF:
    wide, high = THEME.px(TILE[0]), THEME.px(TILE[1])
    return QRectF(left, room.center().y() - high / 2, wide, high)


def _frame(painter: QPainter, box: QRectF) -> None:
    painter.setBrush(THEME.colour("rail"))
    painter.setPen(THEME.colour("border_strong"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), THEME.px(3), THEME.px(3))


def _picture(painter: QPainter, name: str, box: QRectF, ratio: float) -> None:
    drawn, side = icons.pixmap(name, "muted", 16, ratio), THEME.px(16)
    painter.drawPixmap(round(box.center().x() - side / 2), round(box.center().y() - side / 2), drawn)


def _caption(painter: QPainter, words: str, box: QRectF) -> None:
    painter.setFont(THEME.font("caption"))
    painter.setPen(THEME.colour("muted"))
    painter.drawText(
        box.adjusted(0, 0, 0, -THEME.px(3)),
        Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom,
        words,
    )


def _count(n: int) -> str:
    return str(n) if n < 1000 else "999+"


def _paint_missing(painter: QPainter, tiles: Tiles, room: QRectF, ratio: float) -> None:
    """The dashed tile: that nothing proves the figure yet, and what would."""
    box = room.adjusted(0, THEME.px(6), 0, -THEME.px(6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(THEME.colour("border_strong"), 1, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), THEME.px(6), THEME.px(6))
    side = THEME.px(16)
    drawn = icons.pixmap(tiles.chip.picture or "circle-dashed", "muted", 16, ratio)
    painter.drawPixmap(round(box.left() + THEME.px(8)), round(box.center().y() - side / 2), drawn)
    text = box.adjusted(THEME.px(32), THEME.px(3), -THEME.px(8), -THEME.px(3))
    painter.setFont(THEME.font("caption"))
    half = text.height() / 2
    for n, (words, token) in enumerate(((tiles.chip.words, "text"), (tiles.would, "muted"))):
        painter.setPen(THEME.colour(token))
        line = QRectF(text.left(), text.top() + n * half, text.width(), half)
        told = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, told)
