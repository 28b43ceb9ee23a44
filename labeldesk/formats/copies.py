"""Images beside their labels, for layouts that trainers read as a whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.paths import safe_path
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report

_NO_PICTURE = QT_TRANSLATE_NOOP("Formats", "The image cannot be copied: {reason}")


def copy_image(target: Target, path: str, name: str, report: Report) -> None:
    """Copies the content of image `path` to `name` in the target; reported if it cannot be.

    A copy, never a link: what others do to the export must not reach the user's images.
    """
    source = _source(target, path, report)
    if source is not None:
        shutil.copyfile(source, target.path_of(name))


def copy_as(target: Target, path: str, name: str, report: Report) -> None:
    """The same where the layout wants a kind of file, by the ending of `name` (.png or .jpg):
    an image of another kind is written anew, upright.
    """
    source = _source(target, path, report)
    if source is None:
        return
    same = ({".jpg", ".jpeg"}, {".png"})
    endings = {source.suffix.lower(), Path(name).suffix.lower()}
    if any(endings <= kind for kind in same):
        shutil.copyfile(source, target.path_of(name))
        return
    from PIL import Image, ImageOps

    try:
        with Image.open(source) as image:
            upright = ImageOps.exif_transpose(image)
            is_plain = upright.mode in ("L", "RGB")
            plain = upright if is_plain else upright.convert("RGB")
            plain.save(target.path_of(name), quality=95, exif=b"")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        report.error(_NO_PICTURE.filled(reason=str(error)), path)


def _source(target: Target, path: str, report: Report) -> Path | None:
    """The image to copy; None where none is wanted, or it is not there, which is reported."""
    if target.images is None:
        return None
    try:
        source = safe_path(target.images, path)
        is_there = source.is_file()
    except (UserError, OSError) as error:
        report.error(_NO_PICTURE.filled(reason=str(error)), path)
        return None
    if not is_there:
        report.error(_NO_PICTURE.filled(reason="it is missing"), path)
    return source if is_there else None
