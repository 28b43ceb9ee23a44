"""What a user wants written otherwise than it is here: which classes, in which order and with which
numbers, and objects as other shapes.
"""

from __future__ import annotations

from collections.abc import (
    Callable,
    Collection,
    Container,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, field, replace

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import Problem, Severity, UsageError
from labeldesk.domain.shapes import Part, Polygon, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.keeps import Keeps, kind_words
from labeldesk.formats.one_ring import one_ring
from labeldesk.raster.convert import to_box
from labeldesk.raster.outlines import simplify, to_polygon
from labeldesk.raster.overlap import has_inside, to_mask
from labeldesk.raster.pixelwise import without_holes
from labeldesk.work.dividing import ClassesOf

KEEP, BOX, POLYGON, MASK = "keep", "box", "polygon", "mask"
FORMS = (KEEP, BOX, POLYGON, MASK)
KEYHOLE, FILL = "keyhole", "fill"
HOLES = (KEEP, KEYHOLE, FILL, MASK)
CONVERT, SKIP = "convert", "skip"
OTHERS = (CONVERT, SKIP)
_DIGITS = 10
Tell = Callable[[Problem], object]
Say = Callable[[Text], None]

ASKED = QT_TRANSLATE_NOOP("Work", "A {before} goes out as a {after}, as asked")
FILLED = QT_TRANSLATE_NOOP("Work", "The holes of a {kind} are filled, as asked")
JOINED = QT_TRANSLATE_NOOP("Work", "The holes of a {kind} are joined to its outline, as asked")
SKIPPED = QT_TRANSLATE_NOOP("Work", "A {kind} is left out rather than written as a {after}")
NOT_WANTED = QT_TRANSLATE_NOOP("Work", "An object of the class {name} is left out, as asked")
_VALUE = QT_TRANSLATE_NOOP("Work", "{text} is no choice here; there are {choices}")
_NO_CLASS = QT_TRANSLATE_NOOP("Work", "There is no class {name}; there are {names}")
_TWICE = QT_TRANSLATE_NOOP("Work", "{name} is there twice")
_NEGATIVE = QT_TRANSLATE_NOOP("Work", "A tolerance is 0 or more pixels")


@dataclass(frozen=True, slots=True)
class Pick:
    """A class by its name, and the number it has in the export, if any."""

    name: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Recast:
    """Which classes, in this order (none named: all as they are), and which shapes.

    `form`: all objects with an area as boxes, polygons or masks. `tolerance`: pixels by which an
    outline may miss the mask that it is made of. `holes` of polygons and masks: as the format has
    them, joined to the outline, filled, or polygons with holes as masks. `others`: what the format
    cannot hold as it is becomes another shape, or is skipped.
    """

    classes: tuple[Pick, ...] = ()
    form: str = KEEP
    tolerance: float = 0.0
    holes: str = KEEP
    others: str = CONVERT

    def check(self) -> None:
        """`UsageError` for what cannot be."""
        for value, choices in ((self.form, FORMS), (self.holes, HOLES), (self.others, OTHERS)):
            if value not in choices:
                raise UsageError(_VALUE.filled(text=value, choices=", ".join(choices)))
        if not self.tolerance >= 0:
            raise UsageError(_NEGATIVE)
        numbers = [one.number for one in self.classes if one.number is not None]
        for of in ([one.name for one in self.classes], numbers):
            twice = next((one for at, one in enumerate(of) if one in of[:at]), None)
            if twice is not None:
                raise UsageError(_TWICE.filled(name=str(twice)))

    def picked(self, classes: ClassList) -> ClassList:
        """The classes that go out, in their order, with their numbers."""
        if not self.classes:
            return classes
        found = []
        for pick in self.classes:
            item = classes.named(pick.name)
            if item is None:
                names = ", ".join(one.name for one in classes)
                raise UsageError(_NO_CLASS.filled(name=pick.name, names=names))
            if pick.number is not None:
                item = replace(item, coco_id=pick.number, mask_value=pick.number)
            found.append(item)
        return ClassList(tuple(found))


@dataclass
class Recasting:
    """Images with what is wanted of them; `changed` counts the objects that are others by it."""

    rule: Recast
    keeps: Keeps
    before: ClassList
    tell: Tell
    changed: int = 0
    _wanted: frozenset[ClassId] = field(init=False)

    def __post_init__(self) -> None:
        self._wanted = frozenset(item.id for item in self.rule.picked(self.before))

    def sets(self, of: Mapping[str, Collection[Hashable]]) -> dict[str, frozenset[Hashable]]:
        """Of the classes on each image those that go out."""
        return {path: self._wanted.intersection(found) for path, found in of.items()}

    def paths(self, paths: Sequence[str], classes_of: ClassesOf, done: Container[str]) -> list[str]:
        """The paths of the images that stay, by the classes on each."""
        if not self.rule.classes:
            return [*paths]
        of = classes_of()
        return [
            p for p in paths if p in done or not of.get(p) or not self._wanted.isdisjoint(of[p])
        ]

    def of(self, images: Iterable[LabeledImage]) -> Iterator[LabeledImage]:
        """The images, without those whose objects are all of classes that stay behind: only where
        an image is done is nothing on it known to be nothing.
        """
        if self.rule == Recast():
            yield from images
            return
        for image in images:
            kept = tuple(self._kept(image))
            if kept or image.state.done or not image.annotations:
                yield replace(image, annotations=kept)

    def _kept(self, image: LabeledImage) -> Iterator[Annotation]:
        for number, one in enumerate(image.annotations, start=1):
            place = f"object {number}"

            def say(text: Text, place: str = place) -> None:
                self.tell(Problem(Severity.INFO, text, image.path, place))

            if self.rule.classes and one.class_id not in self._wanted:
                item = self.before.get(one.class_id)
                say(NOT_WANTED.filled(name=item.name if item else ""))
                continue
            shape = self._shape(one, image.size, say)
            if shape is not None:
                self.changed += shape is not one.shape
                yield one if shape is one.shape else replace(one, shape=shape)

    def _shape(self, one: Annotation, size: Size | None, say: Say) -> Shape | None:
        shape = self._formed(one.shape, size)
        shape = self._holed(shape, size, say)
        if shape.kind != one.shape.kind:
            before, after = kind_words(one.shape.kind), kind_words(shape.kind)
            say(ASKED.filled(before=before, after=after))
        if self.rule.others == SKIP:
            held = self.keeps.shape(replace(one, shape=shape), size)
            if held is not None and held.kind != shape.kind:
                kinds = kind_words(shape.kind), kind_words(held.kind)
                say(SKIPPED.filled(kind=kinds[0], after=kinds[1]))
                return None
        return shape

    def _formed(self, shape: Shape, size: Size | None) -> Shape:
        form, holds = self.rule.form, self.keeps.shapes
        found: Shape | None = None
        if form == BOX:
            found = to_box(shape)
        elif form == POLYGON and has_inside(shape):
            found = self._outline(shape)
        elif form == MASK and has_inside(shape) and size is not None:
            mask = to_mask(shape, size)
            found = mask if mask.tiles else None
        elif form == KEEP and isinstance(shape, Mask) and self.rule.tolerance > 0:
            is_outline = MASK not in holds and POLYGON in holds
            found = self._outline(shape) if is_outline else None
        return shape if found is None or found.kind == shape.kind else found

    def _outline(self, shape: Shape) -> Polygon | None:
        polygon = to_polygon(shape)
        if polygon is None or not isinstance(shape, Mask) or not self.rule.tolerance:
            return polygon
        return simplify(polygon, self.rule.tolerance)

    def _holed(self, shape: Shape, size: Size | None, say: Say) -> Shape:
        holes = self.rule.holes
        if holes == KEEP or not _has_holes(shape):
            return shape
        kind = kind_words(shape.kind)
        if holes == FILL:
            say(FILLED.filled(kind=kind))
            return _filled(shape)
        if not isinstance(shape, Polygon):
            return shape
        if holes == KEYHOLE:
            say(JOINED.filled(kind=kind))
            return Polygon(tuple(_one_ring(part) for part in shape.parts))
        return shape if size is None else to_mask(shape, size)


def picks(text: str) -> tuple[Pick, ...]:
    """``cat, dog=3`` as classes; a name may hold "=" where no number follows."""
    found = []
    for item in filter(None, (part.strip() for part in text.split(","))):
        name, equals, number = item.rpartition("=")
        is_number = bool(equals) and number.isascii() and number.isdigit() and len(number) < _DIGITS
        found.append(Pick(name.strip(), int(number)) if is_number else Pick(item))
    return tuple(found)


def picked_text(classes: Iterable[Pick]) -> str:
    """The text that `picks` makes the classes of."""
    return ", ".join(p.name if p.number is None else f"{p.name}={p.number}" for p in classes)


def _has_holes(shape: Shape) -> bool:
    if isinstance(shape, Polygon):
        return any(part.holes for part in shape.parts)
    return isinstance(shape, Mask) and without_holes(shape).area != shape.area


def _filled(shape: Shape) -> Shape:
    if isinstance(shape, Polygon):
        return Polygon(tuple(Part(part.outer) for part in shape.parts))
    return without_holes(shape) if isinstance(shape, Mask) else shape


def _one_ring(part: Part) -> Part:
    return one_ring(Polygon((part,))).parts[0]
