"""Where the program starts; imports nothing heavy, so that a child process does not either.

`labeldesk PATH` opens the window, `labeldesk SUB-COMMAND ...` and `labeldesk-cli ...` work
without it. A folder that is named like a sub-command is opened as ``./NAME``.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from multiprocessing import freeze_support
from pathlib import Path

SUBCOMMANDS = frozenset(
    {"new", "import", "export", "convert", "suggest", "inspect", "stats", "check", "restore"}
    | {"formats", "unpack"}
)
"""The command line's verbs, known here so that the window starts without loading it."""
ASKING = frozenset({"-h", "--help", "--version"})

WRONG_USAGE = 2
"""The exit code that argparse has for it."""

_YOUNG = 20_000
"""Objects made before Python looks for cycles among them. With its own 700 it looks again and again
at what an import or export holds just now, which takes a third of their time."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point `labeldesk`: the window, or the command line if a sub-command comes first."""
    freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in SUBCOMMANDS | ASKING:
        return cli(given)
    if given and not _can_be_opened(given[0]):
        sys.stderr.write(f"labeldesk: {_nothing(given[0])}\n")
        return WRONG_USAGE
    return _started("labeldesk.app", given)


def cli(arguments: Sequence[str] | None = None) -> int:
    """Entry point `labeldesk-cli`: the command line only."""
    freeze_support()
    return _started("labeldesk.cli", list(sys.argv[1:] if arguments is None else arguments))


def _can_be_opened(word: str) -> bool:
    """Whether it is an option or a path. A project that is gone may be given back in the window."""
    return word.startswith("-") or word.endswith(".labeldesk") or Path(word).expanduser().exists()


def _nothing(word: str) -> str:
    """What is wrong with a word that names nothing, told before a window needs a screen."""
    from difflib import get_close_matches

    alike = get_close_matches(word, sorted(SUBCOMMANDS), n=1)
    hint = f" (did you mean {alike[0]}?)" if alike else ""
    return f"no such file or command: {word}{hint}"


def _started(module: str, arguments: list[str]) -> int:
    """The exit code of `main(arguments)` of a module that is only now imported."""
    gc.set_threshold(_YOUNG)
    return int(import_module(module).main(arguments))


if __name__ == "__main__":
    sys.exit(main())
