"""What can be done to the objects of an image: pure functions from a document to a change.

Each takes the ids it is about and ignores those that are gone. Locked objects are left alone
by everything but unlocking, hiding and showing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from labeldesk.domain.annotation import Annotation, Flags, Origin, Value
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.classes import ClassList, ImageClass, taken_over
from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.shapes import Ellipse, Keypoints, RotatedBox, Shape

Ids = Iterable[AnnotationId]
Revision = Callable[[Annotation], Mapping[str, Any]]
NO_CLASSES = ClassList()


@dataclass(frozen=True, slots=True)
class By:
    """Who edits, and when (milliseconds since 1970 UTC)."""

    author: str
    at: int


def delete(document: Document, ids: Ids) -> ChangeSet:
    """The objects gone."""
    return ChangeSet.removing(*free(document, ids))


def relabelled(
    document: Document, ids: Ids, item: ImageClass, by: By, classes: ClassList = NO_CLASSES
) -> ChangeSet:
    """Another class for the objects; attributes stay, and those that the class gives to new
    objects are added where they are missing. Keypoints become those of its template, see
    `taken_over`; those of which no joint would be left keep their class.
    """

    def revision(one: Annotation) -> Mapping[str, Any]:
        shape = _of_class(one, item, classes)
        if shape is None:
            return {}
        return {
            "class_id": item.id,
            "shape": shape,
            "attributes": {**item.defaults, **one.attributes},
        }

    others = (one for one in free(document, ids) if one.class_id != item.id)
    return revised(others, revision, by)


def _of_class(one: Annotation, item: ImageClass, classes: ClassList) -> Shape | None:
    known = classes.get(one.class_id)
    if known is None or not isinstance(one.shape, Keypoints):
        return one.shape
    follows = taken_over(known.skeleton, item.skeleton)
    return one.shape if follows is None else follows.carried(one.shape)


def nudged(
    document: Document, ids: Ids, by: By, step: tuple[float, float], within: Size | None
) -> ChangeSet:
    """The objects displaced by image pixels, together, as far as the image goes if it is given."""
    moved = free(document, ids)
    around = Rect.enclosing(b for a in moved if (b := a.shape.bounds) is not None)
    dx, dy = kept_within(around, within, *step) if around and within else step
    if not dx and not dy:
        return ChangeSet()
    return revised(moved, lambda a: {"shape": a.shape.moved(dx, dy)}, by)


def turned(document: Document, ids: Ids, by: By, angle: float) -> ChangeSet:
    """Rotated boxes and ellipses at that angle, radians clockwise; other shapes stay."""

    def revision(one: Annotation) -> Mapping[str, Any]:
        match one.shape:
            case RotatedBox() as box:
                return {"shape": replace(box, angle=angle)}
            case Ellipse() as ellipse:
                return {"shape": replace(ellipse, angle=angle)}
            case _:
                return {}

    return revised(free(document, ids), revision, by)


def kept_within(around: Rect, size: Size, dx: float, dy: float) -> tuple[float, float]:
    """A displacement, cut short where it would push `around` out of the image.

    What sticks out already may stay out as far as it is.
    """
    dx = min(max(dx, min(-around.x0, 0.0)), max(size.width - around.x1, 0.0))
    dy = min(max(dy, min(-around.y0, 0.0)), max(size.height - around.y1, 0.0))
    return dx, dy


def duplicated(document: Document, ids: Ids, by: By, dx: float = 10, dy: float = 10) -> ChangeSet:
    """Copies on top of everything, displaced so that they can be seen."""
    return pasted(document, present(document, ids), by, dx, dy)


def pasted(
    document: Document, annotations: Iterable[Annotation], by: By, dx: float = 0, dy: float = 0
) -> ChangeSet:
    """Copies of objects from anywhere, at their place or displaced, on top of everything.

    A copy is a person's new object: it has an id of its own, names no suggestion, is neither
    locked nor hidden, and carries no numbers of a file that it did not come from. Copies of a
    group are a group of their own.
    """
    annotations = sorted(annotations, key=_depth)
    groups = fresh_groups(annotations, document)
    top = max((one.z for one in document.values()), default=-1)
    copies = [
        replace(
            one,
            id=AnnotationId(new_id()),
            shape=one.shape.moved(dx, dy),
            origin=Origin.MANUAL,
            score=None,
            suggestion_id=None,
            z=top + number,
            group=groups.get(one.group),
            locked=False,
            hidden=False,
            author=by.author,
            created=by.at,
            edited=by.at,
            foreign=None,
        )
        for number, one in enumerate(annotations, 1)
    ]
    return ChangeSet.adding(*copies)


def fresh_groups(copies: Iterable[Annotation], document: Document) -> dict[int | None, int]:
    """New numbers for the groups that several of the copies are of; one alone is no group."""
    counts = Counter(one.group for one in copies if one.group is not None)
    several = [group for group, n in counts.items() if n > 1]
    return dict(zip(several, count(next_group(document)), strict=False))


def next_group(document: Document) -> int:
    """A number that no group of the image has."""
    return max((one.group for one in document.values() if one.group is not None), default=0) + 1


def flagged(document: Document, ids: Ids, by: By, **flags: bool) -> ChangeSet:
    """Flags set or cleared by name (difficult, truncated, occluded, crowd); others stay."""
    Flags(**flags)  # an unknown name is an error also where nothing is selected
    return revised(free(document, ids), lambda a: {"flags": replace(a.flags, **flags)}, by)


def attributed(
    document: Document, ids: Ids, by: By, values: Mapping[str, Value | None]
) -> ChangeSet:
    """Attributes set on many objects at once; None takes one away, others stay."""

    def revision(one: Annotation) -> Mapping[str, Any]:
        merged = {**one.attributes, **values}
        return {"attributes": {name: v for name, v in merged.items() if v is not None}}

    return revised(free(document, ids), revision, by)


def locked(document: Document, ids: Ids, by: By, *, is_locked: bool = True) -> ChangeSet:
    """The objects locked against edits, or free again."""
    return revised(present(document, ids), lambda _: {"locked": is_locked}, by)


def hidden(document: Document, ids: Ids, by: By, *, is_hidden: bool = True) -> ChangeSet:
    """The objects out of sight, or shown again."""
    return revised(present(document, ids), lambda _: {"hidden": is_hidden}, by)


def raised(document: Document, ids: Ids, by: By, *, to_end: bool = False) -> ChangeSet:
    """The objects one step forward among all, or in front of all."""
    return _reordered(document, ids, by, to_end=to_end)


def lowered(document: Document, ids: Ids, by: By, *, to_end: bool = False) -> ChangeSet:
    """The objects one step back among all, or behind all."""
    return _reordered(document, ids, by, to_end=to_end, is_down=True)


def in_order(document: Document) -> list[Annotation]:
    """The objects from the bottom to the top, as they are drawn."""
    return sorted(document.values(), key=_depth)


def _reordered(
    document: Document, ids: Ids, by: By, *, to_end: bool, is_down: bool = False
) -> ChangeSet:
    chosen = {one.id for one in free(document, ids)}
    order = in_order(document)
    if is_down:
        order.reverse()
    if to_end:
        order.sort(key=lambda one: one.id in chosen)
    else:
        # From the far end: a chosen one passes its neighbour unless that is chosen as well.
        for at in range(len(order) - 2, -1, -1):
            here, next_one = order[at], order[at + 1]
            if here.id in chosen and next_one.id not in chosen:
                order[at], order[at + 1] = next_one, here
    if is_down:
        order.reverse()
    if order == in_order(document):
        return ChangeSet()
    # Those that only make room are not edited by anybody.
    moved = [
        (
            one,
            one.revised(author=by.author, at=by.at, z=z) if one.id in chosen else replace(one, z=z),
        )
        for z, one in enumerate(order)
        if one.z != z
    ]
    return ChangeSet.replacing(*moved)


def _depth(one: Annotation) -> tuple[int, int]:
    return one.z, one.id


def present(document: Document, ids: Ids) -> list[Annotation]:
    """Those of the ids that are there, each once."""
    return [document[one] for one in dict.fromkeys(ids) if one in document]


def free(document: Document, ids: Ids) -> list[Annotation]:
    """Those of them that may be edited."""
    return [one for one in present(document, ids) if not one.locked]


def revised(annotations: Iterable[Annotation], revision: Revision, by: By) -> ChangeSet:
    """The annotations with the fields that `revision` gives for each; equal ones left out."""
    steps = []
    for one in annotations:
        changes = {k: v for k, v in revision(one).items() if getattr(one, k) != v}
        if changes:
            steps.append((one, one.revised(author=by.author, at=by.at, **changes)))
    return ChangeSet.replacing(*steps)
