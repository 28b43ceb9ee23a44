"""The tool in the hand, and Esc, which always takes one step back."""

from __future__ import annotations

from collections.abc import Callable

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing.selection import Selection
from labeldesk.raster import superpixels
from labeldesk.settings.store import Settings
from labeldesk.settings.table import SNAP, SQUARE_BRUSH
from labeldesk.tools.brush import LARGEST, SMALLEST
from labeldesk.tools.segment import from_box
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.choice import Choice
from labeldesk.ui.desk.guard import hand_is_free, may_edit
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace
from labeldesk.work.opening import NO_OVERLAP
from labeldesk.work.outbox import Deed
from labeldesk.work.proposals import class_id_of

_SNAP = (
    QT_TRANSLATE_NOOP("Tools", "Vertices snap only while Ctrl is held"),
    QT_TRANSLATE_NOOP("Tools", "Vertices snap to other objects; not while Ctrl is held"),
)
_SQUARE = (
    QT_TRANSLATE_NOOP("Tools", "The brush is round"),
    QT_TRANSLATE_NOOP("Tools", "The brush is square"),
)
_OVERLAP = (
    QT_TRANSLATE_NOOP("Tools", "Masks may overlap"),
    QT_TRANSLATE_NOOP("Tools", "Masks do not overlap: the newest stroke owns its pixels"),
)
_ANEW = QT_TRANSLATE_NOOP(
    "Tools", "Draw it anew: all else stays, a digit changes its class. Esc brings it back"
)
_STAYS = QT_TRANSLATE_NOOP("Tools", "The object is locked. L unlocks it")
_NO_FORM = QT_TRANSLATE_NOOP("Tools", "This object has no form to draw")
_NO_BOX = QT_TRANSLATE_NOOP("Tools", "This has no box around it")
_DRAWN_WITH = {
    "box": "box",
    "rotated-box": "rotated",
    "ellipse": "ellipse",
    "polygon": "polygon",
    "polyline": "line",
    "point": "point",
    "mask": "brush",
    "keypoints": "keypoints",
}
_SIDE = QT_TRANSLATE_NOOP("Tools", "Segments of about {n} × {n} px")
_SWITCH = QT_TRANSLATE_NOOP("Tools", "No overlap of masks")


class Tools:
    """The `tools` of the desk. `leave` (full screen) is the last thing that Esc does."""

    def __init__(
        self,
        workspace: Workspace,
        canvas: Canvas,
        choice: Choice,
        settings: Settings,
        voice: Voice,
    ) -> None:
        self._workspace = workspace
        self._canvas = canvas
        self._choice = choice
        self._settings = settings
        self._voice = voice
        self.leave: Callable[[], bool] = lambda: False
        self._drawn_with = "box"
        workspace.opened.connect(self._opened)

    def choose(self, tool: str) -> None:
        """Take a tool, but not while work in hand would be lost: says what to do first. Anything
        less in hand is dropped.
        """
        unfinished = self._canvas.machine.unfinished
        if unfinished is not None:
            self._voice.toast(unfinished)
            return
        if tool not in ("select", "pan", "tag", "ruler"):
            self._drawn_with = tool
        self._canvas.set_tool(tool)
        self._canvas.setFocus()

    def repeat(self) -> None:
        """Draw with the tool used last."""
        self.choose(self._drawn_with)

    def redraw(self) -> None:
        """Draw the form of the selected object anew; everything else of it stays."""
        one = self._canvas.env.annotation(self._canvas.env.selection.last)
        if one is None or not may_edit(self._workspace, self._voice):
            return
        tool = _DRAWN_WITH.get(one.shape.kind)
        if one.locked or tool is None:
            self._voice.toast(_STAYS if one.locked else _NO_FORM)
            return
        if not hand_is_free(self._canvas, self._voice):
            return
        self._canvas.set_tool(tool)
        self._canvas.env.redraw(one.id)
        self._canvas.follow()
        self._canvas.setFocus()
        self._voice.toast(_ANEW)

    def mask_from_box(self) -> None:
        """Ask what is in the box of the suggestion in turn, whose class is taken, or in that of the
        selected object, which then has the mask in its place.
        """
        canvas, choice = self._canvas, self._choice
        proposals = self._workspace.shown.suggestions
        proposed = next((one for one in proposals if one.id == choice.focus), None)
        one = canvas.env.annotation(canvas.env.selection.last) if proposed is None else None
        if not may_edit(self._workspace, self._voice) or (proposed is None and one is None):
            return
        shape = proposed.shape if proposed is not None else one.shape if one is not None else None
        box = None if shape is None else shape.bounds
        if box is None or box.area <= 0 or (one is not None and one.locked):
            self._voice.toast(_STAYS if one is not None and one.locked else _NO_BOX)
            return
        if not hand_is_free(canvas, self._voice):
            return
        if proposed is not None:
            choice.class_id = class_id_of(proposed, self._workspace.classes) or choice.class_id
        canvas.take_up(from_box(box).asking(canvas.env))
        if one is not None:
            canvas.env.redraw(one.id)
        canvas.follow()

    def escape(self) -> None:
        """One level each time: gesture, keyboard in a panel, suggestion in turn, chosen vertices,
        selection, tool, full screen.
        """
        canvas = self._canvas
        if canvas.machine.busy or canvas.env.pending is not None:
            canvas.cancel()
            canvas.drop()
        elif canvas.isVisible() and not canvas.hasFocus():
            canvas.setFocus()
        elif self._choice.focus is not None:
            self._choice.focus = None
        elif canvas.let_vertices_go():
            pass
        elif canvas.env.selection:
            canvas.set_selection(Selection())
            canvas.selection_changed.emit(Selection())
        elif canvas.machine.tool != "select":
            self.choose("select")
        else:
            self.leave()

    def radius(self, factor: float) -> None:
        """A smaller or larger brush, or smaller or larger segments that it takes."""
        if self._canvas.machine.tool == "superpixel":
            self._segment(factor)
            return
        radius = self._canvas.env.settings.radius * factor
        self._canvas.draw_with(radius=min(max(radius, SMALLEST), LARGEST))

    def _segment(self, factor: float) -> None:
        now = self._canvas.env.settings.segment
        step = round(now * factor) - now or (1 if factor > 1 else -1)
        size = min(max(now + step, superpixels.SMALLEST), superpixels.LARGEST)
        self._canvas.draw_with(segment=size)
        self._canvas.feel_again()
        self._voice.toast(_SIDE.filled(n=size))

    def toggle_snap(self) -> None:
        """Whether vertices snap of themselves."""
        self._settings.set(SNAP, not self._settings.get(SNAP))
        self._voice.toast(_SNAP[self._settings.get(SNAP)])

    def toggle_square(self) -> None:
        """Whether brush and eraser are square."""
        self._settings.set(SQUARE_BRUSH, not self._settings.get(SQUARE_BRUSH))
        self._voice.toast(_SQUARE[self._settings.get(SQUARE_BRUSH)])

    def toggle_no_overlap(self) -> None:
        """Whether a mask takes its pixels from the others, a rule that the project keeps."""
        on = not self._canvas.env.settings.no_overlap
        self._canvas.draw_with(no_overlap=on)
        self._workspace.recorder.ensure(Deed(_SWITCH, lambda p: p.set_setting(NO_OVERLAP, on)))
        self._voice.toast(_OVERLAP[on])

    def _opened(self) -> None:
        source = self._workspace.source
        self._canvas.draw_with(no_overlap=source is not None and source.no_overlap)
