"""Parts of image files at another size, as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.work.windows import Frame

if TYPE_CHECKING:
    from labeldesk.imaging.picture import Picture

_QUALITY = 95
_BANDS = 3
_UNWRITTEN = QT_TRANSLATE_NOOP("Work", "The image cannot be written as {kind}")
Pixels = NDArray[Any]


class Cutter:
    """Decodes an image once for all its parts that follow each other."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._pixels: Pixels = np.empty((0, 0), np.uint8)

    def write(self, source: Path, place: Path, frame: Frame) -> None:
        """A part of the upright image: 16 bit stays where the file can have it, other depths are
        as they are shown, transparent pixels lie over grey. `UserError`.
        """
        import cv2

        if source != self._path:
            from labeldesk.imaging.decode import decode

            self._path, self._pixels = None, _plain(decode(source))
            self._path = source
        x0, y0, x1, y1 = frame.window
        part = self._pixels[y0:y1, x0:x1]
        if frame.size != frame.window.size:
            is_smaller = frame.size.width <= x1 - x0 and frame.size.height <= y1 - y0
            way = cv2.INTER_AREA if is_smaller else cv2.INTER_LINEAR
            part = cv2.resize(part, tuple(frame.size), interpolation=way)
        ending = place.suffix.lower()
        if part.dtype == np.uint16 and ending != ".png":
            part = (part >> 8).astype(np.uint8)
        quality = [cv2.IMWRITE_JPEG_QUALITY, _QUALITY] if ending in (".jpg", ".jpeg") else []
        is_done, data = cv2.imencode(ending, np.ascontiguousarray(part), quality)
        if not is_done:
            raise UserError(_UNWRITTEN.filled(kind=ending), path=str(source))
        place.write_bytes(data.tobytes())


def _plain(picture: Picture) -> Pixels:
    """Grey (h, w) or blue, green, red (h, w, 3), of 8 or 16 bit."""
    values = picture.values
    if values is not None and values.dtype in (np.uint8, np.uint16):
        if values.bands == 1:
            return np.ascontiguousarray(values.planes[0])
        if values.bands == _BANDS:
            return np.dstack(values.planes[::-1])
    return np.ascontiguousarray(picture.pixels[:, :, :_BANDS])
