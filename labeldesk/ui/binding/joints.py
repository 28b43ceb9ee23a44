"""The Joints panel, in step with the selected keypoints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.classes import UNKNOWN_COLOUR, ClassList
from labeldesk.domain.geometry import Rect
from labeldesk.domain.shapes import Keypoints
from labeldesk.editing.selection import Selection
from labeldesk.editing.session import Phase
from labeldesk.tools.grips import VertexGrip
from labeldesk.tools.vertices import chosen_vertices
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.canvas.style import rgb, tinted
from labeldesk.ui.panels.joints import JointRow, JointsPanel
from labeldesk.ui.workspace import Workspace


class JointDeeds(Protocol):
    """What rows of the list can ask for."""

    def is_free(self) -> bool: ...
    def place_of(self, one: Annotation, which: list[int]) -> None: ...
    def turn_of(self, one: Annotation, index: int) -> None: ...


class JointsBinding(QObject):
    """Shows the panel once a class has a template; the rows follow selection and edits."""

    def __init__(
        self, workspace: Workspace, canvas: Canvas, panel: JointsPanel, deeds: JointDeeds
    ) -> None:
        super().__init__(panel)
        self._workspace = workspace
        self._canvas = canvas
        self._panel = panel
        self._deeds = deeds
        self._unlisten: Callable[[], None] = lambda: None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        workspace.shown.session_changed.connect(self._session)
        workspace.classes_changed.connect(self._soon.start)
        canvas.selection_changed.connect(lambda _: self._soon.start())
        canvas.fresh_changed.connect(lambda _: self._soon.start())
        canvas.joints_chosen.connect(lambda _: self._mark())
        panel.joint_chosen.connect(self._chosen)
        panel.mark_clicked.connect(self._turned)
        panel.hide()

    def _session(self) -> None:
        self._unlisten()
        session = self._workspace.shown.session
        self._unlisten = session.listen(self._heard) if session else lambda: None
        self._soon.start()

    def _heard(self, _: ChangeSet, phase: Phase) -> None:
        if phase is Phase.COMMITTED:
            self._soon.start()

    def _show(self) -> None:
        classes = self._workspace.classes
        one = self._one()
        has_templates = any(item.skeleton is not None for item in classes)
        self._panel.setVisible(has_templates or one is not None)
        self._panel.set_joints(joint_rows(one, classes) if one is not None else ())
        self._mark()

    def _mark(self) -> None:
        """The row of the joint that is chosen on the canvas, if it is one."""
        chosen, one = chosen_vertices(self._canvas.env), self._one()
        is_mine = len(chosen) == 1 and one is not None and chosen[0].id == one.id
        self._panel.set_chosen(chosen[0].index if is_mine else None)

    def _one(self) -> Annotation | None:
        """The only selected set of keypoints, else the one just drawn."""
        env = self._canvas.env
        key = env.selection.last if len(env.selection) == 1 else env.fresh
        one = env.annotation(None if len(env.selection) > 1 else key)
        return one if one is not None and isinstance(one.shape, Keypoints) else None

    def _chosen(self, index: int) -> None:
        """Show a joint and take hold of it; one that is absent is to be clicked."""
        one = self._one()
        if one is None or not isinstance(one.shape, Keypoints):
            return
        if not self._deeds.is_free():
            return
        self._canvas.set_selection(Selection((one.id,)))
        self._canvas.selection_changed.emit(Selection((one.id,)))
        if not one.shape.visibility[index]:
            self._deeds.place_of(one, [index])
            return
        x, y = one.shape.joints.points[index].tolist()
        self._canvas.reveal(Rect(x, y, x, y))
        if not one.locked:
            self._canvas.choose_vertex(VertexGrip(one.id, 0, index))

    def _turned(self, index: int) -> None:
        one = self._one()
        if one is not None:
            self._deeds.turn_of(one, index)


def joint_rows(one: Annotation, classes: ClassList) -> list[JointRow]:
    """The joints of an object under the names and in the tints of its template."""
    assert isinstance(one.shape, Keypoints)
    item = classes.get(one.class_id)
    skeleton = item.skeleton if item is not None else None
    colour = rgb(item.colour if item is not None else UNKNOWN_COLOUR)
    rows = []
    for index, seen in enumerate(one.shape.visibility):
        has_side = skeleton is not None and index < len(skeleton)
        side = skeleton.sides[index] if skeleton is not None and has_side else 0
        code = "#{:02X}{:02X}{:02X}".format(*tinted(colour, side))
        name = skeleton.name(index) if skeleton is not None else str(index + 1)
        rows.append(JointRow(index, name, code, seen))
    return rows
