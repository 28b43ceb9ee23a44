"""Keys that fingers already know from other programs, laid over the table."""

from __future__ import annotations

from collections.abc import Mapping

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text

PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "labeldesk": {},
    "labelimg": {
        "edit.paste-previous": ("Ctrl+V", "Ctrl+Shift+V"),
        "edit.paste": (),
        "view.fit": ("Ctrl+F", "F"),
        "view.fit-width": ("Ctrl+Shift+F",),
        "view.actual-size": ("Ctrl+=", "Ctrl+0"),
        "view.zoom-in": ("Ctrl++",),
        "tool.box": ("W",),
        "suggest.run": (),
    },
}
"""Overrides by preset id; what a preset does not name keeps its own keys."""

TITLES: Mapping[str, Text] = {
    "labeldesk": QT_TRANSLATE_NOOP("Presets", "Labeldesk"),
    "labelimg": QT_TRANSLATE_NOOP("Presets", "LabelImg"),
}
