"""Which key does what: chords as text, presets, and the one place that resolves a key press."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from labeldesk.actions.action import Action, Scope
from labeldesk.actions.facts import Facts
from labeldesk.domain.text import Text

MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
_ALIASES = {"Return": "Enter", "Esc": "Escape", "Del": "Delete", "PgUp": "PageUp",
            "PgDown": "PageDown", "PgDn": "PageDown", "Control": "Ctrl"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chord:
    """A key with its modifiers, e.g. ``Ctrl+Shift+Z``; compares in one spelling."""

    key: str
    modifiers: tuple[str, ...] = ()

    @staticmethod
    def of(text: str) -> Chord:
        """From text; ``+`` itself is the last key in ``Ctrl++``."""
        if text.endswith("+"):
            head, key = text[:-1].rstrip("+"), "+"
        else:
            head, _, key = text.rpartition("+")
        names = {_ALIASES.get(part, part) for part in head.split("+") if part}
        unknown = names - set(MODIFIERS)
        if unknown or not key:
            raise ValueError(f"no chord: {text!r}")
        key = _ALIASES.get(key, key.upper() if len(key) == 1 else key)
        return Chord(key, tuple(m for m in MODIFIERS if m in names))

    def __str__(self) -> str:
        return "+".join((*self.modifiers, self.key))

    @property
    def caps(self) -> tuple[str, ...]:
        """What the key caps show, one each."""
        return (*self.modifiers, self.key)

    @property
    def types_text(self) -> bool:
        """Whether a text field would want this key for itself."""
        if self.modifiers and self.modifiers != ("Shift",):
            return self.key in {"A", "C", "V", "X", "Z", "Y", "Left", "Right", "Backspace"}
        return not (self.key.startswith("F") and self.key[1:].isdigit())


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a key press means now: an action to run, or the reason why it cannot."""

    action: Action
    reason: Text | None = None


class Keymap:
    """The keys of all actions after a preset and the user's own choices were laid over."""

    def __init__(
        self, actions: Iterable[Action], overrides: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self._chords: dict[str, tuple[Chord, ...]] = {}
        self._by_chord: dict[Chord, list[Action]] = {}
        for action in actions:
            keys = (overrides or {}).get(action.id, action.keys)
            self._chords[action.id] = tuple(map(Chord.of, keys))
            for chord in self._chords[action.id]:
                self._by_chord.setdefault(chord, []).append(action)
        for rows in self._by_chord.values():
            rows.sort(key=lambda row: row.scope)

    def chords(self, action_id: str) -> tuple[Chord, ...]:
        """The chords of an action, the one to show first."""
        return self._chords.get(action_id, ())

    def resolve(self, chord: Chord, facts: Facts) -> Resolved | None:
        """The first action of the narrowest scope that can run; else the first reason why not.

        A text field keeps what it types (`Chord.types_text`).
        """
        if facts.typing and chord.types_text:
            return None
        refused: Resolved | None = None
        for action in self._by_chord.get(chord, ()):
            if not _in_scope(action.scope, facts):
                continue
            reason = action.when(facts)
            if reason is None:
                return Resolved(action)
            refused = refused or Resolved(action, reason)
        return refused

    def conflicts(self) -> list[tuple[Chord, list[Action]]]:
        """Chords that several actions of one scope claim."""
        return [
            (chord, rows)
            for chord, rows in self._by_chord.items()
            if len(rows) != len({row.scope for row in rows})
        ]


def _in_scope(scope: Scope, facts: Facts) -> bool:
    if scope is Scope.SUGGESTION:
        return facts.suggestions > 0
    if scope is Scope.SELECTION:
        return facts.selected > 0
    if scope is Scope.GRID:
        return facts.view == "grid"
    return True
