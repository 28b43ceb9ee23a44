"""What the numbers of a data set mean, without its annotations: for files that say numbers only."""

from __future__ import annotations

from typing import BinaryIO

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.coco.decoder import Decoder
from labeldesk.formats.coco.listing import Id, is_id, is_whole
from labeldesk.formats.coco.stream import JsonError, JsonStream
from labeldesk.formats.pairing import Pairing
from labeldesk.formats.port import Source
from labeldesk.formats.predictions import Numbered

_NO_JSON = QT_TRANSLATE_NOOP("Coco", "The file is no JSON: {reason}")


class _Names:
    """The file names of the images by id."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self.clear()

    def clear(self) -> None:
        """Forget all."""
        self.names: dict[Id, str] = {}

    def add(self, _offset: int, _length: int, data: bytes) -> None:
        """One image; what cannot be read is nobody's."""
        try:
            row = self._decoder.whole(data)
        except ValueError:
            return
        if isinstance(row, dict) and is_id(row.get("id")) and isinstance(row.get("file_name"), str):
            self.names.setdefault(row["id"], row["file_name"])


class _Passed:
    """Takes the annotations and keeps nothing."""

    def clear(self) -> None:
        """There is nothing."""

    def add(self, _offset: int, _length: int, _data: bytes) -> None:
        """One annotation."""


def numbers_in(stream: BinaryIO, name: str, source: Source) -> Numbered:
    """Images and classes of a COCO file, the images by their paths in the source.

    Raises `UserError` where the file is no JSON.
    """
    decoder = Decoder()
    images = _Names(decoder)

    def tick(read: int) -> None:
        source.cancel.check()
        source.progress(Progress(read, 0))

    try:
        members, _ = JsonStream(stream, decoder, tick).members(
            {"images": images, "annotations": _Passed()}
        )
    except JsonError as error:
        raise UserError(_NO_JSON.filled(reason=str(error)), path=name) from error
    pairing = Pairing(source.images)
    paths = {number: pairing.by_path(told, name).path for number, told in images.names.items()}
    listed = members.get("categories")
    rows = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
    classes = {
        row["id"]: row["name"].strip()
        for row in reversed(rows)
        if is_whole(row.get("id")) and isinstance(row.get("name"), str) and row["name"].strip()
    }
    return Numbered({number: path for number, path in paths.items() if path is not None}, classes)
