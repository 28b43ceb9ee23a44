"""Several answers of one moment, for a window that shows them side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from labeldesk.domain.annotation import Json
from labeldesk.domain.changes import SuggestionQuery
from labeldesk.domain.ids import ClassId, ImageId, RunId, SuggestionId
from labeldesk.domain.shapes import Tag
from labeldesk.domain.suggestion import Run, Suggestion, SuggestionState, Thresholds
from labeldesk.domain.text import Text
from labeldesk.storage import queries
from labeldesk.storage.bulk import read_classes
from labeldesk.storage.records import AcceptPreview, FoundByRun, LeftOff, Lists, OpenImage, Waiting
from labeldesk.storage.schema import annotation, suggestion
from labeldesk.storage.withdrawing import sources

ALL = Thresholds()
LEFT_OFF = "run.left-off"
"""The setting of a project that names the run that goes on."""


def open_image(connection: Connection, image_id: ImageId) -> OpenImage:
    """Annotations and open suggestions of an image."""
    return OpenImage(
        queries.document(connection, image_id=image_id), open_suggestions(connection, image_id)
    )


def open_suggestions(connection: Connection, image_id: ImageId) -> list[Suggestion]:
    """The suggestions of an image that wait for an answer or were set aside when it was done,
    whatever their score, best first.
    """
    states = (SuggestionState.OPEN, SuggestionState.SET_ASIDE)
    return queries.suggestions(connection, image_id, 0.0, states)


def origins(
    connection: Connection, image_id: ImageId
) -> tuple[dict[SuggestionId, RunId], list[Run]]:
    """The run that each suggestion of an image is from, and all runs."""
    return sources(connection, image_id), queries.runs(connection)


def answered(
    connection: Connection, image_id: ImageId
) -> tuple[list[Suggestion], dict[SuggestionId, RunId], list[Run]]:
    """All that models said of an image, whatever became of it, and the runs."""
    every = queries.suggestions(connection, image_id, 0.0, tuple(SuggestionState))
    return every, *origins(connection, image_id)


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
        frozenset(queries.gone_images(connection).values()),
    )


def accept_preview(connection: Connection, query: SuggestionQuery) -> AcceptPreview:
    """What accepting all of the query would come to."""
    return AcceptPreview(
        queries.suggestion_counts(connection, query=query),
        len(queries.suggestion_images(connection, query=query)),
        queries.suggestion_joints(connection, query=query),
    )


def all_waiting(connection: Connection) -> tuple[AcceptPreview, dict[str, Text | str]]:
    """What waits for an answer whatever its score, and the models that ever ran, name by digest."""
    names = {run.model_digest: run.model_words for run in queries.runs(connection)}
    return accept_preview(connection, SuggestionQuery()), names


def waiting(connection: Connection, ids: NDArray[np.int64], least: Thresholds = ALL) -> Waiting:
    """How many suggestions from these scores on await an answer on each of these images.

    The ones that a person would see there: an object of the same class in the same place hides
    one, and images marked done have none. 2,000 images take some 10 ms.
    """
    query = SuggestionQuery(
        min_score=least.common, class_scores=least.by_class, images=tuple(ids.tolist())
    )
    found = queries.suggestion_images(connection, query=query)
    counts = np.fromiter((found.get(number, 0) for number in ids.tolist()), np.int32, len(ids))
    return Waiting(ids, counts)


def found_by(connection: Connection, run_id: RunId, least: Thresholds = ALL) -> FoundByRun:
    """What a run has brought that a person would see from these scores on, and what below.

    What its model had found on images that it therefore did not look at again counts as well.
    """
    runs = queries.runs(connection)
    digest = next((one.model_digest for one in runs if one.id == run_id), None)
    alike = [one.id for one in runs if one.model_digest == digest]

    def counted(at: Thresholds) -> Counter[ImageId]:
        counts: Counter[ImageId] = Counter()
        for number in alike:
            query = SuggestionQuery(min_score=at.common, class_scores=at.by_class, run_id=number)
            counts.update(queries.suggestion_images(connection, query=query))
        return counts

    shown, every = counted(least), counted(ALL)
    below = sum(every.values()) - sum(shown.values())
    return FoundByRun(shown=sum(shown.values()), images=len(shown), below=below)


def left_off(connection: Connection) -> LeftOff | None:
    """The run that was going on when the project was closed, if there was one."""
    match queries.read_setting(connection, LEFT_OFF):
        case {"model": str(digest), "name": str(name), "run": int(number), **more}:
            seen = select(suggestion.c.image_id).where(suggestion.c.run_id == number).distinct()
            listed = more.get("empty")
            empty = frozenset(listed if isinstance(listed, list) else ())
            ids = empty.union(connection.execute(seen).scalars())
            run = next((one for one in queries.runs(connection) if one.id == number), None)
            return LeftOff(digest, name, run, ids, empty, more.get("paused") is True)
        case _:
            return None


def left_off_value(
    run: Run, *, is_paused: bool = False, empty: Collection[ImageId] = ()
) -> dict[str, Json]:
    """What to set as `LEFT_OFF` while a run goes on; `empty` are images it found nothing on."""
    return {
        "model": run.model_digest,
        "name": run.model_name,
        "run": run.id,
        "paused": is_paused,
        "empty": list(empty),
    }
