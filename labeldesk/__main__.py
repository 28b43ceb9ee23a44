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

SUBCOMMANDS = frozenset(
    {"new", "import", "export", "convert", "suggest", "inspect", "stats", "check", "restore"}
)
"""The command line's verbs, known here so that the window starts without loading it."""
ASKING = frozenset({"-h", "--help", "--version"})

_YOUNG = 20_000
"""Objects made before Python looks for cycles among them. With its own 700 it looks again and again
at what an import or export holds just now, which takes a third of their time."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point `labeldesk`: the window, or the command line if a sub-command comes first."""
    freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in SUBCOMMANDS | ASKING:
        return cli(given)
    return _started("labeldesk.app", given)


def cli(arguments: Sequence[str] | None = None) -> int:
    """Entry point `labeldesk-cli`: the command line only."""
    freeze_support()
    return _started("labeldesk.cli", list(sys.argv[1:] if arguments is None else arguments))


def _started(module: str, arguments: list[str]) -> int:
    """The exit code of `main(arguments)` of a module that is only now imported."""
    gc.set_threshold(_YOUNG)
    return int(import_module(module).main(arguments))


if __name__ == "__main__":
    sys.exit(main())
