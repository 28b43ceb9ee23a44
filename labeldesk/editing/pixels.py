"""Who owns a pixel, where every pixel is to have one class: as changes of a document."""

from __future__ import annotations

from collections.abc import Callable, Collection

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.classes import ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.operations import By
from labeldesk.raster.overlap import to_mask
from labeldesk.raster.pixelwise import minus, rest

ALL_LABELED = QT_TRANSLATE_NOOP("Editing", "Every pixel of the image has a class already")


class Covered:
    """What the objects of an image cover, kept from one look to the next while they stay."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self._known: dict[AnnotationId, tuple[Shape, Mask]] = {}

    def rest(self, document: Document, check: Callable[[], object] = lambda: None) -> Mask:
        """The pixels of the image that no object covers; `check` may end it by raising."""
        known = {}
        for key, one in document.items():
            check()
            known[key] = self._of(key, one.shape)
        self._known = known
        return rest((mask for _, mask in known.values()), self.size)

    def _of(self, key: AnnotationId, shape: Shape) -> tuple[Shape, Mask]:
        old = self._known.get(key)
        return old if old is not None and old[0] is shape else (shape, to_mask(shape, self.size))


def unlabeled(document: Document, size: Size) -> Mask:
    """The pixels of the image that no object covers."""
    return Covered(size).rest(document)


def rest_filled(document: Document, item: ImageClass, by: By, size: Size) -> ChangeSet | Text:
    """One new object of the class on all pixels that nothing covers, below everything else."""
    left = unlabeled(document, size)
    if not left.tiles:
        return ALL_LABELED
    made = Annotation(
        id=AnnotationId(new_id()),
        class_id=item.id,
        shape=left,
        attributes=item.defaults,
        z=min((one.z for one in document.values()), default=0) - 1,
        author=by.author,
        created=by.at,
        edited=by.at,
    )
    return ChangeSet.adding(made)


def yielding(
    document: Document, owners: Collection[AnnotationId], stroke: Mask, by: By
) -> ChangeSet:
    """The other masks without the pixels of a stroke; one that is left with none goes.

    `owners` keep theirs, and so do locked objects and outlines: an outline is cut by Subtract.
    """
    change = ChangeSet()
    for key, one in document.items():
        if key in owners or one.locked or not isinstance(one.shape, Mask):
            continue
        left = minus(one.shape, stroke)
        if not left.tiles:
            change = change.then(ChangeSet.removing(one))
        elif left != one.shape:
            after = one.revised(author=by.author, at=by.at, shape=left)
            change = change.then(ChangeSet.replacing((one, after)))
    return change
