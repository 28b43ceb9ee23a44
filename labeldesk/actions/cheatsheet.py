"""The keys by menu, for the cheat sheet on F1 and for docs/shortcuts.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from labeldesk.actions.action import Action
from labeldesk.actions.keymap import Chord, Keymap
from labeldesk.actions.menus import MENUS
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text

_DRAW = QT_TRANSLATE_NOOP("CheatSheet", "Draw")
_KEYS_ONLY = QT_TRANSLATE_NOOP("CheatSheet", "Keys of the canvas")
_DIGITS = QT_TRANSLATE_NOOP("CheatSheet", "Class of the selection or the next object")
_FRESH = QT_TRANSLATE_NOOP("CheatSheet", "Class of the object just drawn")
_NUDGE = QT_TRANSLATE_NOOP("CheatSheet", "Move by 1 px, with Shift by 10")
_PAN = QT_TRANSLATE_NOOP("CheatSheet", "Hold and drag: move the view")
_WHEEL = QT_TRANSLATE_NOOP("CheatSheet", "Zoom at the pointer")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the title and its chords, each a row of key caps."""

    title: Text
    caps: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one menu, or of what belongs together in it."""

    title: Text
    rows: tuple[Row, ...]


def sections(actions: Iterable[Action], keymap: Keymap) -> list[Section]:
    """Every action that has a key: the tools, the menus, the keys that belong to the canvas."""
    rows = list(actions)
    result = []
    parts = {_DRAW: [row for row in rows if row.menu and _is_tool(row)]}
    for menu, title in MENUS.items():
        parts[title] = [row for row in rows if row.menu == menu and not _is_tool(row)]
    for title, part in parts.items():
        lines = tuple(
            Row(row.title, _caps(keymap.chords(row.id))) for row in part if keymap.chords(row.id)
        )
        if lines:
            result.append(Section(title, lines))
    others = tuple(
        Row(row.title, _caps(keymap.chords(row.id)))
        for row in rows
        if not row.menu and not row.id.startswith(("class.", "object.nudge")) and row.keys
    )
    digits = (
        Row(_DIGITS, (("1", "…", "0"),)),
        Row(_FRESH, (("Ctrl", "1", "…", "9"),)),
        Row(_NUDGE, (("←", "↑", "↓", "→"),)),
        Row(_PAN, (("Space",),)),
        Row(_WHEEL, (("Wheel",),)),
    )
    return [*result, Section(_KEYS_ONLY, digits + others)]


def _is_tool(row: Action) -> bool:
    return row.id.startswith("tool.")


def _caps(chords: tuple[Chord, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(chord.caps for chord in chords)


def markdown(actions: Iterable[Action], keymap: Keymap) -> str:
    """docs/shortcuts.md, generated so that it cannot drift from the table."""
    lines = ["# Keys", "", "Made from the action table by `python3 dev.py docs`; do not edit.", ""]
    for section in sections(actions, keymap):
        lines += [f"## {section.title}", "", "| what | key |", "|---|---|"]
        lines += [
            f"| {row.title} | {' or '.join('+'.join(map(_code, caps)) for caps in row.caps)} |"
            for row in section.rows
        ]
        lines.append("")
    return "\n".join(lines)


def _code(cap: str) -> str:
    return f"`{cap}`"
