"""Faults of the libraries we stand on that would come back unseen with another version."""

from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from tests.arch.checkout import python

CALLS = 1000


def test_opencv_is_the_headless_build() -> None:
    import cv2

    assert cv2.version.headless


def test_importing_opencv_sets_no_qt_variable() -> None:
    left = python("import cv2, os; print([k for k in os.environ if k.startswith('QT_QPA_P')])")
    before = python("import os; print([k for k in os.environ if k.startswith('QT_QPA_P')])")

    assert left == before


def test_only_one_onnxruntime_is_installed() -> None:
    from importlib.metadata import packages_distributions

    assert len(set(packages_distributions().get("onnxruntime", ()))) == 1


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")
def test_void_calls_of_qt_keep_their_hands_off_the_count_of_none(qtbot: QtBot) -> None:
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    qtbot.addWidget(widget)
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    colour = QColor("white")
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        painter.resetTransform()
        painter.setPen(colour)
        painter.drawLine(0, 0, 7, 7)
        widget.setEnabled(True)
        widget.setToolTip("")
        widget.update()
    after = sys.getrefcount(None)
    painter.end()

    assert before - after < CALLS // 10, "each call took a reference to None away"
