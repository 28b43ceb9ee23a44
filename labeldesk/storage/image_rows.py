"""Adding images to a project, and what is found out about their files later."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select, update

from labeldesk.domain.annotation import Foreign
from labeldesk.domain.ids import ImageId
from labeldesk.domain.image import ImageRecord
from labeldesk.storage.connection import insert_rows
from labeldesk.storage.errors import UnknownImageError
from labeldesk.storage.rows import IMAGE_COLUMNS, foreign_text, image_row
from labeldesk.storage.schema import image

_FEW, _MANY = 500, 5_000
_REVIVE = (
    update(image)
    .where(image.c.path == bindparam("of_path"), image.c.live == 0)
    .values(live=1, born=None)
)
_LIVE = select(image.c.live).where(image.c.id == bindparam("of_image"))
_STAYS = update(image).where(image.c.id == bindparam("of_image")).values(born=None, live=1)


def write_images(connection: Connection, images: Sequence[ImageRecord]) -> int:
    """Add images; a known path keeps its row and its id. Gives how many were new.

    A row that an undone import left behind is taken over: the image is there after all.
    """
    known = _known(connection, images)
    fresh = [image_row(one) for one in images if one.path not in known]
    insert_rows(connection, image, IMAGE_COLUMNS, fresh)
    gone = [{"of_path": one.path} for one in images if known.get(one.path) == 0]
    if gone:
        connection.execute(_REVIVE, gone)
    return len(fresh) + len(gone)


def has_row(connection: Connection, image_id: ImageId) -> bool:
    """Whether the project knows the image."""
    return connection.execute(_LIVE, {"of_image": image_id}).first() is not None


def hold_image(connection: Connection, image_id: ImageId) -> None:
    """Make sure that an image which is being edited is there; raises `UnknownImageError`.

    Who edits an image whose import was undone a moment before wants it to be there.
    """
    live = connection.execute(_LIVE, {"of_image": image_id}).scalar()
    if live is None:
        raise UnknownImageError(image_id)
    if not live:
        connection.execute(_STAYS, {"of_image": image_id})


def write_foreign(connection: Connection, image_id: ImageId, foreign: Foreign | None) -> None:
    """Store what an image's file says beside our content, after it was read again."""
    row = update(image).where(image.c.id == image_id)
    if not connection.execute(row.values(foreign_data=foreign_text(foreign))).rowcount:
        raise UnknownImageError(image_id)


def _known(connection: Connection, images: Sequence[ImageRecord]) -> dict[str, int]:
    """Paths that have a row already, and whether it is live."""
    rows = select(image.c.path, image.c.live)
    if len(images) > _MANY:
        return {row[0]: row[1] for row in connection.execute(rows)}
    known: dict[str, int] = {}
    for some in range(0, len(images), _FEW):
        paths = [one.path for one in images[some : some + _FEW]]
        found = connection.execute(rows.where(image.c.path.in_(paths)))
        known.update((row[0], row[1]) for row in found)
    return known
