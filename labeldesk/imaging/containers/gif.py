"""GIF 89a blocks: size and number of frames."""

from __future__ import annotations

import struct

from labeldesk.domain.geometry import Size
from labeldesk.imaging.header import Header
from labeldesk.imaging.source import Fetch

_IMAGE, _EXTENSION = 0x2C, 0x21
_MOST_BLOCKS = 10_000_000


def read(fetch: Fetch) -> Header | None:
    """The header; frames are counted by walking the blocks."""
    head = fetch(0, 13)
    if len(head) < 13:
        return None
    width, height, flags = struct.unpack("<HHB", head[6:11])
    frames = _frames(fetch, 13 + _table(flags))
    return Header(kind="gif", stored=Size(width, height), channels=1, frames=max(1, frames))


def _table(flags: int) -> int:
    """Bytes of the colour table that these flags announce."""
    return 3 * (2 << (flags & 7)) if flags & 0x80 else 0


def _frames(fetch: Fetch, offset: int) -> int:
    frames = 0
    for _ in range(_MOST_BLOCKS):
        mark = fetch(offset, 10)
        if mark[:1] == bytes((_IMAGE,)) and len(mark) == 10:
            frames += 1
            offset = _behind(fetch, offset + 11 + _table(mark[9]))
        elif mark[:1] == bytes((_EXTENSION,)):
            offset = _behind(fetch, offset + 2)
        else:
            break
    return frames


def _behind(fetch: Fetch, offset: int) -> int:
    """The offset after the sub-blocks that begin at `offset`."""
    for _ in range(_MOST_BLOCKS):
        length = fetch(offset, 1)
        offset += 1 + (length[0] if length else 0)
        if not length or length[0] == 0:
            break
    return offset
