"""How far something is: the ring of a project and the 4 px bar of a job."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import CHIP, Fit, paint_box, paint_text
from labeldesk.ui.theme import Role, px, theme

_FULL = 16 * 360


def paint_progress_ring(p: QPainter, place: QRectF, share: float) -> None:
    """A ring of 32 px with the percentage in it, a tick when all is done."""
    t = theme()
    side = px(30)
    area = QRectF(0, 0, side, side)
    area.moveCenter(place.center())
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(t.track, px(3))
    p.setPen(pen)
    p.drawEllipse(area)
    pen.setColor(t.success)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    p.setPen(pen)
    if share > 0:
        p.drawArc(area, _FULL // 4, -round(_FULL * min(share, 1.0)))
    if share >= 1:
        paint_icon(p, area, "check", "success", 12)
    else:
        # 99.6 % is not 100 and a first image is not 0: only all is all, only none is none.
        percent = max(int(share * 100), 1 if share > 0 else 0)
        paint_text(p, area, str(percent), "t1", CHIP, Fit.CENTRE)


class ProgressBar(QWidget):
    """4 px: violet for models, green for work, grey for files. No share known: a middle piece."""

    def __init__(
        self, role: Role = "success", wide: int = 96, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role, self._wide, self._share = role, wide, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float, role: Role | None = None) -> None:
        """How much is done, 0..1, below 0 when it is not known; never animated."""
        self._share = share
        self._role = role or self._role
        self.setAccessibleName(f"{int(max(share, 0) * 100)} %")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._wide), px(4))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(min(self._wide, 40)), px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            area = QRectF(self.rect())
            paint_box(p, area, theme().track, None, px(2))
            done = QRectF(area)
            if self._share < 0:
                done.adjust(area.width() / 3, 0, -area.width() / 3, 0)
            else:
                done.setWidth(area.width() * min(self._share, 1.0))
            if done.width() > 0:
                paint_box(p, done, theme().colour(self._role), None, px(2))
