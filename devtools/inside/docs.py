"""`dev.py docs`: the documents that are made from the program, so that they cannot drift."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from devtools.places import ROOT
from labeldesk.actions.cheatsheet import markdown
from labeldesk.actions.keymap import Keymap
from labeldesk.actions.table import ACTIONS
from labeldesk.formats.port import Codec
from labeldesk.formats.registry import BUILT_IN, registry

SHORTCUTS = ROOT / "docs" / "shortcuts.md"
FORMATS = ROOT / "docs" / "formats.md"
_ABOUT_FORMATS = """# Formats and their options
The word of a format is the ID of `labeldesk import --format ID`, `convert --from-format ID` and
`export --format ID`. An option is given as `--option NAME=VALUE` when writing and as
`--read-option NAME=VALUE` when reading; the first value is what you get without choosing. The
same list comes from `labeldesk formats [ID]`.

| format | title | option | what it chooses |
|---|---|---|---|
"""


def shortcuts() -> str:
    """What docs/shortcuts.md holds: every key of the preset Labeldesk."""
    return markdown(ACTIONS, Keymap(ACTIONS))


def formats() -> str:
    """What docs/formats.md holds: every built-in format and its options."""
    codecs = [registry().get(name) for name in BUILT_IN]
    return _ABOUT_FORMATS + "".join(f"{row}\n" for codec in codecs for row in _rows(codec))


def _rows(codec: Codec) -> list[str]:
    start = f"| `{codec.id}` | {codec.title} |"
    usages = [(option.usage.replace("|", "\\|"), option.title) for option in codec.options]
    return [f"{start} `{usage}` | {title} |" for usage, title in usages] or [f"{start} | |"]


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
