"""One row per thing a user can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from labeldesk.actions.desk import Desk
from labeldesk.actions.facts import Facts
from labeldesk.domain.text import Text


class Scope(IntEnum):
    """Where a key is looked up, narrowest first; text fields and tools come before all of them."""

    SUGGESTION = 1
    SELECTION = 2
    GRID = 3
    GLOBAL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A title, where it stands in menus, its keys, when it may run and what it does.

    `keys` are chords as `labeldesk.actions.keymap.Chord` reads them. `when` gives the reason
    why not, or None. With `on_release` the key acts when it is let go. `menu` is the id of a
    menu of `menus.MENUS`, `submenu` of one of `menus.SUBMENUS` inside it; both are empty for
    rows that only have a key (digits, arrows). `in_palette` is False for rows that make no
    sense without the key under the finger.
    """

    id: str
    title: Text
    run: Callable[[Desk], None]
    menu: str = ""
    submenu: str = ""
    keys: tuple[str, ...] = ()
    scope: Scope = Scope.GLOBAL
    when: Callable[[Facts], Text | None] = lambda _: None
    checked: Callable[[Facts], bool] | None = None
    icon: str = ""
    group: int = 0
    toolbar: bool = False
    keywords: str = ""
    on_release: bool = False
    repeats: bool = False
    in_palette: bool = True
    release: Callable[[Desk], None] | None = None
