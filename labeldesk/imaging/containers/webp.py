"""WebP chunks (RFC 9649): size, orientation, frames."""

from __future__ import annotations

from collections.abc import Iterator

from labeldesk.domain.geometry import Size
from labeldesk.imaging.containers.tiff import exif_orientation
from labeldesk.imaging.header import Header
from labeldesk.imaging.source import Fetch

_MOST_CHUNKS = 100_000
_ALPHA_FLAG = 0x10


def _chunks(fetch: Fetch) -> Iterator[tuple[bytes, int, int]]:
    offset = 12
    for _ in range(_MOST_CHUNKS):
        head = fetch(offset, 8)
        if len(head) < 8:
            return
        length = int.from_bytes(head[4:], "little")
        yield head[:4], offset + 8, length
        offset += 8 + length + length % 2


def read(fetch: Fetch) -> Header | None:
    """The header, or None when no chunk tells a size."""
    size: Size | None = None
    orientation, frames, has_alpha = 1, 0, False
    for name, offset, length in _chunks(fetch):
        data = fetch(offset, 10)
        if name == b"VP8X" and len(data) == 10:
            size = Size(_low24(data[4:7]) + 1, _low24(data[7:10]) + 1)
            has_alpha = bool(data[0] & _ALPHA_FLAG)
        elif name == b"VP8 " and size is None and data[3:6] == b"\x9d\x01\x2a":
            size = Size(_low14(data[6:8]), _low14(data[8:10]))
        elif name == b"VP8L" and size is None and data[:1] == b"\x2f":
            packed = int.from_bytes(data[1:5], "little")
            size = Size((packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1)
            has_alpha = bool(packed >> 28 & 1)
        elif name == b"ANMF":
            frames += 1
        elif name == b"EXIF":
            orientation = exif_orientation(fetch(offset, min(length, 65_536)))
    if size is None:
        return None
    channels = 4 if has_alpha else 3
    found = Header(kind="webp", stored=size, channels=channels, frames=max(1, frames))
    return found.turned(orientation)


def _low24(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _low14(data: bytes) -> int:
    return int.from_bytes(data, "little") & 0x3FFF
