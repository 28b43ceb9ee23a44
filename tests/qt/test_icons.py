from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from labeldesk.settings.resource import resource
from labeldesk.ui.icons import ICONS, drawing
from labeldesk.ui.theme import LIGHT

FILES = sorted(resource("icons").glob("*.svg"))
SIDE = 60


def _alpha(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_Alpha8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].astype(int)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_an_icon_looks_as_qts_own_renderer_draws_it(file: Path) -> None:
    ours = _alpha(ICONS.pixmap(file.stem, QColor("black"), SIDE, 1.0).toImage())
    source = file.read_text("utf-8").replace("currentColor", "black")
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as p:
        QSvgRenderer(QByteArray(source.encode())).render(p, QRectF(0, 0, SIDE, SIDE))
    assert ours.any()
    assert np.abs(ours - _alpha(image)).mean() < 2.0


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_an_icon_keeps_to_its_grid_and_one_colour(file: Path) -> None:
    icon = drawing(file.stem)
    for path in (icon.lines, icon.solid):
        inked = path.boundingRect()
        assert min(inked.left(), inked.top()) >= 0
        assert max(inked.right(), inked.bottom()) <= 20
    assert "#" not in file.read_text("utf-8")


def test_a_pixmap_is_painted_once_per_colour_size_and_scale() -> None:
    one = ICONS.pixmap("box", LIGHT.t1, 16, 2.0)
    assert ICONS.pixmap("box", LIGHT.t1, 16, 2.0).cacheKey() == one.cacheKey()
    assert ICONS.pixmap("box", LIGHT.t2, 16, 2.0).cacheKey() != one.cacheKey()
    assert (one.width(), one.devicePixelRatio()) == (32, 2.0)


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        drawing("no-such-icon")
