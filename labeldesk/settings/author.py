"""The name that stands on every change."""

from __future__ import annotations

import getpass


def author_name(chosen: str) -> str:
    """The name from the settings; else the user name of the system; else "me"."""
    if chosen.strip():
        return chosen.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in the system's table
        return "me"
