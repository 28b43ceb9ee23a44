"""The overlay layer: committed shapes as a pixmap, patched at once or made anew by a worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from labeldesk.domain.geometry import Rect
from labeldesk.domain.ids import AnnotationId
from labeldesk.jobs.runner import Runner
from labeldesk.raster.index import ShapeIndex
from labeldesk.ui.canvas.deliver import Deliver
from labeldesk.ui.canvas.layer import wrapped
from labeldesk.ui.canvas.masks import Region
from labeldesk.ui.canvas.overlay import Pixels, Scene, rendered, rows_in_sight
from labeldesk.ui.canvas.turning import transform
from labeldesk.ui.canvas.view import View
from labeldesk.ui.theme.metrics import scale as ui_scale

MARGIN = 96  # device px rendered beyond the widget, so that panning finds them ready
REFRESH_AFTER = 40  # device px of panning after which the margin is made anew
MOST_PATCHED = 60  # shapes that are drawn on the UI thread
MOST_PATCHED_PX = 300_000  # device px that are drawn on the UI thread
PATCH_PAD = 6  # device px around a shape that its stroke and halo reach


@dataclass(frozen=True, slots=True, eq=False)
class _Frame:
    """What a rendering was made for, and its pixels, which `image` shows."""

    pixels: Pixels
    image: QImage
    view: View
    region: Region
    stamp: int


class OverlayLayer(QObject):
    """Keeps the pixels of the committed shapes in step with index, view and what is lifted.

    `updated` is called whenever the widget has to be painted again; `is_settled` tells whether
    everything the layer was told is in its pixels.
    """

    def __init__(self, updated: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._updated = updated
        self._runner = Runner(Deliver(self), name="overlay")
        self._index = ShapeIndex()
        self._wanted = Scene(self._index.outlines(), {})
        self._view = View()
        self._frame: _Frame | None = None
        self._stamp = 0
        self._working = False

    @property
    def is_settled(self) -> bool:
        """Whether the pixels show everything as it is now."""
        frame = self._frame
        return (
            frame is not None
            and frame.stamp == self._stamp
            and frame.view == replace(self._view, x=frame.view.x, y=frame.view.y)
        )

    def close(self) -> None:
        """Stop the worker."""
        self._runner.close()

    def set_index(self, index: ShapeIndex) -> None:
        """Show another image's shapes; the old ones go at once."""
        self._index = index
        self._frame = None
        self._changed()

    def show_with(self, **chosen: Any) -> None:  # noqa: ANN401 (fields of Scene by name)
        """What tells shapes apart, how strongly to fill."""
        if any(getattr(self._wanted, name) != value for name, value in chosen.items()):
            self._wanted = replace(self._wanted, **chosen)
            self._changed()

    def set_view(self, view: View) -> None:
        """Another zoom or place: the old pixels are moved or stretched until new ones come."""
        self._view = view
        frame = self._frame
        if frame is None or not frame.view.is_panned(view) or self._is_far(frame, view):
            self._request()

    def _is_far(self, frame: _Frame, view: View) -> bool:
        """Whether the margin around the widget is about to be used up."""
        size = frame.region.width, frame.region.height
        moved = max(abs(view.x - frame.view.x), abs(view.y - frame.view.y))
        return size != self._region()[2:] or moved > REFRESH_AFTER

    def lift(
        self, lifted: frozenset[AnnotationId], chosen: frozenset[AnnotationId], *touched: Rect
    ) -> None:
        """Leave `lifted` shapes to the live layer; `touched` is where that makes a difference."""
        wanted = self._wanted
        if lifted != wanted.lifted or chosen != wanted.chosen:
            wholesale = chosen != wanted.chosen
            self._wanted = replace(wanted, lifted=lifted, chosen=chosen)
            self.touch(*([] if wholesale else touched), everywhere=wholesale)

    def touch(self, *rects: Rect, everywhere: bool = False) -> None:
        """The shapes changed within these rectangles of the image."""
        if not rects and not everywhere:
            return
        self._stamp += 1
        if everywhere or not self._patched(rects):
            self._request()
        self._updated()

    def scene(self) -> Scene:
        """What there is to draw now; not to be kept."""
        return self._scene(frozen=False)

    def paint(self, p: QPainter, view: View) -> None:
        """Onto a painter in logical pixels."""
        frame = self._frame
        if frame is None:
            return
        dpr = view.dpr
        if frame.view.is_panned(view):
            x = frame.region.x + view.x - frame.view.x
            y = frame.region.y + view.y - frame.view.y
            p.drawImage(QPointF(x / dpr, y / dpr), frame.image)
            return
        p.save()
        p.scale(1 / dpr, 1 / dpr)
        since = transform(frame.view).inverted()[0] * transform(view)
        p.setTransform(since, True)  # noqa: FBT003 (Qt takes it by position only)
        p.drawImage(QRectF(*frame.region), frame.image, QRectF(frame.image.rect()))
        p.restore()

    def _region(self) -> Region:
        return Region(0, 0, self._view.width, self._view.height).grown(MARGIN)

    def _scene(self, *, frozen: bool) -> Scene:
        columns = self._index.frozen() if frozen else self._index.outlines()
        return replace(self._wanted, columns=columns, ui_scale=ui_scale())

    def _changed(self) -> None:
        self._stamp += 1
        self._request()
        self._updated()

    def _request(self) -> None:
        if self._working or self._view.width <= 1:
            return
        self._working = True
        scene, view, region = self._scene(frozen=True), self._view, self._region()
        stamp, index = self._stamp, self._index

        def arrived(pixels: Pixels) -> None:
            self._working = False
            if index is self._index:
                self._take(pixels, view, region, stamp)
            if stamp != self._stamp or view != self._view:
                self._request()
            self._updated()

        work = partial(rendered, scene, view, region)
        self._runner.submit(lambda _: work(), done=arrived, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._working = False
        raise error

    def _take(self, pixels: Pixels, view: View, region: Region, stamp: int) -> None:
        """Show what the worker made, unless the pixels there know more already."""
        old = self._frame
        if old is not None and old.stamp > stamp and old.view.is_panned(view):
            return
        image = wrapped(pixels, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(view.dpr)
        self._frame = _Frame(pixels, image, view, region, stamp)

    def _patched(self, rects: tuple[Rect, ...]) -> bool:
        """Draw the shapes of a small part again, now; False if that would take too long."""
        frame = self._frame
        if frame is None or not frame.view.is_panned(self._view) or self._stamp - frame.stamp > 1:
            return False
        scene = self._scene(frozen=False)
        regions = [part for rect in rects if (part := self._part(frame, rect)) is not None]
        if sum(r.width * r.height for r in regions) > MOST_PATCHED_PX:
            return False
        if sum(len(rows_in_sight(scene, frame.view, r)) for r in regions) > MOST_PATCHED:
            return False
        for part in regions:
            x, y = part.x - frame.region.x, part.y - frame.region.y
            frame.pixels[y : y + part.height, x : x + part.width] = rendered(
                scene, frame.view, part
            )
        self._frame = replace(frame, stamp=self._stamp)
        return True

    @staticmethod
    def _part(frame: _Frame, rect: Rect) -> Region | None:
        """The part of the frame that a rectangle of the image covers, strokes included."""
        at = frame.view.rect_to_device(rect).expanded(PATCH_PAD * frame.view.dpr)
        whole = frame.region
        x0, y0 = max(int(at.x0), whole.x), max(int(at.y0), whole.y)
        x1 = min(int(at.x1) + 1, whole.x + whole.width)
        y1 = min(int(at.y1) + 1, whole.y + whole.height)
        return Region(x0, y0, x1 - x0, y1 - y0) if x0 < x1 and y0 < y1 else None
