"""Segments of COCO panoptic: ids as pixels, and the rows that say what they are."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from labeldesk.domain.annotation import Annotation, Flags, Foreign, Json, Origin
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.mask import Mask
from labeldesk.formats.entries import Object
from labeldesk.formats.masks.colours import Rgb
from labeldesk.formats.masks.png import Colours, Numbers

FORMAT = "panoptic"
MOST = 1 << 24  # ids of three bytes
_BESIDE = ("area", "bbox")


def packed_ids(pixels: Colours) -> Numbers:
    """Ids (h, w) of pixels (h, w, 3): R + 256 G + 65536 B; 0 is void."""
    wide = pixels.astype(np.int32)
    ids: Numbers = wide[..., 0] + (wide[..., 1] << 8) + (wide[..., 2] << 16)
    return ids


def as_pixels(ids: Numbers) -> Colours:
    """Pixels (h, w, 3) of ids (h, w)."""
    return np.stack([ids & 255, ids >> 8 & 255, ids >> 16 & 255], axis=-1).astype(np.uint8)


def is_id(value: object) -> bool:
    """Whether a value can stand for pixels."""
    return type(value) is int and 0 < value < MOST


def segment_of(row: Object, mask: Mask, class_id: ClassId) -> Annotation:
    """The object of a row."""
    verbatim = {key: row[key] for key in _BESIDE if key in row}
    extra = {key: one for key, one in row.items() if key not in _BESIDE}
    return Annotation(
        id=AnnotationId(new_id()),
        class_id=class_id,
        shape=mask,
        flags=Flags(crowd=row.get("iscrowd") in (1, True)),
        origin=Origin.IMPORTED,
        foreign=Foreign(FORMAT, extra, verbatim, digest(mask) if verbatim else ""),
    )


def row_of(annotation: Annotation, number: int, category: int) -> Object:
    """The row of an object with pixels; area and box are counted in pixels."""
    mask = annotation.shape
    assert isinstance(mask, Mask)
    bounds = mask.bounds
    assert bounds is not None
    x0, y0, x1, y1 = map(int, bounds)
    told: Object = dict(annotation.extra(FORMAT))
    told |= {"id": number, "category_id": category}
    told |= {"area": mask.area, "bbox": [x0, y0, x1 - x0, y1 - y0]}
    told |= annotation.verbatim(FORMAT)
    crowd = int(annotation.flags.crowd)
    if told.get("iscrowd") not in ((0, False) if not crowd else (1, True)):
        told["iscrowd"] = crowd
    return told


class Ids:
    """The ids of the segments of one image: their own, else those near the class's colour."""

    def __init__(self, colours: Mapping[ClassId, Rgb]) -> None:
        self._colours = colours
        self._taken: set[int] = set()

    def claim(self, annotation: Annotation) -> int | None:
        """The id that an object brings with it, if it is free."""
        wanted: Json = annotation.extra(FORMAT).get("id")
        if not isinstance(wanted, int) or not is_id(wanted) or wanted in self._taken:
            return None
        self._taken.add(wanted)
        return wanted

    def fresh(self, class_id: ClassId) -> int:
        """A free one; after those that are claimed."""
        red, green, blue = self._colours.get(class_id, (0, 0, 0))
        start = red + (green << 8) + (blue << 16)
        found = next(
            number
            for step in range(MOST)
            if (number := (start + step * 0x030507) % MOST) and number not in self._taken
        )
        self._taken.add(found)
        return found
