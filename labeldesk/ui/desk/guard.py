"""Whether one may edit, or leave the current image, and why not."""

from __future__ import annotations

from labeldesk.actions.reasons import READ_ONLY
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace

NAME_IT = QT_TRANSLATE_NOOP("Images", "Type the class of the new shape; Esc drops it")


def may_edit(workspace: Workspace, voice: Voice) -> bool:
    """Whether edits can be kept; says why not."""
    if workspace.is_open and not workspace.is_writable:
        voice.toast(READ_ONLY)
    return workspace.is_writable


def hand_is_free(canvas: Canvas, voice: Voice) -> bool:
    """Whether objects may change now. A drag in hand is dropped for it; half an outline, or
    joints that are being set, stay, and a word says how to end them.
    """
    reason = canvas.machine.unfinished
    if reason is not None:
        voice.toast(reason)
    else:
        canvas.cancel()
    return reason is None


def may_go(canvas: Canvas, voice: Voice) -> bool:
    """Whether the current image may be left: not with half an outline, nor with a shape that waits
    for its class; says so. What is in hand stays in hand.
    """
    reason = canvas.machine.unfinished
    if reason is None and canvas.env.pending is not None:
        reason = NAME_IT
    if reason is not None:
        voice.toast(reason)
    return reason is None
