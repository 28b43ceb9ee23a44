"""Whether an image file is all there: by its end for many files, by decoding it for one."""

from __future__ import annotations

from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.imaging.containers import jpeg, png
from labeldesk.imaging.decode import ImageFile
from labeldesk.imaging.source import open_regular

CUT_SHORT = QT_TRANSLATE_NOOP("Imaging", "The image file ends too early; a part of it is missing")
_NO_MEMORY = QT_TRANSLATE_NOOP("Imaging", "There is not enough memory to decode the image")
_TAIL = 1024
_ENDS = ((b"\xff\xd8\xff", b"\xff\xd9"), (b"\x89PNG\r\n\x1a\n", b"IEND\xae\x42\x60\x82"))


def ends_too_early(path: Path) -> bool:
    """Whether the end of a JPEG, PNG or WebP is not there; False for what cannot be looked at.

    Reads 1 KB where the end is in sight, else everything.
    """
    try:
        with open_regular(path) as file:
            head = file.read(12)
            size = file.seek(0, 2)
            if head[:4] == b"RIFF" and head[8:] == b"WEBP":
                return int.from_bytes(head[4:8], "little") + 8 > size
            end = next((end for start, end in _ENDS if head.startswith(start)), None)
            file.seek(max(0, size - _TAIL))
            if end is None or end in file.read():
                return False
            file.seek(0)
            data = file.read()
    except (OSError, UserError):
        return False
    return not (jpeg.is_complete(data) if head[0] == 0xFF else png.is_complete(data))


def fault_of(path: Path) -> Text | None:
    """What is wrong with an image file, found by decoding its first frame; None for nothing."""
    try:
        file = ImageFile.read(path)
        picture = file.decode(8 if file.header.kind == "jpeg" else 1)
    except UserError as error:
        return error.text
    except MemoryError:
        return _NO_MEMORY
    return CUT_SHORT if picture.is_truncated or ends_too_early(path) else None
