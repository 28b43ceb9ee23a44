"""The command line's door: arguments in, exit code out."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from labeldesk.cli.arguments import parser
from labeldesk.cli.console import FAILED, Console


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Wrong usage exits 2 as argparse does."""
    from labeldesk.domain.problem import UserError

    given = parser().parse_args(sys.argv[1:] if arguments is None else list(arguments))
    console = Console(as_json=given.json)
    from labeldesk.cli.commands import COMMANDS

    try:
        return COMMANDS[given.command](given, console)
    except UserError as error:
        return console.fail(error)
    except KeyboardInterrupt:
        print("labeldesk: stopped, nothing was changed", file=sys.stderr)
        return FAILED
