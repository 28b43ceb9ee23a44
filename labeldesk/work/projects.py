"""Making a project over a folder of images."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ImageId, new_ids
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.class_lists import names_in
from labeldesk.formats.reading import read_text
from labeldesk.formats.report import Report

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

_NO_FOLDER = QT_TRANSLATE_NOOP("Work", "The folder of the images is not there")


def records_of(paths: Sequence[str]) -> tuple[ImageRecord, ...]:
    """Records for listed paths, with fresh ids in their order."""
    ids = new_ids(len(paths))
    return tuple(ImageRecord(id=ImageId(i), path=p) for i, p in zip(ids, paths, strict=True))


def create_project(
    path: Path,
    root: Path,
    *,
    author: str,
    class_file: Path | None = None,
    cancel: Cancel | None = None,
) -> tuple[Project, Report]:
    """A new project over a folder of images, with the classes of a list if one is given.

    The caller closes it. Raises `UserError`, and makes no file then.
    """
    from labeldesk.imaging.listing import list_images
    from labeldesk.storage.project import Project

    if not root.is_dir():
        raise UserError(_NO_FOLDER, path=str(root))
    report = Report()
    classes = read_classes(class_file, report) if class_file else ClassList()
    cancel = cancel or Cancel()
    paths = list_images(root, recursive=True, report=report.add, cancel=cancel)
    cancel.check()
    project = Project.create(path, root=root, author=author, classes=classes)
    try:
        project.add_images(records_of(paths)).result()
    except BaseException:  # without its images it is no project
        project.close()
        path.unlink(missing_ok=True)
        raise
    return project, report


def read_classes(path: Path, report: Report) -> ClassList:
    """The classes of a text file with one name per line; a name listed twice is one class."""
    classes = ClassList()
    for name in filter(None, names_in(read_text(path), path.name, report)):
        if all(name != item.name for item in classes):
            classes = classes.with_class(classes.fresh(name))
    return classes
