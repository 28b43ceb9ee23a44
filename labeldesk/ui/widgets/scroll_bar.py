"""A thin scroll bar: one rounded thumb, no arrows, no track."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QStyle, QStyleOptionSlider, QWidget

from labeldesk.ui.paint import paint_box
from labeldesk.ui.theme import px, theme


class ThinScrollBar(QScrollBar):
    """8 px; the thumb darkens under the pointer."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.orientation() is Qt.Orientation.Vertical:
            return QSize(px(10), hint.height())
        return QSize(hint.width(), px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            p.fillRect(self.rect(), self.palette().window())
            if self.minimum() == self.maximum():
                return
            option = QStyleOptionSlider()
            self.initStyleOption(option)
            thumb = self.style().subControlRect(
                QStyle.ComplexControl.CC_ScrollBar,
                option,
                QStyle.SubControl.SC_ScrollBarSlider,
                self,
            )
            lit = self.underMouse() or self.isSliderDown()
            colour = theme().t3 if lit else theme().control
            paint_box(p, QRectF(thumb).adjusted(2, 2, -2, -2), colour, None, px(3))


def thin(area: QAbstractScrollArea) -> None:
    """Give a scrolling area our scroll bars."""
    area.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, area))
    area.setHorizontalScrollBar(ThinScrollBar(Qt.Orientation.Horizontal, area))
