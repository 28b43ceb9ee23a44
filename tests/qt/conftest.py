"""Every Qt test runs with our look, the text check on, and without motion."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeldesk.ui import paint
from labeldesk.ui.theme import Scheme, look
from labeldesk.ui.translate import Language, use_language


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
