"""PNG chunks (W3C PNG, third edition): size, depth, orientation, bombs, damage."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.containers.tiff import exif_orientation
from labeldesk.imaging.header import Header
from labeldesk.imaging.source import Fetch, fetch_from

SIGNATURE = b"\x89PNG\r\n\x1a\n"
LARGEST_METADATA = 8 << 20
"""Bytes that compressed texts and profiles of one file may unpack to."""

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_LARGEST_PACKED = 16 << 20
_MOST_CHUNKS = 1_000_000
_BOMB = QT_TRANSLATE_NOOP(
    "Imaging",
    "Refused: the {chunk} metadata unpack from {packed} bytes to more than {limit} bytes",
)


def chunks(fetch: Fetch) -> Iterator[tuple[bytes, int, int]]:
    """(name, offset of its data, length of its data) of each whole chunk header."""
    offset = 8
    for _ in range(_MOST_CHUNKS):
        head = fetch(offset, 8)
        if len(head) < 8:
            return
        length = int.from_bytes(head[:4], "big")
        yield head[4:], offset + 8, length
        if head[4:] == b"IEND":
            return
        offset += 12 + length


def read(fetch: Fetch, path: Path) -> Header | None:
    """The header; None without IHDR. Raises UserError for texts that unpack to megabytes."""
    first = fetch(8, 21)
    if len(first) < 21 or first[4:8] != b"IHDR":
        return None
    width, height, bits, colour = struct.unpack(">IIBB", first[8:18])
    orientation, unpacked = 1, 0
    for name, offset, length in chunks(fetch):
        if name == b"eXIf":
            orientation = exif_orientation(fetch(offset, min(length, 65_536)))
        elif name in {b"zTXt", b"iTXt", b"iCCP"}:
            unpacked += _unpacked_size(name, fetch(offset, min(length, _LARGEST_PACKED)))
            if unpacked > LARGEST_METADATA:
                text = _BOMB.filled(
                    chunk=name.decode("ascii"), packed=length, limit=LARGEST_METADATA
                )
                raise UserError(text, path=str(path))
    found = Header(
        kind="png",
        stored=Size(width, height),
        channels=_CHANNELS.get(colour, 3),
        bits=bits,
        frames=_frames(fetch),
    )
    return found.turned(orientation)


def _frames(fetch: Fetch) -> int:
    """Moments of an animation, and a still picture before them that is none of them."""
    count, is_part = 0, False
    for name, offset, _ in chunks(fetch):
        if name == b"acTL":
            count = int.from_bytes(fetch(offset, 4), "big")
        elif name == b"fcTL":
            is_part = True
        elif name == b"IDAT":
            break
    return max(1, count + (count > 0 and not is_part))


def is_complete(data: bytes) -> bool:
    """Whether every chunk is there and its checksum right, up to IEND."""
    last = b""
    view = memoryview(data)
    for name, offset, length in chunks(fetch_from(data)):
        end = offset + length
        if zlib.crc32(view[offset - 4 : end]).to_bytes(4, "big") != data[end : end + 4]:
            return False
        last = name
    return last == b"IEND"


def _unpacked_size(name: bytes, data: bytes) -> int:
    start = _packed_start(name, data)
    if start < 0:
        return len(data)
    unpacker, size, rest = zlib.decompressobj(), 0, data[start:]
    try:
        while rest and not unpacker.eof and size <= LARGEST_METADATA:
            size += len(unpacker.decompress(rest, 1 << 20))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return size  # a broken text is not our concern: it is never shown
    return size


def _packed_start(name: bytes, data: bytes) -> int:
    """Where the zlib stream begins; -1 for an uncompressed iTXt."""
    keyword = data.find(b"\0")
    if keyword < 0:
        return -1
    if name != b"iTXt":
        return keyword + 2
    if data[keyword + 1 : keyword + 2] != b"\1":
        return -1
    language = data.find(b"\0", keyword + 3)
    translated = data.find(b"\0", language + 1) if language >= 0 else -1
    return translated + 1 if translated >= 0 else -1
