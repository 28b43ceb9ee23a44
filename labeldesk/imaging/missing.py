"""What is said about a file that needs a package which is not there."""

from __future__ import annotations

from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text

_INSTALL = QT_TRANSLATE_NOOP(
    "Imaging", "Install it into the Python of Labeldesk and start again: {command}"
)


def missing_package(what: Text, path: Path | str, command: str) -> UserError:
    """The fault, with the command that mends it."""
    return UserError(what, path=str(path), advice=_INSTALL.filled(command=command))
