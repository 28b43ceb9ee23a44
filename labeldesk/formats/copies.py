"""Images beside their labels, for layouts that trainers read as a whole."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path, PurePosixPath

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.paths import safe_path
from labeldesk.formats.port import Target
from labeldesk.formats.reading import read_bytes
from labeldesk.formats.report import Report

_NO_PICTURE = QT_TRANSLATE_NOOP("Formats", "The image cannot be copied: {reason}")


def picture_bytes(target: Target, path: str) -> bytes:
    """The content of the file that image `path` is in the export; `UserError`, `OSError`."""
    assert target.images is not None
    made = target.pictures
    if made is None or not made.are_new:
        return read_bytes(safe_path(target.images, path), shown=path)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, PurePosixPath(path).name)
        made.put(safe_path(target.images, made.origin(path)), file, path)
        return file.read_bytes()


def copy_image(target: Target, path: str, name: str, report: Report) -> None:
    """Puts image `path` to `name` in the target, as the target's `pictures` do it; reported if it
    cannot be.

    Without them it is a copy, never a link: what others do to the export must not reach the
    user's images unasked.
    """
    if target.images is None:
        return
    origin = path if target.pictures is None else target.pictures.origin(path)
    try:
        source = safe_path(target.images, origin)
        is_there = source.is_file()
    except (UserError, OSError) as error:
        report.error(_NO_PICTURE.filled(reason=str(error)), path)
        return
    if not is_there:
        report.error(_NO_PICTURE.filled(reason="it is missing"), path)
    elif target.pictures is None:
        shutil.copyfile(source, target.path_of(name))
    else:
        try:
            target.pictures.put(source, target.path_of(name), path)
        except UserError as error:
            report.error(_NO_PICTURE.filled(reason=error.text), path)
