"""How shapes look, as numbers: the table of LOOK 7, free of Qt, read by worker and painters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ClassId

Colour = tuple[int, int, int]
"""Red, green, blue, 0..255."""
UNKNOWN: Colour = (0xED, 0xED, 0xEF)  # a shape whose class is not chosen yet


class Look(StrEnum):
    """The states a shape is shown in."""

    REST = "rest"
    HOVER = "hover"
    SELECTED = "selected"
    DRAWING = "drawing"
    SUGGESTION = "suggestion"
    IN_TURN = "in turn"
    LOCKED = "locked"
    PEEK = "peek"
    FLASH = "flash"


class Names(StrEnum):
    """Which objects bear their class name on the image."""

    OFF = "off"
    HOVER = "hover"
    ALWAYS = "always"


class Patterns(StrEnum):
    """Whether masks have a pattern as well as a colour."""

    AUTOMATIC = "automatic"
    ON = "on"
    OFF = "off"


MOST_PLAIN = 12  # classes whose masks are told apart by colour alone


@dataclass(frozen=True, slots=True)
class Showing:
    """What is shown of the objects. `image_only`: where the hidden ones are, nothing else.
    `sets_aside`: suggestions are dimmed and bear no names.
    """

    names: Names = Names.HOVER
    patterns: Patterns = Patterns.AUTOMATIC
    image_only: bool = False
    sets_aside: bool = False


@dataclass(frozen=True, slots=True)
class ShapeStyle:
    """Widths in px at 100 %, opacities 0..1. The halo adds 1 px on each side of the stroke."""

    stroke: float
    halo: float
    fill: float
    area_fill: float
    mask_fill: float = 0.30
    dash: tuple[float, float] | None = None
    handles: bool = False


STYLES: dict[Look, ShapeStyle] = {
    Look.REST: ShapeStyle(2, 0.55, 0.10, 0.14),
    Look.HOVER: ShapeStyle(3, 0.55, 0.20, 0.20, 0.36),
    Look.SELECTED: ShapeStyle(3, 0.60, 0.0, 0.0, handles=True),
    Look.DRAWING: ShapeStyle(2, 0.55, 0.06, 0.06),
    Look.SUGGESTION: ShapeStyle(1.5, 0.50, 0.0, 0.0, 0.12, dash=(6, 4)),
    Look.IN_TURN: ShapeStyle(2.5, 0.60, 0.12, 0.12, 0.20, dash=(6, 4)),
    Look.LOCKED: ShapeStyle(1.25, 0.45, 0.05, 0.05, 0.15),
    Look.FLASH: ShapeStyle(2, 0.55, 0.30, 0.30, 0.45),
    Look.PEEK: ShapeStyle(1, 0.60, 0.0, 0.0, 0.0, dash=(1, 2)),
}
MASK_STROKE = 1.5
LINED_STROKE = 3.0  # at least: colour on both sides of the black line
LINE_PX = 1.0  # the black line
HALO_PX = 1.0
HANDLE_PX = 9
VERTEX_PX = 7
VERTEX_HOVER_PX = 9
DOT_PX = 4  # radius of a point or joint
CHIP_HEIGHT_PX = 18
CHIP_GAP_PX = 7
BADGE_PX = 16


def rgb(code: str) -> Colour:
    """``#RRGGBB`` as numbers; grey when it is no colour."""
    try:
        value = int(code.lstrip("#"), 16)
    except ValueError:
        return UNKNOWN
    return (value >> 16) & 255, (value >> 8) & 255, value & 255


def luminance(colour: Colour) -> float:
    """Relative luminance 0..1 as WCAG defines it."""
    parts = [c / 255 for c in colour]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def takes_black_text(colour: Colour) -> bool:
    """Whether black text on it reaches a contrast of 4.5:1."""
    return (luminance(colour) + 0.05) / 0.05 >= 4.5  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class ClassStyle:
    """What tells a class apart: its colour, its place in the list, which chooses the pattern of
    its masks, and whether a class before it has the same colour: then its strokes are `lined`,
    with black in the middle.
    """

    colour: Colour
    order: int = 0
    lined: bool = False


NO_STYLE = ClassStyle(UNKNOWN)


@dataclass(frozen=True)
class ClassColours:
    """The colours and names of the classes, as the canvas needs them. `future` are the colours
    ``#RRGGBB`` of classes that are not made yet, by the names that models have for them.
    """

    classes: ClassList = field(default_factory=ClassList)
    future: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[ClassId, ClassStyle] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        seen: set[Colour] = set()
        found = {}
        for order, one in enumerate(self.classes):
            colour = rgb(one.colour)
            found[one.id] = ClassStyle(colour, order, lined=colour in seen)
            seen.add(colour)
        object.__setattr__(self, "styles", found)

    def style(self, class_id: ClassId | None) -> ClassStyle:
        """What tells a class apart; near white for none."""
        return self.styles.get(class_id, NO_STYLE) if class_id is not None else NO_STYLE

    def colour(self, class_id: ClassId | None) -> Colour:
        """The colour of a class; near white for none."""
        return self.style(class_id).colour

    def name(self, class_id: ClassId | None) -> str:
        """The name of a class, empty for none."""
        found = self.classes.get(class_id) if class_id is not None else None
        return found.name if found else ""

    def named(self, class_id: ClassId | None, name: str) -> ClassStyle:
        """That of a suggestion: its class's, or the one that its class is going to have."""
        if class_id is not None and class_id in self.styles:
            return self.styles[class_id]
        known = self.classes.named(name)
        if known is not None:
            return self.styles[known.id]
        return ClassStyle(rgb(self.future.get(name) or self.classes.next_colour()))
