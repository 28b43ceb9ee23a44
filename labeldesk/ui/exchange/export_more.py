"""The choices of an export that lie folded away: each a field with a few usual values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.dialogs.option_grid import OptionField
from labeldesk.ui.widgets.drop_down import Option
from labeldesk.work.dividing import CLASS, FOLDER, IMAGE, SEQUENCE
from labeldesk.work.framing import ALL, EACH
from labeldesk.work.pictures import COPIES, COPY, LINK, NONE, PATH
from labeldesk.work.recasting import (
    BOX,
    CONVERT,
    FILL,
    KEEP,
    KEYHOLE,
    MASK,
    POLYGON,
    SKIP,
    picked_text,
    picks,
)
from labeldesk.work.wishes import Export

_YES, _NO = QT_TRANSLATE_NOOP("Exchange", "Yes"), QT_TRANSLATE_NOOP("Exchange", "No")
_WITHIN = QT_TRANSLATE_NOOP("Exchange", "To within {px} px")
_PX = QT_TRANSLATE_NOOP("Exchange", "{px} px")
_TILES = QT_TRANSLATE_NOOP("Exchange", "Tiles of {px} px")
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Choice:
    """One field: `read` gives its value in a wish, `write` puts it there, `fits` says whether it
    is asked at all. The first value is the usual one; a field that is usual itself is not folded.
    """

    id: str
    title: Text
    values: Mapping[str, Text | str]
    read: Callable[[Export], str]
    write: Callable[[Export, str], Export]
    fits: Callable[[Export], bool] = lambda _: True
    is_usual: bool = False
    is_text: bool = False

    @property
    def usual(self) -> str:
        """The value that nobody has to choose."""
        return next(iter(self.values), "")

    def value(self, wish: Export) -> str:
        """Its value in a wish; the usual one where the dialog does not know it."""
        value = self.read(wish)
        return value if self.is_text or value in self.values else self.usual


def _is_split(wish: Export) -> bool:
    return bool(wish.shares)


def _split_by(wish: Export, value: str) -> Export:
    return replace(wish, grouping=replace(wish.grouping, by=value))


def _stable(wish: Export, value: str) -> Export:
    is_stable = value == YES and wish.grouping.by != CLASS
    return replace(wish, grouping=replace(wish.grouping, is_stable=is_stable))


def _recast(wish: Export, **changes: object) -> Export:
    return replace(wish, recast=replace(wish.recast, **changes))  # type: ignore[arg-type]  # by name


def _resize(wish: Export, value: str) -> Export:
    return replace(wish, framing=wish.framing.resized(value))


def _parts(wish: Export) -> str:
    return str(wish.framing.tile) if wish.framing.tile else wish.framing.crop


def _with_parts(wish: Export, value: str) -> Export:
    tile = int(value) if value.isdigit() else 0
    crop = NONE if tile else value
    overlap = wish.framing.overlap if tile else 0
    margin = wish.framing.margin if crop != NONE else 0
    framing = replace(wish.framing, tile=tile, crop=crop, overlap=overlap, margin=margin)
    return replace(wish, framing=framing)


def _border(wish: Export, value: str) -> Export:
    """How far tiles overlap, or how much is left around what is cropped."""
    framing = wish.framing
    if framing.tile:
        return replace(wish, framing=replace(framing, overlap=int(value)))
    return replace(wish, framing=replace(framing, margin=int(value if framing.has_parts else 0)))


def _pictures(wish: Export, value: str) -> Export:
    options = {name: one for name, one in wish.options.items() if name != COPIES}
    return replace(wish, pictures=value, options=options)


CHOICES: tuple[Choice, ...] = (
    Choice(
        "pictures",
        QT_TRANSLATE_NOOP("Exchange", "Image files"),
        {
            NONE: QT_TRANSLATE_NOOP("Exchange", "Stay where they are"),
            COPY: QT_TRANSLATE_NOOP("Exchange", "Copied"),
            LINK: QT_TRANSLATE_NOOP("Exchange", "Hard links"),
            PATH: QT_TRANSLATE_NOOP("Exchange", "List of paths"),
        },
        lambda wish: wish.mode,
        _pictures,
        is_usual=True,
    ),
    Choice(
        "classes",
        QT_TRANSLATE_NOOP("Exchange", "Only classes"),
        {},
        lambda wish: picked_text(wish.recast.classes),
        lambda wish, value: _recast(wish, classes=picks(value)),
        is_text=True,
    ),
    Choice(
        "form",
        QT_TRANSLATE_NOOP("Exchange", "Areas as"),
        {
            KEEP: QT_TRANSLATE_NOOP("Exchange", "What they are"),
            BOX: QT_TRANSLATE_NOOP("Exchange", "Boxes"),
            POLYGON: QT_TRANSLATE_NOOP("Exchange", "Polygons"),
            MASK: QT_TRANSLATE_NOOP("Exchange", "Masks"),
        },
        lambda wish: wish.recast.form,
        lambda wish, value: _recast(wish, form=value),
    ),
    Choice(
        "holes",
        QT_TRANSLATE_NOOP("Exchange", "Holes"),
        {
            KEEP: QT_TRANSLATE_NOOP("Exchange", "As the format has them"),
            KEYHOLE: QT_TRANSLATE_NOOP("Exchange", "Joined to the outline"),
            FILL: QT_TRANSLATE_NOOP("Exchange", "Filled"),
            MASK: QT_TRANSLATE_NOOP("Exchange", "As masks"),
        },
        lambda wish: wish.recast.holes,
        lambda wish, value: _recast(wish, holes=value),
        lambda wish: wish.recast.form != BOX,
    ),
    Choice(
        "tolerance",
        QT_TRANSLATE_NOOP("Exchange", "Outlines of masks"),
        {
            "0.0": QT_TRANSLATE_NOOP("Exchange", "Exact"),
            **{f"{px:.1f}": _WITHIN.filled(px=f"{px:g}") for px in (0.5, 1.0, 2.0, 4.0)},
        },
        lambda wish: f"{wish.recast.tolerance:.1f}",
        lambda wish, value: _recast(wish, tolerance=float(value)),
        lambda wish: wish.recast.form in (KEEP, POLYGON),
    ),
    Choice(
        "others",
        QT_TRANSLATE_NOOP("Exchange", "Other shapes"),
        {
            CONVERT: QT_TRANSLATE_NOOP("Exchange", "Become what fits"),
            SKIP: QT_TRANSLATE_NOOP("Exchange", "Are left out"),
        },
        lambda wish: wish.recast.others,
        lambda wish, value: _recast(wish, others=value),
    ),
    Choice(
        "resize",
        QT_TRANSLATE_NOOP("Exchange", "Longest side"),
        {
            "": QT_TRANSLATE_NOOP("Exchange", "As it is"),
            **{str(px): _PX.filled(px=px) for px in (320, 640, 1024, 1280, 2048)},
        },
        lambda wish: wish.framing.resize,
        _resize,
    ),
    Choice(
        "parts",
        QT_TRANSLATE_NOOP("Exchange", "Parts of images"),
        {
            NONE: QT_TRANSLATE_NOOP("Exchange", "Whole images"),
            ALL: QT_TRANSLATE_NOOP("Exchange", "Around all objects"),
            EACH: QT_TRANSLATE_NOOP("Exchange", "Around each object"),
            **{str(px): _TILES.filled(px=px) for px in (512, 640, 1024)},
        },
        _parts,
        _with_parts,
    ),
    Choice(
        "border",
        QT_TRANSLATE_NOOP("Exchange", "Margin or overlap"),
        {str(px): _PX.filled(px=px) for px in (0, 16, 32, 64, 128)},
        lambda wish: str(wish.framing.overlap or wish.framing.margin),
        _border,
        lambda wish: wish.framing.has_parts,
    ),
    Choice(
        "split_by",
        QT_TRANSLATE_NOOP("Exchange", "Split by"),
        {
            IMAGE: QT_TRANSLATE_NOOP("Exchange", "Single images"),
            CLASS: QT_TRANSLATE_NOOP("Exchange", "Classes, evenly"),
            FOLDER: QT_TRANSLATE_NOOP("Exchange", "Whole folders"),
            SEQUENCE: QT_TRANSLATE_NOOP("Exchange", "Whole sequences"),
        },
        lambda wish: wish.grouping.by,
        _split_by,
        _is_split,
    ),
    Choice(
        "split_stable",
        QT_TRANSLATE_NOOP("Exchange", "Images keep their part"),
        {NO: _NO, YES: _YES},
        lambda wish: YES if wish.grouping.is_stable else NO,
        _stable,
        lambda wish: _is_split(wish) and wish.grouping.by != CLASS,
    ),
)


@dataclass
class MoreChoices:
    """What is chosen of them, by id; without an entry it is the usual."""

    chosen: dict[str, str] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return any(choice.id == name for choice in CHOICES)

    def take(self, wish: Export) -> None:
        """Begin with what a wish says."""
        self.chosen = values_of(wish)

    def choose(self, name: str, value: str) -> None:
        """Another value of a field."""
        self.chosen[name] = value

    def put_on(self, wish: Export) -> Export:
        """The wish with what is chosen."""
        return with_values(wish, self.chosen)

    def fields(self, wish: Export, *, is_usual: bool = False) -> Iterator[OptionField]:
        """The fields that fit the wish: those that are folded, or the others."""
        for choice in CHOICES:
            if choice.is_usual == is_usual and choice.fits(wish):
                options = tuple(Option(name, words) for name, words in choice.values.items())
                value = choice.value(wish)
                if choice.is_text:  # as it is being typed
                    value = self.chosen.get(choice.id, value)
                yield OptionField(choice.id, choice.title, options, value)

    def changed(self, wish: Export) -> int:
        """How many of the folded ones are not as usual."""
        fitting = (choice for choice in CHOICES if choice.fits(wish) and not choice.is_usual)
        return sum(choice.value(wish) != choice.usual for choice in fitting)


def values_of(wish: Export) -> dict[str, str]:
    """What the fields show of a wish."""
    return {choice.id: choice.value(wish) for choice in CHOICES}


def with_values(wish: Export, values: Mapping[str, str]) -> Export:
    """A wish with the values of the fields; what no field has is passed over."""
    for choice in CHOICES:
        value = values.get(choice.id, "")
        if value in choice.values or (choice.is_text and value):
            wish = choice.write(wish, value)
    return wish
