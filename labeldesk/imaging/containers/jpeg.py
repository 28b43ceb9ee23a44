"""JPEG markers (ITU-T T.81): size, orientation, ink, and whether the end is there."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from labeldesk.domain.geometry import Size
from labeldesk.imaging.containers.tiff import exif_orientation
from labeldesk.imaging.header import Header
from labeldesk.imaging.source import Fetch, fetch_from

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _APP1, _APP14, _END = 0xDA, 0xE1, 0xEE, b"\xff\xd9"
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_MOST_MARKERS = 10_000


def markers(fetch: Fetch) -> Iterator[tuple[int, int, int]]:
    """(marker, offset of its data, length of its data) up to and with the first scan."""
    offset = 2
    for _ in range(_MOST_MARKERS):
        head = fetch(offset, 4)
        if len(head) < 4:
            return
        if head[0] != 0xFF or head[1] == 0xFF:
            offset += 1  # fill bytes, or rubbish that decoders skip as well
        elif head[1] in _ALONE:
            offset += 2
        else:
            length = int.from_bytes(head[2:4], "big")
            yield head[1], offset + 4, length - 2
            if head[1] == _SCAN or length < 2:
                return
            offset += 2 + length


def read(fetch: Fetch) -> Header | None:
    """The header, or None when there is no frame before the first scan."""
    frame: tuple[int, int, int, int] | None = None
    orientation, adobe = 1, False
    for marker, offset, length in markers(fetch):
        if marker in _FRAMES and frame is None and length >= 6:
            data = fetch(offset, 6)
            frame = struct.unpack(">BHHB", data) if len(data) == 6 else None
        elif marker == _APP1 and orientation == 1 and fetch(offset, 6) == b"Exif\0\0":
            orientation = exif_orientation(fetch(offset + 6, length - 6))
        elif marker == _APP14 and fetch(offset, 5) == b"Adobe":
            adobe = True
    if frame is None:
        return None
    bits, height, width, channels = frame
    found = Header(
        kind="jpeg",
        stored=Size(width, height),
        channels=channels,
        bits=bits,
        is_cmyk=channels == 4,
        has_adobe_mark=adobe,
    )
    return found.turned(orientation)


def is_complete(data: bytes) -> bool:
    """Whether an end marker follows the first scan (one before it ends the EXIF thumbnail)."""
    for marker, offset, _ in markers(fetch_from(data)):
        if marker == _SCAN:
            return data.rfind(_END, offset) >= 0
    return False
