"""Whether an image is still what it was: one number for what is on it, compared later."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from labeldesk.domain.ids import ImageId
from labeldesk.storage.connection import driver, pick
from labeldesk.storage.schema import class_

_PICKED = " AND {} IN (SELECT id FROM temp.picked)"
_IMAGES = "SELECT id, path, done FROM image WHERE live = 1"
_ANNOTATIONS = "SELECT image_id, id, born, class_id FROM annotation WHERE live = 1"
_DONE = 0x9E3779B97F4A7C15
_ODD = tuple(map(np.uint64, (0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93)))
_SHIFT = np.uint64(31)


def revisions(connection: Connection, images: Collection[ImageId] | None = None) -> dict[str, int]:
    """By path a number of 64 bits that is another one once an annotation of the image, the name
    of its class or `done` is; after an undo it is the earlier one. Images that are not done and
    have no annotation are left out: theirs is 0. 860,000 annotations take a second.
    """
    of_image, of_annotation = "", ""
    if images is not None:
        pick(connection, images)
        of_image, of_annotation = _PICKED.format("id"), _PICKED.format("image_id")
    link = driver(connection)
    sums = _sums(connection, link.execute(_ANNOTATIONS + of_annotation).fetchall())
    found: dict[str, int] = {}
    for number, path, done in link.execute(_IMAGES + of_image):
        if done or number in sums:
            found[path] = (sums.get(number, 0) + _DONE * bool(done)) % 2**64
    return found


def _sums(connection: Connection, rows: list[tuple[int, int, int, int]]) -> dict[int, int]:
    """By image the sum over its annotations: their order does not matter."""
    if not rows:
        return {}
    table = np.array(rows, dtype=np.int64).view(np.uint64)
    places, at = np.unique(table[:, 0], return_inverse=True)
    mixed = _mixed(table[:, 1] * _ODD[0] ^ table[:, 2] * _ODD[1] ^ _names(connection, table[:, 3]))
    sums = np.zeros(len(places), dtype=np.uint64)
    np.add.at(sums, at, mixed)
    return dict(zip(places.tolist(), sums.tolist(), strict=True))


def _names(connection: Connection, classes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """For each class a number of its name."""
    names = {row.id: row.name for row in connection.execute(select(class_.c.id, class_.c.name))}
    known, at = np.unique(classes, return_inverse=True)
    digests = [hashlib.sha256(names.get(n, "").encode()).digest() for n in known.tolist()]
    numbers = [int.from_bytes(digest[:8], "big") for digest in digests]
    return np.array(numbers, dtype=np.uint64)[at]


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Every bit of the result depends on every bit before."""
    for odd in _ODD:
        numbers = (numbers ^ numbers >> _SHIFT) * odd
    return numbers ^ numbers >> _SHIFT
