"""The Line tool: click the vertices or draw along, Enter or a double click ends the line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from labeldesk.domain.geometry import XY, Ring
from labeldesk.domain.shapes import MIN_LINE, Polyline
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Mark, ReadOut
from labeldesk.tools.path import PathDrawing, PathReady
from labeldesk.tools.state import State

DRAW = QT_TRANSLATE_NOOP("History", "Draw line")
LENGTH = QT_TRANSLATE_NOOP("Tools", "{length} px")
TOO_SHORT = QT_TRANSLATE_NOOP("Tools", "A line needs at least two vertices")
NO_CLOSING = 1 << 30  # vertices: more than anybody sets


@dataclass(frozen=True, slots=True)
class LineReady(PathReady):
    """Waiting for the first vertex."""

    tool = "line"
    hint = QT_TRANSLATE_NOOP("Tools", "Click to add points, Enter to finish the line")

    def drawing(self, first: XY, at: XY) -> State:
        return LineDrawing((first,), at)


@dataclass(frozen=True, slots=True)
class LineDrawing(PathDrawing):
    """Vertices are being set; the length stands beside the pointer. A line never closes."""

    tool = "line"
    hint = LineReady.hint
    least = NO_CLOSING

    def ready(self, at: XY | None = None) -> State:
        return LineReady(at)

    def ended(self, env: Env) -> State:
        if len(self.points) < MIN_LINE:
            env.ports.say(TOO_SHORT)
            return self
        env.finished(Polyline(Ring(self.points)), DRAW)
        return LineReady(self.cursor_at)

    def marks(self, env: Env) -> Iterator[Mark]:
        yield from PathDrawing.marks(self, env)
        line = np.array((*self.points, self.cursor_at))
        length = float(np.hypot(*np.diff(line, axis=0).T).sum())
        yield ReadOut(self.cursor_at, LENGTH.filled(length=f"{length:.0f}"))
