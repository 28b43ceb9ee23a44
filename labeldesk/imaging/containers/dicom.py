"""DICOM, what scanners of a clinic write: the header, read by pydicom where it is installed."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.header import Header
from labeldesk.imaging.missing import missing_package
from labeldesk.imaging.source import Fetch

if TYPE_CHECKING:
    from pydicom import Dataset

MARK_AT, MARK = 128, b"DICM"
_DEFLATED = b"1.2.840.10008.1.2.1.99"
_META = 2_048  # bytes within which the file says how it is written
_TAGS = (
    "Rows", "Columns", "SamplesPerPixel", "BitsAllocated", "PixelRepresentation",
    "NumberOfFrames",
)  # fmt: skip

_MISSING = QT_TRANSLATE_NOOP("Imaging", "This is a DICOM image, which needs pydicom to be read")
_COMMAND = 'pip install "labeldesk[dicom]"'
_NO_PIXELS = QT_TRANSLATE_NOOP("Imaging", "This DICOM file holds no image")
_PACKED = QT_TRANSLATE_NOOP("Imaging", "This DICOM file is compressed as a whole: it is not read")


class _FetchFile(io.RawIOBase):
    """A file to read and seek in through a `Fetch`."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_END:
            raise OSError("the end is not known")
        self._at = offset + (self._at if whence == io.SEEK_CUR else 0)
        return self._at

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 (anything that can be written into)
        data = self._fetch(self._at, len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def read(fetch: Fetch, path: Path) -> Header | None:
    """The header; None when it is damaged. Raises UserError without pydicom or an image."""
    if _DEFLATED in fetch(MARK_AT, _META):  # would be unpacked before anything is looked at
        raise UserError(_PACKED, path=str(path))
    with tolerant():
        try:
            return _header(dataset(_FetchFile(fetch), path, _TAGS), path)
        except UserError:
            raise
        except Exception:  # noqa: BLE001 (a broken file can raise anything, even on a look)
            return None


def _header(found: Dataset, path: Path) -> Header:
    if "Rows" not in found or "Columns" not in found:
        raise UserError(_NO_PIXELS, path=str(path))
    return Header(
        kind="dicom",
        stored=Size(int(found.Columns), int(found.Rows)),
        channels=int(found.get("SamplesPerPixel") or 1),
        bits=int(found.get("BitsAllocated") or 32),
        sample="int" if found.get("PixelRepresentation") == 1 else "uint",
        frames=max(1, int(found.get("NumberOfFrames") or 1)),
        has_alpha=False,
    )


@contextmanager
def tolerant() -> Iterator[None]:
    """Without the warnings of pydicom, which come on each look at a value."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def dataset(
    file: BinaryIO | io.RawIOBase, path: Path | str, tags: tuple[str, ...] | None = None
) -> Dataset:
    """What stands before the pixels, only `tags` of it if they are given.

    Raises UserError when there is no pydicom, and anything when the file is broken.
    """
    try:
        from pydicom import dcmread
    except ImportError:
        raise missing_package(_MISSING, path, _COMMAND) from None
    wanted: Any = list(tags) if tags else None
    return dcmread(file, stop_before_pixels=True, specific_tags=wanted)
