"""Words as text formats can hold them."""

from __future__ import annotations

import re

from labeldesk.domain.annotation import Value

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text with what no XML can hold (control characters, lone surrogates) as U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text)


def number_in(text: str) -> float:
    """The number that a text is; ValueError for what Python alone reads as one, like 1_0."""
    if "_" in text or not text.isascii():
        raise ValueError(text)
    return float(text)


def value_text(value: Value) -> str:
    """An attribute's value where everything is text; booleans as true and false."""
    return str(value).lower() if isinstance(value, bool) else str(value)
