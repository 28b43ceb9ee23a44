"""A widget that shows a picture, on a ground of the theme or of one's choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from labeldesk.domain.geometry import Size
from labeldesk.ui.canvas.layer import Level
from labeldesk.ui.canvas.refining import Refining
from labeldesk.ui.canvas.sight import Sight
from labeldesk.ui.theme import look, theme

if TYPE_CHECKING:
    from labeldesk.imaging.adjustment import Adjustment
    from labeldesk.imaging.deep import Deep
    from labeldesk.imaging.values import Values


class PictureView(Sight):
    """Shows one picture. `picture_set` gives levels and size of another, or of a sharper one."""

    picture_set = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.refining = Refining(self.picture, self.update, self)
        self.destroyed.connect(self.refining.close)
        self._ground = "theme"
        look().changed.connect(self._dress)
        self._dress()

    def set_picture(
        self,
        levels: Sequence[Level] | None,
        size: Size,
        deep: Deep | None = None,
        *,
        values: Values | None = None,
    ) -> None:
        """Show a picture, or none; another picture of the same size keeps zoom and place.

        `deep` has values that 8 bit cannot hold, `values` is what the file says of each pixel.
        """
        same = size == self.picture.size
        self.picture.set_picture(levels or (), size, deep, values=values)
        self.picture_set.emit(levels or (), size)
        if not same:
            self.fit()
        self.update()

    def show_marks(self, *, shown: bool) -> None:
        """Whether large pixels have lines between them and their values on them."""
        self.picture.show_marks(shown=shown)
        self.update()

    def adjust(self, adjustment: Adjustment) -> None:
        """Show pictures otherwise than they are; what tools and models see stays the same."""
        self.picture.adjust(adjustment)
        self.update()

    def paint_over(self, p: QPainter, event: QPaintEvent) -> None:
        """For subclasses: what lies over the picture, in logical pixels."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            p.drawPixmap(0, 0, self.picture.pixmap(self.view))
            self.paint_over(p, event)
        self.refining.follow()

    def set_ground(self, name: str) -> None:
        """What lies around the picture: theme, black, grey (18 %) or white."""
        self._ground = name
        self._dress()

    def _dress(self) -> None:
        fixed = {"black": 0.0, "grey": 0.466, "white": 1.0}  # 18 % of the light is 46.6 % of sRGB
        value = fixed.get(self._ground)
        ground = theme().canvas if value is None else QColor.fromRgbF(value, value, value)
        self.picture.set_ground(ground)
        self.update()
