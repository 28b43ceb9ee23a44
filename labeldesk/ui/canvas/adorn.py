"""What stands beside shapes: handles, vertices, chips, badges, read-outs; logical pixels."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from labeldesk.domain.annotation import Annotation, Flags
from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.shapes import Keypoints, Shape
from labeldesk.domain.skeleton import Skeleton
from labeldesk.tools.frames import can_turn, frame_of
from labeldesk.tools.grips import rings_of
from labeldesk.ui.canvas.style import (
    BADGE_PX,
    CHIP_GAP_PX,
    CHIP_HEIGHT_PX,
    DOT_PX,
    HANDLE_PX,
    JOINT_GRIP_PX,
    VERTEX_HOVER_PX,
    VERTEX_PX,
    Colour,
    takes_black_text,
)
from labeldesk.ui.canvas.view import View
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import CHIP, Fit, height, paint_text, width
from labeldesk.ui.theme.metrics import px
from labeldesk.ui.theme.tokens import BLACK, ON_IMAGE, WHITE

MOST_VERTICES = 600  # of one shape: more would hide it
_EDGE = QColor(0, 0, 0, 204)
_NO_FLAGS = Flags()


def logical(view: View, p: XY) -> QPointF:
    """An image position in logical pixels, on a whole device pixel."""
    at = view.to_device(p)
    return QPointF(round(at.x) / view.dpr, round(at.y) / view.dpr)


def logical_rect(view: View, rect: Rect) -> QRectF:
    """An image rectangle in logical pixels."""
    x0, y0, x1, y1 = (round(side) / view.dpr for side in view.rect_to_device(rect))
    return QRectF(QPointF(x0, y0), QPointF(x1, y1))


def handle_points(shape: Shape, view: View) -> Iterator[QPointF]:
    """Where the square handles of the frame are."""
    frame = frame_of(shape)
    if frame is not None:
        for _, _, at in frame.places(view.screen_scale):
            yield logical(view, at)


def paint_handles(p: QPainter, shape: Shape, view: View) -> None:
    """White squares on the frame, white discs on the vertices and where it is turned."""
    _paint_turn(p, shape, view)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    p.setPen(Qt.PenStyle.NoPen)
    side, line = px(HANDLE_PX), 1.0
    for at in handle_points(shape, view):
        square = QRectF(at.x() - side // 2, at.y() - side // 2, side, side)
        p.fillRect(square, _EDGE)
        p.fillRect(square.adjusted(line, line, -line, -line), WHITE)
    if isinstance(shape, Keypoints) or sum(map(len, rings_of(shape))) > MOST_VERTICES:
        return  # joints are their own handles, hollow where they are hidden
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    for ring in rings_of(shape):
        for x, y in ring.points.tolist():
            paint_vertex(p, logical(view, XY(x, y)), WHITE, VERTEX_PX)


def _paint_turn(p: QPainter, shape: Shape, view: View) -> None:
    """A stalk above the frame and a disc at its end."""
    frame = frame_of(shape)
    if frame is None or not can_turn(shape):
        return
    scale = view.screen_scale
    foot, head = logical(view, frame.place(0, -1)), logical(view, frame.turn_place(scale))
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, wide in ((_EDGE, 3.0), (WHITE, 1.0)):
        p.setPen(QPen(colour, wide))
        p.drawLine(foot, head)
    paint_vertex(p, head, WHITE, VERTEX_HOVER_PX)


def paint_vertex(p: QPainter, at: QPointF, fill: QColor, size: float) -> None:
    """One disc with a dark edge."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(_EDGE, 1))
    p.setBrush(fill)
    radius = px(size) / 2
    p.drawEllipse(at, radius, radius)


def paint_grip(p: QPainter, at: QPointF, colour: Colour, *, square: bool) -> None:
    """The handle or vertex under the pointer."""
    if not square:
        paint_vertex(p, at, QColor(*colour), VERTEX_HOVER_PX)
        return
    side = px(HANDLE_PX) + 2
    place = QRectF(at.x() - side // 2, at.y() - side // 2, side, side)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    p.fillRect(place, _EDGE)
    p.fillRect(place.adjusted(1, 1, -1, -1), QColor(*colour))


def paint_joint_grip(p: QPainter, at: QPointF) -> None:
    """A ring around the joint under the pointer, which goes on showing whether it is hidden."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for colour, wide in ((_EDGE, 3.5), (WHITE, 1.75)):
        p.setPen(QPen(colour, wide))
        p.drawEllipse(at, px(JOINT_GRIP_PX), px(JOINT_GRIP_PX))


def chip_size(text: str, extra: str = "", lead: int = 0) -> tuple[int, int]:
    """Width and height of a chip with a name, a score and a leading mark."""
    wide = px(12) + width(text, CHIP) + lead
    if extra:
        wide += px(5) + width(extra, CHIP)
    return wide, max(px(CHIP_HEIGHT_PX), height(CHIP))


def chip_places(
    frame: QRectF, size: tuple[int, int], whole: QRectF, *, right: bool = False
) -> Iterator[QRectF]:
    """Above the top left corner (or the top right) if there is room, then inside it.

    Inside a shape that it would cover only when there is no room above.
    """
    wide, high = size
    left, most = whole.left() + 1, max(whole.right() - wide - 1, whole.left() + 1)
    above = frame.top() - px(CHIP_GAP_PX) - high
    if above >= whole.top():
        x = frame.right() - wide + 1 if right else frame.left() - 1
        yield QRectF(round(min(max(x, left), most)), round(above), wide, high)
        if frame.width() < wide + px(10) or frame.height() < 2 * high:
            return
    y = max(frame.top(), whole.top()) + px(4)
    x = frame.right() - wide - px(4) if right else max(frame.left(), whole.left()) + px(5)
    yield QRectF(round(min(max(x, left), most)), round(y), wide, high)


def free_place(
    frame: QRectF,
    size: tuple[int, int],
    room: tuple[QRectF, list[QRectF]],
    *,
    right: bool = False,
) -> QRectF | None:
    """The first place where no chip is yet, which is taken then; None: the chip is left out.

    `room` is the widget and the places taken.
    """
    whole, taken = room
    for place in chip_places(frame, size, whole, right=right):
        if not any(place.intersects(other) for other in taken):
            taken.append(place)
            return place
    return None


NAMES_COVER = 0.2  # most of the square around an object that the names of its joints may take


def has_room_for_names(shape: Keypoints, skeleton: Skeleton, view: View) -> bool:
    """Whether the object is so large on the screen that all names leave it to be seen."""
    bounds = shape.bounds
    if bounds is None:
        return False
    frame = logical_rect(view, bounds)
    names = [skeleton.name(i) for i, there in enumerate(shape.visibility) if there]
    taken = sum(width(name, CHIP) + px(8) for name in names) * height(CHIP)
    return taken <= NAMES_COVER * max(frame.width(), frame.height()) ** 2


def joint_names(
    shape: Keypoints,
    skeleton: Skeleton,
    view: View,
    room: tuple[QRectF, list[QRectF]],
    near: Collection[int] = (),
) -> Iterator[tuple[QRectF, str]]:
    """The names of the joints that are there and a place for each, to the outer side of it if one
    is free; others are left out. Those of `near` never are; they stand alone in an object that
    is small on the screen.
    """
    has_room = has_room_for_names(shape, skeleton, view)
    whole, taken = room
    bounds = shape.bounds
    there = [
        (i, logical(view, XY(*shape.joints.points[i].tolist())))
        for i in range(len(shape.joints))
        if shape.visibility[i]
    ]
    named = [(i, at) for i, at in there if has_room or i in near]
    if bounds is None:
        return
    middle, reach = logical(view, bounds.centre).x(), px(DOT_PX + 3)
    taken = [
        *taken,
        *(QRectF(at.x() - reach / 2, at.y() - reach / 2, reach, reach) for _, at in there),
    ]
    for index, at in named:
        text = skeleton.name(index)
        wide, high = width(text, CHIP) + px(8), height(CHIP)
        right = QRectF(round(at.x() + reach), round(at.y() - high / 2), wide, high)
        left = QRectF(round(at.x() - reach - wide), right.top(), wide, high)
        places = (right, left) if at.x() >= middle else (left, right)
        free = [p for p in places if whole.contains(p) and not any(map(p.intersects, taken))]
        if not free and index in near:  # over other joints rather than not at all
            free = [place for place in places if whole.contains(place)]
        if free:
            taken.append(free[0])
            yield free[0], text


def paint_chip(p: QPainter, place: QRectF, text: str, colour: Colour) -> None:
    """The name of an object on its class colour."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(ON_IMAGE.edge, 1))
    p.setBrush(QColor(*colour))
    p.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
    paint_text(p, place, text, BLACK if takes_black_text(colour) else WHITE, CHIP, Fit.CENTRE)


def paint_ground(p: QPainter, place: QRectF, radius: float = 3) -> None:
    """The dark ground of everything that is no label."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(ON_IMAGE.ground)
    p.drawRoundedRect(place, px(radius), px(radius))


def paint_read_out(p: QPainter, place: QRectF, text: str) -> None:
    """A few light words on the dark ground."""
    paint_ground(p, place)
    paint_text(p, place, text, ON_IMAGE.text, CHIP, Fit.CENTRE)


LEAD_PX = 16  # room for the dashed swatch of a suggestion


def paint_hollow_chip(p: QPainter, place: QRectF, name: str, score: str, colour: Colour) -> None:
    """A suggestion: dashed swatch, name, score in the class colour."""
    paint_ground(p, place)
    swatch = QRectF(place.left() + px(6), place.center().y() - px(4), px(8), px(8))
    pen = QPen(QColor(*colour), 1.25)
    pen.setDashPattern([2.2, 1.6])
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(swatch, 2, 2)
    left = place.left() + px(4) + px(LEAD_PX)
    room = QRectF(left, place.top(), width(name, CHIP) + 1, place.height())
    paint_text(p, room, name, ON_IMAGE.text, CHIP)
    rest = QRectF(room.right() + px(4), place.top(), width(score, CHIP) + 1, place.height())
    paint_text(p, rest, score, QColor(*colour), CHIP)


def badges_of(one: Annotation) -> tuple[str, ...]:
    """The icons of its flags, lock first."""
    flags = one.flags
    if not one.locked and flags == _NO_FLAGS:
        return ()
    marks = (
        (one.locked, "lock"),
        (flags.occluded, "half"),
        (flags.truncated, "truncated"),
        (flags.difficult, "question"),
        (flags.crowd, "more"),
    )
    return tuple(icon for present, icon in marks if present)


def badges_place(frame: QRectF, count: int) -> QRectF:
    """Inside the top right corner."""
    side, gap = px(BADGE_PX), px(2)
    wide = count * side + (count - 1) * gap
    return QRectF(round(frame.right() - wide - px(5)), round(frame.top() + px(5)), wide, side)


def paint_badges(p: QPainter, place: QRectF, icons: tuple[str, ...]) -> None:
    """Side by side, each on its dark ground."""
    side, gap = px(BADGE_PX), px(2)
    for i, icon in enumerate(icons):
        at = QRectF(place.left() + i * (side + gap), place.top(), side, side)
        paint_ground(p, at)
        paint_icon(p, at, icon, ON_IMAGE.text, 12)


def paint_review_keys(p: QPainter, frame: QRectF) -> None:
    """Backspace and Enter below the suggestion in turn."""
    side, gap = px(18), px(4)
    x = frame.right() - 2 * side - gap
    y = frame.bottom() + px(5)
    for i, icon in enumerate(("backspace", "enter")):
        at = QRectF(round(x + i * (side + gap)), round(y), side, px(16))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(ON_IMAGE.edge, 1))
        p.setBrush(WHITE)
        p.drawRoundedRect(at.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
        paint_icon(p, at, icon, BLACK, 12)
