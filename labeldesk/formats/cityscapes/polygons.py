"""The JSON of Cityscapes: objects with a label and one outline, painted in their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from labeldesk.domain.annotation import Annotation, Flags, Foreign, Json, Origin
from labeldesk.domain.geometry import FARTHEST, Ring, Size
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import MIN_RING, Part, Polygon, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.book import ClassBook
from labeldesk.formats.cityscapes.labels import FORMAT, GROUP, Legend
from labeldesk.formats.entries import plain_number
from labeldesk.formats.json_text import Style, dumped, is_number, is_plain, name_in, parsed
from labeldesk.formats.one_ring import one_ring
from labeldesk.formats.report import Report
from labeldesk.raster.outlines import to_polygon

STYLE = Style(indent="    ")
LEFT, FILE, POINTS = "$left", "$file", "$points"
_OURS = ("label", "polygon")

_NO_FILE = QT_TRANSLATE_NOOP("Cityscapes", "The file holds no objects of Cityscapes")
_NO_OBJECT = QT_TRANSLATE_NOOP("Cityscapes", "The object has no label and outline; it is left out")
_NO_OUTLINE = QT_TRANSLATE_NOOP(
    "Cityscapes", "The outline is no list of at least three places; the object is left out"
)
_UNKNOWN = QT_TRANSLATE_NOOP("Cityscapes", "{name} is no label of Cityscapes; it becomes a class")


class Scene(NamedTuple):
    """What a file says: the size, the objects, and what is no object of ours."""

    size: Size | None
    annotations: tuple[Annotation, ...]
    foreign: Foreign | None


def outline(annotation: Annotation, _size: Size | None) -> Shape | None:
    """The one outline of a shape; None where there is none."""
    polygon = to_polygon(annotation.shape)
    return one_ring(polygon) if polygon is not None else None


class SceneReader:
    """Reads files with the labels of a legend."""

    def __init__(self, legend: Legend, book: ClassBook, report: Report) -> None:
        self._legend = legend
        self._book = book
        self._report = report
        self._unknown: set[str] = set()

    def read(self, data: bytes, name: str) -> Scene:
        """One file; `UserError` for what is none, a broken object is reported and left out.

        Deleted objects are kept to be written again where they stood.
        """
        document = parsed(data, name)
        items = document.get("objects") if isinstance(document, dict) else None
        if not isinstance(document, dict) or not isinstance(items, list):
            raise UserError(_NO_FILE, path=name)
        found: list[Annotation] = []
        left: list[Json] = []
        for index, item in enumerate(items):
            try:
                annotation = self._annotation(item, name, f"objects[{index}]")
            except UserError as error:
                self._report.error(error.text, name, f"objects[{index}]")
                annotation = None
            if annotation is not None:
                found.append(annotation)
            elif isinstance(item, dict) and is_plain(item):
                left.append([index, item])
        rest: dict[str, Json] = {key: one for key, one in document.items() if key != "objects"}
        extra: dict[str, Json] = {LEFT: left} if left else {}
        if rest.keys() - {"imgHeight", "imgWidth"} and is_plain(rest):
            extra[FILE] = rest
        return Scene(_size_in(rest), tuple(found), Foreign(FORMAT, extra) if extra else None)

    def _annotation(self, item: Json, name: str, place: str) -> Annotation | None:
        """The object; None for a deleted one."""
        told = item.get("label") if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(told, str) or not name_in(told):
            raise UserError(_NO_OBJECT)
        if item.get("deleted"):
            return None
        ring = _ring(item.get("polygon"))
        label, is_group = self._legend.split_group(name_in(told))
        if label not in self._legend.labels:
            self._say_unknown(label, name, place)
        known = self._legend.labels.get(label)
        value = known.id if known is not None and known.id >= 0 else None
        class_id = self._book.named(label, mask_value=value)
        rest = {key: one for key, one in item.items() if key not in _OURS}
        return Annotation(
            id=AnnotationId(new_id()),
            class_id=class_id,
            shape=Polygon((Part(ring),)),
            flags=Flags(crowd=is_group),
            origin=Origin.IMPORTED,
            foreign=Foreign(FORMAT, rest if is_plain(rest) else {}),
        )

    def _say_unknown(self, label: str, name: str, place: str) -> None:
        if label not in self._unknown:
            self._unknown.add(label)
            self._report.warning(_UNKNOWN.filled(name=label), name, place)


def _ring(points: Json) -> Ring:
    if not isinstance(points, list) or len(points) < MIN_RING:
        raise UserError(_NO_OUTLINE)
    for point in points:
        if not isinstance(point, list) or len(point) != 2 or not all(map(is_number, point)):  # noqa: PLR2004
            raise UserError(_NO_OUTLINE)
    return Ring(np.array(points, dtype=np.float64))


def _size_in(document: dict[str, Json]) -> Size | None:
    width, height = document.get("imgWidth"), document.get("imgHeight")
    if type(width) is not int or type(height) is not int:
        return None
    is_sound = 0 < width <= FARTHEST and 0 < height <= FARTHEST
    return Size(width, height) if is_sound else None


def scene_bytes(
    annotations: Sequence[Annotation], names: Sequence[str], size: Size, foreign: Foreign | None
) -> bytes:
    """The file of an image, in the layout of the label tool: keys sorted, a number in a line."""
    objects: list[Json] = [_object(one, name) for one, name in zip(annotations, names, strict=True)]
    extra = foreign.extra if foreign is not None and foreign.format == FORMAT else {}
    left, rest = extra.get(LEFT), extra.get(FILE)
    for entry in left if isinstance(left, list) else []:
        if isinstance(entry, list) and isinstance(entry[0], int):
            objects.insert(entry[0], entry[1])
    document: dict[str, Json] = dict(rest) if isinstance(rest, dict) else {}
    document |= {"imgHeight": size.height, "imgWidth": size.width, "objects": objects}
    return dumped(dict(sorted(document.items())), STYLE)


def _object(annotation: Annotation, name: str) -> Json:
    shape = annotation.shape
    points: list[Json] = []
    if isinstance(shape, Polygon):
        ring = shape.parts[0].outer.points.tolist()
        points = [[plain_number(x), plain_number(y)] for x, y in ring]
    label = f"{name}{GROUP}" if annotation.flags.crowd else name
    item = {**annotation.extra(FORMAT), "label": label, "polygon": points}
    return dict(sorted(item.items()))
