"""Pictures for practice: leaves, shells, coins and stones on sand, wood, linen and slate.

Drawn from a seed, so that a sample needs no download and no licence. Colours are BGR in 0..1
while drawing, lengths are pixels; an object has its own frame, in which it is about 1 in radius.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Reals = NDArray[np.floating[Any]]
Colour = tuple[float, float, float]
WIDTH, HEIGHT = 800, 600
CLASSES = ("leaf", "shell", "coin", "stone")
_SPREAD = 1.5
_SUBPIXEL = 4
_MILLED = 0.94


class Frame(NamedTuple):
    """Where each pixel of a patch lies in the frame of the object; `rng` for its chances."""

    u: Floats
    v: Floats
    rng: np.random.Generator


class Thing(NamedTuple):
    """One object to draw: its class, centre, radius and turn (radians)."""

    name: str
    x: float
    y: float
    radius: float
    turn: float


class Drawn(NamedTuple):
    """An object's outline (n,2) in its frame, and its colours over a patch (h,w,3)."""

    outline: NDArray[np.float64]
    paint: Callable[[Frame], Floats]


def picture(things: list[Thing], ground: int, seed: int) -> NDArray[np.uint8]:
    """A photograph-like picture, BGR uint8 (600, 800, 3), of `things` in the order given."""
    rng = np.random.default_rng(seed)
    canvas = _GROUNDS[ground % len(_GROUNDS)](rng)
    for thing in things:
        _put(canvas, thing, _THINGS[thing.name](rng), rng)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    light = 1.08 - 0.22 * np.hypot(x / WIDTH - 0.35, y / HEIGHT - 0.3)
    grain = rng.standard_normal(canvas.shape[:2], np.float32) * 0.012
    lit = canvas * light[..., None] + grain[..., None]
    return np.asarray(np.clip(lit, 0, 1) * 255, np.uint8)


def _noise(rng: np.random.Generator, across: float, along: float | None = None) -> Floats:
    """Smooth noise around 0 over the whole picture, its bumps `across` x `along` px large."""
    from labeldesk.imaging.opencv import cv2

    rows, columns = int(HEIGHT / (along or across)) + 3, int(WIDTH / across) + 3
    coarse = rng.standard_normal((rows, columns), np.float32)
    return np.asarray(cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC))


def _coloured(colour: Colour, tone: Reals) -> Floats:
    return np.asarray(colour, np.float32) * (1 + tone[..., None].astype(np.float32))


def _sand(rng: np.random.Generator) -> Floats:
    tone = 0.05 * _noise(rng, 90) + 0.045 * _noise(rng, 2.2) + 0.03 * _noise(rng, 9)
    return _coloured((0.56, 0.71, 0.80), tone)


def _wood(rng: np.random.Generator) -> Floats:
    y = np.mgrid[0:HEIGHT, 0:WIDTH][0].astype(np.float32)
    waves = np.sin((y + 14 * _noise(rng, 260, 40)) / 5.5)
    tone = 0.05 * waves + 0.07 * _noise(rng, 200, 5) + 0.04 * _noise(rng, 60, 1.6)
    plank = y % (HEIGHT / 4)
    tone -= 0.5 * np.exp(-((plank / 2.2) ** 2)) + 0.08 * ((y // (HEIGHT / 4)) % 2)
    return _coloured((0.31, 0.47, 0.64), tone)


def _linen(rng: np.random.Generator) -> Floats:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    weave = np.sin(x * 1.25 + _noise(rng, 70)) * np.sin(y * 1.25 + _noise(rng, 70))
    tone = 0.045 * weave + 0.03 * _noise(rng, 160) + 0.03 * _noise(rng, 2, 40)
    return _coloured((0.74, 0.72, 0.66), tone)


def _slate(rng: np.random.Generator) -> Floats:
    tone = 0.12 * _noise(rng, 110) + 0.07 * _noise(rng, 14) + 0.06 * _noise(rng, 2.5)
    return _coloured((0.36, 0.33, 0.30), tone)


_GROUNDS = (_sand, _wood, _linen, _slate)


def _put(canvas: Floats, thing: Thing, drawn: Drawn, rng: np.random.Generator) -> None:
    """Draw one object with its shadow into the canvas, in place."""
    from labeldesk.imaging.opencv import cv2

    reach = int(thing.radius * _SPREAD)
    left, top = int(thing.x) - reach, int(thing.y) - reach
    side = 2 * reach + 1
    cos, sin = np.cos(thing.turn), np.sin(thing.turn)
    turned = drawn.outline @ np.array([[cos, sin], [-sin, cos]]) * thing.radius
    points = np.round((turned + [thing.x - left, thing.y - top]) * 2**_SUBPIXEL).astype(np.int32)
    alpha = np.zeros((side, side), np.uint8)
    cv2.fillPoly(alpha, [points], 255, cv2.LINE_AA, _SUBPIXEL)
    fall = max(2, round(thing.radius * 0.07))
    shadow = cv2.GaussianBlur(np.roll(alpha, (fall, fall), (0, 1)), (0, 0), fall * 0.9)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    x, y = (x - thing.x + left) / thing.radius, (y - thing.y + top) / thing.radius
    colours = drawn.paint(Frame(cos * x + sin * y, cos * y - sin * x, rng))
    y0, x0 = max(0, -top), max(0, -left)
    part = canvas[top + y0 : top + side, left + x0 : left + side]
    inside = np.s_[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]]
    part *= 1 - 0.55 * (shadow[inside][..., None].astype(np.float32) / 255)
    cover = alpha[inside][..., None].astype(np.float32) / 255
    part += cover * (colours[inside] - part)


def _choose(rng: np.random.Generator, colours: tuple[Colour, ...]) -> Colour:
    return colours[int(rng.integers(len(colours)))]


def _ridge(distance: Reals, width: float) -> Floats:
    """1 on a line, falling off to 0 within about `width`."""
    return np.asarray(np.exp(-((distance / width) ** 2)), np.float32)


def _leaf(rng: np.random.Generator) -> Drawn:
    colour = _choose(
        rng, ((0.20, 0.55, 0.33), (0.14, 0.38, 0.78), (0.15, 0.22, 0.68), (0.16, 0.66, 0.80))
    )
    wide, teeth = rng.uniform(0.38, 0.56), int(rng.integers(9, 16))
    s = np.linspace(0, 1, 160)
    half = wide * np.sin(np.pi * s**0.82) ** 0.9 * (1 + 0.05 * np.abs(np.sin(np.pi * teeth * s)))
    stem = np.array([[0.022, 0.98], [0.03, 1.28], [-0.03, 1.28], [-0.022, 0.98]])
    right, left = np.column_stack([half, 2 * s - 1]), np.column_stack([-half, 2 * s - 1])
    outline = np.vstack([right[:-3], stem, left[-4::-1]])

    def paint(at: Frame) -> Floats:
        side = np.abs(at.u)
        slope = np.abs((at.v * 5.2 + side * 4.2) % 1 - 0.5)
        veins = 0.20 * _ridge(side, 0.022) + 0.11 * _ridge(slope, 0.05) * (side < wide)
        blotch = 0.06 * np.sin(7 * at.u + 3) * np.sin(5 * at.v + 1)
        return _coloured(colour, veins + blotch + 0.12 * at.u - 0.12 * side)

    return Drawn(outline, paint)


def _shell(rng: np.random.Generator) -> Drawn:
    colour = _choose(
        rng, ((0.72, 0.76, 0.93), (0.56, 0.70, 0.95), (0.78, 0.86, 0.93), (0.72, 0.62, 0.78))
    )
    ribs, opening = int(rng.integers(11, 17)), rng.uniform(1.15, 1.3)
    a = np.linspace(-opening, opening, 260)
    reach = (
        1.72 * (1 - 0.17 * (a / opening) ** 4) * (1 + 0.018 * np.cos(a / opening * np.pi * ribs))
    )
    fan = np.column_stack([reach * np.sin(a) * 0.78, 0.82 - reach * np.cos(a)])
    ears = np.array([[0.36, 0.70], [0.34, 0.94], [-0.34, 0.94], [-0.36, 0.70]])
    outline = np.vstack([fan, ears])

    def paint(at: Frame) -> Floats:
        angle = np.arctan2(at.u / 0.78, 0.82 - at.v)
        far = np.hypot(at.u / 0.78, 0.82 - at.v)
        tone = 0.10 * np.cos(angle / opening * np.pi * ribs) * np.clip(far, 0, 1)
        tone += 0.05 * np.sin(far * 17) * np.clip(far - 0.4, 0, 1) - 0.16 * np.abs(angle)
        return _coloured(colour, tone - 0.18 * np.exp(-3 * far))

    return Drawn(outline, paint)


def _coin(rng: np.random.Generator) -> Drawn:
    colour = _choose(rng, ((0.36, 0.68, 0.84), (0.72, 0.72, 0.70), (0.32, 0.48, 0.74)))
    rays = int(rng.integers(5, 9))
    a = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    outline = np.column_stack([np.cos(a), np.sin(a)])

    def paint(at: Frame) -> Floats:
        far, angle = np.hypot(at.u, at.v), np.arctan2(at.v, at.u)
        star = 0.36 + 0.17 * np.cos(angle * rays)
        milled = 0.10 * np.cos(angle * 90) * (far > _MILLED)
        tone = 0.26 * _ridge(far - 0.89, 0.035) - 0.2 * _ridge(far - 0.83, 0.03) + milled
        tone += 0.14 * (far < star) - 0.30 * _ridge(far - star, 0.03)
        shine = 0.16 * np.cos(2 * angle + 0.8) * np.clip(far, 0, 1)
        return _coloured(colour, tone + shine)

    return Drawn(outline, paint)


def _stone(rng: np.random.Generator) -> Drawn:
    colour = _choose(
        rng, ((0.52, 0.55, 0.57), (0.62, 0.55, 0.49), (0.40, 0.48, 0.58), (0.46, 0.55, 0.47))
    )
    a = np.linspace(0, 2 * np.pi, 180, endpoint=False)
    reach = np.full_like(a, 0.92)
    for waves in range(2, 6):
        reach += rng.uniform(0.02, 0.16 / waves) * np.cos(waves * a + rng.uniform(0, 6))
    flat = rng.uniform(0.66, 0.9)
    outline = np.column_stack([reach * np.cos(a), flat * reach * np.sin(a)])
    band, tilt = rng.uniform(-0.3, 0.3), rng.uniform(-0.4, 0.4)

    def paint(at: Frame) -> Floats:
        far = np.hypot(at.u, at.v / flat)
        speckles = at.rng.standard_normal(at.u.shape, np.float32)
        tone = 0.22 - 0.42 * far**2 + 0.05 * speckles
        vein = 0.30 * _ridge(at.v - band - tilt * at.u - 0.05 * np.sin(9 * at.u), 0.035)
        return _coloured(colour, tone + vein)

    return Drawn(outline, paint)


_THINGS: dict[str, Callable[[np.random.Generator], Drawn]] = {
    "leaf": _leaf,
    "shell": _shell,
    "coin": _coin,
    "stone": _stone,
}
