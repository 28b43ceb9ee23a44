"""The picture that a file may carry itself, as base64 under `imageData`."""

from __future__ import annotations

import base64
import io
import re

from labeldesk.domain.annotation import Json
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.copies import picture_bytes
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report

_BASE64 = re.compile(r"[A-Za-z0-9+/\s]*={0,2}\s*")
_MOST_PIXELS = 1 << 26
_AS_THEY_ARE = (".jpg", ".jpeg", ".png")
_ORIENTATION = 0x0112
_NO_PICTURE = QT_TRANSLATE_NOOP("Formats", "The image cannot be put into the file: {reason}")


def is_base64(value: Json) -> bool:
    """Whether it may be a picture; it is not decoded."""
    return isinstance(value, str) and bool(value) and _BASE64.fullmatch(value) is not None


def image_data(target: Target, path: str, report: Report) -> str | None:
    """The picture of an image as labelme puts it into a file; None, with a word in the report,
    where that cannot be.
    """
    if target.images is None:
        return None
    size = target.probe.size(path)
    if size is not None and size.width * size.height > _MOST_PIXELS:
        report.warning(_NO_PICTURE.filled(reason="it is too large"), path)
        return None
    try:
        data = picture_bytes(target, path)
        return base64.b64encode(_upright(data, path)).decode()
    except UserError as error:
        report.warning(_NO_PICTURE.filled(reason=error.text), path)
    except (OSError, ValueError, SyntaxError) as error:
        report.warning(_NO_PICTURE.filled(reason=str(error)), path)
    return None


def _upright(data: bytes, path: str) -> bytes:
    """The file itself, unless its pixels lie on their side or others could not open it."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data)) as image:
        is_upright = image.getexif().get(_ORIENTATION, 1) in (0, 1)
        if is_upright and path.lower().endswith(_AS_THEY_ARE):
            return data
        stream = io.BytesIO()
        ImageOps.exif_transpose(image).convert("RGBA" if "A" in image.getbands() else "RGB").save(
            stream, "PNG"
        )
        return stream.getvalue()
