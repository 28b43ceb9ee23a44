"""Icons of our own: small SVG files on a 20 px grid, painted in any colour, kept as pixmaps.

The files use a few SVG elements only, so they are read here into painter paths: no icon waits
for QtSvg, not even those of the start page. A test compares each with Qt's own renderer.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from labeldesk.settings.resource import resource
from labeldesk.ui.theme import Role, px, theme

GRID = 20.0
SMALL = 16
_STROKE, _STROKE_SMALL = 1.5, 1.35
_ELEMENT = re.compile(r"<(path|circle|ellipse|rect)\s([^>]*?)/>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_COMMAND = re.compile(r"([MLHVCZ])([^MLHVCZ]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+")
_CURVE_NUMBERS = 6
_LIMIT = 1024


class Drawing(NamedTuple):
    """An icon on the 20 px grid: what is stroked and what is filled."""

    lines: QPainterPath
    solid: QPainterPath


@cache
def drawing(name: str) -> Drawing:
    """The icon of that name; FileNotFoundError when there is none."""
    lines, solid = QPainterPath(), QPainterPath()
    source = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    for kind, attributes in _ELEMENT.findall(source):
        values = dict(_ATTRIBUTE.findall(attributes))
        into = solid if values.get("fill") == "currentColor" else lines
        into.addPath(_outline(kind, values))
    return Drawing(lines, solid)


def _outline(kind: str, values: dict[str, str]) -> QPainterPath:
    if kind == "path":
        return _path(values["d"])
    made = QPainterPath()
    n = {name: float(text) for name, text in values.items() if _NUMBER.fullmatch(text)}
    if kind == "rect":
        area = QRectF(n["x"], n["y"], n["width"], n["height"])
        made.addRoundedRect(area, n.get("rx", 0), n.get("rx", 0))
    else:
        made.addEllipse(
            QPointF(n["cx"], n["cy"]), n.get("r", n.get("rx", 0)), n.get("r", n.get("ry", 0))
        )
    return made


def _path(source: str) -> QPainterPath:
    """Absolute M, L, H, V, C and Z: all that our icons use."""
    made = QPainterPath()
    for command, rest in _COMMAND.findall(source):
        numbers = [float(text) for text in _NUMBER.findall(rest)]
        here = made.currentPosition()
        match command:
            case "M":
                made.moveTo(*numbers)
            case "L":
                made.lineTo(*numbers)
            case "H":
                made.lineTo(numbers[0], here.y())
            case "V":
                made.lineTo(here.x(), numbers[0])
            case "C":
                made.cubicTo(*numbers[:_CURVE_NUMBERS])
            case _:
                made.closeSubpath()
    return made


class IconPainter:
    """Pixmaps by (name, colour, size, device pixel ratio), the oldest dropped at 1024."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: QColor, size: int, dpr: float) -> QPixmap:
        """The icon `size` logical px wide and high."""
        key = (name, colour.rgba(), size, dpr)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _LIMIT:
                self._kept.pop(next(iter(self._kept)))
            found = self._kept[key] = _painted(drawing(name), colour, size, dpr)
        return found


def _painted(icon: Drawing, colour: QColor, size: int, dpr: float) -> QPixmap:
    made = QPixmap(round(size * dpr), round(size * dpr))
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    # Thinner than 1.5 on the grid would vanish when small: keep 1.35 px at 16, 1.5 from 20 up.
    wanted = (_STROKE_SMALL if size <= px(SMALL) else _STROKE) * max(1.0, size / px(GRID))
    with QPainter(made) as p:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.scale(size / GRID, size / GRID)
        pen = QPen(colour, wanted * GRID / size)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        p.setPen(pen)
        p.drawPath(icon.lines)
        p.fillPath(icon.solid, colour)
    return made


ICONS = IconPainter()


def paint_icon(
    p: QPainter, place: QRect | QRectF, name: str, colour: Role | QColor, size: int = SMALL
) -> None:
    """The icon in the middle of `place`, `size` px at 100 %, on a whole device pixel."""
    side = px(size)
    ink = colour if isinstance(colour, QColor) else theme().colour(colour)
    area = QRectF(place)
    dpr = p.device().devicePixelRatioF()
    x = round((area.center().x() - side / 2) * dpr) / dpr
    y = round((area.center().y() - side / 2) * dpr) / dpr
    p.drawPixmap(QPointF(x, y), ICONS.pixmap(name, ink, side, dpr))


def icon(name: str, role: Role = "t2", size: int = SMALL) -> QIcon:
    """The same for menus and other widgets of Qt's own."""
    made = QIcon(ICONS.pixmap(name, theme().colour(role), px(size), 2.0))
    made.addPixmap(
        ICONS.pixmap(name, theme().disabled, px(size), 2.0), QIcon.Mode.Disabled, QIcon.State.Off
    )
    return made
