"""How the images are divided into train, val and test: one bar, its words below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.ui.numbers import grouped
from labeldesk.ui.paint import BODY, STRONG, height, paint_box, paint_text, width
from labeldesk.ui.theme import px, theme
from labeldesk.ui.theme.look import mixed


@dataclass(frozen=True, slots=True)
class Share:
    """One part: its name (user's data, not translated), its share 0..1, how many images."""

    name: str
    share: float
    count: int = 0


class SplitBar(QWidget):
    """Blue, darker blue, grey; the words do not overlap however small a part is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: tuple[Share, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shares(self, shares: Sequence[Share]) -> None:
        """Show these parts; none for no split."""
        self._shares = tuple(shares)
        self.setAccessibleName(", ".join(f"{s.name} {round(s.share * 100)} %" for s in shares))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(300), px(14) + height(STRONG))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme()
        inks = (t.fill, mixed(t.panel, t.fill, 0.5), t.t3)
        with QPainter(self) as p:
            x = float(px(3))
            room = self.width() - 2 * px(3)
            for at, share in enumerate(self._shares):
                wide = room * share.share
                area = QRectF(x, px(2), max(wide - px(2), 1), px(8))
                paint_box(p, area, QColor(inks[at % len(inks)]), None, px(1))
                x += wide
            self._words(p, px(3), px(3) + room)

    def _words(self, p: QPainter, left: float, right: float) -> None:
        top, high = px(13), height(STRONG)
        ends: list[tuple[Share, float]] = []
        x = right
        for share in reversed(self._shares[1:]):
            said = f"{share.name} {round(share.share * 100)} %"
            x -= width(said, STRONG)
            ends.append((share, x))
            x -= px(14)
        for share, start in ends:
            said = f"{share.name} {round(share.share * 100)} %"
            area = QRectF(start, top, width(said, STRONG), high)
            paint_text(p, area, said, "t1", STRONG)
        for share in self._shares[:1]:
            said = f"{share.name} {round(share.share * 100)} %"
            area = QRectF(left, top, width(said, STRONG), high)
            paint_text(p, area, said, "t1", STRONG)
            count = grouped(share.count)
            place = QRectF(area.right() + px(6), top, width(count), high)
            if place.right() < x:
                paint_text(p, place, count, "t2", BODY)
