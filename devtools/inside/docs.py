"""`dev.py docs`: the documents that are made from the program, so that they cannot drift."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from devtools.places import ROOT
from labeldesk.actions.cheatsheet import markdown
from labeldesk.actions.keymap import Keymap
from labeldesk.actions.table import ACTIONS

SHORTCUTS = ROOT / "docs" / "shortcuts.md"


def shortcuts() -> str:
    """What docs/shortcuts.md holds: every key of the preset Labeldesk."""
    return markdown(ACTIONS, Keymap(ACTIONS))


def is_fresh() -> bool:
    """Whether the file says what the action table says."""
    return SHORTCUTS.is_file() and SHORTCUTS.read_text(encoding="utf-8") == shortcuts()


def main(arguments: Sequence[str]) -> int:
    """Write them; with ``--check`` only say whether that is needed (1)."""
    if "--check" in arguments:
        return 0 if is_fresh() else 1
    SHORTCUTS.write_text(shortcuts(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
