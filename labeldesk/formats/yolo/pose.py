"""Poses in YOLO label files: ``class cx cy w h`` and then ``x y v`` (or ``x y``) for each joint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Rect, Ring, Size
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box, Keypoints, Shape
from labeldesk.domain.skeleton import ABSENT, VISIBLE, Skeleton, present
from labeldesk.domain.skeletons import called, likely
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.around import box_around
from labeldesk.formats.shares import digits_for, reach_of
from labeldesk.formats.yolo.rows import (
    BOX_COLUMNS,
    Row,
    kept_texts,
    parse_row,
    shape_of,
    share_of,
    texts_of,
    yolo_shape,
    yolo_texts,
)

_MOST_JOINTS = 1000  # of a class; a list of as many numbers is made
_DIGITS = 9
_SIZES = (2, 3)  # numbers of a joint
_JOINTS = QT_TRANSLATE_NOOP(
    "Formats", "A row of a pose has 5 columns and {size} for each joint; this one has {n}"
)
_SEEN = QT_TRANSLATE_NOOP("Formats", "{value} is no visibility (0, 1 or 2)")


@dataclass(frozen=True, slots=True)
class Pose:
    """What data.yaml says of joints: how many, how many numbers each has, which change places in a
    mirror, and their names by class number.
    """

    count: int
    size: int = 3
    flips: tuple[int, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()

    @property
    def has_visibility(self) -> bool:
        """Whether joints say how they are seen."""
        return self.size > min(_SIZES)

    def fits(self, class_number: int, skeleton: Skeleton | None) -> bool:
        """Whether joints of a class that has this template are written in the file's order."""
        return skeleton is None or skeleton.names == self.skeleton(class_number).names

    def skeleton(self, class_number: int) -> Skeleton:
        """The template of a class: one that comes along if names or numbers are its, else ours."""
        names = self.names[class_number] if class_number < len(self.names) else ()
        known = called(names) if names else likely(self.count)
        if known is not None and self.flips in ((), known.flip_index):
            return replace(known, names=names or known.names)
        names = names or tuple(f"p{n}" for n in range(1, self.count + 1))
        pairs = [(a, b) for a, b in enumerate(self.flips) if a < b < self.count]
        plain = Skeleton.of(names, (), pairs if self.flips else None)
        left = {pair[0] for pair in Skeleton.of(names).flips}  # the names know which one is left
        flips = tuple((b, a) if b in left else (a, b) for a, b in plain.flips)
        return replace(plain, flips=flips)


def pose_of(data: dict[str, object]) -> Pose | None:
    """What a data.yaml, all scalars as texts, says of joints; None if it says nothing sound."""
    numbers = _whole(data.get("kpt_shape"))
    if len(numbers) != len(_SIZES) or numbers[1] not in _SIZES:
        return None
    if not 1 <= numbers[0] <= _MOST_JOINTS:
        return None
    count = numbers[0]
    flips = _whole(data.get("flip_idx"))
    if sorted(flips) != list(range(count)) or any(flips[j] != i for i, j in enumerate(flips)):
        flips = ()
    return Pose(count, numbers[1], tuple(flips), _names(data.get("kpt_names"), count))


def _whole(value: object) -> Sequence[int]:
    if not isinstance(value, list):
        return ()
    digits = (v for v in value if isinstance(v, str) and v.isascii() and v.isdigit())
    return tuple(int(v[:_DIGITS]) for v in digits)


def _names(value: object, count: int) -> tuple[tuple[str, ...], ...]:
    """Names by class, from a table of lists or one list for all."""
    rows = value if isinstance(value, dict) else {"0": value}
    found: dict[int, tuple[str, ...]] = {}
    for key, names in rows.items():
        if not isinstance(names, list) or not str(key).isdigit():
            continue
        words = [name for name in names if isinstance(name, str)]
        if len(words) == len(names) == count:
            found[int(key)] = tuple(words)
    return tuple(found.get(n, ()) for n in range(max(found, default=-1) + 1))


def parse_pose(line: str, size: int) -> Row:
    """The row of a line that may be a pose, `size` numbers for each joint; raises `UserError`."""
    columns = line.split()
    box, joints = columns[:BOX_COLUMNS], columns[BOX_COLUMNS:]
    if len(joints) % size or len(columns) < BOX_COLUMNS:
        raise UserError(_JOINTS.filled(size=size, n=len(columns)))
    row = parse_row(" ".join(box))
    places = [text for i, text in enumerate(joints) if i % size < len(_SIZES)]
    for text in places:
        share_of(text)
    for text in joints[len(_SIZES) :: size] if size > len(_SIZES) else ():
        if text not in ("0", "1", "2") and share_of(text, 2.0) not in (0, 1, 2):
            raise UserError(_SEEN.filled(value=text[:40]))
    return Row(row.index, (*row.texts, *joints))


def pose_shape(texts: Sequence[str], size: Size, numbers: int) -> Keypoints | Box:
    """The shape of a row's columns: a box if no joint is labeled."""
    box, joints = tuple(texts[: BOX_COLUMNS - 1]), texts[BOX_COLUMNS - 1 :]
    rows = [joints[i : i + numbers] for i in range(0, len(joints), numbers)]
    seen = tuple(_visibility(row) for row in rows)
    if not any(seen):
        made = shape_of(box, size)
        assert isinstance(made, Box)
        return made
    extent = np.array(size, dtype=np.float64)
    points = np.array([[float(x), float(y)] for x, y, *_ in rows]) * extent
    whole, reach = np.round(points), reach_of([text for x, y, *_ in rows for text in (x, y)])
    points = np.clip(np.where(np.abs(points - whole) <= reach * extent, whole, points), 0, extent)
    points[np.array(seen) == ABSENT] = 0.0
    return Keypoints(Ring(points), seen)


def _visibility(row: Sequence[str]) -> int:
    if len(row) > len(_SIZES):
        return int(float(row[-1]))
    return VISIBLE if any(float(text) for text in row) else ABSENT


def pose_texts(annotation: Annotation, size: Size | None, *, joints: int) -> tuple[str, ...] | None:
    """The columns an annotation is written with, or None if a data set of poses cannot hold it.

    What has an extent and no joints is a box of which no joint is labeled, `joints` of them.
    Joints beyond the image are absent.
    """
    if size is None:
        return None
    if not isinstance(annotation.shape, Keypoints):
        box = yolo_texts(annotation, size, segment=False)
        return None if box is None else (*box, *("0",) * (3 * joints))
    kept = kept_texts(annotation)
    count = len(annotation.shape.joints)
    if kept and len(kept) == BOX_COLUMNS - 1 + 3 * count:
        return kept
    return _texts(annotation, annotation.shape, size)


def _texts(annotation: Annotation, shape: Keypoints, size: Size) -> tuple[str, ...] | None:
    points = shape.joints.points
    there = present(shape) & ((points >= 0) & (points <= size)).all(axis=1)
    seen = tuple(v if inside else ABSENT for v, inside in zip(shape.visibility, there, strict=True))
    inner = Keypoints(shape.joints, seen)
    around = box_around(replace(annotation, shape=inner))
    if around is None or not there.any():
        return None
    cut = around.intersection(Rect(0, 0, *size)) or inner.bounds or around
    texts = list(texts_of(Box.of(_widened(cut, size)), size))
    digits = digits_for(size)
    for (x, y), v in zip((points / size).tolist(), seen, strict=True):
        texts += [f"{x:.{digits}f}", f"{y:.{digits}f}", str(v)] if v else ["0", "0", "0"]
    return tuple(texts)


def _widened(rect: Rect, size: Size) -> Rect:
    """At least a pixel wide and high: trainers drop boxes without an area."""
    x0, y0 = min(rect.x0, size.width - 1), min(rect.y0, size.height - 1)
    return Rect(x0, y0, max(rect.x1, x0 + 1), max(rect.y1, y0 + 1))


def pose_kept(annotation: Annotation, size: Size | None) -> Shape | None:
    """The shape that reading what `pose_texts` writes gives."""
    if not isinstance(annotation.shape, Keypoints):
        return yolo_shape(annotation, size, segment=False)
    texts = pose_texts(annotation, size, joints=0)
    return pose_shape(texts, size, 3) if texts and size else None
