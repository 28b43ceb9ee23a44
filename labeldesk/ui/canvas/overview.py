"""When and where the overview map is shown on the canvas."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from labeldesk.domain.geometry import XY, Size
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.tools.machine import Machine
from labeldesk.ui.canvas.adorn import paint_ground
from labeldesk.ui.canvas.layer import Level
from labeldesk.ui.canvas.overview_map import OverviewMap
from labeldesk.ui.canvas.picture_view import PictureView
from labeldesk.ui.canvas.view import fitted
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.theme import px
from labeldesk.ui.theme.tokens import ON_IMAGE
from labeldesk.ui.widgets.control import Control

COLLAPSE = QT_TRANSLATE_NOOP("Overview", "Make the overview map small")
EXPAND = QT_TRANSLATE_NOOP("Overview", "Show the overview map")
OPEN, COLLAPSED, OFF = "open", "collapsed", "off"
_WIDE, _HIGH, _MARGIN, _BUTTON = 190, 140, 12, 24  # px at 100 %
_SHARE = 4  # of the canvas it takes a quarter in each direction at most
_LEAST = 60  # px at 100 %; a smaller map is of no use
_BEYOND = 1.02  # times the fitted zoom from which it is shown
_BESIDE = frozenset({"select", "pan", "tag"})  # tools that draw nothing


class Overview(QObject):
    """Shows the map where the picture is larger than the canvas, in the lower right corner.

    While something is drawn it is gone, and small while a drawing tool waits, unless it was asked
    for since. `chosen(str)` when the user makes it small or large: `OPEN` or `COLLAPSED`.
    """

    chosen = Signal(str)

    def __init__(self, canvas: PictureView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._mode, self._draws, self._is_asked, self._is_busy = OPEN, False, False, False
        self._has_picture = False
        self.map = OverviewMap(canvas)
        self.button = _Turn(canvas)
        self.button.clicked.connect(self._turned)
        canvas.picture_set.connect(self._pictured)
        canvas.view_moved.connect(self.settle)
        self.button.hide()

    def set_mode(self, mode: str) -> None:
        """`OPEN`, `COLLAPSED` or `OFF`."""
        self._mode = mode
        self.settle()

    def heed(self, machine: Machine) -> None:
        """Make room for what is in the hand."""
        draws = machine.tool not in _BESIDE
        is_busy = machine.busy and machine.state.tool not in _BESIDE
        asked = self._is_asked and draws and not is_busy
        if (draws, is_busy, asked) != (self._draws, self._is_busy, self._is_asked):
            self._draws, self._is_busy, self._is_asked = draws, is_busy, asked
            self.settle()

    def settle(self) -> None:
        """Follow the canvas."""
        place = self._place()
        shows = self._is_wanted() and place is not None
        is_open = shows and (self._is_asked if self._draws else self._mode == OPEN)
        if place is not None and is_open:
            self.map.setGeometry(place)
            self.map.update()
        self.map.setVisible(is_open)
        self.button.take(self._canvas.size(), place if is_open else None)
        self.button.setVisible(shows)

    def _is_wanted(self) -> bool:
        view, size = self._canvas.view, self._canvas.picture.size
        if self._mode == OFF or self._is_busy or not self._has_picture:
            return False
        ends = XY(0, 0), XY(size.width, size.height)
        is_seen = all(view.seen.contains(end) for end in ends)
        return not is_seen and view.scale > fitted(view, size).scale * _BEYOND

    def _place(self) -> QRect | None:
        """Where the map is; None where there is no room for it."""
        canvas = self._canvas
        wide, high = canvas.view.turn.size(canvas.picture.size)
        most = min(px(_WIDE), canvas.width() // _SHARE), min(px(_HIGH), canvas.height() // _SHARE)
        share = min(most[0] / max(wide, 1), most[1] / max(high, 1))
        mine = QSize(max(round(wide * share), px(8)), max(round(high * share), px(8)))
        if max(mine.width(), mine.height()) < px(_LEAST):
            return None
        margin = px(_MARGIN)
        corner = QPoint(canvas.width() - margin, canvas.height() - margin)
        return QRect(corner - QPoint(mine.width(), mine.height()), mine)

    def _pictured(self, levels: Sequence[Level], _: Size) -> None:
        self._has_picture = bool(levels)
        self.map.set_levels(levels)
        self.settle()

    def _turned(self) -> None:
        if self._draws and self._mode == OPEN:
            self._is_asked = not self._is_asked
            self.settle()
        else:
            self._is_asked = self._draws
            self.chosen.emit(COLLAPSED if self.map.isVisible() else OPEN)


class _Turn(Control):
    """Makes the map small or large: in its corner, or in its place."""

    edge = 1

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(EXPAND, canvas)
        self._icon = "overview"
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def take(self, canvas: QSize, place: QRect | None) -> None:
        """Its place beside the map, or, without one, in the corner of the canvas."""
        side, margin = px(_BUTTON) + 2 * px(self.edge), px(_MARGIN)
        corner = QPoint(canvas.width() - margin - side, canvas.height() - margin - side)
        if place is not None:
            corner = QPoint(place.right() + 1 - side, place.top())
        self.setGeometry(QRect(corner, QSize(side, side)))
        self._icon = "overview" if place is None else "minus"
        self.set_words(EXPAND if place is None else COLLAPSE)
        self.set_hint(EXPAND if place is None else COLLAPSE)
        self.raise_()

    def body_hint(self) -> QSize:
        return QSize(px(_BUTTON), px(_BUTTON))

    def draw(self, p: QPainter, body: QRectF) -> None:
        paint_ground(p, body, 4)
        paint_icon(p, body, self._icon, ON_IMAGE.text)
