"""Where a tool works: the open image, how it lies on the screen, and where positions go."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import XY, Size
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.turn import UPRIGHT, Turn
from labeldesk.editing.session import Session
from labeldesk.raster.index import ShapeIndex
from labeldesk.raster.snaps import Snap, snap
from labeldesk.tools.pointer import Pointer

SNAP_PX = 8.0
LIGHTEST = 0.1  # of the radius: what the lightest touch of a pen still paints


@dataclass(slots=True)
class ToolSettings:
    """What the user chose about drawing; lengths are image pixels.

    `grid` is the step that drawn coordinates are rounded to: fine enough to be unseen, coarse
    enough that files hold 612.4 and not 612.4035087719298. `snap` draws vertices to other
    shapes, Ctrl the other way round. `radius` and `is_square` are those of brush and eraser;
    with `no_overlap` the newest mask owns its pixels. `tolerance` is that of the wand, in steps
    of a colour band, 0..255. `segment` is about the side of a segment. `pressure`: a pen paints
    the wider the harder it is pressed. `one_shot`: the Box tool goes back to Select after each
    box.
    """

    clamp: bool = True
    snap: bool = False
    grid: float = 0.01
    one_shot: bool = False
    radius: float = 20.0
    is_square: bool = False
    no_overlap: bool = False
    tolerance: int = 24
    segment: int = 16
    pressure: bool = True

    def reach(self, e: Pointer) -> float:
        """The radius of the brush under this pointer."""
        return self.radius * (max(e.pressure, LIGHTEST) if self.pressure else 1.0)


@dataclass(frozen=True, slots=True)
class Aim:
    """A position to set a vertex at, and what it snapped to."""

    at: XY
    snap: Snap | None = None


@dataclass(slots=True)
class Ground:
    """`scale` is logical screen pixels per image pixel, `turn` how the image lies there."""

    session: Session[Any]
    index: ShapeIndex
    scale: float = 1.0
    turn: Turn = UPRIGHT
    settings: ToolSettings = field(default_factory=ToolSettings)

    @property
    def size(self) -> Size:
        """Width and height of the image."""
        return self.session.size

    def px(self, screen: float) -> float:
        """A length on the screen in image pixels."""
        return screen / self.scale

    def far(self, a: XY, b: XY, screen: float) -> bool:
        """Whether two positions are at least so many screen pixels apart."""
        return max(abs(a.x - b.x), abs(a.y - b.y)) * self.scale >= screen

    def rightwards(self, a: XY, b: XY) -> float:
        """How far `b` is to the right of `a` on the screen, in image pixels."""
        return self.turn.out(b.x - a.x, b.y - a.y).x

    def placed(self, p: XY) -> XY:
        """The position on the drawing grid, within the image if shapes are kept there."""
        x, y = p
        grid = self.settings.grid
        if grid:
            x, y = round(round(x / grid) * grid, 6), round(round(y / grid) * grid, 6)
        if self.settings.clamp:
            x, y = min(max(x, 0.0), self.size.width), min(max(y, 0.0), self.size.height)
        return XY(x, y)

    def aimed(self, e: Pointer, *, but: Collection[AnnotationId] = ()) -> Aim:
        """Where a vertex goes that is set at the pointer: to what it snaps to, else `placed`.

        Shapes in `but` are not snapped to.
        """
        if self.settings.snap != e.modifiers.ctrl:
            found = snap(self.index.outlines(), self.size, e.at, self.px(SNAP_PX), but=but)
            if found is not None:
                return Aim(found.at, found)
        return Aim(self.placed(e.at))

    def annotation(self, annotation_id: AnnotationId | None) -> Annotation | None:
        """The annotation as committed."""
        return None if annotation_id is None else self.session.document.get(annotation_id)
