"""Tags of one image as changes: what a digit does in triage."""

from __future__ import annotations

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.classes import ImageClass
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.shapes import Tag


def tags_of(document: Document) -> list[Annotation]:
    """The annotations that apply to the whole image."""
    return [a for a in document.values() if isinstance(a.shape, Tag)]


def toggled(document: Document, item: ImageClass, *, only: bool, author: str, at: int) -> ChangeSet:
    """The tag of that class put on, or taken off if it was there.

    With `only`, an image has one tag: the others go when one is put on. `at` is milliseconds
    since 1970 UTC.
    """
    tags = tags_of(document)
    same = [tag for tag in tags if tag.class_id == item.id]
    if same:
        return ChangeSet.removing(*same)
    made = Annotation(
        id=AnnotationId(new_id()),
        class_id=item.id,
        shape=Tag(),
        attributes=item.defaults,
        author=author,
        created=at,
        edited=at,
    )
    gone = ChangeSet.removing(*tags) if only else ChangeSet()
    return gone.then(ChangeSet.adding(made))
