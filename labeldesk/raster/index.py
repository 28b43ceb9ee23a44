"""Where the shapes of the open image are: built once, patched by every change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.skeleton import Skeleton
from labeldesk.raster.columns import Kind, Line, ShapeColumns, courses
from labeldesk.raster.hits import Hit, hit

Skeletons: TypeAlias = Mapping[ClassId, Skeleton]
_SPARE = 256
_WASTE = 4096  # dead rows that are carried along before everything is packed again


class _Table:
    """Columns of one length that grow at the end."""

    def __init__(self, **columns: tuple[Any, tuple[int, ...]]) -> None:
        self.size = 0
        self._arrays = {
            name: np.zeros((0, *shape), dtype=dtype) for name, (dtype, shape) in columns.items()
        }

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self._arrays[name][: self.size]

    def extend(self, count: int, **values: Any) -> int:  # noqa: ANN401 (arrays or scalars by column)
        """Append `count` entries; gives the place of the first."""
        first, needed = self.size, self.size + count
        for name, array in self._arrays.items():
            if needed > len(array):
                # A new array, never resized in place: snapshots still read the old one.
                more = np.zeros((needed + max(needed // 2, _SPARE), *array.shape[1:]), array.dtype)
                more[:first] = array[:first]
                self._arrays[name] = more
            self._arrays[name][first:needed] = values[name]
        self.size = needed
        return first


class ShapeIndex:
    """The placed annotations of one image as columns, by row. One thread only.

    10,000 polygons of 20 vertices: built in 40 ms, a change in 0.02 ms, a point looked up in
    0.05 ms; `outlines` gives the worker a snapshot without copying vertices.
    """

    def __init__(
        self, document: Document | None = None, skeletons: Skeletons | None = None
    ) -> None:
        self._annotations: dict[AnnotationId, Annotation] = {}
        self._skeletons = dict(skeletons or {})
        self._order: dict[AnnotationId, int] = {}
        self._next = 0
        self.revision = 0
        self._clear()
        self.rebuild(document or {})

    def __len__(self) -> int:
        return len(self._places)

    def get(self, annotation_id: AnnotationId) -> Annotation | None:
        """The annotation as it was last indexed."""
        return self._annotations.get(annotation_id)

    def join(self, skeletons: Skeletons) -> list[Rect]:
        """Keypoints are joined by other templates; gives where that makes a difference."""
        changed = {
            key
            for key in (*skeletons, *self._skeletons)
            if skeletons.get(key) != self._skeletons.get(key)
        }
        self._skeletons = dict(skeletons)
        joined = [
            one
            for one in (self._annotations.values() if changed else ())
            if one.class_id in changed and isinstance(one.shape, Keypoints)
        ]
        self._remove(one.id for one in joined)
        self._insert(joined)
        self.revision += bool(joined)
        return [bounds for one in joined if (bounds := one.shape.bounds)]

    def rebuild(self, document: Document) -> None:
        """Take a document over as a whole."""
        self._clear()
        self._annotations = dict(document)
        self._order = {key: i for i, key in enumerate(document)}
        self._next = len(document)
        self._insert(self._annotations.values())
        self.revision += 1

    def patch(self, change: ChangeSet) -> None:
        """Follow a change."""
        gone, new = [], []
        for key, (_, after) in change.steps.items():
            gone.append(key)
            if after is None:
                self._annotations.pop(key, None)
                self._order.pop(key, None)
                continue
            self._annotations[key] = after
            if key not in self._order:
                self._order[key] = self._next
                self._next += 1
            new.append(after)
        self._remove(gone)
        self._insert(new)
        self.revision += 1
        if self._rows.size - len(self._places) > max(_WASTE, len(self._places)):
            self._clear()
            self._insert(self._annotations.values())

    def at(self, p: XY, tolerance: float) -> list[Hit]:
        """What lies under a point, the one meant most likely first.

        An edge within `tolerance` image pixels goes before an area; a small area before a large
        one; then what is painted on top. Hidden and locked shapes are not hit.
        """
        outlines = self.outlines()
        rows = np.flatnonzero(
            outlines.meeting(Rect(p.x, p.y, p.x, p.y).expanded(tolerance)) & ~outlines.locked
        )
        found = [
            one
            for row in rows.tolist()
            if (one := hit(outlines, row, self._spans[row], p, tolerance)) is not None
        ]
        return sorted(found, key=lambda one: (not one.on_edge, one.area, -one.order))

    def within(self, rect: Rect) -> list[AnnotationId]:
        """Shapes that lie wholly inside, in paint order; hidden and locked ones are left out."""
        boxes = self._rows["box"]
        low = (boxes[:, :2] >= (rect.x0, rect.y0)).all(axis=1)
        high = (boxes[:, 2:] <= (rect.x1, rect.y1)).all(axis=1)
        rows = np.flatnonzero(low & high & self._rows["shown"] & ~self._rows["locked"])
        rows = rows[np.argsort(self._rows["order"][rows], kind="stable")]
        return [AnnotationId(i) for i in self._rows["id"][rows].tolist()]

    def mask_classes(self) -> frozenset[int]:
        """The classes that have a mask."""
        rows = np.fromiter(self._masks, np.int64)
        return frozenset(np.unique(self._rows["klass"][rows]).tolist())

    def outlines(self) -> ShapeColumns:
        """The columns as they are now; columns that change in place are copied on `frozen`."""
        rows, rings = self._rows, self._rings
        return ShapeColumns(
            rows["id"], rows["klass"], rows["box"], rows["order"], rows["kind"], rows["shown"],
            rows["locked"], rings["row"], rings["start"], rings["length"], rings["course"],
            rings["tint"], self._vertices["xy"], self._masks,
        )  # fmt: skip

    def frozen(self) -> ShapeColumns:
        """A snapshot for another thread."""
        now = self.outlines()
        return ShapeColumns(
            now.ids, now.classes, now.boxes, now.order, now.kinds, now.shown.copy(), now.locked,
            now.row.copy(), now.start, now.length, now.course, now.tint, now.vertices,
            dict(now.masks),
        )  # fmt: skip

    def _clear(self) -> None:
        self._rows = _Table(
            id=(np.int64, ()), klass=(np.int64, ()), box=(np.float64, (4,)),
            order=(np.float64, ()), kind=(np.uint8, ()), shown=(np.bool_, ()),
            locked=(np.bool_, ()),
        )  # fmt: skip
        self._rings = _Table(
            row=(np.int32, ()), start=(np.int64, ()), length=(np.int32, ()),
            course=(np.uint8, ()), tint=(np.int8, ()),
        )  # fmt: skip
        self._vertices = _Table(xy=(np.float64, (2,)))
        self._places: dict[AnnotationId, int] = {}
        self._spans: list[range] = []
        self._masks: dict[int, Mask] = {}

    def _remove(self, ids: Iterable[AnnotationId]) -> None:
        for key in ids:
            row = self._places.pop(key, None)
            if row is not None:
                self._rows["shown"][row] = False
                span = self._spans[row]
                self._rings["row"][span.start : span.stop] = -1
                self._masks.pop(row, None)

    def _insert(self, annotations: Iterable[Annotation]) -> None:
        placed: list[tuple[Annotation, Kind, int]] = []
        rows: list[Line] = []
        for one in annotations:
            course = courses(one.shape, self._skeletons.get(one.class_id))
            if course is not None:
                placed.append((one, course[0], len(course[1])))
                rows += course[1]
        if placed:
            self._append(placed, rows)

    def _append(self, placed: list[tuple[Annotation, Kind, int]], rings: list[Line]) -> None:
        flat = np.concatenate([line.points for line in rings])
        lengths = np.array([len(line.points) for line in rings])
        counts = np.array([count for _, _, count in placed])
        base = self._vertices.extend(len(flat), xy=flat)
        starts = np.cumsum(lengths) - lengths
        heads = starts[np.cumsum(counts) - counts]
        low, high = np.minimum.reduceat(flat, heads), np.maximum.reduceat(flat, heads)
        first = self._rows.extend(
            len(placed),
            id=[a.id for a, _, _ in placed],
            klass=[a.class_id for a, _, _ in placed],
            box=np.concatenate([low, high], axis=1),
            order=[a.z * 1e9 + self._order[a.id] for a, _, _ in placed],
            kind=[kind for _, kind, _ in placed],
            shown=[not a.hidden for a, _, _ in placed],
            locked=[a.locked for a, _, _ in placed],
        )
        ring = self._rings.extend(
            len(rings),
            row=np.repeat(np.arange(first, first + len(placed)), counts),
            start=starts + base,
            length=lengths,
            course=[line.course for line in rings],
            tint=[line.tint for line in rings],
        )
        for row, (one, _, count) in enumerate(placed, first):
            self._places[one.id] = row
            self._spans.append(range(ring, ring + count))
            ring += count
            if isinstance(one.shape, Mask):
                self._masks[row] = one.shape
