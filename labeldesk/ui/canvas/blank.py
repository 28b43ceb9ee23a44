"""What stands in the middle of the canvas where no image can be shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.paint import BODY, NAME, Face, font, metrics, paint_box
from labeldesk.ui.theme import ON_IMAGE, px
from labeldesk.ui.translate import tr

_WIDEST, _EDGE, _GAP = 460, 20, 6
_LINES = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap


class Blank(QWidget):
    """A few lines, the first of them the loudest; the pointer does not feel it. It brings its own
    ground, for that of the canvas may be white.
    """

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._lines: tuple[Text, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        canvas.installEventFilter(self)
        self.hide()

    def say(self, lines: Sequence[Text]) -> None:
        """Stand there with these lines; without any, be gone."""
        self._lines = tuple(lines)
        self.setAccessibleName(". ".join(tr(line) for line in lines))
        self._settle()
        self.setVisible(bool(lines))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._settle()
        return False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.say(self._lines)
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            paint_box(p, self.rect(), ON_IMAGE.ground, None, px(8))
            p.setPen(ON_IMAGE.text)
            for line, face, place in self._placed(self.width()):
                p.setFont(font(face))
                p.drawText(place, int(_LINES), line)

    def _settle(self) -> None:
        around = self._canvas.rect()
        wide = min(px(_WIDEST), around.width())
        placed = self._placed(wide)
        high = round(placed[-1][2].bottom()) + px(_EDGE) if placed else 0
        self.setGeometry((around.width() - wide) // 2, (around.height() - high) // 2, wide, high)

    def _placed(self, wide: int) -> list[tuple[str, Face, QRectF]]:
        found: list[tuple[str, Face, QRectF]] = []
        top = float(px(_EDGE))
        for line in map(tr, self._lines):
            face = BODY if found else NAME
            room = QRect(px(_EDGE), 0, wide - 2 * px(_EDGE), 10_000)
            high = metrics(face).boundingRect(QRectF(room), int(_LINES), line).height()
            found.append((line, face, QRectF(room.left(), top, room.width(), high)))
            top += high + px(_GAP)
        return found
