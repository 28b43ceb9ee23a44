"""Annotations as COCO rows, and the shapes that such rows can hold."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Rect, Ring, Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import (
    Box,
    Caption,
    Ellipse,
    Keypoints,
    Part,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Shape,
    Tag,
)
from labeldesk.formats.around import bbox_of, box_around, holds_box
from labeldesk.formats.coco.parse import BESIDE, FORMAT, OWN
from labeldesk.formats.coco.values import JOINT
from labeldesk.raster.outlines import to_polygon
from labeldesk.raster.polygons import polygon_to_mask
from labeldesk.raster.rle import to_rle


def storable(annotation: Annotation, size: Size | None, *, keyhole: bool = False) -> Shape | None:
    """The shape as COCO gives it back; None for what it cannot hold.

    A polygon list has no holes (an inner ring would be filled), so a shape with holes becomes
    run lengths, or one ring with a slit to each hole if `keyhole`; a crowd is run lengths by
    definition. Pixels beyond the image cannot be stored.
    """
    match annotation.shape:
        case Polygon() as polygon:
            return _outlined(annotation, polygon, size, keyhole)
        case Box() as box:
            width, height = _side(box.x0, box.x1), _side(box.y0, box.y1)
            return Box(box.x0, box.y0, box.x0 + width, box.y0 + height)
        case Keypoints() as joints:
            return _without_absent(joints)
        case Mask() as mask:
            return mask.clipped(size) if size is not None else None
        case Tag() | Caption() | Point() | Polyline():
            return None
        case RotatedBox() | Ellipse() as shape:
            outline = to_polygon(shape)
            return None if outline is None else _outlined(annotation, outline, size, keyhole)


def _outlined(
    annotation: Annotation, outline: Polygon, size: Size | None, keyhole: bool
) -> Shape | None:
    has_holes = any(part.holes for part in outline.parts)
    is_crowd = annotation.flags.crowd
    if not has_holes and not is_crowd:
        return outline
    if has_holes and keyhole and not is_crowd:
        return Polygon(tuple(Part(_slit(part)) for part in outline.parts))
    if not has_holes and outline is annotation.shape and annotation.verbatim(FORMAT):
        return outline  # some files have crowds as polygons; theirs stay so
    return polygon_to_mask(outline, size) if size is not None else None


def _slit(part: Part) -> Ring:
    """One ring around a part and its holes: each is entered by an edge walked both ways.

    Both ways cancel in the shoelace formula and in filling by parity, wherever they run.
    """
    points = part.outer.points
    for hole in part.holes:
        inner = hole.points
        if (hole.signed_area > 0) == (part.outer.signed_area > 0):
            inner = inner[::-1]
        distances = ((points[:, None] - inner[None]) ** 2).sum(axis=2)
        at, begin = np.unravel_index(int(distances.argmin()), distances.shape)
        around = np.roll(inner, -int(begin), axis=0)
        points = np.concatenate((points[: at + 1], around, around[:1], points[at:]))
    return Ring(points)


def _without_absent(joints: Keypoints) -> Keypoints:
    """Absent joints at (0, 0), as COCO wants them."""
    present = np.array(joints.visibility, dtype=int)[:, None] > 0
    return Keypoints(Ring(np.where(present, joints.joints.points, 0.0)), joints.visibility)


def _side(low: float, high: float) -> float:
    """The side that added to `low` gives `high` again, wherever floating point has one."""
    side = high - low
    for near in (side, math.nextafter(side, math.inf), math.nextafter(side, 0.0)):
        if low + near == high:
            return near
    return side


def annotation_row(
    annotation: Annotation,
    category: int,
    size: Size | None,
    *,
    compressed: bool = True,
    joints: int = 0,
) -> bytes:
    """The members of a row between its image and its end, as JSON text.

    `annotation` has a shape that `storable` gave; `joints` is how many its class's template has.
    Numbers of the file it came from are written as they stood there while the shape is the one
    they belong to.
    """
    verbatim = _kept(annotation)
    shape = annotation.shape
    segmentation = verbatim.get("segmentation")
    if segmentation is None:
        written = segmentation_text(shape, size, compressed)
    else:
        written = json_text(segmentation).encode()
    area, bbox = verbatim.get("area"), verbatim.get("bbox")
    return b'"category_id":%d,"segmentation":%b,"area":%b,"bbox":%b,"iscrowd":%d%b' % (
        category,
        written,
        number_text(_area(shape) if area is None else area),
        _bbox_text(shape) if bbox is None else number_text(bbox),
        annotation.flags.crowd,
        _more(annotation, joints),
    )


def _kept(annotation: Annotation) -> Mapping[str, Any]:
    """The numbers of the file that still hold.

    What stands beside keypoints, outline, area and box, is of the same object as long as they lie
    in that box.
    """
    verbatim = annotation.verbatim(FORMAT)
    if not isinstance(annotation.shape, Keypoints):
        return verbatim
    extra = annotation.extra(FORMAT)
    if verbatim or holds_box(annotation):
        return {**{key: extra[key] for key in BESIDE if key in extra}, **verbatim}
    around = box_around(annotation)
    if around is None:
        return {}
    return {"bbox": bbox_of(around), "area": around.area}


def loses_outline(annotation: Annotation) -> bool:
    """Whether the outline beside keypoints is left out because they were moved out of its box."""
    if not isinstance(annotation.shape, Keypoints):
        return False
    has_outline = "segmentation" in annotation.extra(FORMAT)
    return has_outline and not (annotation.verbatim(FORMAT) or holds_box(annotation))


def _more(annotation: Annotation, joints: int) -> bytes:
    """Members that not every row has, each after a comma."""
    extra = annotation.extra(FORMAT)
    if not joints and _is_usual(annotation) and len(extra) <= ("id" in extra):
        return b""
    return more_members(annotation, joints)


def more_members(
    annotation: Annotation,
    joints: int,
    words: Mapping[str, Any] | None = None,
    written: tuple[str, ...] = (),
) -> bytes:
    """The same, with more `words` of our own; keys that are `written` already are passed over."""
    extra = annotation.extra(FORMAT)
    more = _joints(annotation, extra, joints)
    if annotation.attributes:
        more["attributes"] = dict(annotation.attributes)
    if annotation.score is not None:
        more["score"] = annotation.score
    ours = {"id", *more, *BESIDE, *written}
    more.update({k: v for k, v in extra.items() if k not in ours})
    own = {**_own(annotation), **(words or {})}
    if own:
        more[OWN] = own
    return b",%b" % json_text(more)[1:-1].encode() if more else b""


def _joints(annotation: Annotation, extra: Mapping[str, Any], joints: int) -> dict[str, Any]:
    """The keypoints of a row. Where the class has some, readers want them of every object: none
    of those that are no keypoints here is labeled.
    """
    shape = annotation.shape
    if isinstance(shape, Keypoints):
        rows = np.column_stack((shape.joints.points, shape.visibility))
        numbers = [int(v) if v.is_integer() else v for v in rows.ravel().tolist()]
        return {"keypoints": numbers, "num_keypoints": sum(v > 0 for v in shape.visibility)}
    told = extra.get("keypoints")
    if not joints or (isinstance(told, list) and len(told) == JOINT * joints):
        return {}
    return {"keypoints": [0] * (JOINT * joints), "num_keypoints": 0}


def _is_usual(annotation: Annotation) -> bool:
    """Whether there is nothing that needs a member of its own."""
    flags = annotation.flags
    return (
        annotation.score is None
        and annotation.group is None
        and not (annotation.attributes or annotation.pose or annotation.z)
        and not (flags.difficult or flags.truncated or flags.occluded)
        and not isinstance(annotation.shape, Keypoints)
    )


def _own(annotation: Annotation) -> dict[str, Any]:
    """What COCO has no word for."""
    flags = annotation.flags
    own: dict[str, Any] = {
        name: True for name in ("difficult", "truncated", "occluded") if getattr(flags, name)
    }
    if annotation.pose:
        own["pose"] = annotation.pose
    if annotation.group is not None:
        own["group"] = annotation.group
    if annotation.z:
        own["z"] = annotation.z
    return own


def segmentation_text(shape: Shape, size: Size | None, compressed: bool) -> bytes:
    """The segmentation of a shape that COCO can hold."""
    if isinstance(shape, Polygon):
        return number_text([part.outer.points.ravel().tolist() for part in shape.parts])
    if isinstance(shape, Mask) and size is not None:
        return json_text(to_rle(shape, size, compressed=compressed)).encode()
    return b"[]"


_encoded = msgspec.json.Encoder().encode


def _area(shape: Shape) -> float:
    """COCO's rule: the sum of the rings' shoelace areas; pixels of a mask; else the box."""
    if isinstance(shape, Polygon | Box):
        return shape.area
    if isinstance(shape, Mask):
        return shape.area
    bounds = shape.bounds
    return bounds.area if bounds is not None else 0.0


def _bbox_text(shape: Shape) -> bytes:
    """x, y, width, height of the vertices or the set pixels, not rounded."""
    x0, y0, x1, y1 = shape.bounds or Rect(0, 0, 0, 0)
    return number_text([x0, y0, _side(x0, x1), _side(y0, y1)])


def number_text(value: object) -> bytes:
    """Numbers and lists of them as JSON, whole ones without their ``.0``."""
    text = _encoded(value)
    return text.replace(b".0,", b",").replace(b".0]", b"]").removesuffix(b".0")


def json_text(value: object) -> str:
    """Any JSON value in ASCII; what is no number in JSON (NaN, Infinity) becomes null."""
    try:
        return json.dumps(value, separators=(",", ":"), allow_nan=False)
    except ValueError:
        return json.dumps(_cleaned(value), separators=(",", ":"), allow_nan=False)


def _cleaned(value: object) -> object:
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
