"""`dev.py docs`: the documents that are made from the program, so that they cannot drift."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from devtools.inside.format_page import formats_page
from devtools.places import ROOT
from labeldesk.actions.cheatsheet import markdown
from labeldesk.actions.keymap import Keymap
from labeldesk.actions.table import ACTIONS
from labeldesk.formats.registry import BUILT_IN, registry

SHORTCUTS = ROOT / "docs" / "shortcuts.md"
FORMATS = ROOT / "docs" / "formats.md"


def shortcuts() -> str:
    """What docs/shortcuts.md holds: every key of the preset Labeldesk."""
    return markdown(ACTIONS, Keymap(ACTIONS))


def formats() -> str:
    """What docs/formats.md holds: every built-in format."""
    return formats_page([registry().get(name) for name in BUILT_IN])


PAGES: Mapping[Path, Callable[[], str]] = {SHORTCUTS: shortcuts, FORMATS: formats}


def is_fresh() -> bool:
    """Whether the files say what the program says."""
    return all(
        page.is_file() and page.read_text(encoding="utf-8") == made()
        for page, made in PAGES.items()
    )


def main(arguments: Sequence[str]) -> int:
    """Write them; with ``--check`` only say whether that is needed (1)."""
    if "--check" in arguments:
        return 0 if is_fresh() else 1
    for page, made in PAGES.items():
        page.write_text(made(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
