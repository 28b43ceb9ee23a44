"""Shapes as bytes: the versioned BLOB of the project file, and the digest of a shape.

Layout: one version byte (1), one kind byte, then little-endian numbers; polygons hold uint32
counts before their float64 vertices, masks hold (uint32 column, row, length) before each tile.
"""

from __future__ import annotations

import hashlib
import struct
import sys
from collections.abc import Callable, Sequence
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import NotFiniteError, Ring
from labeldesk.domain.mask import Mask, Tile
from labeldesk.domain.shapes import (
    MIN_RING,
    Box,
    Caption,
    Ellipse,
    Keypoints,
    Part,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Shape,
    Tag,
)

VERSION = 1
_KINDS = {
    "tag": 0, "box": 1, "rotated-box": 2, "polygon": 3, "mask": 4,
    "point": 5, "polyline": 6, "ellipse": 7, "keypoints": 8, "caption": 9,
}  # fmt: skip
_NAMES = {number: name for name, number in _KINDS.items()}
_HEADS = {name: bytes((VERSION, number)) for name, number in _KINDS.items()}
_IS_LITTLE = sys.byteorder == "little"
_LONE_RING = _HEADS["polygon"] + struct.pack("<II", 1, 1)  # one part, one ring
_RING_AT = len(_LONE_RING) + 4  # behind the number of its vertices


class GeometryError(ValueError):
    """Bytes that no version of this program wrote."""


def encode(shape: Shape) -> bytes:
    """The shape as bytes, equal for equal shapes."""
    if isinstance(shape, Polygon) and len(shape.parts) == 1 and not shape.parts[0].holes:
        points = shape.parts[0].outer.points  # nearly all of an import
        return _LONE_RING + len(points).to_bytes(4, "little") + _numbers(points)
    return _HEADS[shape.kind] + _body(shape)


def digest(shape: Shape) -> str:
    """32 hex digits that change whenever the shape does."""
    if isinstance(shape, Mask):  # zlib's output may differ between builds, the bits do not
        state = hashlib.blake2b(digest_size=16)
        for (column, row), tile in sorted(shape.tiles.items()):
            state.update(struct.pack("<II", column, row) + tile.bits)
        return state.hexdigest()
    return hashlib.blake2b(encode(shape), digest_size=16).hexdigest()


def decode(data: bytes) -> Shape:
    """The shape that `encode` wrote; raises `GeometryError` on anything else."""
    reader = _READERS.get(data[:2])
    if reader is None:
        raise GeometryError(f"no geometry of a known version: {data[:2].hex()}")
    source = _Bytes(data)
    try:
        shape = reader(source)
    except (struct.error, ValueError, UnicodeDecodeError) as error:
        raise GeometryError(f"broken {_NAMES[data[1]]}: {error}") from error
    if not source.is_spent:
        raise GeometryError(f"broken {_NAMES[data[1]]}: bytes left over")
    return shape


def decode_many(blobs: Sequence[bytes]) -> list[Shape]:
    """As `decode` for each. Polygons of one ring, nearly all there are, are read in one go."""
    counts = [_lone_ring(data) for data in blobs]
    points = b"".join([data[_RING_AT:] for data, count in zip(blobs, counts, strict=True) if count])
    try:
        rings = iter(
            Ring.many(
                np.frombuffer(points, dtype="<f8"), np.array([*filter(None, counts)], dtype=np.intp)
            )
        )
    except NotFiniteError:  # one of them is broken: which one, `decode` will say
        return [*map(decode, blobs)]
    return [
        Polygon((Part(next(rings)),)) if count else decode(data)
        for data, count in zip(blobs, counts, strict=True)
    ]


def _lone_ring(data: bytes) -> int:
    """The vertices of a polygon that is one ring; 0 for what is something else or broken."""
    if not data.startswith(_LONE_RING):
        return 0
    count = int.from_bytes(data[_RING_AT - 4 : _RING_AT], "little")
    return count if count >= MIN_RING and len(data) == _RING_AT + 16 * count else 0


def _body(shape: Shape) -> bytes:  # noqa: C901 (one case per shape)
    match shape:
        case Tag():
            return b""
        case Caption(text):
            return text.encode()
        case Box(x0, y0, x1, y1):
            return struct.pack("<4d", x0, y0, x1, y1)
        case RotatedBox(cx, cy, width, height, angle):
            return struct.pack("<5d", cx, cy, width, height, angle)
        case Ellipse(cx, cy, rx, ry, angle):
            return struct.pack("<5d", cx, cy, rx, ry, angle)
        case Point(x, y):
            return struct.pack("<2d", x, y)
        case Polyline(line):
            return _ring(line)
        case Keypoints(joints, visibility):
            return _ring(joints) + bytes(visibility)
        case Polygon(parts):
            return struct.pack("<I", len(parts)) + b"".join(map(_part, parts))
        case Mask():
            return b"".join(
                struct.pack("<III", column, row, len(tile.compressed)) + tile.compressed
                for (column, row), tile in sorted(shape.tiles.items())
            )
        case _:
            assert_never(shape)


def _ring(ring: Ring) -> bytes:
    return struct.pack("<I", len(ring)) + _numbers(ring.points)


def _numbers(points: NDArray[np.float64]) -> bytes:
    return points.tobytes() if _IS_LITTLE else points.astype("<f8").tobytes()


def _part(part: Part) -> bytes:
    return struct.pack("<I", len(part.rings)) + b"".join(map(_ring, part.rings))


class _Bytes:
    """A place in the bytes that moves forward as values are taken."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 2  # behind version and kind

    def take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) != count:
            raise GeometryError("cut short")
        self._at += count
        return taken

    def numbers(self, count: int) -> tuple[float, ...]:
        return struct.unpack(f"<{count}d", self.take(8 * count))

    def counts(self, count: int) -> tuple[int, ...]:
        return struct.unpack(f"<{count}I", self.take(4 * count))

    def ring(self) -> Ring:
        (count,) = self.counts(1)
        return Ring(np.frombuffer(self.take(16 * count), dtype="<f8").reshape(-1, 2))

    def part(self) -> Part:
        (count,) = self.counts(1)
        outer, *holes = [self.ring() for _ in range(count)]
        return Part(outer, tuple(holes))

    def rest(self) -> bytes:
        return self.take(len(self._data) - self._at)

    @property
    def is_spent(self) -> bool:
        return self._at >= len(self._data)


def _polygon(data: _Bytes) -> Polygon:
    (count,) = data.counts(1)
    return Polygon(tuple([data.part() for _ in range(count)]))


def _mask(data: _Bytes) -> Mask:
    tiles: dict[tuple[int, int], Tile] = {}
    while not data.is_spent:
        column, row, length = data.counts(3)
        tiles[column, row] = Tile.inflated(data.take(length))
    return Mask(tiles)


_READERS: dict[bytes, Callable[[_Bytes], Shape]] = {
    _HEADS["tag"]: lambda _: Tag(),
    _HEADS["caption"]: lambda data: Caption(data.rest().decode()),
    _HEADS["box"]: lambda data: Box(*data.numbers(4)),
    _HEADS["rotated-box"]: lambda data: RotatedBox(*data.numbers(5)),
    _HEADS["ellipse"]: lambda data: Ellipse(*data.numbers(5)),
    _HEADS["point"]: lambda data: Point(*data.numbers(2)),
    _HEADS["polyline"]: lambda data: Polyline(data.ring()),
    _HEADS["keypoints"]: lambda data: Keypoints(data.ring(), tuple(data.rest())),
    _HEADS["polygon"]: _polygon,
    _HEADS["mask"]: _mask,
}
