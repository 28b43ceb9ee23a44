"""The pixels that no object covers, hatched over the picture, and how many they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap

from labeldesk.domain.changes import Document
from labeldesk.domain.geometry import Size
from labeldesk.domain.progress import Cancel
from labeldesk.editing.pixels import Covered
from labeldesk.editing.session import Session
from labeldesk.jobs.runner import Runner
from labeldesk.ui.canvas.deliver import Deliver
from labeldesk.ui.canvas.layer import Layer, Level, wrapped
from labeldesk.ui.canvas.view import View

MOST_PX = 16_000_000  # pixels of the image above which the finest level is half as fine
SMALLEST = 512  # the longer side of the coarsest level
PERIOD_PX = 40  # from line to line, along a row
SPECK = 24  # a bare spot that is no larger, in pixels of its level, may lie between two lines
LINE_PX = 1.0
_LINE, _BESIDE = QColor(255, 64, 200, 220), QColor(0, 0, 0, 140)
_SPOT = QColor(255, 64, 200, 150)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Levels of 0 and 255, largest first, where 255 is bare, and the same of `specks` alone; the
    share of the image that is bare.
    """

    levels: tuple[Level, ...]
    share: float
    specks: tuple[Level, ...] = ()


def found_in(document: Document, covered: Covered, cancel: Cancel) -> Found:
    """A bare pixel is bare in every level, so that a single one is seen from afar."""
    size = covered.size
    bits = covered.rest(document, cancel.check).whole(size)
    share = float(np.count_nonzero(bits)) / max(bits.size, 1)
    level = bits.view(np.uint8) * np.uint8(255)
    if level.size > MOST_PX:
        level = halved(level)
    levels = [level]
    while max(level.shape) > SMALLEST:
        level = halved(level)
        levels.append(level)
    return Found(tuple(levels), share, tuple(map(specks_of, levels)))


def halved(level: Level) -> Level:
    """Half as wide and high, rounded up; the largest of each four pixels."""
    even = np.pad(level, ((0, level.shape[0] % 2), (0, level.shape[1] % 2)))
    rows = np.maximum(even[::2], even[1::2])
    return np.maximum(rows[:, ::2], rows[:, 1::2])


def specks_of(level: Level) -> Level:
    """The spots that are too small to be sure that a line of the hatch meets them."""
    _, spots, stats, _ = cv2.connectedComponentsWithStats(level, connectivity=8)
    sides = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    sides[0] = SPECK + 1  # what is covered
    shown = np.where(sides <= SPECK, np.uint8(255), np.uint8(0))
    found: Level = shown[spots]
    return found


class BareLayer(Layer):
    """The bare pixels under a brush that stands still on the picture."""

    kind = QImage.Format.Format_Alpha8
    sheet_kind = QImage.Format.Format_ARGB32_Premultiplied
    sharp_from = 0.0

    def __init__(self, brush: Callable[[float], QBrush]) -> None:
        super().__init__()
        self._brush = brush

    def level_for(self, wide: float) -> int:
        """The finest whose pixels are not smaller than the screen's: none is skipped."""
        last = len(self.images) - 1
        return next((at for at, one in enumerate(self.images) if one.width() <= wide), last)

    def blank(self, view: View) -> QPixmap:
        pixmap = super().blank(view)
        pixmap.fill(Qt.GlobalColor.transparent)  # gives it an alpha channel
        return pixmap

    def lay_ground(self, p: QPainter, part: QRect) -> None:
        p.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        p.fillRect(part, Qt.GlobalColor.transparent)
        p.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def lay_over(self, p: QPainter, part: QRect, view: View) -> None:
        p.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        p.setBrushOrigin(QPoint(view.x, view.y))
        p.fillRect(part, self._brush(view.dpr))


@lru_cache(maxsize=4)
def hatch(k: float) -> Level:
    """One period (n, n, 4) of the lines, BGRA premultiplied; `k` is device pixels per px at 100 %.

    A bright hairline with a dark one beside it: on any picture one of them is seen, and what
    lies between is the picture as it is.
    """
    side = max(round(PERIOD_PX * k), 4)
    y, x = np.mgrid[0:side, 0:side] + 0.5
    along, wide = (x + y) % side, LINE_PX * k * np.sqrt(2)
    tile = np.zeros((side, side, 4))
    for colour, place in ((_LINE, side / 2), (_BESIDE, side / 2 + wide)):
        covered = np.clip((wide / 2 - np.abs(along - place)) / np.sqrt(2) + 0.5, 0.0, 1.0)
        ink = np.array([colour.blueF(), colour.greenF(), colour.redF(), 1.0]) * colour.alphaF()
        tile = tile * (1 - covered[..., None] * ink[3]) + covered[..., None] * ink
    return np.ascontiguousarray(np.rint(tile * 255).astype(np.uint8))


def _brush(k: float) -> QBrush:
    kind = QImage.Format.Format_ARGB32_Premultiplied
    return QBrush(QPixmap.fromImage(wrapped(hatch(k), kind)))


class BarePixels(QObject):
    """Keeps the layer in step with a document, off the thread of the window.

    `changed` is called when there is something else to paint, `counted` with the share of bare
    pixels, 0 to 1; with None while they are not shown.
    """

    def __init__(self, changed: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.counted: Callable[[float | None], None] = lambda _: None
        self._changed = changed
        self._layers = BareLayer(_brush), BareLayer(lambda _: QBrush(_SPOT))
        self._runner = Runner(Deliver(self), name="bare")
        self._covered = Covered(Size(1, 1))
        self._document: Document | None = None
        self._is_on = False

    def show(self, *, on: bool) -> None:
        """Show them from now on, or no longer."""
        if on != self._is_on:
            self._is_on = on
            self._look()

    def follow(self, session: Session[Any]) -> None:
        """Another image, or what an edit made of its document."""
        if not session.image_id or session.size != self._covered.size:
            self._covered = Covered(session.size)
            self._set((), (), session.size)
        self._document = session.document if session.image_id else None
        self._look()

    def paint(self, p: QPainter, view: View) -> None:
        """Onto a painter in logical pixels."""
        for layer in self._layers:
            if self._is_on and layer.has_picture:
                p.drawPixmap(0, 0, layer.pixmap(view))

    def close(self) -> None:
        """Stop the thread."""
        self._runner.close()

    def _look(self) -> None:
        document, covered = self._document, self._covered
        if not self._is_on or document is None:
            self._set((), (), covered.size)
            self.counted(None)
            self._changed()
            return

        def work(cancel: Cancel) -> Found:
            return found_in(document, covered, cancel)

        def done(found: Found) -> None:
            if self._is_on and covered is self._covered and document is self._document:
                self._set(found.levels, found.specks, covered.size)
                self.counted(found.share)
                self._changed()

        self._runner.submit(work, done=done, key=0)

    def _set(self, levels: Sequence[Level], specks: Sequence[Level], size: Size) -> None:
        lines, spots = self._layers
        lines.set_levels(levels, size)
        spots.set_levels(specks if any(level.any() for level in specks) else (), size)
