"""Committed shapes as pixels: outlines by few large cv2 calls, which leave the UI thread alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.raster.columns import Course, Kind, Points, ShapeColumns
from labeldesk.ui.canvas.compose import Palette, Sheet, Sheets, composed
from labeldesk.ui.canvas.courses import Courses, Rings, projected
from labeldesk.ui.canvas.masks import PAD, MaskInk, Region, lay_mask
from labeldesk.ui.canvas.style import (
    DOT_PX,
    HALO_PX,
    HOLLOW_PX,
    LINE_PX,
    LINED_STROKE,
    OBJECT_STYLES,
    STYLES,
    USUAL_FILL,
    ClassStyle,
    Look,
)
from labeldesk.ui.canvas.view import View

Pixels = NDArray[np.uint8]
MOST_FILLED = 600  # shapes in sight above which areas are not filled
MOST_SMOOTH = 8_000  # vertices in sight above which lines are not antialiased,
MOST_SMOOTH_PX = 40_000  # and device px of their length
DOT_BELOW = 3.0  # device px: smaller shapes are dots
SHIFT = 4  # fractional bits of antialiased coordinates


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Everything the worker needs, and nothing that changes meanwhile.

    `lifted` are drawn elsewhere; `chosen` look selected;
    `patterns` tell masks apart without their colour. `fill` is the opacity of masks, which other
    fills follow. `by_object`: each object has a colour of its own, whatever its class.
    """

    columns: ShapeColumns
    styles: Mapping[ClassId, ClassStyle]
    lifted: frozenset[AnnotationId] = frozenset()
    chosen: frozenset[AnnotationId] = frozenset()
    ui_scale: float = 1.0
    patterns: bool = False
    fill: float = USUAL_FILL
    by_object: bool = False


def _among(values: NDArray[np.int64], wanted: Iterable[int]) -> NDArray[np.bool_]:
    return np.isin(values, np.fromiter(wanted, np.int64))


def rows_in_sight(scene: Scene, view: View, region: Region) -> NDArray[np.int64]:
    """The rows to draw in a region of device pixels, in paint order."""
    columns = scene.columns
    reach = region.grown(PAD)
    seen = columns.meeting(
        view.rect_to_image(Rect(reach.x, reach.y, reach.x + reach.width, reach.y + reach.height))
    )
    if scene.lifted:
        seen &= ~_among(columns.ids, scene.lifted)
    rows = np.flatnonzero(seen)
    return rows[np.argsort(columns.order[rows], kind="stable")]


def rendered(scene: Scene, view: View, region: Region) -> Pixels:
    """Premultiplied BGRA (height, width, 4) of a region of the widget, in device pixels."""
    outer = region.grown(PAD)
    rows = rows_in_sight(scene, view, region)
    if not len(rows):
        return np.zeros((region.height, region.width, 4), np.uint8)
    drawing = _Drawing(scene, view, outer, rows)
    drawing.draw()
    return composed(drawing.sheets.without(PAD), drawing.palette)


class _Pen(IntEnum):
    """How wide a stroke is."""

    REST = 0
    LOCKED = 1
    LINED = 2


_WIDTHS = {
    _Pen.REST: STYLES[Look.REST].stroke,
    _Pen.LOCKED: STYLES[Look.LOCKED].stroke,
    _Pen.LINED: LINED_STROKE,
}


@dataclass(slots=True, eq=False)
class _Drawing:
    """One rendering in the making. Lines are drawn one pixel wide, then thickened together."""

    scene: Scene
    view: View
    region: Region
    rows: NDArray[np.int64]
    sheets: Sheets = field(init=False)
    palette: Palette = field(init=False)
    courses: Courses = field(init=False)
    pens: NDArray[np.uint8] = field(init=False)
    fills: NDArray[np.uint8] = field(init=False)
    thin: dict[_Pen, Sheet] = field(init=False, default_factory=dict)
    soft: dict[_Pen, Sheet] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        columns, rows = self.scene.columns, self.rows
        self.sheets = Sheets.blank(self.region.height, self.region.width)
        self.palette = _palette(self.scene, rows)
        self.courses = Courses.of(columns, rows)
        bare = _among(columns.ids[rows], self.scene.chosen)
        self.fills = self.palette.fill_numbers(
            columns.kinds[rows], columns.locked[rows], bare, patterns=self.scene.patterns
        )
        self.pens = np.where(columns.locked[rows], _Pen.LOCKED, _Pen.REST).astype(np.uint8)
        self.pens[self.palette.lined] = _Pen.LINED

    def draw(self) -> None:
        """Fill the sheets."""
        smooth = self._is_smooth()
        shift = SHIFT if smooth else 0
        points = self._projected(self.courses.vertices, shift)
        if len(self.rows) <= MOST_FILLED:
            self._fill(points, shift)
        # Asked before the crisp lines are laid down: they go onto other sheets then.
        masks = self.scene.columns.masks
        self.sheets.smooth = bool(self.courses.is_joint.any()) or (
            bool(masks) and any(row in masks for row in self.rows.tolist())
        )
        self._outline(points, smooth=smooth)
        self._masks()

    def _is_smooth(self) -> bool:
        courses = self.courses
        if int(courses.length.sum()) > MOST_SMOOTH:
            return False
        boxes = self.scene.columns.boxes[self.rows][courses.owner]
        extent = (boxes[:, 2:] - boxes[:, :2]) * self.view.scale
        most = self.view.turn.size(Size(self.region.width, self.region.height))
        return float(np.minimum(extent, most).sum()) * 2 <= MOST_SMOOTH_PX

    def _px(self, width: float) -> int:
        return max(round(width * self.view.dpr * self.scene.ui_scale), 1)

    def _early(self, pen: _Pen) -> float:
        """How much earlier a pen draws, as thickening an even stroke moves it by half a pixel.

        Half a pixel always, as pixel centres are whole numbers for cv2.
        """
        return 1.0 if self._px(_WIDTHS[pen]) % 2 == 0 else 0.5

    def _projected(self, vertices: Points, shift: int) -> NDArray[np.int32]:
        """Vertices in device pixels of the region, as the usual pen draws them."""
        early = self._early(_Pen.REST)
        offset = self.view.x - self.region.x - early, self.view.y - self.region.y - early
        if not self.view.turn.is_upright:
            vertices = self.view.turn.points(vertices)
        return projected(vertices, self.view.scale, offset, shift)

    def _fill(self, points: NDArray[np.int32], shift: int) -> None:
        courses, values = self.courses, self.fills.tolist()
        rings: dict[int, Rings] = {}
        filled = courses.is_filled
        owners = courses.owner[filled].tolist()
        for place, ring in zip(owners, courses.rings(filled, points), strict=True):
            rings.setdefault(place, []).append(ring)
        for place in sorted(rings):
            if values[place]:
                cv2.fillPoly(self.sheets.fill, rings[place], values[place], cv2.LINE_8, shift)

    def _outline(self, points: NDArray[np.int32], *, smooth: bool) -> None:
        courses = self.courses
        drawn = (courses.kind != Kind.MASK) & ~courses.is_joint
        tiny = drawn & (courses.extent * self.view.scale < DOT_BELOW)
        if tiny.any():
            self._dots(tiny)
        drawn &= ~tiny
        crisp = drawn & (courses.kind == Kind.BOX)
        for course, closed in ((Course.CLOSED, True), (Course.OPEN, False)):
            lines = drawn & ~crisp & (courses.course == int(course))
            if not closed:
                lines |= drawn & courses.is_bone
            if smooth:
                self._smooth(lines, points, closed=closed)
            else:
                self._crisp(lines, points, closed=closed)
        if smooth:
            points = (points + (1 << (SHIFT - 1))) >> SHIFT
        self._crisp(crisp, points, closed=True)
        self._thicken()
        if courses.is_joint.any():
            self._joints()

    def _grouped(self, which: NDArray[np.bool_]) -> Iterator[tuple[_Pen, int, NDArray[np.bool_]]]:
        """Pen, line number, and the courses that are drawn with them."""
        courses = self.courses
        slots = self.palette.tinted_slots(courses.owner, courses.tint)
        pairs = self.pens[courses.owner].astype(np.int64) * 256 + slots
        for pair in np.unique(pairs[which]).tolist():
            yield _Pen(pair >> 8), pair & 255, which & (pairs == pair)

    def _crisp(self, which: NDArray[np.bool_], points: NDArray[np.int32], *, closed: bool) -> None:
        """Lines of one pixel: right angles stay sharp."""
        for pen, slot, group in self._grouped(which):
            rings = self.courses.lines(group, points)
            later = round(self._early(_Pen.REST) + 0.1) - round(self._early(pen) + 0.1)
            if later:
                rings = [ring + later for ring in rings]
            cv2.polylines(self._sheet(self.thin, pen), rings, closed, slot, 1)

    def _smooth(self, which: NDArray[np.bool_], points: NDArray[np.int32], *, closed: bool) -> None:
        """Antialiased lines of one pixel."""
        sheets = self.sheets
        for pen, slot, group in self._grouped(which):
            sheets.smooth = True
            later = round((self._early(_Pen.REST) - self._early(pen)) * (1 << SHIFT))
            rings = [ring + later for ring in self.courses.lines(group, points)]
            soft = self._sheet(self.soft, pen)
            cv2.polylines(soft, rings, closed, 255, 1, cv2.LINE_AA, SHIFT)
            wide = self._px(_WIDTHS[pen] + 1)
            cv2.polylines(sheets.slot, rings, closed, slot, wide, cv2.LINE_8, SHIFT)

    def _sheet(self, sheets: dict[_Pen, Sheet], pen: _Pen) -> Sheet:
        if pen not in sheets:
            sheets[pen] = self.sheets.empty()
        return sheets[pen]

    def _joints(self) -> None:
        courses, sheets = self.courses, self.sheets
        radius, fine = self._px(DOT_PX), 1 << SHIFT
        which = courses.is_joint
        points = self._projected(courses.vertices, SHIFT)
        slots = self.palette.tinted_slots(courses.owner[which], courses.tint[which]).tolist()
        lined = self.palette.lined[courses.owner[which]].tolist()
        hollow = courses.is_hollow[which].tolist()
        inner = round((DOT_PX - HOLLOW_PX) * self.view.dpr * self.scene.ui_scale * fine)
        for rows, slot, is_lined, is_hollow in zip(
            courses.rings(which, points), slots, lined, hollow, strict=True
        ):
            for at in rows.tolist():
                _disc(sheets, at, radius, slot)
                if is_hollow:  # dark inside, over whatever lies below
                    cv2.circle(sheets.core, at, inner, 0, -1, cv2.LINE_AA, SHIFT)
                elif is_lined:
                    size = self._px(LINE_PX + 0.5) * fine
                    cv2.circle(self.sheets.middle(), at, size, 255, -1, cv2.LINE_AA, SHIFT)

    def _dots(self, tiny: NDArray[np.bool_]) -> None:
        courses = self.courses
        at = self._projected(courses.vertices[courses.start[tiny]], 0)
        slots = self.palette.line_slots[courses.owner[tiny]]
        inside = (at >= 0).all(axis=1) & (at < (self.region.width, self.region.height)).all(axis=1)
        self._sheet(self.thin, _Pen.REST)[at[inside, 1], at[inside, 0]] = slots[inside]

    def _thicken(self) -> None:
        """From one pixel to the stroke and its halo."""
        sheets = self.sheets
        for pen, soft in self.soft.items():
            np.maximum(sheets.core, _grown(soft, self._px(_WIDTHS[pen])), out=sheets.core)
            edge = self._px(_WIDTHS[pen]) + 2 * self._px(HALO_PX)
            np.maximum(sheets.halo, _grown(soft, edge), out=sheets.halo)
        thick: Sheet | None = None
        for pen, thin in sorted(self.thin.items()):
            grown = _grown(thin, self._px(_WIDTHS[pen]))
            thick = grown if thick is None else cv2.copyTo(grown, grown, thick)
        if thick is not None:
            sheets.take_crisp(thick, _grown(thick, 2 * self._px(HALO_PX) + 1))
        for drawn in (self.soft, self.thin):
            if _Pen.LINED in drawn:
                line = _grown(drawn[_Pen.LINED], self._px(LINE_PX))
                line = line if drawn is self.soft else np.where(line > 0, 255, 0).astype(np.uint8)
                middle = sheets.middle()
                np.maximum(middle, line, out=middle)

    def _masks(self) -> None:
        masks, palette = self.scene.columns.masks, self.palette
        if not masks:
            return
        k = self.view.dpr * self.scene.ui_scale
        for place, row in enumerate(self.rows.tolist()):
            if row in masks:
                ink = MaskInk(
                    int(palette.line_slots[place]),
                    int(self.fills[place]),
                    int(palette.orders[place]) if self.scene.patterns else None,
                    bool(palette.lined[place]),
                    k,
                )
                lay_mask(self.sheets, masks[row], self.view, self.region, ink)


def _palette(scene: Scene, rows: NDArray[np.int64]) -> Palette:
    columns = scene.columns
    if scene.by_object:
        return Palette(columns.ids[rows] % len(OBJECT_STYLES), OBJECT_STYLES, scene.fill)
    return Palette(columns.classes[rows], scene.styles, scene.fill)


def _disc(sheets: Sheets, at: list[int], radius: int, slot: int) -> None:
    fine = 1 << SHIFT
    cv2.circle(sheets.core, at, radius * fine, 255, -1, cv2.LINE_AA, SHIFT)
    cv2.circle(sheets.halo, at, (radius + 1) * fine, 255, -1, cv2.LINE_AA, SHIFT)
    cv2.circle(sheets.slot, at, (radius + 1) * fine, slot, -1, cv2.LINE_8, SHIFT)


def _grown(sheet: Sheet, by: int) -> Sheet:
    grown: Sheet = cv2.dilate(sheet, np.ones((by, by), np.uint8)) if by > 1 else sheet
    return grown
