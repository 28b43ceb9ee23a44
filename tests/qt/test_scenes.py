"""Every screen in both languages, all themes, at one and two device pixels per pixel."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QSlider, QTableView, QWidget
from pytestqt.qtbot import QtBot

from labeldesk.ui import paint
from labeldesk.ui.theme import Scheme, look
from labeldesk.ui.translate import Language, use_language
from tests.qt.scenes import SCENES

ALL = pytest.mark.parametrize("name", list(SCENES))


@pytest.fixture
def _language(request: pytest.FixtureRequest) -> None:
    use_language(request.param)


def _painted(widget: QWidget, dpr: float) -> np.ndarray:
    QApplication.processEvents()
    image = QImage(widget.size() * dpr, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(dpr)
    with QPainter(image) as p:
        widget.render(p, QPoint())
    return np.array(image.constBits(), np.uint8).view(np.uint32)


@ALL
@pytest.mark.parametrize("dpr", [1.0, 2.0])
@pytest.mark.parametrize(
    "_language", [Language.ENGLISH, Language.CHINESE], indirect=True, ids=["en", "zh"]
)
def test_all_text_fits(qtbot: QtBot, _language: None, name: str, dpr: float) -> None:
    scene = SCENES[name]()
    qtbot.addWidget(scene)
    scene.show()
    assert len(np.unique(_painted(scene, dpr)[::17])) > 20


@ALL
@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.LIGHT, Scheme.CONTRAST])
def test_switching_the_theme_repaints_without_rebuilding(
    qtbot: QtBot, name: str, scheme: Scheme
) -> None:
    scene = SCENES[name]()
    qtbot.addWidget(scene)
    scene.show()
    look().choose(scheme)
    assert (_painted(scene, 1.0) == look().theme.panel.rgb()).mean() > 0.02


@ALL
def test_everything_that_can_be_used_has_a_name(qtbot: QtBot, name: str) -> None:
    scene = SCENES[name]()
    qtbot.addWidget(scene)
    kinds = (QAbstractButton, QLineEdit, QSlider, QTableView)
    nameless = [
        w
        for w in scene.findChildren(QWidget)
        if isinstance(w, kinds) and not w.accessibleName() and w.metaObject().className()[0] != "Q"
    ]
    assert not nameless


@ALL
def test_everything_that_can_be_used_is_reached_by_tab(qtbot: QtBot, name: str) -> None:
    scene = SCENES[name]()
    qtbot.addWidget(scene)
    scene.show()
    wanted = {
        w
        for w in scene.findChildren(QAbstractButton)
        if w.isVisibleTo(scene) and w.metaObject().className()[0] != "Q"
    }
    assert all(w.focusPolicy() & Qt.FocusPolicy.TabFocus for w in wanted)


@ALL
def test_the_language_changes_while_everything_is_shown(qtbot: QtBot, name: str) -> None:
    scene = SCENES[name]()
    qtbot.addWidget(scene)
    scene.show()
    before = _painted(scene, 1.0)
    heard: list[str] = []
    paint.check_fit(None)  # the frame before the new layout may be tight
    use_language(Language.CHINESE)
    for _ in range(3):
        QApplication.processEvents()
    paint.check_fit(heard.append)
    assert (_painted(scene, 1.0) != before).any()
    assert not heard
