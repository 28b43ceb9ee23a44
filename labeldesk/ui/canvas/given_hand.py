"""What the hand is given from outside: a tool, a class, a selection, a template, an answer."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ClassId
from labeldesk.domain.skeleton import Skeleton
from labeldesk.editing.selection import Selection
from labeldesk.editing.session import ClassSteps, Session
from labeldesk.tools.grips import VertexGrip
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.state import State
from labeldesk.tools.vertices import chosen_vertices
from labeldesk.ui.canvas.hand_view import HandView


class GivenHand(HandView):
    """Panels and the desk put things into the hand here; `pointer` is where the mouse was last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pointer: Pointer | None = None
        self._pictures = 0
        self.picture_set.connect(lambda *_: self._pictured())

    def set_session(self, session: Session[Any] | None, classes: ClassList) -> None:
        super().set_session(session, classes)
        self.env.picture = self._pictures

    def _pictured(self) -> None:
        """What tools know of the pixels is old."""
        self._pictures += 1
        self.env.picture = self._pictures
        self.follow()

    def set_tool(self, tool: str) -> None:
        """Take a tool by its id: select, box, polygon, brush, eraser, tag, pan."""
        self.machine.set_tool(tool)

    def set_class(self, class_id: ClassId | None) -> None:
        """The class that the next shape gets."""
        if class_id != self.env.class_id:
            self.env.offered = None
        self.env.class_id = class_id
        self.follow()

    def offer(self, skeleton: Skeleton) -> None:
        """The template for keypoints of the current class; what waited for it goes on."""
        self.env.offered = skeleton
        self.feel_again()

    def feel_again(self) -> None:
        """The tool looks anew at what lies under the pointer, which rests."""
        if self.pointer is not None:
            self.machine.move(self.pointer)
        self.follow()

    def take_up(self, state: State) -> None:
        """Go on with a state that somebody beside the canvas asked for."""
        self.machine.set_tool(state)
        self.setFocus()

    def set_selection(self, selection: Selection) -> None:
        """Select what was chosen elsewhere; tells nobody."""
        self.env.take_selection(selection.within(self.session.document))
        self.follow()

    def choose_vertex(self, grip: VertexGrip) -> None:
        """Take hold of a vertex of a selected shape with Select."""
        self.set_tool("select")
        self.env.chosen = (grip,)
        self.follow()
        self.setFocus()

    def let_vertices_go(self) -> bool:
        """No vertex is chosen any longer; whether one was."""
        had = bool(chosen_vertices(self.env))
        self.env.chosen = ()
        self.follow()
        return had

    def draw_with(self, **chosen: Any) -> None:  # noqa: ANN401 (fields of ToolSettings by name)
        """What the user chose about drawing."""
        for name, value in chosen.items():
            setattr(self.env.settings, name, value)
        self.follow()

    def answer(self, class_id: ClassId, classes: ClassSteps | None = None) -> None:
        """Give the shape that waits its class; `classes` holds one made for it."""
        self.env.answer(class_id, classes)
        self.follow()

    def drop(self) -> None:
        """Let the shape that waits go."""
        self.env.drop()
        self.follow()
