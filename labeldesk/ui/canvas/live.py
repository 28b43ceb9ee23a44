"""The live layer: what changes with every move of the hand, painted with antialiasing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Rect
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Keypoints, Shape
from labeldesk.tools.grips import EdgeGrip, FrameGrip
from labeldesk.tools.marks import (
    Band,
    Crosshair,
    Disc,
    Draft,
    Gripped,
    Mark,
    OpenPath,
    Over,
    Painted,
    ReadOut,
    Segmented,
    Shown,
    Snapped,
)
from labeldesk.tools.reshape import grip_home
from labeldesk.ui.canvas import adorn, groups
from labeldesk.ui.canvas.beside import adornments, beside
from labeldesk.ui.canvas.hairlines import spotlit
from labeldesk.ui.canvas.ink import Ink
from labeldesk.ui.canvas.layer import wrapped
from labeldesk.ui.canvas.painters import paint_shape, reach
from labeldesk.ui.canvas.paths import paint_open_path
from labeldesk.ui.canvas.spots import shown
from labeldesk.ui.canvas.stage import Item, Stage
from labeldesk.ui.canvas.style import Look
from labeldesk.ui.paint import CHIP, height, width
from labeldesk.ui.theme import theme
from labeldesk.ui.theme.metrics import px
from labeldesk.ui.theme.tokens import WHITE
from labeldesk.ui.translate import tr

MOST_DRAWN = 200  # selected shapes that are drawn one by one; more stay in the overlay
_PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied
_SHADE = QColor(0, 0, 0, 102)


class LiveLayer:
    """Keeps `items` from one event to the next, so that only what changed is painted."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._kept: dict[object, tuple[tuple[object, ...], list[Item]]] = {}

    def follow(self, stage: Stage) -> list[QRectF]:
        """Take over what there is to show; gives what has to be painted again."""
        old, kept = self.items, self._kept
        self.items, self._kept = [], {}
        wanted = _peeked if stage.showing.image_only else _wanted
        for key, made_from, make in wanted(stage):
            inputs = (*made_from, stage.view, stage.showing)
            found = kept.get(key)
            if found is None or not _same(found[0], inputs):
                found = inputs, list(make())
            self._kept[key] = found
            self.items += found[1]
        before, after = {id(i) for i in old}, {id(i) for i in self.items}
        gone = [item.rect for item in old if id(item) not in after]
        return gone + [item.rect for item in self.items if id(item) not in before]

    def paint(self, p: QPainter, part: QRectF) -> None:
        """The items that meet a part of the widget."""
        for item in self.items:
            if item.rect.intersects(part):
                p.save()
                item.paint(p)
                p.restore()


def _same(a: tuple[object, ...], b: tuple[object, ...]) -> bool:
    return len(a) == len(b) and all(x is y or x == y for x, y in zip(a, b, strict=True))


Wanted = tuple[object, tuple[object, ...], Callable[[], Iterator[Item]]]


def _wanted(stage: Stage) -> Iterator[Wanted]:
    """Key, inputs and maker of everything to show, the topmost last."""
    env = stage.env
    document = env.session.live
    yield from _made((m for m in stage.marks if isinstance(m, Segmented)), stage)
    for key in stage.leaving:
        yield from _shape(stage, document.get(key), Look.REST)
    over = next((mark.id for mark in stage.marks if isinstance(mark, Over)), None)
    hovered = () if over is None or over in stage.held else (over,)
    for key in hovered:
        yield from _shape(stage, document.get(key), Look.HOVER)
    yield from _in_hand(stage)
    if env.session.gesture is not None and len(env.selection) > MOST_DRAWN:
        yield "crowd", (document,), partial(_crowd, stage)
    yield from _about(stage, hovered)
    if env.pending is not None:
        draft = Draft(env.pending.shape, env.pending.skeleton)
        yield "pending", (draft,), partial(_drafted, stage, draft)
    yield from _made((m for m in stage.marks if not isinstance(m, Segmented)), stage)


def _made(marks: Iterable[Mark], stage: Stage) -> Iterator[Wanted]:
    for i, mark in enumerate(marks):
        if type(mark) in MAKERS:
            make = partial(MAKERS[type(mark)], stage, mark)
            yield (type(mark), i), (mark, stage.env.next_class), make


def _about(stage: Stage, hovered: tuple[AnnotationId, ...]) -> Iterator[Wanted]:
    """Frames of groups; handles, names and sizes of shapes in hand."""
    for at, around in enumerate(stage.groups):
        yield ("group", at), (around,), partial(_grouped, stage, around)
    shapes = beside(stage, hovered)
    if shapes:
        made_from = (tuple(shapes), stage.taken, stage.showing.names)
        yield "beside", made_from, partial(adornments, stage, shapes)


def _peeked(stage: Stage) -> Iterator[Wanted]:
    """Where hidden objects are, while everything else is hidden."""
    every = stage.env.session.live.values()
    hidden = (one for one in every if one.hidden)
    for one in islice(hidden, MOST_DRAWN):
        yield from _shape(stage, one, Look.PEEK)


def _in_hand(stage: Stage) -> Iterator[Wanted]:
    """Flashing, selected and fresh shapes; the contour of a mask gives way to a stroke."""
    for key in stage.flashing:
        yield from _shape(stage, stage.env.session.live.get(key), Look.FLASH)
    painting = any(isinstance(mark, Painted) for mark in stage.marks)
    for key in stage.held:
        look = Look.SELECTED if key in stage.env.selection else Look.REST
        if key in stage.lifted or not painting:
            yield from _shape(stage, stage.env.session.live.get(key), look)


def _crowd(stage: Stage) -> Iterator[Item]:
    """Frames of the many shapes that an open gesture moves."""
    document, view = stage.env.session.live, stage.view
    held = (document.get(key) for key in stage.env.selection)
    rects = [adorn.logical_rect(view, b) for one in held if one and (b := one.shape.bounds)]

    def paint(p: QPainter) -> None:
        for colour, wide in ((_SHADE, 3.0), (WHITE, 1.0)):
            p.setPen(QPen(colour, wide))
            p.drawRects(rects)

    yield Item(stage.whole, paint)


def _grouped(stage: Stage, around: Rect) -> Iterator[Item]:
    yield Item(*groups.frame(adorn.logical_rect(stage.view, around)))


def _shape(stage: Stage, one: Annotation | None, look: Look) -> Iterator[Wanted]:
    if one is None or (one.hidden and look is not Look.PEEK):
        return
    # A mask that is not lifted has its fill in the overlay already.
    fills = not isinstance(one.shape, Mask) or one.id in stage.lifted
    ink = stage.ink(stage.colours.style_of(one), look, fills=fills)
    yield (one.id, look), (one, ink), partial(_drawn, stage, one.shape, ink)


def _drawn(stage: Stage, shape: Shape, ink: Ink) -> Iterator[Item]:
    bounds = shape.bounds
    if bounds is None:
        return
    view = stage.view
    at = view.rect_to_device(bounds).expanded(reach(ink.look, stage.k))
    rect = QRectF(at.x0 / view.dpr, at.y0 / view.dpr, at.width / view.dpr, at.height / view.dpr)

    def paint(p: QPainter) -> None:
        p.scale(1 / view.dpr, 1 / view.dpr)
        paint_shape(p, shape, view, ink)

    if rect.intersects(stage.whole):
        yield Item(rect, paint)


def _crosshair(stage: Stage, mark: Crosshair) -> Iterator[Item]:
    if not (stage.showing.crosshair or mark.by_keyboard):
        return
    at, whole, line = stage.point(mark.at), stage.whole, 1 / stage.view.dpr
    x, y = at.x(), at.y()
    for rect, line_rect in (
        (QRectF(x - 1, 0, 3, whole.height()), QRectF(x, 0, line * round(stage.k), whole.height())),
        (QRectF(0, y - 1, whole.width(), 3), QRectF(0, y, whole.width(), line * round(stage.k))),
    ):

        def paint(p: QPainter, rect: QRectF = rect, line_rect: QRectF = line_rect) -> None:
            p.fillRect(rect, _SHADE)
            p.fillRect(line_rect, WHITE)

        yield Item(rect, paint)


def _band(stage: Stage, mark: Band) -> Iterator[Item]:
    rect = adorn.logical_rect(stage.view, mark.rect)

    def paint(p: QPainter) -> None:
        wash = QColor(theme().accent)
        wash.setAlphaF(0.14)
        p.fillRect(rect, wash)
        for colour, wide in ((_SHADE, 3.0), (theme().accent, 1.0)):
            p.setPen(QPen(colour, wide))
            p.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))

    yield Item(rect.adjusted(-3, -3, 3, 3), paint)


def _disc(stage: Stage, mark: Disc) -> Iterator[Item]:
    at = stage.view.to_device(mark.at)
    radius = max(mark.radius * stage.view.screen_scale, 1.5)
    centre = QPointF(at.x / stage.view.dpr, at.y / stage.view.dpr)

    def paint(p: QPainter) -> None:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setBrush(Qt.BrushStyle.NoBrush)
        for colour, wide in ((_SHADE, 3.0), (WHITE, 1.25)):
            p.setPen(QPen(colour, wide))
            if mark.is_square:
                p.drawRect(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius))
            else:
                p.drawEllipse(centre, radius, radius)

    out = radius + 3
    yield Item(QRectF(centre.x() - out, centre.y() - out, 2 * out, 2 * out), paint)


def _read_out(stage: Stage, mark: ReadOut) -> Iterator[Item]:
    text = tr(mark.text)
    wide, high = width(text, CHIP) + px(12), max(px(18), height(CHIP))
    at, whole = stage.point(mark.at), stage.whole
    x = min(at.x() + px(14), whole.right() - wide - 1)
    y = min(at.y() + px(16), whole.bottom() - high - 1)
    place = QRectF(round(x), round(y), wide, high)
    yield Item(place, lambda p: adorn.paint_read_out(p, place, text))


def _gripped(stage: Stage, mark: Gripped) -> Iterator[Item]:
    one = stage.env.session.live.get(mark.grip.id)
    if one is None:
        return
    grip = mark.grip
    home = (
        grip.at
        if isinstance(grip, EdgeGrip)
        else grip_home(one.shape, grip, stage.view.screen_scale)
    )
    at, colour = stage.point(home), stage.colours.style_of(one).colour
    square = isinstance(grip, FrameGrip)
    out = px(10)
    rect = QRectF(at.x() - out, at.y() - out, 2 * out, 2 * out)
    if isinstance(one.shape, Keypoints) and not square:
        yield Item(rect, lambda p: adorn.paint_joint_grip(p, at))
    else:
        yield Item(rect, lambda p: adorn.paint_grip(p, at, colour, square=square))


def _snapped(stage: Stage, mark: Snapped) -> Iterator[Item]:
    at, reach = stage.point(mark.at), px(6)
    rect = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)

    def paint(p: QPainter) -> None:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setBrush(Qt.BrushStyle.NoBrush)
        for colour, wide in ((_SHADE, 3.5), (theme().accent, 2.0)):
            p.setPen(QPen(colour, wide))
            if mark.on_vertex:
                p.drawRect(rect)
            else:
                p.drawEllipse(rect)

    yield Item(rect.adjusted(-3, -3, 3, 3), paint)


def _open_path(stage: Stage, mark: OpenPath) -> Iterator[Item]:
    yield Item(*paint_open_path(mark, stage.view, stage.drawing_ink))


def _drafted(stage: Stage, mark: Draft) -> Iterator[Item]:
    yield from _drawn(stage, mark.shape, replace(stage.drawing_ink, skeleton=mark.skeleton))


def _segmented(stage: Stage, mark: Segmented) -> Iterator[Item]:
    view = stage.view
    found = spotlit(mark.segments, mark.at, round(mark.reach * view.scale), view)
    if found is None:
        return
    x, y, wide, high = (side / view.dpr for side in found[0])
    image = wrapped(found[1], _PREMULTIPLIED)
    image.setDevicePixelRatio(view.dpr)
    yield Item(QRectF(x, y, wide, high), lambda p: p.drawImage(QPointF(x, y), image))


MAKERS: Mapping[type[Mark], Callable[[Stage, Any], Iterator[Item]]] = {
    Crosshair: _crosshair,
    Band: _band,
    Draft: _drafted,
    OpenPath: _open_path,
    Disc: _disc,
    Segmented: _segmented,
    ReadOut: _read_out,
    Gripped: _gripped,
    Snapped: _snapped,
    Shown: shown,
}
"""What paints each kind of mark; `Over` is a shape's state, `Painted` the stroke layer's."""
