"""Committed shapes as pixels: outlines by few large cv2 calls, which leave the UI thread alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.raster.columns import Course, Kind, ShapeColumns
from labeldesk.ui.canvas.compose import Palette, Sheets, composed
from labeldesk.ui.canvas.masks import PAD, Region, contour, sampled
from labeldesk.ui.canvas.style import DOT_PX, HALO_PX, MASK_STROKE, STYLES, Colour, Look
from labeldesk.ui.canvas.view import View

Pixels = NDArray[np.uint8]
Rings = list[NDArray[np.int32]]
MOST_FILLED = 600  # shapes in sight above which areas are not filled
MOST_SMOOTH = 8_000  # vertices in sight above which lines are not antialiased,
MOST_SMOOTH_PX = 40_000  # and device px of their length
DOT_BELOW = 3.0  # device px: smaller shapes are dots
SHIFT = 4  # fractional bits of antialiased coordinates


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Everything the worker needs, and nothing that changes meanwhile.

    `lifted` are drawn elsewhere; `hidden` classes cost no paint; `chosen` look selected.
    """

    columns: ShapeColumns
    colours: Mapping[ClassId, Colour]
    lifted: frozenset[AnnotationId] = frozenset()
    hidden: frozenset[ClassId] = frozenset()
    chosen: frozenset[AnnotationId] = frozenset()
    ui_scale: float = 1.0


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
    if scene.hidden:
        seen &= ~_among(columns.classes, scene.hidden)
    rows = np.flatnonzero(seen)
    return rows[np.argsort(columns.order[rows], kind="stable")]


def rendered(scene: Scene, view: View, region: Region) -> Pixels:
    """Premultiplied BGRA (height, width, 4) of a region of the widget, in device pixels."""
    outer = region.grown(PAD)
    drawing = _Drawing(scene, view, outer, rows_in_sight(scene, view, region))
    pixels = drawing.pixels()
    return np.ascontiguousarray(pixels[PAD:-PAD, PAD:-PAD])


@dataclass(slots=True, eq=False)
class _Drawing:
    """One rendering in the making."""

    scene: Scene
    view: View
    region: Region
    rows: NDArray[np.int64]
    sheets: Sheets = field(init=False)
    palette: Palette = field(init=False)

    def __post_init__(self) -> None:
        columns, rows = self.scene.columns, self.rows
        self.sheets = Sheets(self.region.height, self.region.width)
        chosen = (
            _among(columns.ids[rows], self.scene.chosen)
            if self.scene.chosen
            else np.zeros(len(rows), bool)
        )
        self.palette = Palette(
            columns.classes[rows], columns.locked[rows], chosen, self.scene.colours
        )

    def pixels(self) -> Pixels:
        columns, rows = self.scene.columns, self.rows
        if not len(rows):
            return np.zeros((self.region.height, self.region.width, 4), np.uint8)
        courses, owner = self._courses()
        smooth = self._is_smooth(courses, owner)
        points = self._projected(columns.vertices, SHIFT if smooth else 0)
        if len(rows) <= MOST_FILLED:
            self._fill(courses, owner, points, SHIFT if smooth else 0)
        self.sheets.smooth = _is_covered(columns, rows, courses)
        self._outline(courses, owner, points, smooth=smooth)
        self._masks()
        return composed(self.sheets, self.palette)

    def _is_smooth(self, courses: NDArray[np.int64], owner: NDArray[np.int64]) -> bool:
        columns = self.scene.columns
        if int(columns.length[courses].sum()) > MOST_SMOOTH:
            return False
        boxes = columns.boxes[self.rows][owner]
        extent = (boxes[:, 2:] - boxes[:, :2]) * self.view.scale
        most = (self.region.width, self.region.height)
        return float(np.minimum(extent, most).sum()) * 2 <= MOST_SMOOTH_PX

    def _px(self, width: float) -> int:
        return max(round(width * self.view.dpr * self.scene.ui_scale), 1)

    def _courses(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The courses of the rows in sight, and for each the place of its row in `rows`."""
        columns = self.scene.columns
        place = np.full(len(columns.ids), -1, np.int64)
        place[self.rows] = np.arange(len(self.rows))
        owner = np.where(columns.row >= 0, place[columns.row], -1)
        courses = np.flatnonzero(owner >= 0)
        return courses, owner[courses]

    def _projected(self, vertices: NDArray[np.float64], shift: int) -> NDArray[np.int32]:
        """Vertices in device pixels of the region; pixel centres are whole numbers for cv2."""
        scale = self.view.scale
        # Thickening an even stroke moves it by half a pixel: drawn that much earlier.
        early = 1.0 if self._px(STYLES[Look.REST].stroke) % 2 == 0 else 0.5
        offset = np.array((self.view.x - self.region.x, self.view.y - self.region.y)) - early
        return np.floor((vertices * scale + offset) * (1 << shift) + 0.5).astype(np.int32)

    def _fill(
        self,
        courses: NDArray[np.int64],
        owner: NDArray[np.int64],
        points: NDArray[np.int32],
        shift: int,
    ) -> None:
        columns = self.scene.columns
        rings: dict[int, Rings] = {}
        kinds = columns.kinds[self.rows]
        values = self.palette.fill_slots(kinds).tolist()
        filled = (columns.course[courses] == int(Course.CLOSED)) & (kinds[owner] <= int(Kind.AREA))
        which = self._rings(courses[filled], points)
        for place, ring in zip(owner[filled].tolist(), which, strict=True):
            rings.setdefault(place, []).append(ring)
        for place in sorted(rings):
            if values[place]:
                cv2.fillPoly(self.sheets.fill, rings[place], values[place], cv2.LINE_8, shift)

    def _outline(
        self,
        courses: NDArray[np.int64],
        owner: NDArray[np.int64],
        points: NDArray[np.int32],
        *,
        smooth: bool,
    ) -> None:
        columns = self.scene.columns
        kinds = columns.kinds[self.rows][owner]
        course_kinds = columns.course[courses]
        boxes = columns.boxes[self.rows][owner]
        extent = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) * self.view.scale
        drawn = kinds != Kind.MASK
        tiny = (extent < DOT_BELOW) & drawn & (kinds != Kind.DOTS)
        slots = self.palette.line_slots[owner]
        self._dots(courses[tiny], slots[tiny])
        drawn &= ~tiny
        crisp = drawn & (kinds == Kind.BOX)
        joints = drawn & (course_kinds == Course.DOTS)
        lines = drawn & ~crisp & ~joints
        shift = SHIFT if smooth else 0
        for which, closed in ((Course.CLOSED, True), (Course.OPEN, False)):
            of = lines & (course_kinds == which)
            rings = self._rings(courses[of], points)
            if smooth:
                self._smooth(rings, slots[of], closed=closed)
            else:
                self._crisp(rings, slots[of], closed=closed)
        self._crisp(self._rings(courses[crisp], points, shift), slots[crisp], closed=True)
        self._thicken()
        if joints.any():
            self._joints(courses[joints], slots[joints])

    def _rings(
        self, courses: NDArray[np.int64], points: NDArray[np.int32], shift: int = 0
    ) -> Rings:
        columns = self.scene.columns
        starts = columns.start[courses].tolist()
        ends = (columns.start[courses] + columns.length[courses]).tolist()
        if shift:
            points = (points + (1 << (shift - 1))) >> shift
        return [points[a:b] for a, b in zip(starts, ends, strict=True)]

    def _grouped(self, rings: Rings, slots: NDArray[np.uint8]) -> Iterable[tuple[int, Rings]]:
        for slot in np.unique(slots).tolist():
            yield slot, [rings[i] for i in np.flatnonzero(slots == slot).tolist()]

    def _crisp(self, rings: Rings, slots: NDArray[np.uint8], *, closed: bool) -> None:
        """Lines of one pixel, to be thickened together: right angles stay sharp."""
        for slot, group in self._grouped(rings, slots):
            cv2.polylines(self.sheets.thin, group, closed, slot, 1)

    def _smooth(self, rings: Rings, slots: NDArray[np.uint8], *, closed: bool) -> None:
        """Antialiased lines of one pixel, also to be thickened together."""
        if not rings:
            return
        sheets = self.sheets
        sheets.smooth = True
        cv2.polylines(sheets.core, rings, closed, 255, 1, cv2.LINE_AA, SHIFT)
        wide = self._px(STYLES[Look.REST].stroke + 1)
        for slot, group in self._grouped(rings, slots):
            cv2.polylines(sheets.slot, group, closed, slot, wide, cv2.LINE_8, SHIFT)

    def _joints(self, courses: NDArray[np.int64], slots: NDArray[np.uint8]) -> None:
        columns, sheets = self.scene.columns, self.sheets
        radius = self._px(DOT_PX)
        sheets.smooth = True
        for course, slot in zip(courses.tolist(), slots.tolist(), strict=True):
            start = columns.start[course]
            rows = columns.vertices[start : start + columns.length[course]]
            for x, y in self._projected(rows, SHIFT).tolist():
                at, fine = (x, y), 1 << SHIFT
                cv2.circle(sheets.core, at, radius * fine, 255, -1, cv2.LINE_AA, SHIFT)
                cv2.circle(sheets.halo, at, (radius + 1) * fine, 255, -1, cv2.LINE_AA, SHIFT)
                cv2.circle(sheets.slot, at, (radius + 1) * fine, slot, -1, cv2.LINE_8, SHIFT)

    def _dots(self, courses: NDArray[np.int64], slots: NDArray[np.uint8]) -> None:
        if not len(courses):
            return
        columns = self.scene.columns
        at = self._projected(columns.vertices[columns.start[courses]], 0)
        inside = (at >= 0).all(axis=1) & (at < (self.region.width, self.region.height)).all(axis=1)
        self.sheets.thin[at[inside, 1], at[inside, 0]] = slots[inside]

    def _thicken(self) -> None:
        """From one pixel to the stroke and its halo."""
        stroke, edge = self._px(STYLES[Look.REST].stroke), self._px(HALO_PX)
        line = np.ones((stroke, stroke), np.uint8)
        around = np.ones((2 * edge + 1, 2 * edge + 1), np.uint8)
        sheets = self.sheets
        if sheets.smooth:
            sheets.core = cv2.dilate(sheets.core, line)
            sheets.halo = cv2.dilate(sheets.core, around)
        if sheets.thin.any():
            thick = cv2.dilate(sheets.thin, line)
            sheets.take_thick(thick, cv2.dilate(thick, around))

    def _masks(self) -> None:
        masks = self.scene.columns.masks
        if not masks:
            return
        values = self.palette.fill_slots(self.scene.columns.kinds[self.rows]).tolist()
        for place, row in enumerate(self.rows.tolist()):
            mask = masks.get(row)
            filled = sampled(mask, self.view, self.region) if mask is not None else None
            if filled is None:
                continue
            sheets = self.sheets
            sheets.smooth = True
            width = MASK_STROKE * self.view.dpr * self.scene.ui_scale
            halo = contour(filled, width + 2 * self._px(HALO_PX))
            sheets.fill[filled > 127] = values[place]  # noqa: PLR2004
            np.maximum(sheets.core, contour(filled, width), out=sheets.core)
            np.maximum(sheets.halo, halo, out=sheets.halo)
            sheets.slot[halo > 0] = self.palette.line_slots[place]


def _is_covered(columns: ShapeColumns, rows: NDArray[np.int64], courses: NDArray[np.int64]) -> bool:
    """Whether masks or joints come after the lines; those are always antialiased.

    Asked before the crisp lines are laid down: they go onto other sheets then.
    """
    if any(row in columns.masks for row in rows.tolist()):
        return True
    return bool((columns.course[courses] == Course.DOTS).any())
