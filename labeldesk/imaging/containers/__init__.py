"""The file formats of pictures: each module reads the header of one."""

from __future__ import annotations

from pathlib import Path

from labeldesk.imaging.containers import anything, dicom, gif, heif, jpeg, png, tiff, webp
from labeldesk.imaging.header import Header
from labeldesk.imaging.source import Fetch


def read_header(fetch: Fetch, path: Path) -> Header | None:
    """Recognise the format by content, never by name, and read its header; None if unknown.

    Raises UserError for a metadata bomb and where a package is missing; `path` is for its message.
    """
    if fetch(dicom.MARK_AT, len(dicom.MARK)) == dicom.MARK:  # what is before it may look a TIFF
        return dicom.read(fetch, path)
    head = fetch(0, 16)
    if head[:2] == b"\xff\xd8":
        return jpeg.read(fetch)
    if head[:8] == png.SIGNATURE:
        return png.read(fetch, path)
    if head[:6] in {b"GIF87a", b"GIF89a"}:
        return gif.read(fetch)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return webp.read(fetch)
    if head[:4] in tiff.SIGNATURES:
        return tiff.read(fetch)
    if heif.is_heif(fetch):
        return heif.read(fetch, path)
    return anything.read(fetch)
