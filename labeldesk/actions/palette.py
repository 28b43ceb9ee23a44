"""Finding an action by a few letters: what the command palette shows and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from labeldesk.actions.action import Action
from labeldesk.actions.facts import Facts
from labeldesk.actions.keymap import Chord, Keymap
from labeldesk.domain.text import Text

_WORD_START, _RUN, _ANY = 8, 4, 1
_KEYWORD_SHARE = 0.5
_USE = 2.0


@dataclass(frozen=True, slots=True)
class Match:
    """One row: the action, its first key, why it is greyed, and its rank."""

    action: Action
    chord: Chord | None
    reason: Text | None
    score: float


def search(
    query: str,
    actions: Iterable[Action],
    keymap: Keymap,
    facts: Facts,
    *,
    shown: Callable[[Text], str] = str,
    uses: Mapping[str, int] | None = None,
) -> list[Match]:
    """Actions that hold the letters of `query` in order, best first; all for an empty query.

    Title, id and keywords are searched (the title in the user's language, through `shown`).
    What was used from the palette before comes earlier. What cannot run now comes last among
    everything, but keeps its place among what was searched for: Enter must never run something
    else than the row whose name was typed.
    """
    found = []
    for action in actions:
        if not action.in_palette:
            continue
        score = _score(query, shown(action.title), action)
        if score is None:
            continue
        chords = keymap.chords(action.id)
        score += _USE * (uses or {}).get(action.id, 0) if query else 0
        found.append(Match(action, chords[0] if chords else None, action.when(facts), score))
    if query.strip():
        return sorted(found, key=lambda match: (-match.score, match.reason is not None))
    return sorted(found, key=lambda match: match.reason is not None)


def _score(query: str, title: str, action: Action) -> float | None:
    if not query.strip():
        return 0.0
    scores = [
        letters(query, title),
        letters(query, action.id.replace(".", " ").replace("-", " ")),
        letters(query, str(action.title)),
    ]
    scores += [
        s * _KEYWORD_SHARE for s in (letters(query, k) for k in action.keywords.split()) if s
    ]
    known = [s for s in scores if s is not None]
    return max(known) if known else None


def letters(query: str, text: str) -> float | None:
    """How well the letters of `query` lie in `text`, in order; None if they do not.

    Word beginnings and runs count most, and a short text beats a long one.
    """
    wanted, hay = "".join(query.casefold().split()), text.casefold()
    at, score, last = 0, 0.0, -2
    for letter in wanted:
        found = _next(hay, letter, at, last)
        if found < 0:
            return None
        starts = found == 0 or not hay[found - 1].isalnum()
        score += _WORD_START if starts else _RUN if found == last + 1 else _ANY
        last, at = found, found + 1
    return score - len(hay) / 100


def _next(hay: str, letter: str, at: int, last: int) -> int:
    """The run goes on if it can; else a word beginning; else the next place."""
    if last + 1 < len(hay) and last >= 0 and hay[last + 1] == letter:
        return last + 1
    for i in range(at, len(hay)):
        if hay[i] == letter and (i == 0 or not hay[i - 1].isalnum()):
            return i
    return hay.find(letter, at)
