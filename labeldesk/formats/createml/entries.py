"""One entry of a file, which is about one image, as values and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from labeldesk.domain.annotation import Annotation, Foreign, Json, Origin
from labeldesk.domain.geometry import Rect
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.book import ClassBook
from labeldesk.formats.each import NAMELESS
from labeldesk.formats.json_text import is_number, is_plain, is_same, name_in
from labeldesk.raster.convert import to_box

FORMAT = "createml"
QUANTUM = 1e-6
_DIGITS = 6
_SIDES = ("x", "y", "width", "height")
_IMAGES, _LISTS = ("image", "imagefilename"), ("annotations", "annotation")
_ITEM, _ENTRY, _PLACE = "item", "entry", "coordinates"

_NO_LABEL = QT_TRANSLATE_NOOP("Formats", "The object has no label")
_NO_BOX = QT_TRANSLATE_NOOP("Formats", "The object has no coordinates of four finite numbers")
_NEGATIVE = QT_TRANSLATE_NOOP("Formats", "The box has a negative side; it is turned round")
_NAMELESS = QT_TRANSLATE_NOOP("Formats", 'An object without a name gets the class "{name}"')
_NO_ENTRY = QT_TRANSLATE_NOOP("Formats", "The entry does not name an image")
_NO_LIST = QT_TRANSLATE_NOOP("Formats", "The entry has no list of annotations")
_NOT_FINITE = QT_TRANSLATE_NOOP("Formats", "It holds NaN or infinity, or is nested too deeply")


def image_in(entry: Json) -> str:
    """The name of the image that an entry is about; `UserError` for what is no entry."""
    if isinstance(entry, dict):
        for key in _IMAGES:
            name = entry.get(key)
            if isinstance(name, str) and name.strip():
                return name
    raise UserError(_NO_ENTRY)


def is_entry(value: Json) -> bool:
    """Whether it may be an entry, be it a broken one."""
    return isinstance(value, dict) and any(key in value for key in (*_IMAGES, *_LISTS[1:]))


def items_in(entry: Mapping[str, Json]) -> list[Json]:
    """Its annotations as they stand."""
    found = next((entry[key] for key in _LISTS if key in entry), None)
    if not isinstance(found, list):
        raise UserError(_NO_LIST)
    return found


def held_shape(annotation: Annotation) -> Shape | None:
    """The shape as the format gives it back: what has an area becomes its box, to six decimals;
    numbers of a file stay while nobody touches them.
    """
    if isinstance(annotation.shape, Box) and annotation.verbatim(FORMAT):
        return annotation.shape
    if annotation.shape.kind in ("point", "polyline", "keypoints"):
        return None
    shape = annotation.shape
    box = shape if isinstance(shape, Box) else to_box(shape)
    return Box(*(round(value, _DIGITS) + 0.0 for value in box.bounds)) if box else None


def annotation_of(item: Json, classes: ClassBook, warn: Callable[[Text], None]) -> Annotation:
    """The annotation of an item; `UserError` for one that cannot be used."""
    if not isinstance(item, dict) or not isinstance(item.get("label"), str):
        raise UserError(_NO_LABEL)
    if not is_plain(item):
        raise UserError(_NOT_FINITE)
    shape = _box_in(item.get(_PLACE), warn)
    name = name_in(str(item["label"]))
    if not name:
        name = NAMELESS
        warn(_NAMELESS.filled(name=name))
    annotation = Annotation(
        id=AnnotationId(new_id()),
        class_id=classes.named(name),
        shape=shape,
        origin=Origin.IMPORTED,
    )
    own = item_json(annotation, name)
    if is_same(item, own):
        return annotation
    rest = {key: None if key == _PLACE else value for key, value in item.items()}
    foreign = Foreign(FORMAT, {_ITEM: rest})
    if not is_same(item[_PLACE], own[_PLACE]):
        foreign = Foreign(FORMAT, {_ITEM: rest}, {_PLACE: item[_PLACE]}, digest(shape))
    return replace(annotation, foreign=foreign)


def _box_in(place: Json, warn: Callable[[Text], None]) -> Box:
    """`x` and `y` are the centre."""
    values = [place.get(key) for key in _SIDES] if isinstance(place, dict) else []
    numbers = [float(value) for value in values if is_number(value)]
    if len(numbers) != len(_SIDES):
        raise UserError(_NO_BOX)
    x, y, width, height = numbers
    if width < 0 or height < 0:
        warn(_NEGATIVE)
    w, h = abs(width) / 2, abs(height) / 2
    return Box(*(round(v, _DIGITS) + 0.0 for v in (x - w, y - h, x + w, y + h)))


def item_json(annotation: Annotation, name: str) -> dict[str, Json]:
    """The item of an annotation already cut down; `name` is its class."""
    old = annotation.extra(FORMAT).get(_ITEM)
    item: dict[str, Json] = dict(old) if isinstance(old, dict) else {"label": name}
    told = item.get("label")
    if not isinstance(told, str) or (name_in(told) or NAMELESS) != name:
        item["label"] = name
    bounds = annotation.shape.bounds
    assert bounds is not None
    item[_PLACE] = annotation.verbatim(FORMAT).get(_PLACE) or _coordinates(bounds)
    return item


def _coordinates(rect: Rect) -> dict[str, Json]:
    numbers = (*rect.centre, rect.width, rect.height)
    return {key: round(v, _DIGITS + 1) for key, v in zip(_SIDES, numbers, strict=True)}


def foreign_of(entry: Mapping[str, Json], own: Mapping[str, Json]) -> Foreign | None:
    """What an entry holds beside its annotations, unless a new one would say just the same."""
    rest = {key: None if key in _LISTS else value for key, value in entry.items()}
    plain = {key: None if key in _LISTS else value for key, value in own.items()}
    if is_same(rest, plain) or not is_plain(rest):
        return None
    return Foreign(FORMAT, {_ENTRY: rest})


def entry_json(image: LabeledImage, names: Sequence[str], told: str) -> dict[str, Json]:
    """The entry of an image already cut down, which is called `told` there."""
    extra = image.foreign.extra if image.foreign and image.foreign.format == FORMAT else {}
    old = extra.get(_ENTRY)
    entry: dict[str, Json] = dict(old) if isinstance(old, dict) else {"image": told}
    name_key = next((key for key in _IMAGES if key in entry), "image")
    list_key = next((key for key in _LISTS if key in entry), "annotations")
    entry[name_key] = told
    if (entry.get("verified") is True) != image.state.done:
        entry["verified"] = image.state.done
    items = [item_json(one, name) for one, name in zip(image.annotations, names, strict=True)]
    entry[list_key] = cast(Json, items)
    return entry
