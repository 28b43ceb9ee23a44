"""Whoever edits asks here first: in a project opened to read the answer is a polite no."""

from __future__ import annotations

from labeldesk.actions.reasons import READ_ONLY
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace


def may_edit(workspace: Workspace, voice: Voice) -> bool:
    """Whether edits can be kept; says why not."""
    if workspace.is_open and not workspace.is_writable:
        voice.toast(READ_ONLY)
    return workspace.is_writable
