"""Words of others as they are: Qt would take some tooltips for HTML, and load what they name."""

from __future__ import annotations

from html import escape


def plain_tip(words: str) -> str:
    """A tooltip that shows exactly these words, whatever is in them."""
    if "<" not in words:
        return words
    return f"<qt>{escape(words)}</qt>".replace("\n", "<br>")
