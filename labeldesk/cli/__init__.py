"""The command line: the window's jobs without a window. Imports nothing heavy."""

from labeldesk.cli.main import main

__all__ = ["main"]
