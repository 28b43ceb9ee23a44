"""Suggestions, badges and names at rest: painted once per view, then only laid over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import XY
from labeldesk.domain.ids import AnnotationId, SuggestionId
from labeldesk.domain.shapes import Keypoints, Shape, Tag
from labeldesk.domain.skeletons import likely
from labeldesk.domain.suggestion import Suggestion
from labeldesk.ui.canvas import adorn
from labeldesk.ui.canvas.ink import Ink
from labeldesk.ui.canvas.painters import paint_shape
from labeldesk.ui.canvas.style import USUAL_FILL, ClassColours, Look
from labeldesk.ui.canvas.view import View
from labeldesk.ui.theme.metrics import px
from labeldesk.ui.theme.metrics import scale as ui_scale

SETTLES_MS = 40
MOST_AT_ONCE = 60  # painted while zooming; more wait until the zoom settles
MOST_NAMES = 400
ASIDE = 0.35  # opacity of suggestions on an image that is done
LEAST_PX = 14.0  # logical px of a shape that bears a badge or a name


@dataclass(slots=True)
class Notes:
    """What there is to say about shapes at rest."""

    suggestions: Sequence[Suggestion] = ()
    in_turn: SuggestionId | None = None
    annotations: Sequence[Annotation] = ()
    lifted: frozenset[AnnotationId] = frozenset()
    names: bool = False
    sets_aside: bool = False
    fill: float = USUAL_FILL


class NotesLayer:
    """A pixmap of the widget's size; stale while zooming, made anew soon after.

    `taken` is where it has chips and badges, logical pixels.
    """

    def __init__(self, updated: QTimer) -> None:
        self._timer = updated
        self._pixmap: QPixmap | None = None
        self._view: View | None = None
        self._notes = Notes()
        self._stale = True
        self.taken: tuple[QRectF, ...] = ()

    def set_notes(self, notes: Notes) -> None:
        """Say something else."""
        self._notes = notes
        self._stale = True

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to paint."""
        notes = self._notes
        return not notes.suggestions and not notes.annotations

    def settle(self) -> None:
        """Make it anew at the next paint."""
        self._stale = True

    def paint(self, p: QPainter, view: View, colours: ClassColours) -> None:
        """Onto a painter in logical pixels."""
        if self.is_empty:
            self._pixmap, self.taken = None, ()
            return
        old = self._view
        count = len(self._notes.suggestions) + len(self._notes.annotations)
        few = count <= MOST_AT_ONCE
        if self._stale or old is None or (view != old and (few or view.turn != old.turn)):
            self._make(view, colours)
        elif view != old:
            self._timer.start(SETTLES_MS)
        if self._pixmap is None or self._view is None:
            return
        if self._view == view:
            p.drawPixmap(0, 0, self._pixmap)
            return
        ratio = view.scale / self._view.scale
        corner = view.to_device(self._view.to_image(XY(0, 0)))
        at = QPointF(corner.x / view.dpr, corner.y / view.dpr)
        size = self._pixmap.size().toSizeF() * (ratio / view.dpr)
        p.drawPixmap(
            QRectF(at.x(), at.y(), size.width(), size.height()),
            self._pixmap,
            QRectF(self._pixmap.rect()),
        )

    def _make(self, view: View, colours: ClassColours) -> None:
        self._stale, self._view = False, view
        pixmap = self._pixmap
        if pixmap is None or (pixmap.width(), pixmap.height()) != (view.width, view.height):
            pixmap = QPixmap(view.width, view.height)
        pixmap.setDevicePixelRatio(view.dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as p:
            self.taken = tuple(_paint_notes(p, self._notes, view, colours))
        self._pixmap = pixmap


def _in_sight(shape: Shape, view: View) -> bool:
    bounds = shape.bounds
    return bounds is not None and bounds.meets(view.seen)


def _paint_notes(p: QPainter, notes: Notes, view: View, colours: ClassColours) -> list[QRectF]:
    """Paints everything; gives the places of chips and badges."""
    whole = QRectF(0, 0, view.width / view.dpr, view.height / view.dpr)
    taken: list[QRectF] = []
    seen = [one for one in notes.suggestions if _in_sight(one.shape, view)]
    seen.sort(key=lambda one: (one.id == notes.in_turn, one.score))
    for one in seen:
        p.setOpacity(ASIDE if notes.sets_aside and one.id != notes.in_turn else 1.0)
        _paint_suggestion(p, one, notes, view, colours)
    p.setOpacity(1.0)
    _paint_tag_chips(p, notes, whole.width(), colours, taken)
    for one in reversed(seen):
        if notes.sets_aside and one.id != notes.in_turn:
            continue
        _paint_suggestion_chip(p, one, view, colours, (whole, taken))
        if one.id == notes.in_turn and one.shape.bounds is not None:
            adorn.paint_review_keys(p, adorn.logical_rect(view, one.shape.bounds))
    _paint_annotations(p, notes, view, colours, (whole, taken))
    return taken


def _paint_suggestion(
    p: QPainter, one: Suggestion, notes: Notes, view: View, colours: ClassColours
) -> None:
    look = Look.IN_TURN if one.id == notes.in_turn else Look.SUGGESTION
    style = colours.named(one.class_id, one.class_name)
    skeleton = style.skeleton
    if skeleton is None and isinstance(one.shape, Keypoints):
        skeleton = likely(len(one.shape.joints))
    k, fill = view.dpr * ui_scale(), notes.fill
    ink = Ink(style.colour, look, k, lined=style.lined, fill=fill, skeleton=skeleton)
    with_device_pixels(p, view)
    paint_shape(p, one.shape, view, ink)
    p.restore()


def with_device_pixels(p: QPainter, view: View) -> None:
    """Save the painter and let it count in device pixels until `restore`."""
    p.save()
    p.scale(1 / view.dpr, 1 / view.dpr)


def _paint_suggestion_chip(
    p: QPainter,
    one: Suggestion,
    view: View,
    colours: ClassColours,
    room: tuple[QRectF, list[QRectF]],
) -> None:
    bounds = one.shape.bounds
    if bounds is None:
        return
    score = f"{one.score:.2f}"
    size = adorn.chip_size(one.class_name, score, adorn.LEAD_PX)
    frame = adorn.logical_rect(view, bounds)
    if max(frame.width(), frame.height()) < LEAST_PX:
        return
    place = adorn.free_place(frame, size, room)
    if place is not None:
        colour = colours.named(one.class_id, one.class_name).colour
        adorn.paint_hollow_chip(p, place, one.class_name, score, colour)


def _paint_tag_chips(
    p: QPainter, notes: Notes, wide: float, colours: ClassColours, taken: list[QRectF]
) -> None:
    """What is said of the whole image: in the upper left corner, the one in turn with its keys."""
    tags = [one for one in notes.suggestions if isinstance(one.shape, Tag)]
    edge, gap = px(8), px(4)
    x, y = float(edge), float(edge)
    for one in sorted(tags, key=lambda one: -one.score):
        score = f"{one.score:.2f}"
        across, down = adorn.chip_size(one.class_name, score, adorn.LEAD_PX)
        if x > edge and x + across > wide - edge:
            x, y = float(edge), y + down + gap
        place = QRectF(x, y, across, down)
        x = place.right() + gap
        taken.append(place)
        is_aside = notes.sets_aside and one.id != notes.in_turn
        p.setOpacity(ASIDE if is_aside else 1.0)
        colour = colours.named(one.class_id, one.class_name).colour
        adorn.paint_hollow_chip(p, place, one.class_name, score, colour)
        p.setOpacity(1.0)
        if one.id == notes.in_turn:
            adorn.paint_review_keys(p, place)


def _paint_annotations(
    p: QPainter,
    notes: Notes,
    view: View,
    colours: ClassColours,
    room: tuple[QRectF, list[QRectF]],
) -> None:
    taken = room[1]
    painted = 0
    for one in notes.annotations:
        bounds = one.shape.bounds
        if bounds is None or one.hidden or not bounds.meets(view.seen) or painted > MOST_NAMES:
            continue
        frame = adorn.logical_rect(view, bounds)
        if max(frame.width(), frame.height()) < LEAST_PX:
            continue
        painted += 1
        icons = adorn.badges_of(one)
        if icons:
            badges = adorn.badges_place(frame, len(icons))
            taken.append(badges)
            adorn.paint_badges(p, badges, icons)
        if notes.names and one.id not in notes.lifted:
            name = colours.name(one.class_id)
            place = adorn.free_place(frame, adorn.chip_size(name), room) if name else None
            if place is not None:
                adorn.paint_chip(p, place, name, colours.style_of(one).colour)
