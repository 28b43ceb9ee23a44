"""The canvas: the picture, what is on it, and the hand that changes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFocusEvent, QKeyEvent, QMouseEvent, QTabletEvent
from PySide6.QtWidgets import QWidget

from labeldesk.actions.keymap import Chord
from labeldesk.domain.geometry import XY
from labeldesk.domain.ids import SuggestionId
from labeldesk.domain.suggestion import Suggestion
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.raster.index import ShapeIndex
from labeldesk.tools.pointer import Button, Key
from labeldesk.ui.canvas.earlier import Earlier
from labeldesk.ui.canvas.given_hand import GivenHand
from labeldesk.ui.canvas.input import BUTTONS, held_with, key_in_image, key_of, pointer_of
from labeldesk.ui.canvas.magnifier import Magnifier
from labeldesk.ui.canvas.overview import Overview
from labeldesk.ui.translate import tr

_ONLY_SEEN = QT_TRANSLATE_NOOP("Compare", "This is the previous image: Esc leads back to draw")
NAME = QT_TRANSLATE_NOOP("Canvas", "Image with its objects")
_HIT_PX = 5.0
_LOOKING = frozenset({"select", "pan"})


class Canvas(GivenHand):
    """Shows the open image and leads the hand to the tools; keys come from the dispatcher.

    `selection_changed(Selection)`, `fresh_changed(id | None)` and `tool_changed(str)` tell of
    changes made on the canvas. `class_wanted(QRectF)` asks for a field at a place of the widget,
    to be answered with `answer` or `drop`; `class_settled()` takes the wish back.
    `template_wanted()` asks for the template of the current class, to be answered with `offer`;
    `joints_chosen(grips)` tells which vertices are chosen one by one. `said(Text)`
    is the reason why something was not done; `refusal` gives it for drawing, if there is one.
    """

    cursor_moved = Signal(float, float)
    cursor_left = Signal()
    suggestion_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName(tr(NAME))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.magnifier = Magnifier(self)
        self.earlier = Earlier(self)  # it lies over the lens, which looks at the current image
        self.overview = Overview(self)
        self.followed.connect(lambda: self.overview.heed(self.machine))
        self.turn_changed.connect(self._drop_drag)  # it would jump to where the pointer is now
        self.refusal: Callable[[], Text | None] = lambda: None
        self._pressure = 1.0  # of a pen that touches

    def tool_key(self, chord: Chord) -> bool:
        """Offer a key to the gesture under way; whether it was taken."""
        found = key_of(chord)
        if found is None:
            return False
        key, held = found
        if self.earlier.is_on:  # nothing is done to what is not seen
            self.earlier.lift_off()
            if key is Key.ESCAPE:
                return True
        return self.machine.key(key_in_image(key, self.view.turn), held)

    def space_down(self) -> None:
        """Space is held: dragging pans now."""
        self.machine.space_down()

    def space_up(self, *, tapped: bool = False) -> bool:
        """Space was let go; whether it was more than a tap."""
        return self.machine.space_up(tapped=tapped)

    def cancel(self) -> None:
        """Drop what is in hand, before anything else changes the document."""
        self.machine.cancel()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(NAME))
        if isinstance(event, QKeyEvent) and self.machine.busy and self.pointer is not None:
            held = held_with(event)
            if held is not None:  # a box becomes a square while the mouse rests
                self.pointer = replace(self.pointer, modifiers=held)
                self.machine.move(self.pointer)
        return super().event(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Only how hard a pen is pressed: the mouse event that Qt makes of this one follows."""
        is_down = event.type() is not QEvent.Type.TabletRelease and event.pressure() > 0
        self._pressure = event.pressure() if is_down else 1.0
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press(event, double=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._press(event, double=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointer = self.pointer = pointer_of(event, self.view, self._pressure)
        self.cursor_moved.emit(pointer.x, pointer.y)
        self.magnifier.is_over = True
        if self.session.image_id:
            self.machine.move(pointer)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() in BUTTONS and self.session.image_id:
            self.machine.release(pointer_of(event, self.view, self._pressure))

    def leaveEvent(self, event: QEvent) -> None:
        self.magnifier.is_over = False
        self.machine.leave()
        self.cursor_left.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.machine.space_up()  # whoever has the keys now hears of it
        self._drop_drag()
        super().focusOutEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_layers()
        super().closeEvent(event)

    def _drop_drag(self) -> None:
        """Forty clicked vertices wait, a drag cannot."""
        if self.machine.pressed is not None:
            self.machine.cancel()

    def _press(self, event: QMouseEvent, *, double: bool) -> None:
        button = BUTTONS.get(event.button())
        if button is None:
            return
        reason = self._refused(button)
        if reason is not None:
            self.said.emit(reason)
        if reason is not None or not self.session.image_id:
            return
        if self.env.pending is not None and button is Button.LEFT:
            self._pending(self.env.pending)  # first the class of this one: the field asks again
            return
        pointer = pointer_of(event, self.view, self._pressure)
        if double and pointer.button is Button.LEFT:
            self.machine.press(pointer, double=True)
            return
        if self.machine.state.tool == "select" and pointer.button is Button.LEFT:
            reach = self.env.px(_HIT_PX)
            found = suggestion_at(self.suggestions, self.index, pointer.at, reach)
            if found is not None:
                self.suggestion_clicked.emit(found)
                return
        self.machine.press(pointer)

    def _refused(self, button: Button) -> Text | None:
        """Why a press may do nothing to the image."""
        tool = self.machine.state.tool
        if self.earlier.is_on and button is not Button.MIDDLE and tool != "pan":
            return _ONLY_SEEN
        draws = button is Button.LEFT and tool not in _LOOKING
        return self.refusal() if draws or not self.session.image_id else None


def suggestion_at(
    suggestions: Sequence[Suggestion], index: ShapeIndex, p: XY, reach: float
) -> SuggestionId | None:
    """The smallest suggestion at an image position, where there is no object."""
    if not suggestions or index.at(p, reach):
        return None
    under = [
        (bounds.area, one.id)
        for one in suggestions
        if (bounds := one.shape.bounds) is not None and bounds.contains(p)
    ]
    return min(under)[1] if under else None
