"""From a path to images and, where there is one, their project. Looking makes nothing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.ids import ClassId
from labeldesk.domain.problem import Problem, UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.listing import Listing, is_image_name
from labeldesk.storage.errors import ProjectLocked
from labeldesk.storage.records import ImageColumns
from labeldesk.work.catalogue import columns_of, merged, with_ids
from labeldesk.work.project_place import SUFFIX, project_of

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

NO_OVERLAP = "masks.no-overlap"
"""The switch of a project: the newest stroke owns its pixels."""
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
    no_overlap: bool = False

    @property
    def is_writable(self) -> bool:
        """Whether edits can be kept."""
        return self.project is None or self.project.is_writable

    def is_of(self, project_path: Path) -> bool:
        """Whether this is the project at that path, whatever the path is called."""
        return os.path.realpath(project_path) == os.path.realpath(self.project_path)


def open_path(
    path: Path,
    *,
    author: str,
    projects: Path,
    cancel: Cancel | None = None,
    listing: Listing | None = None,
) -> Opened:
    """Open a folder, an image (its folder, beginning there) or a project file.

    `projects` is where projects of folders lie that cannot be written to. `listing` is what the
    folder of the images was found to hold a moment ago, if it was looked at. Raises `UserError`.
    """
    path = path.expanduser().absolute()
    look = partial(_looked, listing, cancel)
    if path.is_dir():
        return _open(path, project_of(path, projects), "", author, look)
    if not path.exists():
        raise UserError(_NOT_FOUND, path=str(path))
    if path.suffix.lower() == SUFFIX:
        return _open(None, path, "", author, look)
    if is_image_name(path.name):
        folder = path.parent
        return _open(folder, project_of(folder, projects), path.name, author, look)
    raise UserError(_WHAT, path=str(path))


def make_project(opened: Opened, author: str, classes: Sequence[ImageClass]) -> Project:
    """The project file of a folder that had none, with the images it listed.

    They go in little by little and an edit takes its image along, so that a folder of 100,000
    does not keep the first edit waiting.
    """
    from labeldesk.storage.project import Project

    opened.project_path.parent.mkdir(parents=True, exist_ok=True)
    project = Project.create(opened.project_path, root=opened.root, author=author, classes=classes)
    project.bring_images(opened.columns)
    return project


class _Look(Protocol):
    def __call__(self, root: Path, *, must: bool) -> Listing: ...


def _open(folder: Path | None, project_path: Path, name: str, author: str, look: _Look) -> Opened:
    project, locked = _project(project_path, author)
    try:
        root = folder or (project.root if project else project_path.parent)
        listing = look(root, must=project is None)
        names = listing.names
        known = project.image_columns() if project else columns_of(())
        columns, fresh = merged(known, names) if project else (columns_of(names),) * 2
        if project and len(fresh):
            from labeldesk.storage import queries

            known_before = project.whole(queries.gone_images).result()
            columns, fresh = with_ids(columns, known_before), with_ids(fresh, known_before)
        if project and project.is_writable and len(fresh):
            project.bring_images(fresh)
        return Opened(
            root=root,
            project_path=project_path,
            project=project,
            columns=columns,
            fresh=fresh,
            classes=project.classes() if project else ClassList(),
            class_counts=project.class_counts() if project else {},
            here=len(names),
            has_root=root.is_dir(),
            is_chosen=name in columns.paths,
            start=columns.paths.index(name) if name in columns.paths else 0,
            locked=locked,
            problems=listing.problems,
            no_overlap=project is not None and project.setting(NO_OVERLAP) is True,
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


def _looked(known: Listing | None, cancel: Cancel | None, root: Path, *, must: bool) -> Listing:
    """The images below `root`; what was found a moment ago if that was there."""
    try:
        listing = known if known and known.root == root else Listing.of(root, cancel)
    except UserError as error:
        if must:
            raise
        return Listing(root, [], (error.problem,))
    if must and not listing.names:
        raise UserError(_NO_IMAGES, path=str(root), advice=_ADVICE, found=listing.problems)
    return listing
