"""What is selected on the open image, as a value."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from labeldesk.domain.ids import AnnotationId


@dataclass(frozen=True, slots=True)
class Selection:
    """Annotations in the order in which they were selected, each once."""

    ids: tuple[AnnotationId, ...] = ()

    @staticmethod
    def of(ids: Iterable[AnnotationId]) -> Selection:
        """From any ids, repeated ones left out."""
        return Selection(tuple(dict.fromkeys(ids)))

    @property
    def last(self) -> AnnotationId | None:
        """The one selected last: what a panel about a single object shows."""
        return self.ids[-1] if self.ids else None

    @property
    def single(self) -> AnnotationId | None:
        """The selected one if there is exactly one."""
        return self.ids[0] if len(self.ids) == 1 else None

    def __contains__(self, annotation_id: object) -> bool:
        return annotation_id in self.ids

    def __iter__(self) -> Iterator[AnnotationId]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def extended(self, ids: Iterable[AnnotationId]) -> Selection:
        """With more at the end; those already selected keep their place."""
        return Selection.of((*self.ids, *ids))

    def without(self, ids: Iterable[AnnotationId]) -> Selection:
        """With fewer."""
        gone = set(ids)
        return Selection(tuple(one for one in self.ids if one not in gone))

    def toggled(self, annotation_id: AnnotationId) -> Selection:
        """With one added at the end, or taken out if it was in."""
        if annotation_id in self.ids:
            return self.without([annotation_id])
        return Selection((*self.ids, annotation_id))

    def within(self, document: Container[AnnotationId]) -> Selection:
        """Only what the document still holds; itself when that is everything."""
        if all(one in document for one in self.ids):
            return self
        return Selection(tuple(one for one in self.ids if one in document))
