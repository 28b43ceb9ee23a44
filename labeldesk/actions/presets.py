"""Keys that fingers already know from other programs, laid over the table."""

from __future__ import annotations

from collections.abc import Mapping

from labeldesk.domain.text import Text

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
    "labelme": {
        "image.next": ("D", "Ctrl+Shift+D"),
        "image.previous": ("A", "Ctrl+Shift+A"),
        "tool.box": ("Ctrl+R", "W", "R"),
        "tool.polygon": ("Ctrl+N", "P"),
        "view.fit": ("Ctrl+F", "F"),
        "view.fit-width": ("Ctrl+Shift+F",),
        "suggest.run": (),
    },
    "x-anylabeling": {
        "image.next-to-do": ("Ctrl+Shift+D", "Shift+D"),
        "image.previous-to-do": ("Ctrl+Shift+A", "Shift+A"),
        "image.mark-done": ("Space", "Ctrl+Alt+K"),
        "project.open": ("Ctrl+I", "Ctrl+O"),
        "tool.box": ("R", "W"),
        "tool.brush": ("Ctrl+N", "Shift+B", "B"),
        "tool.superpixel": ("Alt+B",),
        "object.ungroup": ("U", "Shift+G"),
        "view.fit": ("Ctrl+F", "F"),
        "view.fit-width": ("Ctrl+Shift+F",),
        "view.actual-size": ("Ctrl+=", "Ctrl+0"),
        "view.zoom-in": ("Ctrl++",),
    },
    "cvat": {
        "image.next": ("F",),
        "image.previous": ("D",),
        "image.forward-10": ("V", "PageDown"),
        "image.back-10": ("C", "PageUp"),
        "tool.select": ("Ctrl+J",),
        "tool.keypoints": ("Shift+K",),
        "view.fit": ("Ctrl+F",),
        "object.lower": ("-", "["),
        "object.raise": ("+", "]"),
        "program.settings": ("F2", "Ctrl+,"),
        "view.turn-right": ("Ctrl+R",),
        "view.turn-left": ("Ctrl+Shift+R",),
        "suggest.run": (),
    },
    "via": {
        "image.next": ("Right", "D"),
        "image.previous": ("Left", "A"),
        "view.zoom-in": ("+", "Ctrl++", "Ctrl+="),
        "view.zoom-out": ("-", "Ctrl+-"),
    },
}
"""Overrides by preset id; what a preset does not name keeps its own keys."""

# Names of programs: not translated.
TITLES: Mapping[str, Text] = {
    "labeldesk": Text("Presets", "Labeldesk"),
    "labelimg": Text("Presets", "LabelImg"),
    "labelme": Text("Presets", "labelme"),
    "x-anylabeling": Text("Presets", "X-AnyLabeling"),
    "cvat": Text("Presets", "CVAT"),
    "via": Text("Presets", "VIA"),
}

ONE_SHOT = frozenset({"labelimg"})
"""Presets in which the Box tool goes back to Select after each box, as their users know it."""
