"""Changes of many images in SQL: rows are named by query and never travel through Python."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, assert_never

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from labeldesk.domain.annotation import Origin
from labeldesk.domain.changes import (
    AcceptAll,
    ClassChange,
    ClassMerge,
    ImportBatch,
    ProjectChange,
    RejectAll,
    StateChange,
    SuggestionQuery,
    TagChange,
    WithdrawRun,
)
from labeldesk.domain.classes import ClassList, taken_over
from labeldesk.domain.ids import ClassId, ImageId, new_ids
from labeldesk.domain.shapes import Tag
from labeldesk.storage.connection import insert_rows, pick
from labeldesk.storage.edits import (
    EVERY_ANNOTATION,
    retire_where,
    write_classes,
    write_order,
    write_states,
)
from labeldesk.storage.errors import UnknownImageError
from labeldesk.storage.journal import Payload
from labeldesk.storage.merging import settle
from labeldesk.storage.records import Applied, Kind
from labeldesk.storage.refitting import IS_OF_JOINTS, Stamp, made_anew, refit
from labeldesk.storage.renaming import rename_values
from labeldesk.storage.reshaping import reshape
from labeldesk.storage.rivals import TWIN_IOU, has_rival, overlap, reaches
from labeldesk.storage.rows import (
    ACCEPTED,
    ANNOTATION_COLUMNS,
    CLASS_COLUMNS,
    REJECTED,
    SHAPE_COLUMNS,
    STATE_COLUMNS,
    class_of,
    shape_row,
    state_from,
    to_json,
)
from labeldesk.storage.schema import annotation, class_, image, named, picked, run, suggestion
from labeldesk.storage.withdrawing import withdraw

_a, _s = annotation.c, suggestion.c
_SHAPE = {name: _s[name] for name in SHAPE_COLUMNS}


def kind_of(change: ProjectChange) -> Kind:
    """What the journal calls it."""
    kinds: dict[type[object], Kind] = {
        ClassChange: Kind.CLASSES,
        ClassMerge: Kind.MERGE,
        StateChange: Kind.STATES,
        TagChange: Kind.TAGS,
        AcceptAll: Kind.ACCEPT,
        RejectAll: Kind.REJECT,
        WithdrawRun: Kind.WITHDRAW,
        ImportBatch: Kind.IMPORT,
    }
    return kinds[type(change)]


def write_change(
    connection: Connection, change: ProjectChange, stamp: Stamp, prepared: Payload | None
) -> tuple[Payload, Applied]:
    """Make the change; `prepared` is what staging noted for an import."""
    match change:
        case ClassChange():
            return _change_classes(connection, change, stamp)
        case ClassMerge():
            return _merge(connection, change, stamp)
        case StateChange():
            return _set_states(connection, change, stamp)
        case TagChange():
            return _tag(connection, change, stamp)
        case AcceptAll() | RejectAll() | WithdrawRun():
            return _answer(connection, change, stamp)
        case ImportBatch():
            return _make_live(connection, change, stamp, prepared or Payload())
        case _:
            assert_never(change)


def _answer(
    connection: Connection, change: AcceptAll | RejectAll | WithdrawRun, stamp: Stamp
) -> tuple[Payload, Applied]:
    match change:
        case AcceptAll():
            return _accept(connection, change, stamp)
        case RejectAll():
            return _reject(connection, change, stamp)
        case WithdrawRun():
            return Payload(), withdraw(connection, change, stamp)
        case _:
            assert_never(change)


def read_classes(connection: Connection) -> ClassList:
    """The classes in their order."""
    columns = (class_.c[name] for name in CLASS_COLUMNS)
    rows = select(*columns).where(class_.c.live == 1).order_by(class_.c.position, class_.c.id)
    return ClassList(tuple(map(class_of, connection.execute(rows))))


def _change_classes(
    connection: Connection, change: ClassChange, stamp: Stamp
) -> tuple[Payload, Applied]:
    before = tuple(c.id for c in read_classes(connection)) if change.order else ()
    steps = tuple(change.classes.values())
    ended = write_classes(connection, steps, stamp.change)
    for class_id, names in change.renamed.items():
        rest = (~IS_OF_JOINTS,) if class_id in change.joints else ()  # those are made anew below
        ended += rename_values(connection, class_id, names, stamp.change, *rest)
    write_order(connection, change.order)
    for class_id, joints in change.joints.items():
        ended += refit(connection, class_id, joints, stamp, change.renamed.get(class_id, {}))
    payload = Payload(classes=steps, order=(before, change.order))
    return payload, Applied(id=stamp.change, annotations=ended)


def _merge(connection: Connection, change: ClassMerge, stamp: Stamp) -> tuple[Payload, Applied]:
    classes = read_classes(connection)
    source, target = classes.get(change.source), classes.get(change.target)
    if source is None or target is None or source == target:
        return Payload(), Applied(id=stamp.change)
    follows = taken_over(source.skeleton, target.skeleton)
    ended = 0
    own = None if target.skeleton else taken_over(None, source.skeleton)
    if own is not None:
        ended = refit(connection, target.id, own, stamp, {})  # its template is to be theirs
    ended += retire_where(connection, stamp.change, _a.class_id == source.id)
    # An image that has both tags keeps one.
    other = annotation.alias()
    twin = exists().where(
        _a.kind == Tag.kind,
        other.c.image_id == _a.image_id,
        other.c.live == 1,
        other.c.kind == Tag.kind,
        other.c.class_id == target.id,
    )
    values: dict[str, Any] = {name: _a[name] for name in ANNOTATION_COLUMNS}
    values |= {"class_id": literal(target.id), "edited": literal(stamp.time)}
    values |= {"author": literal(stamp.author), "born": literal(stamp.change), "live": literal(1)}
    mine = [_a.died == stamp.change, _a.class_id == source.id, ~twin]
    if follows is not None:
        made_anew(connection, source.id, follows, stamp, class_id=target.id)
        mine.append(~IS_OF_JOINTS)
    moved = select(*values.values()).where(*mine)
    connection.execute(insert(annotation).from_select(list(values), moved))
    names = dict.fromkeys((*target.aliases, source.name, *source.aliases))
    skeleton = target.skeleton or source.skeleton
    merged = replace(target, aliases=tuple(names), skeleton=skeleton)
    payload = Payload(classes=((source, None), (target, merged)))
    write_classes(connection, payload.classes, None)
    return payload, Applied(id=stamp.change, annotations=ended)


def _set_states(
    connection: Connection, change: StateChange, stamp: Stamp
) -> tuple[Payload, Applied]:
    after = ((number, new) for number, (_, new) in change.states.items())
    count = write_states(connection, after)
    if count != len(change.states):
        raise UnknownImageError(f"{len(change.states) - count} of {len(change.states)}")
    return Payload(states=change.states), Applied(id=stamp.change, images=count)


def _tag(connection: Connection, change: TagChange, stamp: Stamp) -> tuple[Payload, Applied]:
    images = tuple(dict.fromkeys(change.images))
    pick(connection, images, new_ids(len(images)))
    unknown = select(picked.c.id).where(~exists().where(image.c.id == picked.c.id))
    if (one := connection.execute(unknown.limit(1)).scalar()) is not None:
        raise UnknownImageError(one)
    among = _a.image_id.in_(select(picked.c.id))
    is_it = _a.class_id == change.class_id
    if not change.present:
        count = retire_where(connection, stamp.change, among, _a.kind == Tag.kind, is_it)
        return Payload(), Applied(id=stamp.change, annotations=count, images=len(images))
    ended = 0
    if change.only:
        ended = retire_where(connection, stamp.change, among, _a.kind == Tag.kind, ~is_it)
    tagged = exists().where(_a.image_id == picked.c.id, _a.live == 1, _a.kind == Tag.kind, is_it)
    shape = dict(zip(SHAPE_COLUMNS, map(literal, shape_row(Tag())), strict=True))
    values = _made(stamp, Origin.MANUAL) | shape
    values["attributes"] = literal(defaults_by_class(connection).get(change.class_id))
    values |= {"id": picked.c.other, "image_id": picked.c.id, "class_id": literal(change.class_id)}
    rows = select(*values.values()).where(~tagged)
    made = connection.execute(insert(annotation).from_select(list(values), rows)).rowcount
    return Payload(), Applied(id=stamp.change, annotations=made + ended, images=len(images))


def _made(stamp: Stamp, origin: Origin) -> dict[str, ColumnElement[Any]]:
    return {
        "origin": literal(origin.value),
        "author": literal(stamp.author),
        "created": literal(stamp.time),
        "edited": literal(stamp.time),
        "born": literal(stamp.change),
        "live": literal(1),
    }


def open_suggestions(connection: Connection, query: SuggestionQuery) -> ColumnElement[bool]:
    """The condition for the suggestions of a query; those of images marked done are aside."""
    # Asked of each suggestion: as a list, all images would be gone through for the sake of a few.
    worked_on = exists().where(image.c.id == _s.image_id, image.c.live == 1, image.c.done == 0)
    parts = [_s.state <= 0, reaches(_s, query), worked_on]
    if query.run_id is not None:
        parts.append(_s.run_id == query.run_id)
    if query.class_names is not None:
        parts.append(_s.class_name.in_(query.class_names))
    if query.model_digest is not None:
        parts.append(_s.run_id.in_(runs_of(query.model_digest)))
    if query.one_tag:
        parts.append(or_(_s.kind != Tag.kind, _is_the_tag()))
    if query.images is not None:
        pick(connection, query.images)
        parts.append(_s.image_id.in_(select(picked.c.id)))
    return and_(*parts)


def runs_of(model_digest: str) -> Select[tuple[int]]:
    """The runs of a model."""
    return select(run.c.id).where(run.c.model_digest == model_digest)


def _is_the_tag() -> ColumnElement[bool]:
    """Whether the image has no tag, and none that is proposed for it is better."""
    other = suggestion.alias()
    is_better = or_(other.c.score > _s.score, and_(other.c.score == _s.score, other.c.id < _s.id))
    better = exists().where(
        other.c.image_id == _s.image_id, other.c.kind == Tag.kind, other.c.state <= 0, is_better
    )
    tagged = exists().where(_a.image_id == _s.image_id, _a.live == 1, _a.kind == Tag.kind)
    return and_(~better, ~tagged)


def name_classes(connection: Connection, where: ColumnElement[bool]) -> None:
    """Fill the connection's table of the classes that the suggestions' names stand for."""
    classes = read_classes(connection)
    names = connection.execute(select(_s.class_name).where(where).distinct()).scalars().all()
    known = [(name, found.id) for name in names if (found := classes.named(name))]
    connection.execute(delete(named))
    insert_rows(connection, named, ("name", "class_id"), known)


def has_twin(class_id: ColumnElement[int | None]) -> ColumnElement[bool]:
    """Whether an annotation of the class shows the same: both tags, or boxes that overlap."""
    return exists().where(
        _a.image_id == _s.image_id,
        _a.live == 1,
        _a.class_id == class_id,
        or_(overlap(_s, _a, TWIN_IOU), and_(_a.kind == Tag.kind, _s.kind == Tag.kind)),
    )


def names_an_object() -> ColumnElement[bool]:
    """Whether a suggestion has the very shape of an object: it says what that one is, and taking
    it relabels. That is answered on the image itself, never for a whole folder.
    """
    return exists().where(
        _a.image_id == _s.image_id,
        _a.live == 1,
        _a.kind == _s.kind,
        _a.digest == _s.digest,
        _s.kind != Tag.kind,
    )


def _accept(connection: Connection, change: AcceptAll, stamp: Stamp) -> tuple[Payload, Applied]:
    payload = Payload(classes=tuple(change.classes.values()))
    write_classes(connection, payload.classes, stamp.change)
    where = open_suggestions(connection, change.query)
    name_classes(connection, where)
    own = named.c.class_id
    news = ~has_twin(own), ~names_an_object(), ~has_rival(connection, change.query, own)
    chosen = and_(where, named.c.name == _s.class_name, *news)
    most = connection.execute(select(func.count()).select_from(suggestion).where(where)).scalar()
    first = new_ids(max(most or 0, 1))[0]
    values: dict[str, ColumnElement[Any]] = {
        **_made(stamp, Origin.MODEL),
        **_SHAPE,
        "id": func.row_number().over(order_by=_s.id) - 1 + first,
        "image_id": _s.image_id,
        "class_id": named.c.class_id,
        "attributes": _with_defaults(connection),
        "score": _s.score,
        "suggestion_id": _s.id,
    }
    rows = select(*values.values()).where(chosen)
    made = connection.execute(insert(annotation).from_select(list(values), rows)).rowcount
    if change.shaping.form:
        reshape(connection, stamp.change, change.shaping)
    accepted = select(_a.suggestion_id).where(_a.born == stamp.change)
    answered = update(suggestion).where(_s.id.in_(accepted))
    connection.execute(answered.values(state=ACCEPTED, decided=stamp.change))
    return payload, Applied(id=stamp.change, annotations=made, suggestions=made)


def defaults_by_class(connection: Connection) -> dict[ClassId, str]:
    """As JSON, what new objects of the classes begin with; of classes that say so."""
    classes = read_classes(connection)
    return {one.id: to_json(found) for one in classes if (found := one.defaults)}


def _with_defaults(connection: Connection) -> ColumnElement[Any]:
    """What a model says of an object, and of the rest what the class says."""
    known = defaults_by_class(connection)
    said = func.coalesce(_s.attributes, "{}")
    cases = [(named.c.class_id == key, func.json_patch(text, said)) for key, text in known.items()]
    return case(*cases, else_=_s.attributes) if cases else _s.attributes


def _reject(connection: Connection, change: RejectAll, stamp: Stamp) -> tuple[Payload, Applied]:
    where = open_suggestions(connection, change.query)
    answered = update(suggestion).where(where)
    count = connection.execute(answered.values(state=REJECTED, decided=stamp.change)).rowcount
    return Payload(), Applied(id=stamp.change, suggestions=count)


def _make_live(
    connection: Connection, change: ImportBatch, stamp: Stamp, prepared: Payload
) -> tuple[Payload, Applied]:
    steps = tuple(change.classes.values())
    write_classes(connection, steps, stamp.change)
    settle(connection, stamp.change, change.merge)
    mine = _a.born == stamp.change
    made = connection.execute(EVERY_ANNOTATION.where(mine).values(live=1)).rowcount
    brought = update(image).where(image.c.born == stamp.change, image.c.live == 0)
    images = connection.execute(brought.values(live=1)).rowcount
    payload = replace(prepared, classes=steps, states=_from_now(connection, prepared))
    write_states(connection, ((i, after) for i, (_, after) in payload.states.items()))
    return payload, Applied(id=stamp.change, annotations=made, images=images)


def _from_now(connection: Connection, prepared: Payload) -> dict[ImageId, Any]:
    """The staged states, beginning from what the images' states have become meanwhile."""
    pick(connection, prepared.states)
    columns = (image.c.id, *(image.c[name] for name in STATE_COLUMNS))
    rows = connection.execute(select(*columns).where(image.c.id.in_(select(picked.c.id))))
    return {row[0]: (state_from(row[1:]), prepared.states[row[0]][1]) for row in rows}
