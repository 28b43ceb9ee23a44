"""What the window remembers without being asked: recent projects, its place and panels."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Container, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from labeldesk.domain.problem import Problem
from labeldesk.settings.json_file import read_object, write_object

_LONGEST = 20
CANVAS_PLACE = "canvas.place"
"""The value of `WindowState` that says where the canvas stood on its page."""


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project file or a folder that was open; `opened` is milliseconds since 1970 UTC.

    `done` of `total` images were done when it was left (0 of 0 while that is not known),
    `image` was the one that was shown, `display` says how, empty for as it is; `model` is the
    digest of the one that made suggestions.
    """

    path: str
    opened: int
    done: int = 0
    total: int = 0
    image: str = ""
    display: str = ""
    model: str = ""


_TEXTS = ("image", "display", "model")
NEVER = RecentProject("", 0)
"""What was never open."""


@dataclass(frozen=True, slots=True)
class Recent:
    """The projects opened last, newest first, each once."""

    projects: tuple[RecentProject, ...] = ()

    def with_project(self, project: RecentProject) -> Recent:
        """The list after a project was opened or left: it is the newest."""
        return Recent((project, *self.without(project.path).projects)[:_LONGEST])

    def without(self, path: str) -> Recent:
        """The list after the user removed `path` from it."""
        return Recent(tuple(p for p in self.projects if p.path != path))

    def moved(self, old: str, new: str) -> Recent:
        """The list after the project at `old` went to `new`."""
        rows = self.without(new).projects
        return Recent(tuple(replace(p, path=new) if p.path == old else p for p in rows))

    def at(self, places: Container[str]) -> RecentProject:
        """How what was open at one of these paths was left, `NEVER` if nothing was."""
        return next((p for p in self.projects if p.path in places), NEVER)

    @staticmethod
    def load(file: Path) -> tuple[Recent, Problem | None]:
        """From `file`; rows that make no sense are left out."""
        value, problem = read_object(file)
        rows = value.get("projects", [])
        good = [r for r in rows if _is_row(r)] if isinstance(rows, list) else []
        projects = (
            RecentProject(
                r["path"],
                r["opened"],
                *(r.get(name, 0) for name in ("done", "total")),
                *(r.get(name, "") for name in _TEXTS),
            )
            for r in good
        )
        return Recent(tuple(projects)), problem

    def save(self, file: Path) -> Problem | None:
        """Into `file`."""
        rows = [asdict(project) for project in self.projects]
        return write_object(file, {"projects": rows})


def _is_row(row: object) -> bool:
    return (
        isinstance(row, dict)
        and isinstance(row.get("path"), str)
        and all(isinstance(row.get(name, 0), int) for name in ("opened", "done", "total"))
        and "opened" in row
        and all(isinstance(row.get(name, ""), str) for name in _TEXTS)
    )


@dataclass(frozen=True, slots=True)
class WindowState:
    """How the window stood: Qt's opaque bytes, and named values (open panels, view, widths)."""

    geometry: bytes = b""
    layout: bytes = b""
    values: Mapping[str, str | int | float | bool] = field(default_factory=dict)

    @staticmethod
    def load(file: Path) -> tuple[WindowState, Problem | None]:
        """From `file`; what makes no sense is left out."""
        value, problem = read_object(file)
        named = value.get("values", {})
        plain = {
            name: item
            for name, item in (named.items() if isinstance(named, dict) else ())
            if isinstance(item, str | int | float | bool)
        }
        state = WindowState(_bytes(value.get("geometry")), _bytes(value.get("layout")), plain)
        return state, problem

    def save(self, file: Path) -> Problem | None:
        """Into `file`."""
        value = {
            "geometry": base64.b64encode(self.geometry).decode("ascii"),
            "layout": base64.b64encode(self.layout).decode("ascii"),
            "values": dict(self.values),
        }
        return write_object(file, value)


def _bytes(text: object) -> bytes:
    try:
        return base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError):
        return b""
