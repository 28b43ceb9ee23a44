"""The command line's door: arguments in, exit code out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper

from labeldesk.cli.arguments import parser
from labeldesk.cli.console import FAILED, Console
from labeldesk.cli.interrupt import asking_first


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Wrong usage exits 2 as argparse does."""
    from labeldesk.domain.problem import UserError
    from labeldesk.domain.progress import Cancelled
    from labeldesk.domain.text import QT_TRANSLATE_NOOP

    if isinstance(sys.stdout, TextIOWrapper):  # as stderr is: names that are no text can be told
        sys.stdout.reconfigure(errors="backslashreplace")
    given = parser().parse_args(sys.argv[1:] if arguments is None else list(arguments))
    console = Console(as_json=given.json)
    from labeldesk.cli.commands import COMMANDS

    try:
        with asking_first(console.cancel):
            return COMMANDS[given.command](given, console)
    except UserError as error:
        return console.fail(error)
    except Cancelled:
        stopped = QT_TRANSLATE_NOOP("Work", "Stopped")
        kept = QT_TRANSLATE_NOOP("Work", "Nothing was changed")
        return console.fail(UserError(stopped, kept=kept))
    except KeyboardInterrupt:
        print("labeldesk: stopped at once; what was not finished is taken back", file=sys.stderr)
        return FAILED
    except Exception as error:  # noqa: BLE001 (a bug: no code of a command stands for it)
        return console.stumble(error)
