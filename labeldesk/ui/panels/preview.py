"""The current image as large as possible, for tagging one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.paint import NAME
from labeldesk.ui.panels.filmstrip import paint_waiting
from labeldesk.ui.panels.grid_cells import Tag, fitted, paint_tags
from labeldesk.ui.theme import px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.state_mark import Mark, paint_state

SPOKEN = QT_TRANSLATE_NOOP("Grid", "The current image")
_MARGIN = 20


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """What is told about the image on it."""

    mark: Mark = Mark.TODO
    waiting: int = 0
    tags: Sequence[Tag] = ()


class Preview(QWidget):
    """A picture fitted into the surround of the canvas, scaled once for each size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr(SPOKEN))
        self._image: QImage | None = None
        self._row: PreviewRow | None = None
        self._scaled = QImage()

    def set_image(self, image: QImage | None) -> None:
        """Another picture, or none while there is none."""
        self._image = image
        self._scaled = QImage()
        self.update()

    def set_row(self, row: PreviewRow | None) -> None:
        """State, waiting suggestions and tags of the image; None without an image."""
        if row != self._row:
            self._row = row
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(800), px(600))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(120))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            p.fillRect(self.rect(), theme().canvas)
            edge = px(_MARGIN)
            place = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
            if self._image is not None and place.isValid():
                place = fitted(QRectF(self._image.rect()), place)
                self._draw(p, place, self._image)
            if self._row is not None:
                self._mark(p, place, self._row)

    def _draw(self, p: QPainter, place: QRectF, image: QImage) -> None:
        size = (place.size() * p.device().devicePixelRatioF()).toSize()
        if size.width() >= image.width():  # a thumbnail until the picture is there
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            p.drawImage(place, image)
            return
        if self._scaled.size() != size:
            ratio, mode = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
            self._scaled = image.scaled(size, ratio, mode.SmoothTransformation)
        p.drawImage(place, self._scaled)

    def _mark(self, p: QPainter, place: QRectF, row: PreviewRow) -> None:
        away, side = px(10), px(14)
        corner = QRectF(place.left() + away, place.bottom() - side - away, side, side)
        paint_state(p, corner, row.mark, on_image=True)
        if row.waiting:
            paint_waiting(p, place.adjusted(0, 0, -px(6), -px(6)), row.waiting)
        if row.tags:
            paint_tags(p, place.adjusted(away, away, -away, 0), row.tags, NAME)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(SPOKEN))
        super().changeEvent(event)
