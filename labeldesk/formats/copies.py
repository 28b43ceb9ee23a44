"""Images beside their labels, for layouts that trainers read as a whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.paths import safe_path
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report

_SAME = ({".jpg", ".jpeg"}, {".png"})
_NO_PICTURE = QT_TRANSLATE_NOOP("Formats", "The image cannot be copied: {reason}")


def copy_image(target: Target, path: str, name: str, report: Report) -> None:
    """Puts image `path` to `name` in the target, as the target's `pictures` do it; reported if it
    cannot be.

    Without them it is a copy, never a link: what others do to the export must not reach the
    user's images unasked.
    """
    source = _source(target, path, report)
    if source is not None:
        _put(target, source, name, path, report)


def copy_as(target: Target, path: str, name: str, report: Report) -> None:
    """The same where the layout wants a kind of file, by the ending of `name` (.png or .jpg):
    an image of another kind is written anew, upright.
    """
    source = _source(target, path, report)
    if source is None:
        return
    ending = Path(path).suffix.lower()
    if any({ending, Path(name).suffix.lower()} <= kind for kind in _SAME):
        _put(target, source, name, path, report)
        return
    between = f"{name}{ending}"
    if _put(target, source, between, path, report):
        reason = _written_anew(target.path_of(between), target.path_of(name))
        target.path_of(between).unlink()
        if reason:
            report.error(_NO_PICTURE.filled(reason=reason), path)


def _written_anew(source: Path, place: Path) -> str:
    """Upright, in the kind that the place's ending says; why not, if it could not be."""
    from PIL import Image, ImageOps

    try:
        with Image.open(source) as image:
            upright = ImageOps.exif_transpose(image)
            plain = upright if upright.mode in ("L", "RGB") else upright.convert("RGB")
            plain.save(place, quality=95, exif=b"")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        return str(error) or type(error).__name__
    return ""


def _put(target: Target, source: Path, name: str, path: str, report: Report) -> bool:
    """Whether it is there now; reported if not."""
    try:
        if target.pictures is None:
            shutil.copyfile(source, target.path_of(name))
        else:
            target.pictures.put(source, target.path_of(name), path)
    except UserError as error:
        report.error(_NO_PICTURE.filled(reason=error.text), path)
        return False
    return True


def _source(target: Target, path: str, report: Report) -> Path | None:
    """The image to copy; None where none is wanted, or it is not there, which is reported."""
    if target.images is None:
        return None
    origin = path if target.pictures is None else target.pictures.origin(path)
    try:
        source = safe_path(target.images, origin)
        is_there = source.is_file()
    except (UserError, OSError) as error:
        report.error(_NO_PICTURE.filled(reason=str(error)), path)
        return None
    if not is_there:
        report.error(_NO_PICTURE.filled(reason="it is missing"), path)
    return source if is_there else None
