"""The classes of a project: stable ids, fixed colours, names that may change."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from labeldesk.domain.annotation import Value
from labeldesk.domain.ids import ClassId, new_id
from labeldesk.domain.skeleton import JointMap, Skeleton

PALETTE: tuple[str, ...] = (
    "#FCB02B", "#44A4FF", "#E32762", "#69FFEE", "#DAF774", "#936FAD", "#FE7B7F", "#6D65FE",
    "#43DBFA", "#C59128", "#BFC97C", "#CD92C7", "#E73DCD", "#D16E8F", "#EB6EF4", "#FAB0D9",
    "#B0EBB1", "#39B15F", "#B17000", "#70CCAE",
)  # fmt: skip
"""Class colours in order of creation; told apart by colour-blind eyes too (LOOK 3)."""

UNKNOWN_COLOUR = "#808080"
"""For an annotation whose class the list does not hold."""

DIGITS = "1234567890"
_NUMBERED = 3


class AttributeKind(StrEnum):
    """How an attribute of a class is asked for."""

    SELECT = "select"
    CHECKBOX = "checkbox"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class AttributeSpec:
    """One attribute that objects of a class have."""

    name: str
    kind: AttributeKind
    options: tuple[str, ...] = ()
    default: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageClass:
    """What an object can be. The id never changes; everything else may, undoably."""

    id: ClassId
    name: str
    colour: str
    key: str = ""
    aliases: tuple[str, ...] = ()
    coco_id: int | None = None
    mask_value: int | None = None
    supercategory: str = ""
    attributes: tuple[AttributeSpec, ...] = ()
    guideline: str = ""
    skeleton: Skeleton | None = None

    @property
    def defaults(self) -> dict[str, Value]:
        """The attributes that a new object of the class begins with."""
        return {spec.name: spec.default for spec in self.attributes if spec.default is not None}


def folded(name: str) -> str:
    """The form in which two class names are compared: NFC, trimmed, caseless."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def by_name(theirs: Skeleton, ours: Skeleton) -> JointMap:
    """How sets of one template become sets of another: joints are the same by name."""
    places = {folded(name): i for i, name in enumerate(theirs.names)}
    return JointMap(len(theirs), tuple(places.get(folded(name)) for name in ours.names))


def taken_over(theirs: Skeleton | None, ours: Skeleton | None) -> JointMap | None:
    """How keypoints of one template become those of another; None: as they are.

    Joints that both templates name stay, others go, new ones are absent. Where no name is the
    same, as many joints are taken in their order. Without a template before nothing is lost.
    """
    if ours is None:
        return None
    if theirs is None:
        return JointMap(0, (None,) * len(ours))
    found = by_name(theirs, ours)
    is_strange = not shares(found) and len(theirs) == len(ours)
    return None if is_strange or found.is_identity else found


def shares(follows: JointMap) -> bool:
    """Whether any joint stays."""
    return any(source is not None for source in follows.sources)


@dataclass(frozen=True)
class ClassList:
    """The classes of a project in their order, a value."""

    items: tuple[ImageClass, ...] = ()
    _by_id: dict[ClassId, ImageClass] = field(init=False, repr=False, compare=False)
    _by_name: dict[str, ImageClass] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {c.id: c for c in self.items})
        names: dict[str, ImageClass] = {}
        for c in self.items:
            for alias in c.aliases:
                names.setdefault(folded(alias), c)
        names.update({folded(c.name): c for c in reversed(self.items)})
        object.__setattr__(self, "_by_name", names)

    def __iter__(self) -> Iterator[ImageClass]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def get(self, class_id: ClassId) -> ImageClass | None:
        """The class of that id."""
        return self._by_id.get(class_id)

    def named(self, name: str) -> ImageClass | None:
        """The class of that name: exactly so written, else caseless, else by alias."""
        for c in self.items:
            if c.name == name:
                return c
        return self._by_name.get(folded(name))

    def second_mark(self, class_id: ClassId) -> int:
        """What tells a class from older ones of its colour: 0 nothing, as it is the first, 1 the
        half of its swatch, 2 a dot, else its number. The order of the list changes none of them.
        """
        return self._second_marks.get(class_id, 0)

    @cached_property
    def _second_marks(self) -> dict[ClassId, int]:
        seen: Counter[str] = Counter()
        marks = {}
        for number, c in enumerate(sorted(self.items, key=lambda one: one.id), 1):
            turn = seen[c.colour.upper()]
            seen[c.colour.upper()] += 1
            marks[c.id] = turn if turn < _NUMBERED else number
        return marks

    def with_key(self, key: str) -> ImageClass | None:
        """The class on that digit key."""
        return next((c for c in self.items if c.key and c.key == key), None)

    def fresh(self, name: str, **more: object) -> ImageClass:
        """A class not yet in the list, with the next colour and the next free digit."""
        taken = {c.key for c in self.items}
        key = next((digit for digit in DIGITS if digit not in taken), "")
        colour = self.next_colour()
        made = ImageClass(id=ClassId(new_id()), name=name.strip(), colour=colour, key=key)
        return replace(made, **more)  # type: ignore[arg-type]  # fields of ImageClass by name

    def next_colour(self, promised: Iterable[str] = ()) -> str:
        """The colour of the next class: the first of the palette after those of the others that
        neither one of them has nor one is `promised`; from the 21st class on they begin anew.
        """
        taken = {c.colour for c in self.items}.union(promised)
        at = len(self.items) % len(PALETTE)
        turn = (*PALETTE[at:], *PALETTE[:at])
        return next((colour for colour in turn if colour not in taken), turn[0])

    def with_class(self, item: ImageClass) -> ClassList:
        """`item` in the place of the one with its id, or at the end."""
        if item.id in self._by_id:
            return ClassList(tuple(item if c.id == item.id else c for c in self.items))
        return ClassList((*self.items, item))

    def moved(self, class_id: ClassId, to: int) -> ClassList:
        """With that class in place `to`, counted from 0; beyond the ends at the end."""
        rest = [c for c in self.items if c.id != class_id]
        at = min(max(to, 0), len(rest))
        here = [c for c in self.items if c.id == class_id]
        return ClassList((*rest[:at], *here, *rest[at:]))

    def without(self, class_ids: Iterable[ClassId]) -> ClassList:
        """Without the classes of those ids."""
        gone = set(class_ids)
        return ClassList(tuple(c for c in self.items if c.id not in gone))
