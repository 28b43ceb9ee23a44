"""What stands beside the shapes in hand: handles, names, sizes, the names of joints."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QRectF

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Rect
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.skeleton import Skeleton
from labeldesk.tools.env import MOST_WITH_HANDLES
from labeldesk.tools.frames import TURN_PX, can_turn
from labeldesk.tools.grips import VertexGrip
from labeldesk.tools.marks import Draft, Gripped
from labeldesk.tools.reshape import size_text
from labeldesk.ui.canvas import adorn
from labeldesk.ui.canvas.stage import Item, Stage
from labeldesk.ui.canvas.style import HANDLE_PX, Colour, Names
from labeldesk.ui.theme.metrics import px
from labeldesk.ui.translate import tr

Room = tuple[QRectF, list[QRectF]]


class Beside(NamedTuple):
    """A shape that has something beside it, and what; `near` are its joints that are under the
    pointer or chosen.
    """

    one: Annotation
    colour: Colour
    name: str
    has_handles: bool
    has_size: bool
    skeleton: Skeleton | None
    near: frozenset[int]


def beside(stage: Stage, hovered: tuple[AnnotationId, ...]) -> list[Beside]:
    """What stands beside the shapes in hand: of few, more would hide the picture."""
    env, document = stage.env, stage.env.session.live
    few = stage.held if len(stage.held) <= MOST_WITH_HANDLES else ()
    handled = {one.id for one in env.handled()}
    alone = len(env.selection) <= 1
    names_joints = alone and not any(isinstance(mark, Draft) for mark in stage.marks)
    shapes = []
    for key in (*few, *hovered):
        one = document.get(key)
        if one is not None and not one.hidden:
            style, name = stage.colours.style_of(one), stage.colours.name(one.class_id)
            has_handles = key in handled
            is_named = names_joints and isinstance(one.shape, Keypoints)
            skeleton = style.skeleton if is_named else None
            has_size = has_handles and alone
            near = _gripped(stage, key) if is_named else frozenset()
            shapes.append(Beside(one, style.colour, name, has_handles, has_size, skeleton, near))
    return shapes


def _gripped(stage: Stage, key: AnnotationId) -> frozenset[int]:
    grips = (mark.grip for mark in stage.marks if isinstance(mark, Gripped))
    return frozenset(g.index for g in grips if isinstance(g, VertexGrip) and g.id == key)


def adornments(stage: Stage, shapes: list[Beside]) -> Iterator[Item]:
    """Chips never lie over one another: one without room is left out."""
    room = (stage.whole, list(stage.taken))
    for about in shapes:
        bounds = about.one.shape.bounds
        if bounds is None:
            continue
        frame = adorn.logical_rect(stage.view, bounds)
        if frame.adjusted(0, 0, 1, 1).intersects(stage.whole):
            yield from _handles(stage, about, frame)
            yield from _words(stage, about, bounds, room)


def _handles(stage: Stage, about: Beside, frame: QRectF) -> Iterator[Item]:
    shape = about.one.shape
    if about.has_handles:
        out = px(HANDLE_PX) + (px(TURN_PX) if can_turn(shape) else 0)
        rect = frame.adjusted(-out, -out, out, out)
        yield Item(rect, partial(adorn.paint_handles, shape=shape, view=stage.view))


def _words(stage: Stage, about: Beside, bounds: Rect, room: Room) -> Iterator[Item]:
    frame, shows_names = adorn.logical_rect(stage.view, bounds), stage.showing.names
    if about.name and shows_names is not Names.OFF:
        place = adorn.free_place(frame, adorn.chip_size(about.name), room)
        if place is not None:
            name, colour = about.name, about.colour
            yield Item(place, partial(adorn.paint_chip, place=place, text=name, colour=colour))
    if about.has_size:
        text = tr(size_text(bounds.width, bounds.height))
        place = adorn.free_place(frame, adorn.chip_size(text), room, right=True)
        if place is not None:
            yield Item(place, partial(adorn.paint_read_out, place=place, text=text))
    shape = about.one.shape
    if about.skeleton and isinstance(shape, Keypoints) and shows_names is not Names.OFF:
        for place, text in adorn.joint_names(shape, about.skeleton, stage.view, room, about.near):
            yield Item(place, partial(adorn.paint_read_out, place=place, text=text))
