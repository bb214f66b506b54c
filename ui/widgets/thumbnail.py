# SPDX-License-Identifier: Apache-2.0
"""A paper's first page as a picture, drawn by a process of its own: here only the picture arrives."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.facts.language import _
from ui import shown
from ui.background import VIEWS, Job, run
from ui.theme import THEME

MOST = 1600  # px: a thumbnail needs no more


class Thumbnail(QWidget):
    """The picture, fitted into the room there is, with its words below."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(THEME.px(200))
        self._picture, self._words = QImage(), ""
        self._job: Job | None = None

    def show_picture(self, data: bytes | None, media: str, words: str) -> None:
        """Show the first page of a paper; without data, or where it cannot be drawn, the words alone."""
        if self._job is not None:
            self._job.cancel()
        self._words, self._picture, self._job = words, QImage(), None
        if data is not None:
            self._job = run(picture_of, data, media, lane=VIEWS)
            self._job.finished.connect(self._take)
        self.setAccessibleName(_("Picture of {name}").format(name=words) if words else _("No picture"))
        self.update()

    def _take(self, picture: QImage) -> None:
        if self.sender() is self._job:
            self._picture, self._job = picture, None
            self.update()

    def sizeHint(self) -> QSize:
        """Some room for a page."""
        return QSize(THEME.px(260), THEME.px(200))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw page and words."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        line = THEME.px(22)
        room = QRectF(self.rect()).adjusted(0, 0, 0, -line)
        if not self._picture.isNull() and not shown.is_hidden():
            size = QSize(self._picture.size()).scaled(
                room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
            )
            box = QRectF(room.center().x() - size.width() / 2, room.top(), size.width(), size.height())
            ratio = self.devicePixelRatioF()
            fine = self._picture.scaled(
                size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            painter.drawImage(box, fine)
            painter.setPen(THEME.colour("border"))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        elif self._job is not None:
            painter.setPen(THEME.colour("muted"))
            painter.setFont(THEME.font("caption"))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), _("being drawn …"))
        painter.setPen(THEME.colour("muted"))
        painter.setFont(THEME.font("caption"))
        foot = QRectF(0, self.height() - line, self.width(), line)
        text = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, self.width())
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), text)


def picture_of(data: bytes, media: str, page: int = 1, most: int = MOST) -> QImage:
    """Return a page of a paper, at most so many px a side; an empty image where there is none to draw. For a job."""
    from planner.evidence.page_picture import page_picture  # loads the heavy libraries

    png = page_picture(data, media, page, most)
    return QImage.fromData(png) if png else QImage()
