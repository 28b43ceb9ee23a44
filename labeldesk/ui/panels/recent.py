"""Recent projects as rows of 72 px: ring, name, folder, a few pictures, how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, BUTTON, NAME, STRONG, Fit, height, paint_text, width
from labeldesk.ui.theme import px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.progress import paint_progress_ring
from labeldesk.ui.widgets.rows import RowDelegate, RowModel

DONE = QT_TRANSLATE_NOOP("StartPage", "{done} of {total} done")
NOT_FOUND = QT_TRANSLATE_NOOP("StartPage", "Folder not found")
LOCATE = QT_TRANSLATE_NOOP("StartPage", "Locate…")
_PICTURES = 3


@dataclass(frozen=True, slots=True)
class RecentRow:
    """One project; `folder` as people read it (``~/data``), `when` such as "Yesterday"."""

    path: str
    name: str
    folder: str
    done: int = 0
    total: int = 0
    when: Text | str = ""
    thumbs: tuple[QImage, ...] = ()
    missing: bool = False


class RecentModel(RowModel[RecentRow]):
    """The projects, newest first."""

    def spoken(self, row: RecentRow) -> str:
        far = NOT_FOUND if row.missing else DONE.filled(done=row.done, total=row.total)
        return f"{row.name}, {row.folder}, {tr(far)}"


class RecentDelegate(RowDelegate[RecentRow]):
    """Paints a project; a missing one offers to be located."""

    tall = 72
    inset = 0

    def draw(
        self, p: QPainter, place: QRectF, row: RecentRow, *, is_hot: bool, is_chosen: bool
    ) -> None:
        mark = QRectF(place.left() + px(12), place.top(), px(34), place.height())
        if row.missing:
            paint_icon(p, mark, "warning", "warning", 20)
        else:
            paint_progress_ring(p, mark, row.done / row.total if row.total else 0.0)
        lines = self._lines(place.adjusted(px(60), 0, -px(12), 0))
        end = self._end(p, lines, row)
        right = lines[0].right() - end - px(16)
        if place.width() >= px(480):
            right = self._pictures(p, place, row)
        for line in lines:
            line.setRight(right - px(12))
        paint_text(p, lines[0], row.name, "t2" if row.missing else "t1", NAME, Fit.CUT)
        paint_text(p, lines[1], row.folder, "t2", BODY, Fit.MIDDLE)

    @staticmethod
    def _lines(place: QRectF) -> tuple[QRectF, QRectF]:
        first, second = height(NAME), height(BODY)
        top = place.center().y() - (first + second + px(4)) / 2
        return (
            QRectF(place.left(), top, place.width(), first),
            QRectF(place.left(), top + first + px(4), place.width(), second),
        )

    @staticmethod
    def _end(p: QPainter, lines: tuple[QRectF, QRectF], row: RecentRow) -> int:
        if row.missing:
            above, below = tr(NOT_FOUND), tr(LOCATE)
            paint_text(p, lines[0], above, "warning", STRONG, Fit.RIGHT)
            paint_text(p, lines[1], below, "accent", BUTTON, Fit.RIGHT)
        else:
            counts = tr(DONE.filled(done=row.done, total=row.total)) if row.total else ""
            above, below = counts, tr(row.when)
            paint_text(p, lines[0], above, "t1", STRONG, Fit.RIGHT)
            paint_text(p, lines[1], below, "t2", BODY, Fit.RIGHT)
        return max(width(above, STRONG), width(below, BUTTON))

    @staticmethod
    def _pictures(p: QPainter, place: QRectF, row: RecentRow) -> float:
        """Three thumbnails of 48 x 36; returns where they begin."""
        begin = place.left() + place.width() * 0.415
        for at, image in enumerate(row.thumbs[:_PICTURES]):
            area = QRectF(begin + at * px(52), place.center().y() - px(18), px(48), px(36))
            whole = QRectF(image.rect())
            scale = max(area.width() / whole.width(), area.height() / whole.height())
            part = QRectF(0, 0, area.width() / scale, area.height() / scale)
            part.moveCenter(whole.center())
            p.save()
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            rounded = QPainterPath()
            rounded.addRoundedRect(area, px(3), px(3))
            p.setClipPath(rounded)
            p.drawImage(area, image, part)
            p.restore()
        return begin

    def part_at(self, place: QRectF, row: RecentRow, x: float) -> str:
        reach = place.right() - px(24) - width(tr(LOCATE), BUTTON)
        return "locate" if row.missing and x > reach else ""
