"""A first look at what is being opened: its first picture, before anything else is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import is_text
from labeldesk.imaging.decode import quick_picture
from labeldesk.imaging.listing import Listing, is_image_name
from labeldesk.imaging.picture import Picture
from labeldesk.settings.state import Recent
from labeldesk.storage.plain import image_root
from labeldesk.work.project_place import SUFFIX, own_project, usual_project


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The picture of the image `name` in the folder that was listed, maybe reduced."""

    listing: Listing
    name: str
    picture: Picture


@dataclass(frozen=True, slots=True)
class _Aim:
    root: Path
    name: str


def glimpse(
    path: Path,
    recent: Recent,
    projects: Path,
    seen: Callable[[Picture], object],
    cancel: Cancel | None = None,
) -> Glimpse | None:
    """Show `seen` the picture that `open_path` will begin with, then list its folder.

    A picture that is known by name, because it was chosen or shown last, does not wait for the
    listing. None for what is no folder, image or project, and for an empty folder. Raises
    `UserError` where `open_path` will say so again.
    """
    aim = _aim(path.expanduser().absolute(), recent, projects)
    if aim is None:
        return None
    listing = None
    name = aim.name if aim.name and (aim.root / aim.name).is_file() else ""
    if not name:
        listing = Listing.of(aim.root, cancel)
        name = next(iter(listing.names), "")
    if not name:
        return None
    picture = quick_picture(aim.root / name)
    seen(picture)
    return Glimpse(listing or Listing.of(aim.root, cancel), name, picture)


def _aim(path: Path, recent: Recent, projects: Path) -> _Aim | None:
    if path.is_dir():
        places = {str(path), str(usual_project(path)), str(own_project(path, projects))}
        return _Aim(path, recent.at(places).image)
    if path.suffix.lower() == SUFFIX:
        root = image_root(path) if path.is_file() else None
        return _Aim(root, recent.at({str(path)}).image) if root is not None else None
    if is_image_name(path.name) and path.is_file():
        return _Aim(path.parent, path.name if is_text(path.name) else "")
    return None
