"""Objects of the full ADE20K: what the JSON file (or the older text file) says of the regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from labeldesk.domain.annotation import Annotation, Flags, Foreign, Json, Origin, Value
from labeldesk.domain.geometry import Rect
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.mask import Mask
from labeldesk.formats.ade20k.names import FORMAT
from labeldesk.formats.entries import Object, as_object, is_number
from labeldesk.formats.json_text import is_plain, name_in
from labeldesk.raster.outlines import to_polygon

OWN = "labeldesk"  # member of what ADE20K has no word for
LEVEL = "part_level"  # attribute of parts: 1 for parts of objects, 2 for parts of these
_YES = ("yes", "1", 1, True)
_COLUMNS = 6


@dataclass
class Told:
    """An object as a file tells of it."""

    name: str
    level: int
    row: Object
    index: int | None = None
    flags: Flags = field(default_factory=Flags)
    bounds: Rect | None = None
    instance: int | None = None


def told_in(document: Json) -> list[Told]:
    """The objects of a JSON file; what is none is passed over."""
    items = as_object(as_object(document).get("annotation")).get("object")
    rows = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    return [_told(row) for row in rows if is_plain(row)]


def _told(row: Object) -> Told:
    name, index = row.get("name"), row.get("name_ndx")
    level = as_object(row.get("parts")).get(LEVEL)
    instance = as_object(row.get(OWN)).get("instance")
    return Told(
        name_in(name) if isinstance(name, str) else "",
        level if type(level) is int and level >= 0 else 0,
        row,
        index if type(index) is int else None,
        Flags(occluded=row.get("occluded") in _YES, truncated=row.get("crop") in _YES),
        _bounds(as_object(row.get("polygon"))),
        instance if type(instance) is int else None,
    )


def _bounds(polygon: Object) -> Rect | None:
    xs, ys = polygon.get("x"), polygon.get("y")
    if not isinstance(xs, list) or not isinstance(ys, list):
        return None
    x, y = [v for v in xs if is_number(v)], [v for v in ys if is_number(v)]
    return Rect(min(x), min(y), max(x), max(y)) if x and y else None


def told_in_text(text: str) -> list[Told]:
    """The objects of the older file: ``number # level # occluded # name # raw name # "..."``."""
    found = []
    for line in text.splitlines():
        words = [word.strip() for word in line.split("#")]
        if len(words) < _COLUMNS or not words[1].isdigit():
            continue
        marks = [one.strip() for one in words[5].strip('"').split(",") if one.strip()]
        row: Object = {"raw_name": words[4], "attributes": list(marks)}
        flags = Flags(occluded=words[2] == "1")
        found.append(Told(words[3], int(words[1]), row, flags=flags))
    return found


def matched(
    regions: Sequence[tuple[int, int, Mask]], told: list[Told], level: int
) -> list[Told | None]:
    """What is told of every region (class, instance, pixels) of a level: of the same class, and
    of those the one whose outline lies most alike; without classes by order.
    """
    rest = [one for one in told if one.level == level]
    if all(one.index is None for one in rest):
        is_whole = len(rest) == len(regions)
        return list(rest) if is_whole else [None] * len(regions)
    found: list[Told | None] = []
    for number, instance, mask in regions:
        alike = [one for one in rest if one.index == number]
        own = [one for one in alike if one.instance == instance]
        best = max(own or alike, key=lambda one: _likeness(one.bounds, mask), default=None)
        if best is not None:
            rest = [one for one in rest if one is not best]
        found.append(best)
    return found


def _likeness(bounds: Rect | None, mask: Mask) -> float:
    """How much two rectangles share, 0..1."""
    other = mask.bounds
    if bounds is None or other is None:
        return 0.0
    common = bounds.intersection(other)
    shared = common.area if common is not None else 0.0
    whole = bounds.area + other.area - shared
    return shared / whole if whole > 0 else 0.0


def annotation_of(told: Told | None, mask: Mask, class_id: ClassId, level: int) -> Annotation:
    """A region with what is told of it."""
    row = told.row if told is not None else {}
    own = as_object(row.get(OWN)).get("attributes")
    attributes: dict[str, Value] = {}
    if isinstance(own, dict):
        attributes = {k: v for k, v in own.items() if isinstance(v, str | int | float | bool)}
    elif isinstance(listed := row.get("attributes"), list):
        attributes = {one: True for one in listed if isinstance(one, str) and one.strip()}
    if level:
        attributes[LEVEL] = level
    outline = {"polygon": row["polygon"]} if "polygon" in row else {}
    extra = {k: v for k, v in row.items() if k not in (OWN, "polygon")}
    return Annotation(
        id=AnnotationId(new_id()),
        class_id=class_id,
        shape=mask,
        attributes=attributes,
        flags=told.flags if told is not None else Flags(),
        origin=Origin.IMPORTED,
        foreign=Foreign(FORMAT, extra, outline, digest(mask) if outline else "") if row else None,
    )


def level_of(annotation: Annotation) -> int:
    """0 for an object, the level of a part."""
    level = annotation.attributes.get(LEVEL)
    return level if type(level) is int and 0 < level < 100 else 0  # noqa: PLR2004 (two digits)


def row_of(annotation: Annotation, number: int, name: str, at: tuple[int, int]) -> Object:
    """The object in JSON; `at` are its place in the list and its instance in the PNG file."""
    old = annotation.extra(FORMAT)
    flags, values = annotation.flags, annotation.attributes
    row: Object = {"id": at[0], "name": name, "name_ndx": number, "hypernym": [], "raw_name": name}
    same = old.get("name") == name
    row |= {key: one for key, one in old.items() if same or key not in ("hypernym", "raw_name")}
    row |= {"id": at[0], "name": name, "name_ndx": number}
    row["attributes"] = [key for key, value in values.items() if value is True]
    if (row.get("occluded") in _YES) != flags.occluded or "occluded" not in row:
        row["occluded"] = "yes" if flags.occluded else "no"
    if (row.get("crop") in _YES) != flags.truncated or "crop" not in row:
        row["crop"] = int(flags.truncated)
    level = level_of(annotation)
    usual: Object = {"hasparts": [], "ispartof": []}
    row["parts"] = usual | as_object(row.get("parts")) | {LEVEL: level}
    row |= annotation.verbatim(FORMAT) or {"polygon": _polygon(annotation.shape)}
    row[OWN] = {"instance": at[1], "attributes": dict(values)}
    return row


def _polygon(shape: object) -> Json:
    """The largest outline of a mask as ADE20K has it, in whole pixels."""
    polygon = to_polygon(shape) if isinstance(shape, Mask) else None
    if polygon is None:
        return {"x": [], "y": []}
    ring = max(polygon.parts, key=lambda part: part.area).outer.points.astype(int)
    return {"x": ring[:, 0].tolist(), "y": ring[:, 1].tolist()}
