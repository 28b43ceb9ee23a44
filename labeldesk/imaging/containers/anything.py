"""Every other format: Pillow reads the header."""

from __future__ import annotations

from labeldesk.domain.geometry import Size
from labeldesk.imaging.header import Header
from labeldesk.imaging.pillow import EXOTIC, open_lazily
from labeldesk.imaging.source import Fetch

_BITS = {"1": 1, "I": 32, "F": 32}
_SAMPLES = {"I": "int", "F": "float"}
_ORIENTATION = 0x0112
_LONGEST = 2 << 30


def read(fetch: Fetch, formats: tuple[str, ...] = EXOTIC) -> Header | None:
    """The header, or None when Pillow knows none of the formats in this file."""
    picture = open_lazily(fetch(0, _LONGEST), formats)
    if picture is None:
        return None
    with picture:
        mode = picture.mode
        found = Header(
            kind=(picture.format or "").lower(),
            stored=Size(*picture.size),
            channels=len(picture.getbands()),
            bits=16 if mode.startswith("I;16") else _BITS.get(mode, 8),
            sample=_SAMPLES.get(mode, "uint"),
            frames=max(1, int(getattr(picture, "n_frames", 1))),
            is_cmyk=mode == "CMYK",
        )
        return found.turned(int(picture.getexif().get(_ORIENTATION, 1)))
