"""The image before this one, laid over it in the same place: to see what changed, not to edit."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from labeldesk.domain.changes import Document
from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ImageId
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.session import Session
from labeldesk.imaging.picture import Picture
from labeldesk.ui.canvas import adorn
from labeldesk.ui.canvas.shape_view import ShapeView
from labeldesk.ui.canvas.style import Showing
from labeldesk.ui.paint import CHIP, Fit, paint_text
from labeldesk.ui.theme.metrics import px
from labeldesk.ui.theme.tokens import ON_IMAGE
from labeldesk.ui.translate import tr

WHICH = QT_TRANSLATE_NOOP("Compare", "Previous image: {name}")
_MARGIN_PX = 12


class Earlier(ShapeView):
    """Covers a canvas and looks where that looks; the mouse does not feel it.

    `is_on` as long as it has a picture, even while that blinks and is out of sight; `went` when
    it has none any more.
    """

    went = Signal()

    def __init__(self, canvas: ShapeView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._which: Text | None = None
        self.setObjectName("earlier")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        canvas.view_moved.connect(self.follow_canvas)
        canvas.closing.connect(self.close_layers)

    @property
    def is_on(self) -> bool:
        """Whether another image is being compared with."""
        return self._which is not None

    def lay(self, picture: Picture, name: str) -> None:
        """Show this picture, or a sharper one of the same."""
        is_first, self._which = self._which is None, WHICH.filled(name=name)
        levels = [level.pixels for level in picture.pyramid.levels]
        self.set_picture(levels, picture.size, picture.deep, values=picture.values)
        self.dress()
        self.follow_canvas()
        if is_first:
            self.show()

    def outline(self, document: Document, classes: ClassList, size: Size) -> None:
        """The objects of the picture, as outlines."""
        self.set_session(Session(ImageId(0), size, document, lambda *_: None), classes)
        shown = self._canvas.showing
        self.show_as(Showing(shown.names, outline_only=True, by_object=shown.by_object))

    def dress(self) -> None:
        """Lighter, steeper, on the ground that the canvas has."""
        self.picture.set_ground(self._canvas.picture.ground)
        self.adjust(self._canvas.picture.adjustment)

    def lift_off(self) -> None:
        """Show it no longer, and keep nothing of it."""
        if self._which is None:
            return
        self._which = None
        self.hide()
        self.set_picture(None, Size(0, 0))
        self.set_session(None, ClassList())
        self.went.emit()

    def follow_canvas(self) -> None:
        """The same place, zoom and turn."""
        if self.is_on:
            self.setGeometry(self._canvas.rect())
            self._go(self._canvas.view)

    def fit(self) -> None:
        """Where the canvas looks, whatever the size of the picture."""
        self.follow_canvas()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.follow_canvas()

    def live_paint(self, p: QPainter, event: QPaintEvent) -> None:
        """Which image this is: it is easily taken for the current one."""
        if self._which is None:
            return
        words, margin = tr(self._which), px(_MARGIN_PX)
        wide, high = adorn.chip_size(words)
        place = QRectF(margin, margin, min(wide, self.width() - 2 * margin), high)
        adorn.paint_ground(p, place)
        inner = place.adjusted(px(6), 0, -px(6), 0)
        paint_text(p, inner, words, ON_IMAGE.text, CHIP, Fit.MIDDLE)
