"""From a path to images and, where there is one, their project. Looking makes nothing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.ids import ClassId, ImageId
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.problem import Problem, UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.listing import is_image_name, list_images
from labeldesk.storage.errors import ProjectLocked
from labeldesk.storage.records import ImageColumns
from labeldesk.work.catalogue import columns_of, merged, with_ids

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

SUFFIX = ".labeldesk"
_NOT_FOUND = QT_TRANSLATE_NOOP("Opening", "There is nothing at this place")
_WHAT = QT_TRANSLATE_NOOP("Opening", "Labeldesk opens folders, images and .labeldesk projects")
_NO_IMAGES = QT_TRANSLATE_NOOP("Opening", "There are no images in this folder")
_ADVICE = QT_TRANSLATE_NOOP("Opening", "Open a folder that holds JPEG, PNG or other image files")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What opening found. `project` is None while nothing was edited in this folder.

    `columns` are the images in order, of which the first `here` have a file; `fresh` are those
    that the project does not know yet, and `start` is the place of the one to show, `is_chosen`
    if the path named it. Without `has_root` the folder of the images is gone.
    `locked` says who else writes, if somebody does.
    """

    root: Path
    project_path: Path
    project: Project | None
    columns: ImageColumns
    fresh: ImageColumns
    here: int
    has_root: bool = True
    classes: ClassList = field(default_factory=ClassList)
    class_counts: dict[ClassId, int] = field(default_factory=dict)
    start: int = 0
    is_chosen: bool = False
    locked: UserError | None = None
    problems: Sequence[Problem] = ()

    @property
    def is_writable(self) -> bool:
        """Whether edits can be kept."""
        return self.project is None or self.project.is_writable

    def is_of(self, project_path: Path) -> bool:
        """Whether this is the project at that path, whatever the path is called."""
        return os.path.realpath(project_path) == os.path.realpath(self.project_path)


def open_path(path: Path, *, author: str, projects: Path, cancel: Cancel | None = None) -> Opened:
    """Open a folder, an image (its folder, beginning there) or a project file.

    `projects` is where projects of folders lie that cannot be written to. Raises `UserError`.
    """
    path = path.expanduser().absolute()
    if path.is_dir():
        return _open(path, project_of(path, projects), "", author, cancel)
    if not path.exists():
        raise UserError(_NOT_FOUND, path=str(path))
    if path.suffix.lower() == SUFFIX:
        return _open(None, path, "", author, cancel)
    if is_image_name(path.name):
        folder = path.parent
        return _open(folder, project_of(folder, projects), path.name, author, cancel)
    raise UserError(_WHAT, path=str(path))


def project_of(folder: Path, projects: Path) -> Path:
    """Where the project of a folder lies or would be made.

    FOLDER/FOLDER.labeldesk; else the only other project in the folder; else, where the folder
    cannot be written to, a file of this user's own.
    """
    usual = folder / f"{folder.name}{SUFFIX}"
    if usual.exists():
        return usual
    others = sorted(folder.glob(f"*{SUFFIX}"))
    if len(others) == 1:
        return others[0]
    if os.access(folder, os.W_OK):
        return usual
    own = blake2b(str(folder).encode(), digest_size=6).hexdigest()
    return projects / f"{folder.name}-{own}{SUFFIX}"


def make_project(opened: Opened, author: str, classes: Sequence[ImageClass], first: int) -> Project:
    """The project file of a folder that had none, with the images it listed.

    The image at place `first`, which is being edited, goes in at once and the others behind
    it, so that a folder of 100,000 does not keep the first edit waiting.
    """
    from labeldesk.storage.project import Project

    opened.project_path.parent.mkdir(parents=True, exist_ok=True)
    project = Project.create(opened.project_path, root=opened.root, author=author, classes=classes)
    project.add_images(records(opened.columns, [first]))
    project.add_images(
        records(opened.columns, [i for i in range(len(opened.columns)) if i != first])
    )
    return project


def records(columns: ImageColumns, places: Sequence[int]) -> list[ImageRecord]:
    """Rows of the columns as images for a project to take in."""
    ids = columns.ids.tolist()
    return [ImageRecord(id=ImageId(ids[i]), path=columns.paths[i]) for i in places]


def _open(
    folder: Path | None, project_path: Path, name: str, author: str, cancel: Cancel | None
) -> Opened:
    problems: list[Problem] = []
    project, locked = _project(project_path, author)
    try:
        root = folder or (project.root if project else project_path.parent)
        listed = _listed(root, problems, cancel, must=project is None)
        known = project.image_columns() if project else columns_of(())
        columns, fresh = merged(known, listed) if project else (columns_of(listed),) * 2
        if project and len(fresh):
            from labeldesk.storage import queries

            known_before = project.later(queries.gone_images).result()
            columns, fresh = with_ids(columns, known_before), with_ids(fresh, known_before)
        if project and project.is_writable and len(fresh):
            project.add_images(records(fresh, range(len(fresh))))
        return Opened(
            root=root,
            project_path=project_path,
            project=project,
            columns=columns,
            fresh=fresh,
            classes=project.classes() if project else ClassList(),
            class_counts=project.class_counts() if project else {},
            here=len(listed),
            has_root=root.is_dir(),
            is_chosen=name in columns.paths,
            start=columns.paths.index(name) if name in columns.paths else 0,
            locked=locked,
            problems=problems,
        )
    except BaseException:
        if project:
            project.close()
        raise


def _project(path: Path, author: str) -> tuple[Project | None, UserError | None]:
    if not path.exists():
        return None, None
    from labeldesk.storage.project import Project

    try:
        return Project.open(path, author=author), None
    except ProjectLocked as error:
        return Project.open(path, author=author, mode="read"), error


def _listed(root: Path, problems: list[Problem], cancel: Cancel | None, *, must: bool) -> list[str]:
    try:
        names = list_images(root, recursive=True, report=problems.append, cancel=cancel)
    except UserError as error:
        if must:
            raise
        problems.append(error.problem)
        return []
    if must and not names:
        raise UserError(_NO_IMAGES, path=str(root), advice=_ADVICE)
    return names
