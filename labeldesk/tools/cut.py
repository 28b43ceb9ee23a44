"""The Cut tool: a line over objects, which parts those that it crosses."""

from __future__ import annotations

from dataclasses import dataclass

from labeldesk.domain.geometry import XY, Ring
from labeldesk.domain.shapes import MIN_LINE
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.combining import NOT_CUT, cut
from labeldesk.editing.operations import By
from labeldesk.tools.env import Env
from labeldesk.tools.line import NO_CLOSING
from labeldesk.tools.path import PathDrawing, PathReady
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.state import State

CUT = QT_TRANSLATE_NOOP("History", "Cut")


@dataclass(frozen=True, slots=True)
class CutReady(PathReady):
    """Waiting for the beginning of the line."""

    tool = "cut"
    hint = QT_TRANSLATE_NOOP("Tools", "Draw a line across objects to cut them, Enter to finish")

    def press(self, env: Env, e: Pointer) -> State:
        return self.drawing(env.placed(e.at), e.at)  # handles are not pulled with the knife

    def hover(self, env: Env, e: Pointer) -> State:
        return CutReady(e.at)

    def drawing(self, first: XY, at: XY) -> State:
        return CutDrawing((first,), at)


@dataclass(frozen=True, slots=True)
class CutDrawing(PathDrawing):
    """The line is being drawn; letting go after a drag cuts at once."""

    tool = "cut"
    hint = CutReady.hint
    least = NO_CLOSING

    def ready(self, at: XY | None = None) -> State:
        return CutReady(at)

    def release(self, env: Env, e: Pointer) -> State:
        if self.trail is None:
            return self
        drawn = PathDrawing.release(self, env, e)
        return drawn.ended(env) if isinstance(drawn, CutDrawing) else drawn

    def ended(self, env: Env) -> State:
        """Cuts the selected objects, or where none is selected all that the line crosses."""
        if len(self.points) < MIN_LINE:
            env.ports.say(NOT_CUT)
            return self
        ids = env.selection.ids or tuple(env.session.document)
        by = By(env.session.author, env.session.now())
        change = cut(env.session.document, ids, Ring(self.points), by)
        if isinstance(change, Text):
            env.ports.say(change)
        else:
            env.change(CUT, change)
        return CutReady(self.cursor_at)
