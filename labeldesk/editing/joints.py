"""Keypoints changed as a whole: left and right in each other's places."""

from __future__ import annotations

from collections.abc import Mapping

from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.geometry import XY, Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.skeleton import ABSENT, Skeleton, placed, with_visibility
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.operations import By, Ids

LAST_JOINT = QT_TRANSLATE_NOOP("Editing", "Keypoints keep at least one joint")
NO_SIDES = QT_TRANSLATE_NOOP("Editing", "The template says of no joint that it is left or right")


def sides_swapped(
    document: Document, ids: Ids, skeletons: Mapping[ClassId, Skeleton], by: By
) -> ChangeSet | Text:
    """The keypoints among the objects with every left joint where the right one was."""
    pairs = []
    for one in (document[key] for key in dict.fromkeys(ids) if key in document):
        skeleton = skeletons.get(one.class_id)
        if skeleton is None or one.locked or not isinstance(one.shape, Keypoints):
            continue
        shape = skeleton.swapped(one.shape)
        if shape != one.shape:
            pairs.append((one, one.revised(author=by.author, at=by.at, shape=shape)))
    return ChangeSet.replacing(*pairs) if pairs else NO_SIDES


def joint_turned(
    document: Document,
    key: AnnotationId,
    index: int,
    skeleton: Skeleton | None,
    by: By,
    size: Size,
) -> ChangeSet | Text:
    """A joint from visible to hidden to absent to visible.

    One that was absent comes back where it was, if that is among the others, else where the
    template has it. The last joint stays.
    """
    one = document.get(key)
    if one is None or one.locked or not isinstance(one.shape, Keypoints):
        return ChangeSet()
    shape, seen = one.shape, one.shape.visibility[index]
    if seen == ABSENT:
        turned = placed(shape, index, _place(shape, index, skeleton, size))
    else:
        turned = with_visibility(shape, index, seen - 1)
    if not any(turned.visibility):
        return LAST_JOINT
    return ChangeSet.replacing((one, one.revised(author=by.author, at=by.at, shape=turned)))


def _place(shape: Keypoints, index: int, skeleton: Skeleton | None, size: Size) -> XY:
    bounds = shape.bounds
    x, y = shape.joints.points[index].tolist()
    if bounds is None:
        return XY(x, y)
    near = bounds.expanded(max(bounds.width, bounds.height) / 2)
    if skeleton is None:
        return XY(x, y) if near.contains(XY(x, y)) else bounds.centre
    if (x, y) != (0.0, 0.0) and near.contains(XY(x, y)):
        return XY(x, y)
    guess = skeleton.guessed(shape, index)
    return XY(min(max(guess.x, 0.0), size.width), min(max(guess.y, 0.0), size.height))
