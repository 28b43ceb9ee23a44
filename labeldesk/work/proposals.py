"""From what a model said to suggestions of a project, and from those to what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from labeldesk.domain.annotation import Annotation, Origin
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.classes import ClassList, ImageClass, folded
from labeldesk.domain.ids import (
    AnnotationId,
    ClassId,
    ImageId,
    RunId,
    SuggestionId,
    new_id,
    new_ids,
    now_ms,
)
from labeldesk.domain.shapes import Keypoints, Shape, Tag
from labeldesk.domain.skeletons import likely
from labeldesk.domain.suggestion import Run, Suggestion, Thresholds
from labeldesk.suggest import recipe_yaml
from labeldesk.suggest.found import Found
from labeldesk.suggest.recipe import ModelFile

SAME_IOU = 0.7
"""From this overlap with an object of its class on, a suggestion is not shown."""

ColourOf = Callable[[str, ClassList], str]
"""The colour that a class of this name gets when it is made."""

ClassSteps = dict[ClassId, tuple[ImageClass | None, ImageClass | None]]


def run_of(model: ModelFile, author: str) -> Run:
    """A run of that model, beginning now."""
    plain: Any = recipe_yaml.as_plain(model.recipe)
    return Run(
        id=RunId(new_id()),
        model_digest=model.recipe.sha256,
        model_name=model.name,
        started=now_ms(),
        recipe=plain,
        author=author,
    )


def suggestions_of(
    founds: Sequence[Found], run: Run, image_id: ImageId, classes: ClassList
) -> list[Suggestion]:
    """Suggestions with the project's class of the same name or alias, where there is one."""
    made = []
    for number, found in zip(new_ids(len(founds)), founds, strict=True):
        known = classes.named(found.class_name)
        made.append(
            Suggestion(
                id=SuggestionId(number),
                image_id=image_id,
                run_id=run.id,
                class_name=found.class_name,
                class_id=known.id if known else None,
                shape=found.shape,
                score=found.score,
                attributes=found.attributes,
            )
        )
    return made


def visible(
    suggestions: Iterable[Suggestion], document: Document, classes: ClassList, least: Thresholds
) -> list[Suggestion]:
    """Those that reach their threshold and no object of their class covers, best first. Of those
    that two models propose of the same thing only the surer one.
    """
    said = [one for one in suggestions if one.score >= least.of(one.class_name)]
    said.sort(key=lambda one: (-one.score, one.id))
    classes_of = [class_id_of(one, classes) for one in said]
    keys = [number or one.class_name for number, one in zip(classes_of, said, strict=True)]
    runs = {one.run_id for one in said}
    return [
        one
        for at, one in enumerate(said)
        if not _is_there(one, document, classes_of[at])
        and not (len(runs) > 1 and _has_rival(one, keys[at], zip(said[:at], keys, strict=False)))
    ]


def _has_rival(
    one: Suggestion, key: ClassId | str, surer: Iterable[tuple[Suggestion, ClassId | str]]
) -> bool:
    """Whether another model is surer of the same."""
    return any(
        other.run_id != one.run_id and its == key and _is_same(one.shape, other.shape)
        for other, its in surer
    )


def class_id_of(one: Suggestion, classes: ClassList) -> ClassId | None:
    """The class that accepting would give, None if it has to be made."""
    if one.class_id is not None and classes.get(one.class_id) is not None:
        return one.class_id
    known = classes.named(one.class_name)
    return known.id if known else None


class FutureColours:
    """The colours of classes that the project does not know yet: what a suggestion is painted in
    is what its class gets, in whatever order they are accepted.
    """

    def __init__(self) -> None:
        self._promised: dict[str, str] = {}

    def colour(self, name: str, classes: ClassList) -> str:
        """The colour promised to that name; another one if a class was given it meanwhile."""
        key = folded(name)
        found = self._promised.get(key)
        if found is None or any(c.colour == found for c in classes):
            others = (colour for other, colour in self._promised.items() if other != key)
            found = self._promised[key] = classes.next_colour(others)
        return found

    def forget(self) -> None:
        """Another project is open."""
        self._promised.clear()


def next_colour(_: str, classes: ClassList) -> str:
    """Where nothing was promised: the next of the palette."""
    return classes.next_colour()


def accepted(
    chosen: Iterable[Suggestion],
    classes: ClassList,
    *,
    author: str,
    at: int,
    colour_of: ColourOf = next_colour,
    document: Document | None = None,
) -> tuple[ChangeSet, ClassSteps]:
    """The annotations that accepting makes, and the classes made for them.

    A class without a template gets the likely one with its first keypoints. What has the very
    shape of an object of the document says what that one is: it gets the class, nothing is added.
    """
    known = classes
    steps: dict[AnnotationId, tuple[Annotation | None, Annotation | None]] = {}
    for one in chosen:
        class_id = class_id_of(one, classes)
        item = classes.get(class_id) if class_id is not None else None
        if item is None:
            item = classes.fresh(one.class_name, colour=colour_of(one.class_name, classes))
        shape = one.shape
        joints = len(shape.joints) if isinstance(shape, Keypoints) else 0
        item = _with_template(item, joints)
        classes = classes.with_class(item)
        made = one.accepted(item.id, author=author, at=at, defaults=item.defaults)
        before = _meant(one, document or {})
        if before is not None:
            made = _named(before, made)
        steps[made.id] = (before, made)
    return ChangeSet(steps), _steps(known, classes)


def _meant(one: Suggestion, document: Document) -> Annotation | None:
    """The object that has the very shape of the suggestion."""
    if isinstance(one.shape, Tag):
        return None
    return next((other for other in document.values() if other.shape == one.shape), None)


def _named(before: Annotation, made: Annotation) -> Annotation:
    """The object with the class, and what that says of where it is from; the rest is its own."""
    return replace(
        before,
        class_id=made.class_id,
        attributes={**made.attributes, **before.attributes},
        origin=Origin.MODEL_EDITED,
        score=made.score,
        suggestion_id=made.suggestion_id,
        author=made.author,
        edited=made.edited,
    )


def missing_classes(
    names: Iterable[str],
    classes: ClassList,
    colour_of: ColourOf = next_colour,
    joints: Mapping[str, int] | None = None,
) -> ClassSteps:
    """Classes to make so that each of the names has one, with a template where suggestions of the
    name have `joints`.
    """
    known = classes
    for name in names:
        item = classes.named(name) or classes.fresh(name, colour=colour_of(name, classes))
        classes = classes.with_class(_with_template(item, (joints or {}).get(name, 0)))
    return _steps(known, classes)


def _with_template(item: ImageClass, joints: int) -> ImageClass:
    """The class with the template that so many joints most likely are, if it has none."""
    skeleton = item.skeleton or likely(joints)
    return item if skeleton == item.skeleton else replace(item, skeleton=skeleton)


def _steps(before: ClassList, after: ClassList) -> ClassSteps:
    """What became different."""
    return {item.id: (before.get(item.id), item) for item in after if before.get(item.id) != item}


def _is_there(one: Suggestion, document: Document, class_id: ClassId | None) -> bool:
    return any(
        other.class_id == class_id and _is_same(one.shape, other.shape)
        for other in document.values()
    )


def _is_same(one: Shape, other: Shape) -> bool:
    """Whether two of one class are the same thing: both tags, or boxes that overlap."""
    if isinstance(one, Tag) or isinstance(other, Tag):
        return isinstance(one, Tag) and isinstance(other, Tag)
    mine, theirs = one.bounds, other.bounds
    return mine is not None and theirs is not None and mine.iou(theirs) >= SAME_IOU
