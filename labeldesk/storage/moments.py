"""Several answers of one moment, for a window that shows them side by side."""

from __future__ import annotations

from sqlalchemy import Connection, select

from labeldesk.domain.changes import SuggestionQuery
from labeldesk.domain.ids import ClassId, ImageId
from labeldesk.domain.shapes import Tag
from labeldesk.domain.suggestion import Suggestion, SuggestionState
from labeldesk.storage import queries
from labeldesk.storage.bulk import read_classes
from labeldesk.storage.records import Lists, OpenImage
from labeldesk.storage.schema import annotation


def open_image(connection: Connection, image_id: ImageId) -> OpenImage:
    """Annotations and open suggestions of an image."""
    return OpenImage(
        queries.document(connection, image_id=image_id), open_suggestions(connection, image_id)
    )


def open_suggestions(connection: Connection, image_id: ImageId) -> list[Suggestion]:
    """The open suggestions of an image, whatever their score, best first."""
    return queries.suggestions(connection, image_id, 0.0, (SuggestionState.OPEN,))


def image_tags(connection: Connection) -> dict[ImageId, tuple[ClassId, ...]]:
    """The classes that images are tagged with; images without a tag are left out."""
    rows = connection.execute(
        select(annotation.c.image_id, annotation.c.class_id).where(
            annotation.c.live == 1, annotation.c.kind == Tag.kind
        )
    )
    tags: dict[ImageId, tuple[ClassId, ...]] = {}
    for image_id, class_id in rows:
        tags[image_id] = (*tags.get(image_id, ()), class_id)
    return tags


def lists(connection: Connection) -> Lists:
    """Columns of all images, the classes, and their counts."""
    return Lists(
        queries.image_columns(connection),
        read_classes(connection),
        queries.class_counts(connection),
        queries.suggestion_images(connection, query=SuggestionQuery()),
        frozenset(queries.gone_images(connection).values()),
    )
