"""The Tag tool: digits, which are actions, put classes on the whole image."""

from __future__ import annotations

from dataclasses import dataclass

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.tools.state import State


@dataclass(frozen=True, slots=True)
class TagReady(State):
    """Waiting for a digit; the pointer does nothing."""

    tool = "tag"
    hint = QT_TRANSLATE_NOOP("Tools", "Press a class key to tag the image")
