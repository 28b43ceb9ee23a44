"""What can be asked of a project: one function per question, on a connection that reads."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, and_, func, literal_column, or_, select, true

from labeldesk.domain.annotation import Annotation, Json
from labeldesk.domain.changes import Document, SuggestionQuery
from labeldesk.domain.geometry import Size
from labeldesk.domain.geometry_bytes import decode
from labeldesk.domain.ids import ChangeId, ClassId, ImageId
from labeldesk.domain.image import ImageRecord, LabeledImage
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.suggestion import Run, Suggestion, SuggestionState
from labeldesk.storage.bulk import (
    has_twin,
    name_classes,
    names_an_object,
    open_suggestions,
    read_classes,
)
from labeldesk.storage.connection import driver, pick
from labeldesk.storage.edits import ANNOTATION_SELECT
from labeldesk.storage.journal import APPLIED, DROPPED, select_steps, step_of
from labeldesk.storage.records import (
    REVIEWS,
    Author,
    HistoryStep,
    ImageColumns,
    ImageFilter,
    Kind,
)
from labeldesk.storage.rivals import has_rival
from labeldesk.storage.rows import (
    IMAGE_COLUMNS,
    RUN_COLUMNS,
    STATE_COLUMNS,
    SUGGESTION_READ,
    annotations_of,
    foreign_of,
    image_of,
    run_of,
    state_from,
    suggestion_of,
)
from labeldesk.storage.schema import (
    annotation,
    author,
    change,
    image,
    named,
    picked,
    run,
    setting,
    suggestion,
)

_a, _i, _s = annotation.c, image.c, suggestion.c
_DOCUMENT = ANNOTATION_SELECT.where(_a.live == 1).order_by(_a.id)
_IMAGE = select(*(_i[name] for name in IMAGE_COLUMNS)).where(_i.live == 1).order_by(_i.id)
_COLUMNS = (  # brackets, because to SQLite | and << bind alike
    "SELECT id, path, done | (review << 1) | (excluded << 3) FROM image WHERE live = 1 ORDER BY id"
)
_PAGE = 32  # images: few enough for their objects to stay in the processor's cache


def document(connection: Connection, image_id: ImageId) -> Document:
    """The annotations of an image, in the order of their making."""
    rows = connection.execute(_DOCUMENT.where(_a.image_id == image_id)).all()
    return {one.id: one for one in annotations_of(rows)}


def images(connection: Connection) -> list[ImageRecord]:
    """Every image, in the order of adding."""
    return [*map(image_of, connection.execute(_IMAGE))]


def image_at(connection: Connection, where: ColumnElement[bool]) -> ImageRecord | None:
    """One image."""
    row = connection.execute(_IMAGE.where(where)).first()
    return None if row is None else image_of(row)


def image_columns(connection: Connection) -> ImageColumns:
    """Ids, paths, states and counts of every image, in the order of adding."""
    # Straight from the driver: a Row for each of 100,000 images would double the time.
    rows = driver(connection).execute(_COLUMNS).fetchall()
    ids, paths, states = zip(*rows, strict=True) if rows else ((), (), ())
    numbers = np.array(ids, dtype=np.int64)
    counts = np.zeros(len(numbers), dtype=np.int32)
    found = annotation_counts(connection)
    if found:
        places = np.searchsorted(numbers, np.fromiter(found, dtype=np.int64, count=len(found)))
        counts[places] = np.fromiter(found.values(), dtype=np.int32, count=len(found))
    return ImageColumns(numbers, list(paths), np.array(states, dtype=np.uint8), counts)


def gone_images(connection: Connection) -> dict[str, ImageId]:
    """By path, the images that an import brought and its undo took away."""
    rows = connection.execute(select(_i.path, _i.id).where(_i.live == 0))
    return {path: ImageId(number) for path, number in rows}


def annotation_counts(connection: Connection) -> dict[ImageId, int]:
    """Annotations by image, images without any left out."""
    known = select(_i.id).where(_i.live == 1)
    rows = connection.execute(
        select(_a.image_id, func.count())
        .where(_a.live == 1, _a.image_id.in_(known))
        .group_by(_a.image_id)
    )
    return {ImageId(number): count for number, count in rows}


def class_counts(connection: Connection) -> dict[ClassId, int]:
    """Annotations by class, classes without any left out."""
    rows = connection.execute(
        select(_a.class_id, func.count()).where(_a.live == 1).group_by(_a.class_id)
    )
    return {ClassId(number): count for number, count in rows}


def class_sets(connection: Connection) -> dict[str, set[ClassId]]:
    """By path, the classes of what is on an image; images without anything are left out."""
    found: dict[str, set[ClassId]] = {}
    there = select(_i.path, _a.class_id).where(_a.live == 1, _a.image_id == _i.id).distinct()
    for path, number in connection.execute(there):
        found.setdefault(path, set()).add(ClassId(number))
    return found


def suggestions(
    connection: Connection,
    image_id: ImageId,
    min_score: float,
    states: Collection[SuggestionState],
) -> list[Suggestion]:
    """The suggestions of an image in those states, best first."""
    classes = read_classes(connection)
    done = connection.execute(select(_i.done).where(_i.id == image_id)).scalar()
    rows = connection.execute(
        select(*(_s[name] for name in SUGGESTION_READ))
        .where(_s.image_id == image_id, _s.score >= min_score)
        .order_by(_s.score.desc(), _s.id)
    )
    found: list[Suggestion] = []
    for row in rows:
        known = classes.named(row.class_name)
        class_id = known.id if known else None
        one = suggestion_of(row, image_id, class_id, is_aside=bool(done))
        if one.state in states:
            found.append(one)
    return found


def suggestion_counts(connection: Connection, query: SuggestionQuery) -> dict[str, int]:
    """By class name, what AcceptAll of this query would accept, were all classes known."""
    from_names = _counted(connection, query, _s.class_name, ~names_an_object())
    return {str(name): count for name, count in from_names}


def suggestion_joints(connection: Connection, query: SuggestionQuery) -> dict[str, int]:
    """How many joints the keypoints have that AcceptAll of this query would accept, by class name.

    One of each name speaks for all: they come from one kind of model.
    """
    where = open_suggestions(connection, query)
    one_each = select(func.min(_s.id)).where(where, _s.kind == Keypoints.kind)
    rows = select(_s.class_name, _s.geometry).where(_s.id.in_(one_each.group_by(_s.class_name)))
    shapes = ((str(name), decode(geometry)) for name, geometry in connection.execute(rows))
    return {name: len(one.joints) for name, one in shapes if isinstance(one, Keypoints)}


def suggestion_images(connection: Connection, query: SuggestionQuery) -> dict[ImageId, int]:
    """By image, the same."""
    return {ImageId(number): n for number, n in _counted(connection, query, _s.image_id)}


def _counted(
    connection: Connection,
    query: SuggestionQuery,
    by: ColumnElement[Any],
    *more: ColumnElement[bool],
) -> Iterator[tuple[Any, int]]:
    where = and_(open_suggestions(connection, query), *more)
    name_classes(connection, where)
    joined = suggestion.outerjoin(named, named.c.name == _s.class_name)
    chosen = select(by, func.count()).select_from(joined)
    own = named.c.class_id
    news = and_(~has_twin(own), ~has_rival(connection, query, own))
    rows = connection.execute(chosen.where(where, news).group_by(by))
    return ((key, count) for key, count in rows)


def runs(connection: Connection) -> list[Run]:
    """Every run, newest first."""
    columns = (run.c[name] for name in RUN_COLUMNS)
    return [*map(run_of, connection.execute(select(*columns).order_by(run.c.started.desc())))]


def history(connection: Connection, image_id: ImageId | None, limit: int) -> list[HistoryStep]:
    """The newest steps, the undone ones first; of one image, also what came over it in bulk."""
    steps = (
        select_steps()
        .where(change.c.state != DROPPED)
        .order_by(change.c.position.desc())
        .limit(limit)
    )
    if image_id is None:
        return [*map(step_of, connection.execute(steps))]
    versions = select(_a.born, _a.died).where(_a.image_id == image_id)
    ids = {number for row in connection.execute(versions) for number in row if number}
    answered = select(_s.decided).where(_s.image_id == image_id, _s.decided.is_not(None))
    ids |= set(connection.execute(answered).scalars())
    # A list of states is JSON: [[image, before, after], ...].
    places = func.json_each(change.c.payload, "$.states").table_valued("value")
    number = func.json_extract(places.c.value, "$[0]")
    lists = change.join(places, true())
    kinds = [Kind.STATES.value, Kind.IMPORT.value]
    stated = select(change.c.id).select_from(lists)
    stated = stated.where(change.c.kind.in_(kinds), number == image_id)
    ids |= set(connection.execute(stated).scalars())
    pick(connection, ids)
    mine = or_(change.c.image_id == image_id, change.c.id.in_(select(picked.c.id)))
    return [*map(step_of, connection.execute(steps.where(mine)))]


def authors(connection: Connection) -> list[Author]:
    """Who has worked on the project, in the order of appearance."""
    rows = connection.execute(select(author).order_by(author.c.since))
    return [Author(name=row.name, since=row.since) for row in rows]


def read_setting(connection: Connection, name: str) -> Json:
    """A value that belongs to the project; None if it was never set."""
    where = setting.c.name == name
    value = connection.execute(select(setting.c.value).where(where)).scalar()
    return None if value is None else json.loads(value)


def read_settings(connection: Connection, prefix: str) -> dict[str, Json]:
    """The values whose names begin so, by the rest of their names."""
    named = func.substr(setting.c.name, 1, len(prefix)) == prefix
    rows = connection.execute(select(setting.c.name, setting.c.value).where(named))
    return {row.name[len(prefix) :]: json.loads(row.value) for row in rows}


def is_applied(connection: Connection, change_id: ChangeId) -> bool:
    """Whether a change holds: it was made and is not undone."""
    state = select(change.c.state).where(change.c.id == change_id)
    return bool(connection.execute(state).scalar() == APPLIED)


def foreign_ids(connection: Connection, format_id: str) -> list[tuple[str, int | str]]:
    """The path and the id of every image that kept the id of the file of that format it is from."""
    data = _i.foreign_data
    own = func.json_extract(data, "$.extra.id")
    is_its = func.json_extract(data, "$.format") == format_id
    rows = select(_i.path, own).where(_i.live == 1, is_its, own.is_not(None)).order_by(_i.id)
    return [(path, number) for path, number in connection.execute(rows)]


def images_with(connection: Connection, class_ids: Iterable[ClassId]) -> frozenset[ImageId]:
    """The images that have an annotation of one of these classes."""
    rows = select(_a.image_id).where(_a.live == 1, _a.class_id.in_(list(class_ids))).distinct()
    return frozenset(connection.execute(rows).scalars())


def labeled(
    connection: Connection, chosen: ImageFilter, *, page: int = _PAGE
) -> Iterator[LabeledImage]:
    """The images of the filter with their annotations, by path; a page in memory at a time."""
    if chosen.images is not None:
        pick(connection, chosen.images)
    columns = (_i.id, _i.path, _i.width, _i.height, _i.foreign_data)
    states = tuple(_i[name] for name in STATE_COLUMNS)
    rows = select(*columns, *states).where(*_fitting(chosen)).order_by(_i.path).limit(page)
    last: str | None = None
    while True:
        here = rows if last is None else rows.where(_i.path > last)
        found = connection.execute(here).all()
        by_image = _annotations(connection, [row.id for row in found])
        for row in found:
            yield LabeledImage(
                path=row.path,
                size=None if row.width is None else Size(row.width, row.height),
                annotations=tuple(by_image.get(row.id, ())),
                state=state_from(row[len(columns) :]),
                foreign=foreign_of(row.foreign_data),
            )
        if len(found) < page:
            return
        last = found[-1].path


def _fitting(chosen: ImageFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [_i.live == 1]
    if chosen.images is not None:
        where.append(_i.id.in_(select(picked.c.id)))
    if chosen.done is not None:
        where.append(_i.done == int(chosen.done))
    if chosen.review is not None:
        where.append(_i.review == REVIEWS.index(chosen.review))
    if chosen.excluded is not None:
        where.append(_i.excluded == int(chosen.excluded))
    if chosen.labelled is not None:
        has_any = select(literal_column("1")).where(_a.image_id == _i.id, _a.live == 1).exists()
        known = or_(_i.done == 1, has_any)
        where.append(known if chosen.labelled else ~known)
    return where


def _annotations(connection: Connection, ids: list[int]) -> dict[int, list[Annotation]]:
    query = _DOCUMENT.add_columns(_a.image_id).where(_a.image_id.in_(ids)) if ids else _NOTHING
    rows = connection.execute(query).all()
    found: dict[int, list[Annotation]] = {}
    for row, one in zip(rows, annotations_of(rows), strict=True):
        found.setdefault(row[-1], []).append(one)
    return found


_NOTHING = _DOCUMENT.add_columns(_a.image_id).where(literal_column("0"))
