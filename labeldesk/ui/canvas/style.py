"""How shapes look, as numbers: the table of LOOK 7, free of Qt, read by worker and painters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, lru_cache

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import PALETTE, ClassList
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.skeleton import Skeleton

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
USUAL_FILL = 0.30  # opacity of masks, at which every fill is as the table says


@dataclass(frozen=True, slots=True)
class Showing:
    """What is shown of the objects. `image_only`: where the hidden ones are, nothing else.
    `sets_aside`: suggestions are dimmed and bear no names. `bare`: pixels without an object are
    hatched. `fill` is the opacity of masks, 0..1, which other fills follow. `by_object`: each
    object has a colour of its own.
    """

    names: Names = Names.HOVER
    patterns: Patterns = Patterns.AUTOMATIC
    image_only: bool = False
    sets_aside: bool = False
    bare: bool = False
    fill: float = USUAL_FILL
    outline_only: bool = False
    by_object: bool = False
    crosshair: bool = True

    @property
    def strength(self) -> float:
        """The fill that is to be seen: none with outlines only."""
        return 0.0 if self.outline_only else self.fill


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


def strengthened(opacity: float, fill: float) -> float:
    """An opacity of the table while masks are filled with `fill`: as it is at `USUAL_FILL`, none
    at 0, full at 1. What the table does not fill stays empty.
    """
    if fill <= USUAL_FILL or not opacity:
        return opacity * fill / USUAL_FILL
    return opacity + (1 - opacity) * (fill - USUAL_FILL) / (1 - USUAL_FILL)


@lru_cache(maxsize=256)
def styled(look: Look, fill: float) -> ShapeStyle:
    """The row of the table while masks are filled with `fill`; a flash is always the same."""
    style = STYLES[look]
    if look is Look.FLASH:
        return style
    return replace(
        style,
        fill=strengthened(style.fill, fill),
        area_fill=strengthened(style.area_fill, fill),
        mask_fill=strengthened(style.mask_fill, fill),
    )


MASK_STROKE = 1.5
LINED_STROKE = 3.0  # at least: colour on both sides of the black line
LINE_PX = 1.0  # the black line
HALO_PX = 1.0
HANDLE_PX = 9
VERTEX_PX = 7
VERTEX_HOVER_PX = 9
DOT_PX = 4  # radius of a point or joint
JOINT_GRIP_PX = 7  # radius of the ring around a joint that is taken hold of
HOLLOW_PX = 1.25  # width of the ring that a hidden joint is
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


_TOWARDS: Mapping[int, tuple[Colour, float]] = {
    -1: ((255, 255, 255), 0.45),
    1: ((0, 0, 0), 0.3),
}


def tinted(colour: Colour, tint: int) -> Colour:
    """A lighter shade for the left side (-1) of keypoints, a darker one for the right."""
    if not tint:
        return colour
    other, share = _TOWARDS[tint]
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


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
    with black in the middle. `skeleton` joins its keypoints.
    """

    colour: Colour
    order: int = 0
    lined: bool = False
    skeleton: Skeleton | None = None


NO_STYLE = ClassStyle(UNKNOWN)
OBJECT_STYLES = {ClassId(i): ClassStyle(rgb(code), i) for i, code in enumerate(PALETTE)}
"""What tells objects apart, by their id modulo the number of colours: always the same, whatever
else is there. Objects that are made together have ids in a row, so neighbours differ.
"""


def object_colour(annotation_id: AnnotationId) -> str:
    """The colour that an object has of its own, ``#RRGGBB``."""
    return PALETTE[annotation_id % len(PALETTE)]


@dataclass(frozen=True)
class ClassColours:
    """The colours and names of the classes, as the canvas needs them. `future` are the colours
    ``#RRGGBB`` of classes that are not made yet, by the names that models have for them.
    `by_object`: each object has a colour of its own, and what is not yet one that of its class.
    """

    classes: ClassList = field(default_factory=ClassList)
    by_object: bool = False
    future: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[ClassId, ClassStyle] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        seen: set[Colour] = set()
        found = {}
        for order, one in enumerate(self.classes):
            colour = rgb(one.colour)
            found[one.id] = ClassStyle(colour, order, colour in seen, one.skeleton)
            seen.add(colour)
        object.__setattr__(self, "styles", found)

    def style(self, class_id: ClassId | None) -> ClassStyle:
        """What tells a class apart; near white for none."""
        return self.styles.get(class_id, NO_STYLE) if class_id is not None else NO_STYLE

    def style_of(self, one: Annotation) -> ClassStyle:
        """What tells an object apart."""
        style = self.style(one.class_id)
        if self.by_object:
            own = OBJECT_STYLES[ClassId(one.id % len(OBJECT_STYLES))]
            return replace(own, skeleton=style.skeleton)
        return style

    @cached_property
    def skeletons(self) -> dict[ClassId, Skeleton]:
        """The templates of the classes that have one."""
        return {one.id: one.skeleton for one in self.classes if one.skeleton is not None}

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
