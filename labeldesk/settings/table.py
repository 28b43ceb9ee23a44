"""Every setting of the program, one row each; the settings dialog is made from this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text

V = TypeVar("V", bool, float, str)

_GENERAL = QT_TRANSLATE_NOOP("Settings", "General")
_CANVAS = QT_TRANSLATE_NOOP("Settings", "Canvas")
_LABELING = QT_TRANSLATE_NOOP("Settings", "Labeling")
_SUGGESTIONS = QT_TRANSLATE_NOOP("Settings", "Suggestions")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values a setting may have."""

    value: str
    title: Text


@dataclass(frozen=True, slots=True)
class Setting(Generic[V]):
    """One row: `kind` is the Python type of the value, which is also its JSON type.

    A str with `choices` must be one of them; a float lies within `low` and `high`.
    """

    id: str
    kind: type[V]
    default: V
    title: Text
    group: Text
    choices: tuple[Choice, ...] = ()
    low: float = 0.0
    high: float = 1.0
    hint: Text | None = None
    longest: int = field(default=200, kw_only=True)

    def accepts(self, value: object) -> bool:
        """Whether `value` (maybe from a file others wrote) is a value of this setting."""
        check: Callable[[Any], bool] = _CHECKS[self.kind](self)
        return check(value)


def _is_flag(_: Setting[Any]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, bool)


def _is_number(setting: Setting[Any]) -> Callable[[Any], bool]:
    return lambda value: (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and setting.low <= value <= setting.high
    )


def _is_words(setting: Setting[Any]) -> Callable[[Any], bool]:
    if setting.choices:
        allowed = {choice.value for choice in setting.choices}
        return lambda value: isinstance(value, str) and value in allowed
    return lambda value: isinstance(value, str) and len(value) <= setting.longest


_CHECKS: dict[type, Callable[[Setting[Any]], Callable[[Any], bool]]] = {
    bool: _is_flag,
    float: _is_number,
    str: _is_words,
}

LANGUAGE = Setting(
    "language",
    str,
    "system",
    QT_TRANSLATE_NOOP("Settings", "Language"),
    _GENERAL,
    (
        Choice("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
        Choice("en", Text("Settings", "English")),  # a language is named in itself, always
        Choice("zh_CN", Text("Settings", "简体中文")),
    ),
)
THEME = Setting(
    "theme",
    str,
    "system",
    QT_TRANSLATE_NOOP("Settings", "Theme"),
    _GENERAL,
    (
        Choice("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
        Choice("dark", QT_TRANSLATE_NOOP("Settings", "Dark")),
        Choice("light", QT_TRANSLATE_NOOP("Settings", "Light")),
        Choice("high-contrast", QT_TRANSLATE_NOOP("Settings", "High contrast")),
    ),
)
AUTHOR = Setting(
    "author",
    str,
    "",
    QT_TRANSLATE_NOOP("Settings", "Author name"),
    _GENERAL,
    hint=QT_TRANSLATE_NOOP("Settings", "Stands on every change. Empty: the user name"),
)
REDUCED_MOTION = Setting(
    "reduced-motion",
    str,
    "system",
    QT_TRANSLATE_NOOP("Settings", "Reduced motion"),
    _GENERAL,
    (
        Choice("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
        Choice("on", QT_TRANSLATE_NOOP("Settings", "On")),
        Choice("off", QT_TRANSLATE_NOOP("Settings", "Off")),
    ),
)
KEYMAP = Setting(
    "keymap",
    str,
    "labeldesk",
    QT_TRANSLATE_NOOP("Settings", "Keys"),
    _GENERAL,
    tuple(
        Choice(value, Text("Settings", title))  # names of programs: not translated
        for value, title in (
            ("labeldesk", "Labeldesk"),
            ("labelimg", "LabelImg"),
            ("labelme", "labelme"),
            ("via", "VIA"),
            ("x-anylabeling", "X-AnyLabeling"),
            ("cvat", "CVAT"),
        )
    ),
)
OBJECT_LABELS = Setting(
    "canvas.labels",
    str,
    "hover",
    QT_TRANSLATE_NOOP("Settings", "Class names on the image"),
    _CANVAS,
    (
        Choice("off", QT_TRANSLATE_NOOP("Settings", "Off")),
        Choice("hover", QT_TRANSLATE_NOOP("Settings", "On hover")),
        Choice("always", QT_TRANSLATE_NOOP("Settings", "Always")),
    ),
)
MASK_PATTERNS = Setting(
    "canvas.patterns",
    str,
    "automatic",
    QT_TRANSLATE_NOOP("Settings", "Patterns on masks"),
    _CANVAS,
    (
        Choice("automatic", QT_TRANSLATE_NOOP("Settings", "Where colours are not enough")),
        Choice("on", QT_TRANSLATE_NOOP("Settings", "On")),
        Choice("off", QT_TRANSLATE_NOOP("Settings", "Off")),
    ),
    hint=QT_TRANSLATE_NOOP(
        "Settings", "By itself in high contrast, or with masks of more than 12 classes on an image"
    ),
)
UNLABELED = Setting(
    "canvas.unlabeled",
    bool,
    default=False,
    title=QT_TRANSLATE_NOOP("Settings", "Hatch unlabeled pixels"),
    group=_CANVAS,
    hint=QT_TRANSLATE_NOOP("Settings", "And say how many they are, in the panel Image"),
)
OBJECT_FILL = Setting(
    "canvas.fill",
    float,
    0.3,
    QT_TRANSLATE_NOOP("Settings", "Fill of objects"),
    _CANVAS,
    hint=QT_TRANSLATE_NOOP("Settings", "Of masks; boxes and polygons are filled less"),
)
OUTLINE_ONLY = Setting(
    "canvas.outline-only",
    bool,
    default=False,
    title=QT_TRANSLATE_NOOP("Settings", "Outlines only"),
    group=_CANVAS,
)
COLOUR_BY = Setting(
    "canvas.colour-by",
    str,
    "class",
    QT_TRANSLATE_NOOP("Settings", "Colours of objects"),
    _CANVAS,
    (
        Choice("class", QT_TRANSLATE_NOOP("Settings", "By class")),
        Choice("object", QT_TRANSLATE_NOOP("Settings", "By object")),
    ),
)
CROSSHAIR = Setting(
    "canvas.crosshair",
    bool,
    default=True,
    title=QT_TRANSLATE_NOOP("Settings", "Crosshair over the whole image"),
    group=_CANVAS,
    hint=QT_TRANSLATE_NOOP("Settings", "With the tools for boxes, ellipses and points"),
)
PIXEL_GRID = Setting(
    "canvas.pixel-grid",
    bool,
    default=True,
    title=QT_TRANSLATE_NOOP("Settings", "Pixel grid"),
    group=_CANVAS,
    hint=QT_TRANSLATE_NOOP("Settings", "From 800 % on, with the values of large pixels"),
)
MAGNIFIER = Setting(
    "canvas.magnifier",
    bool,
    default=False,
    title=QT_TRANSLATE_NOOP("Settings", "Magnifier while drawing"),
    group=_CANVAS,
    hint=QT_TRANSLATE_NOOP("Settings", "A lens beside the pointer, for the exact pixel"),
)
MAGNIFIER_ZOOM = Setting(
    "canvas.magnifier-zoom",
    str,
    "4",
    QT_TRANSLATE_NOOP("Settings", "The magnifier shows"),
    _CANVAS,
    tuple(Choice(zoom, Text("Settings", f"{zoom}00 %")) for zoom in ("2", "4", "8", "16")),
)
OVERVIEW = Setting(
    "canvas.overview",
    str,
    "open",
    QT_TRANSLATE_NOOP("Settings", "Overview map"),
    _CANVAS,
    (
        Choice("open", QT_TRANSLATE_NOOP("Settings", "When zoomed in")),
        Choice("collapsed", QT_TRANSLATE_NOOP("Settings", "As a button")),
        Choice("off", QT_TRANSLATE_NOOP("Settings", "Off")),
    ),
)
CANVAS_GROUND = Setting(
    "canvas.ground",
    str,
    "theme",
    QT_TRANSLATE_NOOP("Settings", "Around the image"),
    _CANVAS,
    (
        Choice("theme", QT_TRANSLATE_NOOP("Settings", "As the theme")),
        Choice("black", QT_TRANSLATE_NOOP("Settings", "Black")),
        Choice("grey", QT_TRANSLATE_NOOP("Settings", "18 % grey")),
        Choice("white", QT_TRANSLATE_NOOP("Settings", "White")),
    ),
)
AUTO_ADVANCE = Setting(
    "triage.auto-advance",
    bool,
    default=True,
    title=QT_TRANSLATE_NOOP("Settings", "Next image after a tag in triage"),
    group=_LABELING,
)
ONE_TAG = Setting(
    "tags.one-per-image",
    bool,
    default=True,
    title=QT_TRANSLATE_NOOP("Settings", "One tag per image in new projects"),
    group=_LABELING,
)
SNAP = Setting(
    "draw.snap",
    bool,
    default=False,
    title=QT_TRANSLATE_NOOP("Settings", "Snap vertices to other objects"),
    group=_LABELING,
    hint=QT_TRANSLATE_NOOP("Settings", "Ctrl held while drawing is the other way round"),
)
SQUARE_BRUSH = Setting(
    "draw.square-brush",
    bool,
    default=False,
    title=QT_TRANSLATE_NOOP("Settings", "Square brush and eraser"),
    group=_LABELING,
)
PEN_PRESSURE = Setting(
    "draw.pen-pressure",
    bool,
    default=True,
    title=QT_TRANSLATE_NOOP("Settings", "A pen paints the wider the harder it is pressed"),
    group=_LABELING,
)
KEEP_INSIDE = Setting(
    "draw.keep-inside",
    bool,
    default=True,
    title=QT_TRANSLATE_NOOP("Settings", "Keep shapes within the image"),
    group=_LABELING,
    hint=QT_TRANSLATE_NOOP("Settings", "Off: they may reach beyond its edge, where the format can"),
)
MIN_SCORE = Setting(
    "suggest.min-score",
    float,
    0.05,
    QT_TRANSLATE_NOOP("Settings", "Keep suggestions from score"),
    _SUGGESTIONS,
)
ACCEPT_SCORE = Setting(
    "suggest.accept-score",
    float,
    0.5,
    QT_TRANSLATE_NOOP("Settings", "Show and accept suggestions from score"),
    _SUGGESTIONS,
)
IDLE_MINUTES = Setting(
    "suggest.idle-minutes",
    float,
    10.0,
    QT_TRANSLATE_NOOP("Settings", "Unload an idle model after minutes"),
    _SUGGESTIONS,
    low=1.0,
    high=60.0,
)
LEARN = Setting(
    "suggest.learn",
    bool,
    default=False,
    title=QT_TRANSLATE_NOOP("Settings", "Suggest tags and classes from my labels"),
    group=_SUGGESTIONS,
    hint=QT_TRANSLATE_NOOP("Settings", "Learned anew as labels come; nothing leaves this computer"),
)
SEGMENT_FORM = Setting(
    "segment.form",
    str,
    "mask",
    QT_TRANSLATE_NOOP("Settings", "Segment tool makes"),
    _SUGGESTIONS,
    (
        Choice("mask", QT_TRANSLATE_NOOP("Settings", "Masks")),
        Choice("polygon", QT_TRANSLATE_NOOP("Settings", "Polygons")),
    ),
)
SEGMENT_TOLERANCE = Setting(
    "segment.tolerance",
    float,
    1.0,
    QT_TRANSLATE_NOOP("Settings", "Tolerance of these polygons"),
    _SUGGESTIONS,
    high=10.0,
    hint=QT_TRANSLATE_NOOP("Settings", "In pixels; 0 follows every pixel of the mask"),
)

SETTINGS: tuple[Setting[Any], ...] = (
    LANGUAGE,
    THEME,
    AUTHOR,
    REDUCED_MOTION,
    KEYMAP,
    OBJECT_LABELS,
    OBJECT_FILL,
    OUTLINE_ONLY,
    COLOUR_BY,
    MASK_PATTERNS,
    UNLABELED,
    CROSSHAIR,
    PIXEL_GRID,
    MAGNIFIER,
    MAGNIFIER_ZOOM,
    OVERVIEW,
    CANVAS_GROUND,
    AUTO_ADVANCE,
    ONE_TAG,
    SNAP,
    SQUARE_BRUSH,
    PEN_PRESSURE,
    KEEP_INSIDE,
    MIN_SCORE,
    ACCEPT_SCORE,
    IDLE_MINUTES,
    LEARN,
    SEGMENT_FORM,
    SEGMENT_TOLERANCE,
)
