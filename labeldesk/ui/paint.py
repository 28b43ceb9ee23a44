"""Painting text and plain marks, the same way everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QApplication

from labeldesk.ui.theme import Role, px, theme


class Face(NamedTuple):
    """A size in px at 100 % and a weight of LOOK 4."""

    size: float
    weight: int


TITLE, LEAD, INPUT = Face(20, 600), Face(15, 600), Face(15, 400)
NAME, BODY, BUTTON, STRONG = Face(13, 600), Face(12, 400), Face(12, 500), Face(12, 600)
CAPTION, CHIP, KEY = Face(11, 400), Face(11, 600), Face(10, 500)


class Fit(Enum):
    """Where a line stands in its place, and whether it may be shortened (end or middle)."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"
    CUT = "cut at the end"
    CUT_RIGHT = "right, cut at the end"
    CUT_CENTRE = "centred, cut at the end"
    MIDDLE = "cut in the middle"
    MIDDLE_CENTRE = "centred, cut in the middle"


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FITS = {
    Fit.LEFT: (_LEFT, None),
    Fit.RIGHT: (_RIGHT, None),
    Fit.CENTRE: (Qt.AlignmentFlag.AlignCenter, None),
    Fit.CUT: (_LEFT, Qt.TextElideMode.ElideRight),
    Fit.CUT_RIGHT: (_RIGHT, Qt.TextElideMode.ElideRight),
    Fit.CUT_CENTRE: (Qt.AlignmentFlag.AlignCenter, Qt.TextElideMode.ElideRight),
    Fit.MIDDLE: (_LEFT, Qt.TextElideMode.ElideMiddle),
    Fit.MIDDLE_CENTRE: (Qt.AlignmentFlag.AlignCenter, Qt.TextElideMode.ElideMiddle),
}

_SLACK = 0.5
_TELLING = re.compile(r"\d+\D{0,12}$")
"""The last number of a name, and what follows it."""


class TextDoesNotFit(AssertionError):  # noqa: N818 (a finding, read as a sentence)
    """In tests: a text that may not be shortened is wider or higher than its place."""


class _Check:
    """The test mode: what hears of a text that does not fit; None in the program itself."""

    heard: Callable[[str], None] | None = None


def check_fit(heard: Callable[[str], None] | None) -> None:
    """Report every text that does not fit to `heard` from now on; None ends it."""
    _Check.heard = heard


def raise_misfit(what: str) -> None:
    """The usual `heard` of tests."""
    raise TextDoesNotFit(what)


def font(face: Face = BODY) -> QFont:
    """The system font in that face, digits tabular."""
    return _font(QApplication.font().family(), px(face.size), face.weight)


@lru_cache(maxsize=64)
def _font(family: str, pixels: int, weight: int) -> QFont:
    made = QFont(QApplication.font())
    made.setFamily(family)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def metrics(face: Face = BODY) -> QFontMetricsF:
    """Measures of that face."""
    return _metrics(QApplication.font().family(), px(face.size), face.weight)


@lru_cache(maxsize=64)
def _metrics(family: str, pixels: int, weight: int) -> QFontMetricsF:
    return QFontMetricsF(_font(family, pixels, weight))


def width(text: str, face: Face = BODY) -> int:
    """How wide `text` is in that face, logical px, rounded up."""
    return ceil(metrics(face).horizontalAdvance(text))


def height(face: Face = BODY) -> int:
    """How high a line of that face is, rounded up; Chinese lines need a fifth more."""
    return ceil(metrics(face).height())


def shortened(text: str, across: float, face: Face, way: Qt.TextElideMode) -> str:
    """`text` in `across` px. In the middle of a name its number stays to be read, for that is what
    tells it from the others of its folder.
    """
    measure = metrics(face)
    usual = measure.elidedText(text, way, across)
    found = _TELLING.search(text)
    if way is not Qt.TextElideMode.ElideMiddle or found is None or usual.endswith(found[0]):
        return usual
    room = across - measure.horizontalAdvance(found[0])
    head = measure.elidedText(text[: found.start()], Qt.TextElideMode.ElideRight, room)
    return head + found[0] if head else usual


def paint_text(
    p: QPainter,
    rect: QRect | QRectF,
    text: str,
    role: Role | QColor = "t1",
    face: Face = BODY,
    fit: Fit = Fit.LEFT,
) -> None:
    """One line of text inside `rect`, shortened only where `fit` allows it."""
    place = QRectF(rect)
    align, elide = _FITS[fit]
    measure = metrics(face)
    needed = measure.horizontalAdvance(text)
    if needed > place.width() + _SLACK:
        if elide is not None:
            text = shortened(text, place.width(), face, elide)
        elif _Check.heard is not None:
            _Check.heard(f"{text!r} needs {needed:.1f} px and has {place.width():.1f}")
    if _Check.heard is not None and measure.height() > place.height() + 2:
        _Check.heard(f"{text!r} is {measure.height():.1f} px high in {place.height():.1f}")
    p.setFont(font(face))
    p.setPen(role if isinstance(role, QColor) else theme().colour(role))
    p.drawText(place, align | Qt.TextFlag.TextSingleLine, text)


def paint_ring(p: QPainter, rect: QRect | QRectF, radius: float, room: float = 3) -> None:
    """The focus ring just outside `rect`: 2 px accent after a 1 px gap; closer where there is less
    than 3 px of `room` around it, for half a ring is none.
    """
    p.setPen(QPen(theme().accent, px(2)))
    p.setBrush(Qt.BrushStyle.NoBrush)
    out = px(min(2, room - 1))
    p.drawRoundedRect(QRectF(rect).adjusted(-out, -out, out, out), radius + out, radius + out)


def paint_box(
    p: QPainter, rect: QRect | QRectF, fill: QColor | None, line: QColor | None, radius: float
) -> None:
    """A rounded box with a crisp 1 px edge, either part may be None."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen if line is None else QPen(line, 1))
    p.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
    inner = QRectF(rect)
    if line is not None:
        inner.adjust(0.5, 0.5, -0.5, -0.5)
    p.drawRoundedRect(inner, radius, radius)
