"""Where the vertex goes that is about to be set, or is in hand: what a magnifier looks at."""

from __future__ import annotations

from labeldesk.domain.geometry import XY
from labeldesk.tools.env import Env
from labeldesk.tools.grips import EdgeGrip, Grip, TurnGrip
from labeldesk.tools.machine import Machine
from labeldesk.tools.marks import Crosshair, Gripped, Mark, OpenPath, Snapped
from labeldesk.tools.reshape import grip_home

_EXACT = frozenset(
    {
        "box", "extreme", "rotated", "ellipse", "polygon", "livewire", "line", "point", "keypoints",
        "cutout", "cut", "stretch", "ruler",
    }
)  # fmt: skip
"""Tools whose every press sets a place."""


def exact_point(machine: Machine, pointer: XY | None) -> XY | None:
    """The place in image pixels, `pointer` being where the mouse is; None while none is chosen."""
    env = machine.env
    if machine.state.tool == "pan" or not env.session.image_id:
        return None
    places = {type(mark): at for mark in machine.marks() if (at := _of(mark, env)) is not None}
    for kind in (Snapped, Gripped, OpenPath, Crosshair):
        if kind in places:
            return places[kind]
    return env.placed(pointer) if pointer is not None and machine.tool in _EXACT else None


def _of(mark: Mark, env: Env) -> XY | None:
    match mark:
        case Snapped(at):
            return at
        case OpenPath(_, cursor):
            return cursor
        case Crosshair(at, by_keyboard=True):
            return at
        case Gripped(grip, is_chosen=False):
            return _held(grip, env)
        case _:
            return None


def _held(grip: Grip, env: Env) -> XY | None:
    one = env.session.live.get(grip.id)
    if one is None or isinstance(grip, TurnGrip):
        return None
    return grip.at if isinstance(grip, EdgeGrip) else grip_home(one.shape, grip, env.scale)
