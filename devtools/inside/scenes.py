"""What the pictures of the documents show: each scene brings the window there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from PySide6.QtWidgets import QLineEdit

from devtools.inside.stage import Stage
from labeldesk.ui.panels.tile_table import SIZES

Scene: TypeAlias = Callable[[Stage], bool]
"""Brings the window into a state; False where the program cannot do so."""


def annotate(stage: Stage) -> bool:
    """A polygon with a hole, a mask and a box; the polygon selected."""
    stage.go("coffee.png")
    _select(stage, "cup")
    return True


def suggestions(stage: Stage) -> bool:
    """A dashed suggestion in turn beside objects drawn by hand."""
    stage.go("astronaut.png")
    stage.until(lambda: bool(stage.program.workspace.shown.suggestions))
    stage.run("suggest.next")
    return stage.program.choice.focus is not None


def palette(stage: Stage) -> bool:
    """Search for an action by a part of its name."""
    stage.go("chelsea.png")
    stage.run("program.palette")
    sheet = stage.sheet()
    field = sheet.findChild(QLineEdit) if sheet is not None else None
    if field is not None:
        field.setText("sug")
    return field is not None


def keys(stage: Stage) -> bool:
    """Every key on one page."""
    stage.run("program.cheat-sheet")
    return stage.sheet() is not None


def export(stage: Stage) -> bool:
    """The export with its report."""
    stage.run("project.export")
    return stage.sheet() is not None


def grid(stage: Stage) -> bool:
    """All images at once."""
    stage.run("view.grid")
    stage.program.grid.grid.set_size(SIZES.index(288))
    return stage.program.views.name == "grid"


def start(stage: Stage) -> bool:
    """Where one begins, with what was opened before."""
    stage.program.workspace.close()
    stage.program.start.show()
    return True


SCENES: Mapping[str, Mapping[str, Scene]] = {
    "dark": {
        "annotate": annotate,
        "suggestions": suggestions,
        "palette": palette,
        "keys": keys,
        "export": export,
        "grid": grid,
        "start": start,
    },
    "light": {"annotate": annotate},
    "zh": {"annotate": annotate},
    "scale-200": {"annotate": suggestions},
}
"""Look -> name of the picture -> scene, in the order they are taken."""


def _select(stage: Stage, class_name: str) -> None:
    """Go from object to object, as Tab does, until one of that class is selected."""
    workspace, canvas = stage.program.workspace, stage.program.canvas
    session, wanted = workspace.shown.session, workspace.classes.named(class_name)
    for _ in session.document if session is not None and wanted is not None else ():
        stage.run("object.next")
        chosen = canvas.env.selection.single
        if chosen and session and wanted and session.document[chosen].class_id == wanted.id:
            return
