"""Every Qt test runs with our look, the text check on, and without motion."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeldesk import app
from labeldesk.ui import paint
from labeldesk.ui.theme import Scheme, look
from labeldesk.ui.translate import Language, use_language
from tests.qt.program import Hand, photographs


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication, qtbot: QtBot) -> Iterator[None]:
    if look().scheme is Scheme.SYSTEM:
        look().install(qapp, Scheme.DARK)
    look().choose(Scheme.DARK)
    look().motion = False
    use_language(Language.ENGLISH)
    misfits: list[str] = []
    paint.check_fit(misfits.append)  # raising inside a nested paint event would end the process
    yield
    paint.check_fit(None)
    use_language(Language.ENGLISH)
    assert not misfits


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five pictures."""
    return photographs(tmp_path / "photos")


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Callable[..., Hand]]:
    """Starts the real program on paths; everything is shut down at the end, without a bug."""
    hooks = sys.excepthook, threading.excepthook
    hands: list[Hand] = []

    def begin(*paths: Path) -> Hand:
        hand = Hand(qtbot, app.build([str(path) for path in paths]))
        hands.append(hand)
        if paths:
            hand.until(lambda: hand.workspace.is_open)
        return hand

    yield begin
    bugs = [row for hand in hands for row in hand.window.notices.rows() if row.key == "bug"]
    for hand in hands:
        hand.end()
    sys.excepthook, threading.excepthook = hooks
    assert not bugs, [str(row.detail) for row in bugs]
