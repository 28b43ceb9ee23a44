"""Where model and labels differ: a frame around each place, with the reason on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from labeldesk.domain.geometry import Rect
from labeldesk.domain.text import Text
from labeldesk.ui.canvas import adorn
from labeldesk.ui.canvas.view import View
from labeldesk.ui.theme import px, theme
from labeldesk.ui.translate import tr

_OUT_PX, _CORNER_PX, _WIDE = 5, 14, 2.0
_SHADE = QColor(0, 0, 0, 170)


@dataclass(frozen=True, slots=True)
class DoubtMark:
    """A place in image pixels, the reason, and where the model sees it if that is elsewhere."""

    place: Rect
    words: Text
    predicted: Rect | None = None


def paint_doubts(p: QPainter, marks: Sequence[DoubtMark], view: View) -> None:
    """Corners around every place, dashes where the model sees it, and the words."""
    whole = QRectF(0, 0, view.width / view.dpr, view.height / view.dpr)
    taken: list[QRectF] = []
    for mark in marks:
        if not mark.place.meets(view.seen):
            continue
        frame = adorn.logical_rect(view, mark.place)
        out = px(_OUT_PX)
        _paint_corners(p, frame.adjusted(-out, -out, out, out))
        if mark.predicted is not None and mark.predicted != mark.place:
            _paint_dashes(p, adorn.logical_rect(view, mark.predicted))
        text = tr(mark.words)
        below = frame.adjusted(-out, -out, out, out)
        place = _below(below, adorn.chip_size(text), whole, taken)
        if place is not None:
            adorn.paint_read_out(p, place, text)


def _below(
    frame: QRectF, size: tuple[int, int], whole: QRectF, taken: list[QRectF]
) -> QRectF | None:
    """Under the frame, where no name of an object is; inside it at the edge of the picture."""
    wide, high = size
    x = min(max(frame.left(), whole.left() + 1), max(whole.right() - wide - 1, whole.left() + 1))
    for y in (frame.bottom() + px(3), frame.bottom() - high - px(8), frame.top() + px(8)):
        place = QRectF(round(x), round(y), wide, high)
        if place.bottom() <= whole.bottom() and not any(place.intersects(o) for o in taken):
            taken.append(place)
            return place
    return None


def _paint_corners(p: QPainter, frame: QRectF) -> None:
    p.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    p.setBrush(Qt.BrushStyle.NoBrush)
    reach = min(px(_CORNER_PX), frame.width() / 3, frame.height() / 3)
    for colour, wide in ((_SHADE, _WIDE + 2), (theme().warning, _WIDE)):
        p.setPen(QPen(colour, wide))
        for x, way in ((frame.left(), 1), (frame.right(), -1)):
            for y, down in ((frame.top(), 1), (frame.bottom(), -1)):
                p.drawLine(round(x), round(y), round(x + way * reach), round(y))
                p.drawLine(round(x), round(y), round(x), round(y + down * reach))


def _paint_dashes(p: QPainter, frame: QRectF) -> None:
    p.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for colour, wide in ((_SHADE, 3.0), (theme().warning, 1.0)):
        pen = QPen(colour, wide)
        if wide < _WIDE:
            pen.setDashPattern([4, 3])
        p.setPen(pen)
        p.drawRect(frame)
