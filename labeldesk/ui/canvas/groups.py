"""The groups that selected shapes are in: where they lie, for the frame around each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from labeldesk.domain.changes import Document
from labeldesk.domain.geometry import Rect
from labeldesk.domain.ids import AnnotationId
from labeldesk.editing.selection import Selection
from labeldesk.ui.theme.metrics import px
from labeldesk.ui.theme.tokens import WHITE

OUT_PX = 12  # beyond the shapes: clear of their handles
_CORNER_PX = 5
_SHADE = QColor(0, 0, 0, 140)


class Groups:
    """Looks through the document once per change, and only while a member is selected."""

    def __init__(self) -> None:
        self._document: Document = {}
        self._members: dict[int, list[AnnotationId]] = {}
        self._asked: tuple[Document, Selection] | None = None
        self._rects: tuple[Rect, ...] = ()

    def around(self, document: Document, live: Document, selection: Selection) -> tuple[Rect, ...]:
        """A rectangle in image pixels around each group of which a member is selected.

        `document` says who belongs together, `live` where they are while something is moved.
        """
        asked = self._asked
        if asked is None or asked[0] is not live or asked[1] is not selection:
            self._asked = live, selection
            self._rects = tuple(self._found(document, live, selection))
        return self._rects

    def _found(self, document: Document, live: Document, selection: Selection) -> Iterator[Rect]:
        held = [document[key] for key in selection if key in document]
        groups = dict.fromkeys(one.group for one in held if one.group is not None)
        if groups and document is not self._document:
            self._document = document
            self._members = {}
            for one in document.values():
                if one.group is not None:
                    self._members.setdefault(one.group, []).append(one.id)
        for group in groups:
            members = self._members.get(group, ())
            found = (live.get(key) for key in members)
            shown = [member for member in found if member is not None and not member.hidden]
            around = Rect.enclosing(b for m in shown if (b := m.shape.bounds) is not None)
            if around is not None and len(members) > 1:
                yield around


def frame(place: QRectF) -> tuple[QRectF, partial[None]]:
    """The frame around shapes that lie within `place`, logical pixels, and how to paint it."""
    out = px(OUT_PX)
    rect = QRectF(place.adjusted(-out, -out, out, out).toRect()).adjusted(0.5, 0.5, 0.5, 0.5)
    return rect.adjusted(-2, -2, 2, 2), partial(_paint, rect)


def _paint(rect: QRectF, p: QPainter) -> None:
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for colour, wide in ((_SHADE, 3.0), (WHITE, 1.0)):
        p.setPen(QPen(colour, wide))
        p.drawRoundedRect(rect, px(_CORNER_PX), px(_CORNER_PX))
