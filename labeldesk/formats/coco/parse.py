"""COCO rows to annotations, with what they carry beside our own fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labeldesk.domain.annotation import Annotation, Flags, Foreign, Origin, Value
from labeldesk.domain.geometry import Size
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Keypoints, Shape
from labeldesk.domain.skeleton import JointMap
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.coco.listing import is_id, is_whole, shown
from labeldesk.formats.coco.values import (
    Row,
    is_number,
    shape_of,
    without_bad_keypoints,
)

FORMAT = "coco"
OWN = "labeldesk"  # key of what COCO has no word for: other readers pass it over
DATASET = "$dataset"  # key of the members of the whole file, kept with its first image

_UNDERSTOOD = frozenset(
    ("image_id", "category_id", "segmentation", "area", "bbox", "iscrowd", "score", OWN)
)
BESIDE = ("segmentation", "area", "bbox")
"""What keypoints have beside them; it stays with them when joints are pulled."""
_FLAGS = ("difficult", "truncated", "occluded")

_AREA = QT_TRANSLATE_NOOP("Coco", "The area is no number; it will be computed")
_ID = QT_TRANSLATE_NOOP("Coco", "The id {id} is no whole number; it will get another one")


def annotation_of(
    row: Row,
    own_id: AnnotationId,
    class_id: ClassId,
    size: Size | None,
    warn: list[Text],
    joints: JointMap | None = None,
) -> Annotation:
    """The annotation of a row; raises `BadRow`, adds smaller faults to `warn`.

    `joints` says how keypoints become those of the class's own template.
    """
    row = without_bad_keypoints(row, warn)
    shape = shape_of(row, size, warn)
    if joints is not None and isinstance(shape, Keypoints):
        shape = joints.applied_to(shape)
    fields, extra = parts_of(row)
    return Annotation(
        id=own_id,
        class_id=class_id,
        shape=shape,
        foreign=_foreign(row, shape, extra, warn),
        **fields,
    )


def parts_of(row: Row) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a row says beside class and shape as fields of an annotation, and what nobody knows."""
    attributes = attributes_of(row.get("attributes"))
    own = row.get(OWN)
    own = own if isinstance(own, dict) else {}
    extra = {key: value for key, value in row.items() if key not in _UNDERSTOOD}
    if attributes is not None:
        del extra["attributes"]
    fields = {
        "attributes": attributes or {},
        "origin": Origin.IMPORTED,
        "score": _score(row.get("score")),
        "flags": _flags(row.get("iscrowd"), own),
        "pose": str(own.get("pose", "")),
        "group": _whole(own.get("group")),
        "z": _whole(own.get("z")) or 0,
    }
    return fields, extra


def attributes_of(value: object) -> Mapping[str, Value] | None:
    """The value of ``attributes`` (as CVAT and Datumaro write it) if it is plain, else None."""
    if not isinstance(value, dict) or not value:
        return None
    return value if all(isinstance(v, str | int | float) for v in value.values()) else None


def _foreign(row: Row, shape: Shape, extra: dict[str, Any], warn: list[Text]) -> Foreign:
    if isinstance(shape, Keypoints):
        extra.pop("keypoints")
        extra.pop("num_keypoints", None)
        extra |= {key: row[key] for key in BESIDE if row.get(key)}
    if "id" in extra and not is_id(extra["id"]):
        warn.append(_ID.filled(id=shown(extra.pop("id"))))
    return Foreign(FORMAT, extra, _verbatim(row, shape, warn), digest(shape))


def _verbatim(row: Row, shape: Shape, warn: list[Text]) -> dict[str, Any]:
    """The numbers that are not to be computed anew while the shape stays as it is.

    A polygon's own numbers are not among them: they are written back from the shape.
    """
    verbatim: dict[str, Any] = {}
    if "area" in row:
        if is_number(row["area"]):
            verbatim["area"] = row["area"]
        else:
            warn.append(_AREA)
    if "bbox" in row and not (isinstance(shape, Box) and min(row["bbox"][2:]) < 0):
        verbatim["bbox"] = row["bbox"]
    if isinstance(shape, Mask):
        verbatim["segmentation"] = row["segmentation"]
    return verbatim


def _flags(crowd: object, own: Mapping[str, Any]) -> Flags:
    marks = {name: True for name in _FLAGS if own.get(name) is True}
    if crowd in (1, True) or own.get("crowd") is True:
        marks["crowd"] = True
    return Flags(**marks) if marks else _PLAIN


_PLAIN = Flags()


def _score(value: object) -> float | None:
    return float(value) if is_number(value) else None


def _whole(value: object) -> int | None:
    return value if is_whole(value) else None
