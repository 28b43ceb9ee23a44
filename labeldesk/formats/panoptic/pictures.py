"""The PNG files of COCO panoptic: in the folder that is called like the JSON file, or in the zip
file that a download has instead.
"""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath

import numpy as np

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.folders import folder_of, joined
from labeldesk.formats.masks.png import Numbers, opened_png
from labeldesk.formats.panoptic.segments import packed_ids
from labeldesk.formats.paths import is_listed_name
from labeldesk.formats.port import Source
from labeldesk.formats.reading import LIMIT

_NO_PNG = QT_TRANSLATE_NOOP("Panoptic", "The PNG file {name} is missing; the image is left out")
_ZIP = QT_TRANSLATE_NOOP("Panoptic", "The zip file cannot be read: {reason}")


class Pictures:
    """Finds and reads the PNG files that one JSON file names."""

    def __init__(self, source: Source, file: str) -> None:
        self._source = source
        stem = PurePosixPath(file).stem
        self._folders = (joined(folder_of(file), stem), folder_of(file), stem)
        self._files = frozenset(source.files)
        self._by_name = {name.rpartition("/")[2]: name for name in source.files}
        self._zip = self._opened(joined(folder_of(file), f"{stem}.zip"))
        self._members: dict[str, str] = {}
        if self._zip is not None:
            names = self._zip.namelist()
            self._members = {name.rpartition("/")[2]: name for name in names}

    def _opened(self, name: str) -> zipfile.ZipFile | None:
        if name not in self._files:
            return None
        try:
            return zipfile.ZipFile(self._source.path_of(name))
        except (OSError, zipfile.BadZipFile) as error:
            raise UserError(_ZIP.filled(reason=str(error)), path=name) from error

    def close(self) -> None:
        """The zip file, if there is one."""
        if self._zip is not None:
            self._zip.close()

    def ids(self, name: str) -> Numbers:
        """The ids (h, w) of the file of that name; `UserError` names it."""
        return _ids(self._bytes(name), name)

    def _bytes(self, name: str) -> bytes:
        for folder in self._folders:
            if joined(folder, name) in self._files:
                return self._source.bytes_of(joined(folder, name))
        last = name.rpartition("/")[2]
        if self._zip is not None and last in self._members:
            try:
                with self._zip.open(self._members[last]) as stream:
                    return stream.read(LIMIT)
            except (OSError, RuntimeError, zipfile.BadZipFile) as error:
                raise UserError(_ZIP.filled(reason=str(error)), path=name) from error
        if last in self._by_name and is_listed_name(name):
            return self._source.bytes_of(self._by_name[last])
        raise UserError(_NO_PNG.filled(name=ascii(name[:200])))


def _ids(data: bytes, name: str) -> Numbers:
    with opened_png(data, name) as image:
        if image.mode in ("L", "I;16", "I"):
            return np.array(image).astype(np.int32)
        return packed_ids(np.array(image.convert("RGB")))
