"""What the project knows of image files: size, time, content hash; and images whose file moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from labeldesk.domain.ids import ImageId
from labeldesk.storage.connection import driver
from labeldesk.storage.schema import annotation, change, comment, image, suggestion

_i = image.c
_FACTS = (
    "SELECT id, path, bytes, mtime_ns, digest, done OR excluded OR review FROM image WHERE live"
)
_WORKED = "SELECT DISTINCT image_id FROM annotation WHERE live = 1"
_OWNERS = (annotation.c.image_id, suggestion.c.image_id, change.c.image_id, comment.c.image_id)
_NOTE = (
    update(image)
    .where(_i.id == bindparam("of_image"))
    .values(bytes=bindparam("size"), mtime_ns=bindparam("time"), digest=bindparam("content"))
)
_PATH = update(image).where(_i.id == bindparam("of_image")).values(path=bindparam("to"))


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One image: its path, what was noted of its file (digest "": nothing yet), and whether
    somebody worked on it.
    """

    id: ImageId
    path: str
    bytes: int
    mtime_ns: int
    digest: str
    is_worked: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """What was found out about the file of an image."""

    id: ImageId
    bytes: int
    mtime_ns: int
    digest: str


def file_facts(connection: Connection) -> list[FileFacts]:
    """Of every image, in no order."""
    # Straight from the driver, as `queries.image_columns`.
    link = driver(connection)
    worked = {row[0] for row in link.execute(_WORKED)}
    rows = link.execute(_FACTS)
    return [
        FileFacts(number, path, size, mtime, digest, bool(state) or number in worked)
        for number, path, size, mtime, digest, state in rows
    ]


def note_files(connection: Connection, found: Iterable[Noted]) -> None:
    """Keep what was found out."""
    rows = [
        {"of_image": one.id, "size": one.bytes, "time": one.mtime_ns, "content": one.digest}
        for one in found
    ]
    if rows:
        connection.execute(_NOTE, rows)


def move_images(connection: Connection, paths: Mapping[ImageId, str]) -> frozenset[ImageId]:
    """Give images other paths; ids, annotations and history stay with them.

    An image that has such a path already and is not given another one is removed, if nothing
    ever happened on it. Else the image that wanted its path stays where it is: those are given.
    """
    wanted = {path: image_id for image_id, path in paths.items()}
    rows = connection.execute(select(_i.id, _i.path).where(_i.path.in_(wanted)))
    left: set[ImageId] = set()
    for owner, path in rows.all():
        if owner in paths:
            continue
        if _is_blank(connection, owner):
            connection.execute(delete(image).where(_i.id == owner))
        else:
            left.add(wanted[path])
    if left and any(path in _paths_of(connection, left) for path in paths.values()):
        return frozenset(paths)  # a chain that cannot be moved in part
    moved = {number: path for number, path in paths.items() if number not in left}
    if moved:  # by way of names that no file can have, as two images may change places
        connection.execute(_PATH, [{"of_image": n, "to": f"\0{n}"} for n in moved])
        connection.execute(_PATH, [{"of_image": n, "to": path} for n, path in moved.items()])
    return frozenset(left)


def move_and_note(
    connection: Connection, paths: Mapping[ImageId, str], found: Iterable[Noted]
) -> frozenset[ImageId]:
    """Both at once; see `move_images`."""
    left = move_images(connection, paths)
    note_files(connection, (one for one in found if one.id not in left))
    return left


def _paths_of(connection: Connection, ids: Iterable[ImageId]) -> set[str]:
    return set(connection.execute(select(_i.path).where(_i.id.in_(list(ids)))).scalars())


def _is_blank(connection: Connection, image_id: ImageId) -> bool:
    used = (exists().where(column == image_id) for column in _OWNERS)
    fresh = select(_i.id).where(
        _i.id == image_id, _i.done == 0, _i.review == 0, _i.excluded == 0, _i.comment == "",
        *(~one for one in used),
    )  # fmt: skip
    return connection.execute(fresh).first() is not None
