"""What is in the hand: the tools at work on the shapes of the open image."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.mask import Mask
from labeldesk.editing.selection import Selection
from labeldesk.editing.session import Phase, Session
from labeldesk.tools.brush import brush_target
from labeldesk.tools.env import Env, Pending, Ports
from labeldesk.tools.ground import ToolSettings
from labeldesk.tools.machine import Machine, hint_of
from labeldesk.tools.marks import Painted
from labeldesk.tools.vertices import Vertices, chosen_vertices
from labeldesk.ui.canvas import adorn
from labeldesk.ui.canvas.flash import Flash
from labeldesk.ui.canvas.groups import Groups
from labeldesk.ui.canvas.ink import Ink
from labeldesk.ui.canvas.input import CURSORS, cursor_on_screen
from labeldesk.ui.canvas.live import MOST_DRAWN, LiveLayer
from labeldesk.ui.canvas.searching import Searching
from labeldesk.ui.canvas.shape_view import ShapeView
from labeldesk.ui.canvas.stage import Stage
from labeldesk.ui.canvas.stroke_layer import StrokeLayer
from labeldesk.ui.canvas.style import ClassColours, ClassStyle, Look, Showing


class HandView(ShapeView):
    """Holds the machine, lifts what is in hand out of the overlay and paints it live. `followed`
    after every event that the machine heard; `asked(Question | None)` wants a model to mark.
    """

    selection_changed = Signal(object)
    fresh_changed = Signal(object)
    tool_changed = Signal(str)
    hint_changed = Signal(object, object)
    said = Signal(object)
    class_wanted = Signal(QRectF)
    class_settled = Signal()
    followed = Signal()
    template_wanted = Signal()
    joints_chosen = Signal(object)
    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.live = LiveLayer()
        self.stroke = StrokeLayer()
        self.groups = Groups()
        self._told_hint: tuple[object, ...] = ()
        self._told_chosen: Vertices = ()
        self._told_tool, self._moving = "", False
        self.held: tuple[AnnotationId, ...] = ()
        super().__init__(parent)
        self.searching = Searching(self)
        self.picture_set.connect(self.searching.set_picture)
        self.closing.connect(self.searching.close)
        self.flash = Flash(self.follow, self)
        self.env = self._env(ToolSettings(), None)
        self.machine = Machine(self.env, self.follow)
        self.searching.answered.connect(self.machine.found)

    def set_session(self, session: Session[Any] | None, classes: ClassList) -> None:
        """Open another image; what was in hand is dropped, tool and class stay."""
        self.machine.cancel()
        self.env.drop()
        had = bool(self.env.selection)
        super().set_session(session, classes)
        self.stroke.clear()
        self.env = self._env(self.env.settings, self.env.class_id)
        self.machine.env = self.env
        self.follow()
        if had:
            self.selection_changed.emit(Selection())

    def set_classes(self, classes: ClassList) -> None:
        super().set_classes(classes)
        if hasattr(self, "machine"):
            self.env.classes = classes
            self.follow()

    def show_as(self, showing: Showing) -> None:
        super().show_as(showing)
        self.follow()

    def follow(self) -> None:
        """Show what the machine has in hand now; tell what became different."""
        if self._moving:
            return
        self._moving = True
        try:
            self._follow_stroke()
            self._lift_in_hand()
            self._repaint_live()
        finally:
            self._moving = False
        self._tell()

    def stroke_paint(self, p: QPainter) -> None:
        self.stroke.paint(p, self.view)

    def live_paint(self, p: QPainter, event: QPaintEvent) -> None:
        self.live.paint(p, QRectF(event.rect()))

    def overlay_settled(self) -> None:
        if self._stroke_in_hand() is None:
            self.stroke.clear()
        self._repaint_live()

    def view_changed(self) -> None:
        super().view_changed()
        if hasattr(self, "machine"):
            self.env.scale, self.env.turn = self.view.screen_scale, self.view.turn
            self.follow()

    def _env(self, settings: ToolSettings, class_id: ClassId | None) -> Env:
        ports = Ports(
            select=self.selection_changed.emit,
            fresh=self.fresh_changed.emit,
            pending=self._pending,
            pan=self._pan,
            say=self.said.emit,
            template=self.template_wanted.emit,
            search=self.searching,
            ask=self.asked.emit,
        )
        env = Env(self.session, self.index, self.view.screen_scale, self.view.turn, settings)
        env.ports, env.class_id, env.classes = ports, class_id, self.colours.classes
        return env

    def _heard(self, change: ChangeSet, phase: Phase) -> None:
        if phase is Phase.COMMITTED:
            self._forget(change)
            self.flash.strike(change, self.suggestions)
        super()._heard(change, phase)
        self.follow()

    def _forget(self, change: ChangeSet) -> None:
        """What is gone can neither be selected nor fresh."""
        kept = self.env.selection.within(self.session.document)
        self.env.select(kept)
        if self.env.redrawn not in self.session.document:
            self.env.redrawn = None
        if self.env.fresh is not None and self.env.fresh not in self.session.document:
            self.env.refresh(None)
        gone = frozenset(key for key, (_, after) in change.steps.items() if after is None)
        self.leaving -= gone

    def _pan(self, dx: float, dy: float) -> None:
        x, y = self.view.turn.out(dx, dy)
        self.pan_by(x * self.view.screen_scale, y * self.view.screen_scale)

    def _pending(self, pending: Pending | None) -> None:
        bounds = pending.shape.bounds if pending else None
        if bounds is None:
            self.class_settled.emit()
        else:
            self.class_wanted.emit(adorn.logical_rect(self.view, bounds))

    def _stroke_in_hand(self) -> Painted | None:
        return next((m for m in self.machine.marks() if isinstance(m, Painted)), None)

    def _follow_stroke(self) -> None:
        painted = self._stroke_in_hand()
        if painted is not None:
            self._show_stroke(painted)
        elif not self.stroke.is_empty and self.overlay.is_settled:
            self.stroke.clear()
            self.update()

    def _show_stroke(self, painted: Painted) -> None:
        stroke, view = painted.stroke, self.view
        style = _style_of_stroke(self.env, self.colours)
        ink = Ink(style.colour, Look.REST, view.dpr, fill=self.showing.strength)
        dirty = self.stroke.follow(stroke, view, ink, self.picture.pixmap(view))
        if dirty is not None:
            x, y, w, h = (n / view.dpr for n in (dirty.x, dirty.y, dirty.width, dirty.height))
            self.update(QRectF(x, y, w, h).toAlignedRect().adjusted(-1, -1, 1, 1))

    def _lift_in_hand(self) -> None:
        """Few shapes are drawn live; a mask stays in the overlay unless it is being moved."""
        document = self.session.document
        ids = dict.fromkeys((*self.env.selection.ids, self.env.fresh))
        self.held = tuple(key for key in ids if key is not None and key in document)
        if len(self.held) > MOST_DRAWN:
            self.lift(frozenset(), frozenset(self.held))
            self.held = ()
            return
        moving = self.session.gesture is not None
        lifted = {k for k in self.held if moving or not isinstance(document[k].shape, Mask)}
        if self.env.redrawn is not None:  # out of sight: it would be in the way
            lifted.add(self.env.redrawn)
        self.lift(frozenset(lifted), frozenset())

    def _repaint_live(self) -> None:
        stage = Stage(
            self.view,
            self.env,
            self.colours,
            self.machine.marks(),
            self.leaving,
            self.held,
            self.lifted,
            self.flash.ids,
            self.showing,
            self.patterned,
            self.notes.taken,
            self.groups.around(self.session.document, self.session.live, self.env.selection),
        )
        for rect in self.live.follow(stage):
            self.update(rect.toAlignedRect().adjusted(-1, -1, 1, 1))

    def _tell(self) -> None:
        hint = hint_of(self.machine)
        if hint != self._told_hint:
            self._told_hint = hint
            self.hint_changed.emit(*hint)
        if self.machine.tool != self._told_tool:
            self._told_tool = self.machine.tool
            self.tool_changed.emit(self._told_tool)
        chosen = chosen_vertices(self.env)
        if chosen != self._told_chosen:
            self._told_chosen = chosen
            self.joints_chosen.emit(chosen)
        shape = CURSORS[cursor_on_screen(self.machine.state.cursor(self.env), self.view.turn)]
        if self.cursor().shape() != shape:
            self.setCursor(shape)
        self.followed.emit()


def _style_of_stroke(env: Env, colours: ClassColours) -> ClassStyle:
    """That of the mask that is painted on, or of the class that a new one gets."""
    target = env.annotation(brush_target(env))
    return colours.style(env.next_class) if target is None else colours.style_of(target)
