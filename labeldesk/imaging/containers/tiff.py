"""TIFF 6.0 and BigTIFF directories; EXIF blocks are such directories too."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from labeldesk.domain.geometry import Size
from labeldesk.imaging.header import Header
from labeldesk.imaging.source import Fetch, fetch_from

SIGNATURES = frozenset((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"))

_WIDTH, _HEIGHT, _BITS, _PHOTOMETRIC = 256, 257, 258, 262
_ORIENTATION, _CHANNELS, _PLANAR, _EXTRA, _SAMPLE = 274, 277, 284, 338, 339
_WANTED = frozenset(
    (_WIDTH, _HEIGHT, _BITS, _PHOTOMETRIC, _ORIENTATION, _CHANNELS, _PLANAR, _EXTRA, _SAMPLE)
)
_WHITE_IS_ZERO, _SEPARATED = 0, 5
_OPACITY = frozenset((1, 2))  # of ExtraSamples: multiplied into the colours, or not
_SIZE = frozenset((_WIDTH, _HEIGHT))
_TYPES = {1: ("B", 1), 3: ("H", 2), 4: ("I", 4), 16: ("Q", 8)}
_SAMPLES = {1: "uint", 2: "int", 3: "float"}
_MOST_PAGES = 10_000
_MOST_ENTRIES = 4_096


@dataclass(frozen=True, slots=True)
class _Layout:
    """How numbers are written in this file: classic (4 byte offsets) or big (8)."""

    order: str
    is_big: bool

    def number(self, fetch: Fetch, offset: int, code: str) -> int | None:
        data = fetch(offset, struct.calcsize(code))
        return (
            struct.unpack(self.order + code, data)[0]
            if len(data) == struct.calcsize(code)
            else None
        )

    def first(self, fetch: Fetch) -> int | None:
        return self.number(fetch, 8, "Q") if self.is_big else self.number(fetch, 4, "I")

    def count(self, fetch: Fetch, at: int) -> int | None:
        return self.number(fetch, at, "Q" if self.is_big else "H")

    def following(self, fetch: Fetch, at: int, entries: int) -> int | None:
        """The offset of the next directory; 0 at the end."""
        if self.is_big:
            return self.number(fetch, at + 8 + 20 * entries, "Q")
        return self.number(fetch, at + 2 + 12 * entries, "I")


def _layout(fetch: Fetch) -> _Layout | None:
    head = fetch(0, 4)
    if head not in SIGNATURES:
        return None
    return _Layout("<" if head[:2] == b"II" else ">", b"+" in head)


def _entries(
    fetch: Fetch, layout: _Layout, at: int, wanted: frozenset[int] = _WANTED
) -> dict[int, int]:
    """The first value of each wanted tag of the directory at `at`."""
    count = layout.count(fetch, at)
    step, start, inline = (20, at + 8, 8) if layout.is_big else (12, at + 2, 4)
    found: dict[int, int] = {}
    for index in range(min(count or 0, _MOST_ENTRIES)):
        entry = start + index * step
        tag, kind = layout.number(fetch, entry, "H"), layout.number(fetch, entry + 2, "H")
        if tag not in wanted or kind not in _TYPES:
            continue
        values = layout.number(fetch, entry + 4, "Q" if layout.is_big else "I") or 0
        code, width = _TYPES[kind]
        place: int | None = entry + step - inline
        if values * width > inline:
            place = layout.number(fetch, entry + step - inline, "Q" if layout.is_big else "I")
        value = layout.number(fetch, place, code) if place is not None else None
        if value is not None:
            found[tag] = value
        if len(found) == len(wanted):
            break
    return found


def _pages(fetch: Fetch, layout: _Layout, first: int) -> Iterator[int]:
    """Where the directory of each page is."""
    seen: set[int] = set()
    at: int | None = first
    while at and at not in seen and len(seen) < _MOST_PAGES:
        count = layout.count(fetch, at)
        if count is None:
            break
        seen.add(at)
        yield at
        at = layout.following(fetch, at, count)


def _frames(fetch: Fetch, layout: _Layout, first: int) -> tuple[int, ...]:
    """Which pages have the size of the first: others are thumbnails or smaller copies of it."""
    sizes = [_entries(fetch, layout, at, _SIZE) for at in _pages(fetch, layout, first)]
    return tuple(page for page, size in enumerate(sizes) if size == sizes[0])


def read(fetch: Fetch) -> Header | None:
    """The header of the first page; None when its directory has no size."""
    layout = _layout(fetch)
    first = layout.first(fetch) if layout is not None else None
    if layout is None or first is None:
        return None
    tags = _entries(fetch, layout, first)
    if _WIDTH not in tags or _HEIGHT not in tags:
        return None
    photometric = tags.get(_PHOTOMETRIC, 1)
    pages = _frames(fetch, layout, first)
    found = Header(
        kind="tiff",
        stored=Size(tags[_WIDTH], tags[_HEIGHT]),
        channels=tags.get(_CHANNELS, 1),
        bits=tags.get(_BITS, 1),
        sample=_SAMPLES.get(tags.get(_SAMPLE, 1), "uint"),
        frames=max(1, len(pages)),
        pages=pages,
        is_cmyk=photometric == _SEPARATED,
        is_white_zero=photometric == _WHITE_IS_ZERO,
        is_planar=tags.get(_PLANAR, 1) == 2,
        has_alpha=tags.get(_EXTRA, 0) in _OPACITY,
    )
    return found.turned(tags.get(_ORIENTATION, 1))


def exif_orientation(block: bytes) -> int:
    """The orientation 1..8 in an EXIF block (with or without its mark); 1 if there is none."""
    fetch = fetch_from(block.removeprefix(b"Exif\0\0"))
    layout = _layout(fetch)
    first = layout.first(fetch) if layout is not None else None
    if layout is None or first is None:
        return 1
    value = _entries(fetch, layout, first).get(_ORIENTATION, 1)
    return value if 1 <= value <= 8 else 1
