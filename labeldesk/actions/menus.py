"""The menus, in their order; a row of the table names the one it stands in."""

from __future__ import annotations

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text

MENUS: dict[str, Text] = {
    "file": QT_TRANSLATE_NOOP("Menus", "File"),
    "edit": QT_TRANSLATE_NOOP("Menus", "Edit"),
    "image": QT_TRANSLATE_NOOP("Menus", "Image"),
    "object": QT_TRANSLATE_NOOP("Menus", "Object"),
    "suggest": QT_TRANSLATE_NOOP("Menus", "Suggest"),
    "view": QT_TRANSLATE_NOOP("Menus", "View"),
    "help": QT_TRANSLATE_NOOP("Menus", "Help"),
}
SUBMENUS: dict[str, Text] = {
    "tools": QT_TRANSLATE_NOOP("Menus", "Draw"),
    "combine": QT_TRANSLATE_NOOP("Menus", "Combine"),
    "look": QT_TRANSLATE_NOOP("Menus", "Look and guides"),
    "turn": QT_TRANSLATE_NOOP("Menus", "Rotate and flip"),
    "keypoints": QT_TRANSLATE_NOOP("Menus", "Keypoints"),
    "display": QT_TRANSLATE_NOOP("Menus", "Display"),
    "align": QT_TRANSLATE_NOOP("Menus", "Align"),
    "convert": QT_TRANSLATE_NOOP("Menus", "Convert"),
}
"""Menus inside menus; one stands where its first row does."""
