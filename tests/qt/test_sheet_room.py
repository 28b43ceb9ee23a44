"""A sheet that grows and shrinks takes its shadow along; a low window squeezes no field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from labeldesk.domain.text import Text
from labeldesk.ui.dialogs.export import ExportDialog
from labeldesk.ui.dialogs.option_grid import OptionField
from labeldesk.ui.dialogs.sheet import Dim
from labeldesk.ui.dialogs.split_bar import Share
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.label import Ground


@pytest.fixture
def window(qtbot: QtBot) -> Ground:
    made = Ground()
    qtbot.addWidget(made)
    made.resize(1200, 1000)
    with qtbot.waitExposed(made):
        made.show()
    return made


class Painted(QObject):
    """Where a widget was asked to paint."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


def test_a_sheet_that_shrinks_takes_its_shadow_with_it(qtbot: QtBot, window: Ground) -> None:
    dim = Dim(window)
    painted = Painted(dim)
    dialog = ExportDialog()
    dialog.set_shares((Share("train", 0.8, 8), Share("val", 0.2, 2)))
    dim.show_sheet(dialog)
    below = QPoint(dialog.geometry().center().x(), dialog.geometry().bottom() + px(12))
    qtbot.waitUntil(lambda: painted.region.contains(below))
    painted.region = QRegion()
    dialog.set_shares(())
    assert dialog.geometry().bottom() + px(12) < below.y()
    qtbot.waitUntil(lambda: painted.region.contains(below))
    assert not painted.region.contains(QPoint(5, 5))  # no more than that


def field(number: int) -> OptionField:
    name = f"field{number}"
    return OptionField(name, Text("Test", name), (Option("a", "a"), Option("b", "b")), "a")


def test_in_a_low_window_the_fields_are_scrolled_and_none_is_squeezed(
    qtbot: QtBot, window: Ground
) -> None:
    window.resize(780, 500)
    dim = Dim(window)
    dialog = ExportDialog()
    dialog.set_more([field(n) for n in range(12)], 0)
    dim.show_sheet(dialog)
    dialog.fold.button.click()
    fields = dialog.findChildren(DropDown)
    assert all(one.height() >= one.minimumSizeHint().height() for one in fields)
    assert window.rect().contains(dialog.geometry())
    assert dialog.rect().contains(dialog.main.geometry())
    last = fields[-1]
    last.setFocus()
    seen = last.mapTo(dialog, last.rect().center())
    qtbot.waitUntil(lambda: last.visibleRegion().contains(last.rect().center()))
    assert dialog.rect().contains(seen)
