"""How a narrow window looks when there is everything to choose for an image, and frames."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeldesk.imaging.adjustment import Adjustment
from labeldesk.imaging.window import Preset, Window
from labeldesk.ui.panels.display import DisplayPanel, DisplayRow
from labeldesk.ui.panels.image_bar import ImageBar, ImageBarRow
from labeldesk.ui.panels.values_rows import ValuesRow
from labeldesk.ui.widgets.label import Ground


def display() -> QWidget:
    window = Ground("panel")
    column = QVBoxLayout(window)
    for wide in (1200, 700, 572):
        bar = ImageBar()
        bar.set_row(ImageBarRow(7, 1240, "a-rather-long-name-of-a-scan.dcm", (512, 512), of=1240))
        bar.set_frame(122, 1024)
        bar.set_changed(is_changed=True)
        bar.setFixedWidth(wide)
        column.addWidget(bar)
    panel = DisplayPanel()
    panel.setFixedWidth(260)
    presets = (Preset("LUNG", Window(-1000, 400)), Preset("", Window(-60.5, 139.5)))
    extent = Window(-1024, 3071)
    panel.set_row(DisplayRow(6, ValuesRow(Window(-1000, 400), Window(-900, 300), extent, presets)))
    panel.set_adjustment(Adjustment(-1.0, 0.35, 0.21, Window(-60.5, 139.5), (5, 3, 1)))
    panel.open(is_open=True)
    column.addWidget(panel)
    column.addStretch()
    window.resize(1240, 640)
    return window
