"""The tool in the hand, and Esc, which always takes one step back."""

from __future__ import annotations

from collections.abc import Callable

from labeldesk.editing.selection import Selection
from labeldesk.tools.brush import LARGEST, SMALLEST
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.choice import Choice


class Tools:
    """The `tools` of the desk. `leave_full_screen` is the last thing that Esc does."""

    def __init__(self, canvas: Canvas, choice: Choice, leave: Callable[[], bool]) -> None:
        self._canvas = canvas
        self._choice = choice
        self._leave = leave
        self._drawn_with = "box"

    def choose(self, tool: str) -> None:
        """Take a tool."""
        if tool not in ("select", "pan", "tag"):
            self._drawn_with = tool
        self._canvas.set_tool(tool)
        self._canvas.setFocus()

    def repeat(self) -> None:
        """Draw with the tool used last."""
        self.choose(self._drawn_with)

    def escape(self) -> None:
        """One level each time: gesture, suggestion in turn, selection, tool, full screen."""
        canvas = self._canvas
        if canvas.machine.busy or canvas.env.pending is not None:
            canvas.cancel()
            canvas.drop()
        elif self._choice.focus is not None:
            self._choice.focus = None
        elif canvas.env.selection:
            canvas.set_selection(Selection())
            canvas.selection_changed.emit(Selection())
        elif canvas.machine.tool != "select":
            self.choose("select")
        else:
            self._leave()

    def radius(self, factor: float) -> None:
        """A smaller or larger brush."""
        radius = self._canvas.env.settings.radius * factor
        self._canvas.set_radius(min(max(radius, SMALLEST), LARGEST))
