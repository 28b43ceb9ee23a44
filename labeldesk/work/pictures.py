"""The image files of an export: left where they are, copied, linked, or listed by their paths."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol, runtime_checkable

from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UsageError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.copies import copy_image
from labeldesk.formats.port import Codec, Options, Target
from labeldesk.formats.report import Report

NONE, COPY, LINK, PATH = "none", "copy", "link", "path"
MODES = (NONE, COPY, LINK, PATH)
COPIES = "copy_images"
"""The option of codecs whose layout has a place for images of its own."""
_MODE = QT_TRANSLATE_NOOP("Work", "{text} is nothing to do with image files; there are {modes}")
_COPIED = QT_TRANSLATE_NOOP("Work", "Hard links cannot be made there; the images are copied")
_LINES = QT_TRANSLATE_NOOP("Work", "The path has a line break and is not in the list of paths")
_NO_LINK = frozenset(
    (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EACCES)
)
_ODD = frozenset("\r\n")


@runtime_checkable
class PlacesImages(Protocol):
    """A codec whose readers look for images elsewhere than in ``images/``."""

    def image_place(self, path: str, part: str, options: Options) -> str:
        """Where in the export the image `path` of that part of the split belongs."""


def checked_mode(mode: str) -> str:
    """The mode; `UsageError` where there is no such."""
    if mode not in MODES:
        raise UsageError(_MODE.filled(text=mode, modes=", ".join(MODES)))
    return mode


def has_place(codec: Codec) -> bool:
    """Whether the layout of the codec has a place for images of its own."""
    return any(spec.id == COPIES for spec in codec.options)


class Copies:
    """Puts the content of files where a codec wants it."""

    def origin(self, path: str) -> str:
        """Itself."""
        return path

    def put(self, source: Path, place: Path, _path: str) -> None:
        """A copy."""
        shutil.copyfile(source, place)


class Links(Copies):
    """Hard links; copies where the disk has none, which is said once."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._can_link = True

    def put(self, source: Path, place: Path, path: str) -> None:
        """The same file under another name."""
        if self._can_link:
            try:
                os.link(os.path.realpath(source), place)
            except FileExistsError:
                place.unlink()  # a second entry of the same image
            except OSError as error:
                if error.errno not in _NO_LINK:
                    raise
                self._can_link = False
                self._report.warning(_COPIED)
            else:
                return
        super().put(source, place, path)


class Placing:
    """Takes care of the image files while a codec that has no place for them writes labels."""

    def __init__(self, codec: Codec, mode: str, target: Target, report: Report) -> None:
        self._codec = codec
        self._mode = mode
        self._target = target
        self._report = report
        self._lists: dict[str, list[str]] = {}

    def of(self, images: Iterable[LabeledImage]) -> Iterator[LabeledImage]:
        """The same images; the file of each is put in place."""
        for image in images:
            yield image
            self._place(image.path, self._target.split.get(image.path, ""))

    def finish(self) -> None:
        """Write the lists of paths."""
        for part, paths in self._lists.items():
            name = f"image-paths-{part}.lst" if part else "image-paths.lst"
            lines = "".join(f"{path}\n" for path in paths)
            self._target.write(name, lines.encode("utf-8", "surrogateescape"))

    def _place(self, path: str, part: str) -> None:
        if self._mode == PATH and self._target.images is not None:
            whole = os.path.abspath(self._target.images / path)  # noqa: PTH100 (links as named)
            if _ODD & set(whole):
                self._report.warning(_LINES, path)
            else:
                self._lists.setdefault(part, []).append(whole)
        elif self._mode in (COPY, LINK) and not has_place(self._codec):
            place = f"images/{path}"
            if isinstance(self._codec, PlacesImages):
                place = self._codec.image_place(path, part, self._target.options)
            copy_image(self._target, path, place, self._report)
