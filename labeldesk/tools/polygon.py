"""The Polygon tool: click the vertices or draw along the edge, close the ring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from labeldesk.domain.geometry import XY, Ring
from labeldesk.domain.shapes import Polygon
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Mark, ReadOut
from labeldesk.tools.path import PathDrawing, PathReady
from labeldesk.tools.rings import MIN_VERTICES, fault
from labeldesk.tools.state import State

DRAW = QT_TRANSLATE_NOOP("History", "Draw polygon")
AREA = QT_TRANSLATE_NOOP("Tools", "{area} px²")


@dataclass(frozen=True, slots=True)
class PolygonReady(PathReady):
    """Waiting for the first vertex."""

    tool = "polygon"
    hint = QT_TRANSLATE_NOOP("Tools", "Click to add points, Enter to finish")

    def drawing(self, first: XY, at: XY) -> State:
        return PolygonDrawing((first,), at)


@dataclass(frozen=True, slots=True)
class PolygonDrawing(PathDrawing):
    """Vertices are being set; the area stands beside the pointer."""

    tool = "polygon"
    hint = PolygonReady.hint
    least = MIN_VERTICES

    def ready(self, at: XY | None = None) -> State:
        return PolygonReady(at)

    def ended(self, env: Env) -> State:
        reason = fault(self.points)
        if reason is not None:
            env.ports.say(reason)
            return self
        env.finished(Polygon.of(list(self.points)), DRAW)
        return PolygonReady(self.cursor_at)

    def marks(self, env: Env) -> Iterator[Mark]:
        yield from PathDrawing.marks(self, env)
        ring = self.points if self.closes else (*self.points, self.cursor_at)
        if len(ring) >= MIN_VERTICES:
            area = abs(Ring(ring).signed_area)
            yield ReadOut(self.cursor_at, AREA.filled(area=f"{area:.0f}"))
