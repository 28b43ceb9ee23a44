"""Names from files are words, whatever is in them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from labeldesk.ui.plain import plain_tip


@pytest.mark.parametrize(
    "words",
    ["cat", "a < b & c", "<b>bold</b>", "<img src='file:///etc/passwd'>", "two\n<i>lines</i>", ""],
)
def test_a_tooltip_shows_exactly_the_words(words):
    tip = plain_tip(words)
    if tip == words:
        assert "<" not in words
        return
    document = QTextDocument()
    document.setHtml(tip)
    assert document.toPlainText() == words
