"""Images beside their labels, for layouts that trainers read as a whole."""

from __future__ import annotations

import shutil

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
    if target.images is None:
        return
    try:
        source = safe_path(target.images, path)
        is_there = source.is_file()
    except (UserError, OSError) as error:
        report.error(_NO_PICTURE.filled(reason=str(error)), path)
        return
    if is_there:
        shutil.copyfile(source, target.path_of(name))
    else:
        report.error(_NO_PICTURE.filled(reason="it is missing"), path)
