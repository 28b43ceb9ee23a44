"""The box that formats want around keypoints: that of a file, else that of the joints."""

from __future__ import annotations

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Rect
from labeldesk.domain.shapes import Keypoints

BBOX = "bbox"
"""Key of what a file carried: x, y, width, height in pixels."""
_SIDES = 4


def bbox_of(rect: Rect) -> list[float]:
    """A rectangle as it is kept under `BBOX`."""
    return [rect.x0, rect.y0, rect.width, rect.height]


def box_around(annotation: Annotation) -> Rect | None:
    """The object's box as long as its joints lie in it, else the one around the joints.

    A person is larger than its joints, so a box that a file said is worth keeping while joints
    are pulled. None where there is neither.
    """
    return _told(annotation) if holds_box(annotation) else annotation.shape.bounds


def holds_box(annotation: Annotation) -> bool:
    """Whether keypoints came with a box and lie in it still."""
    assert isinstance(annotation.shape, Keypoints)
    joints, told = annotation.shape.bounds, _told(annotation)
    return told is not None and (joints is None or told.intersection(joints) == joints)


def _told(annotation: Annotation) -> Rect | None:
    """The box of the file that the annotation came from."""
    value = annotation.foreign.extra.get(BBOX) if annotation.foreign else None
    if not isinstance(value, list) or len(value) != _SIDES:
        return None
    numbers = [float(v) for v in value if isinstance(v, int | float)]
    if len(numbers) != _SIDES or min(numbers[2:]) <= 0:
        return None
    x, y, width, height = numbers
    return Rect(x, y, x + width, y + height)
