"""Panel Display: how images are looked at; what they hold stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.adjustment import NEUTRAL, Adjustment
from labeldesk.ui.panels.bands_rows import BandsRows
from labeldesk.ui.panels.curve_rows import CurveRows
from labeldesk.ui.panels.panel import Panel
from labeldesk.ui.panels.values_rows import ValuesRow, ValuesRows

TITLE = QT_TRANSLATE_NOOP("Display", "Display")
AS_IT_IS = QT_TRANSLATE_NOOP("Display", "Show images as they are")


@dataclass(frozen=True, slots=True)
class DisplayRow:
    """What there is to choose for one image: bands, and a window where values have one."""

    bands: int = 1
    values: ValuesRow | None = None


class DisplayPanel(Panel):
    """`adjusted(Adjustment)` while the user changes something; shut until it is wanted."""

    adjusted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent=parent)
        self._adjustment = NEUTRAL
        self._back = self.header.add_icon(AS_IT_IS, "undo")
        self._back.clicked.connect(lambda: self._adjust(NEUTRAL))
        self.curve, self.values, self.bands = CurveRows(), ValuesRows(), BandsRows()
        column = self.fill(spacing=6)
        for rows in (self.curve, self.values, self.bands):
            column.addWidget(rows)
        self.curve.changed.connect(self._curved)
        self.values.changed.connect(lambda window: self._adjust(self._with(window=window)))
        self.bands.changed.connect(lambda bands: self._adjust(self._with(bands=bands)))
        self.set_adjustment(NEUTRAL)
        self.set_row(DisplayRow())
        self.open(is_open=False)

    def set_adjustment(self, adjustment: Adjustment) -> None:
        """Show what was chosen elsewhere; says nothing."""
        self._adjustment = adjustment
        self.curve.set_curve(adjustment.brightness, adjustment.contrast, adjustment.gamma)
        self.values.set_window(adjustment.window)
        self.bands.set_bands(adjustment.bands)
        self._back.setVisible(not adjustment.is_neutral)
        self._settle()

    def set_row(self, row: DisplayRow) -> None:
        """What there is to choose for the image that is shown now."""
        self.values.setVisible(row.values is not None)
        if row.values is not None:
            self.values.set_row(row.values)
        self.bands.setVisible(row.bands > 1)
        self.bands.set_count(row.bands)
        self._settle()

    def _settle(self) -> None:
        """Rows may have come or gone: take their room at once, before anything is painted."""
        for part in (self.values, self.bands, self.body, self):
            layout = part.layout()
            if layout is not None:
                layout.activate()
        self.sized.emit()

    def _curved(self, brightness: float, contrast: float, gamma: float) -> None:
        self._adjust(self._with(brightness=brightness, contrast=contrast, gamma=gamma))

    def _with(self, **chosen: object) -> Adjustment:
        return replace(self._adjustment, **chosen)  # type: ignore[arg-type]  # fields by name

    def _adjust(self, adjustment: Adjustment) -> None:
        self.set_adjustment(adjustment)
        self.adjusted.emit(adjustment)
