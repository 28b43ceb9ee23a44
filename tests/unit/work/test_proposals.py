"""Suggestions show what is not there yet, and become annotations only by being accepted."""

from __future__ import annotations

from dataclasses import replace

from labeldesk.domain.annotation import Annotation, Origin
from labeldesk.domain.classes import PALETTE, ClassList
from labeldesk.domain.geometry import Ring
from labeldesk.domain.ids import AnnotationId, ImageId
from labeldesk.domain.shapes import Box, Keypoints, Tag
from labeldesk.domain.skeletons import FACE, HAND, PERSON, line_of
from labeldesk.domain.suggestion import Run, Thresholds
from labeldesk.suggest.found import Found
from labeldesk.work.proposals import (
    FutureColours,
    accepted,
    missing_classes,
    suggestions_of,
    visible,
)

CAT = ClassList().fresh("cat", aliases=("kitten",))
CLASSES = ClassList((CAT,))
RUN = Run(id=1, model_digest="d", model_name="m", started=0)

HALF = Thresholds(0.5)


def found(name, box, score):
    return Found(name, Box(*box), score)


def suggested(*founds):
    return suggestions_of(founds, RUN, ImageId(3), CLASSES)


def drawn(box, class_id=CAT.id):
    one = Annotation(id=AnnotationId(9), class_id=class_id, shape=Box(*box))
    return {one.id: one}


def test_a_models_class_is_matched_by_name_and_alias_whatever_its_case():
    cat, kitten, dog = suggested(
        found("Cat", (0, 0, 1, 1), 0.5),
        found("KITTEN", (0, 0, 1, 1), 0.5),
        found("dog", (0, 0, 1, 1), 0.5),
    )
    assert cat.class_id == kitten.class_id == CAT.id
    assert dog.class_id is None


def test_what_lies_below_the_score_or_on_an_object_of_its_class_is_not_shown():
    rows = suggested(
        found("cat", (0, 0, 10, 10), 0.9),
        found("cat", (50, 50, 60, 60), 0.4),
        found("cat", (20, 20, 30, 30), 0.6),
    )
    assert [s.score for s in visible(rows, drawn((0, 0, 10, 9)), CLASSES, HALF)] == [0.6]
    assert [s.score for s in visible(rows, {}, CLASSES, Thresholds())] == [0.9, 0.6, 0.4]


def test_an_object_of_another_class_hides_nothing():
    dog = CLASSES.fresh("dog")
    rows = suggested(found("cat", (0, 0, 10, 10), 0.9))
    assert len(visible(rows, drawn((0, 0, 10, 10), dog.id), CLASSES, Thresholds())) == 1


def test_a_tag_that_is_there_is_not_suggested_again():
    rows = suggestions_of([Found("cat", Tag(), 0.9)], RUN, ImageId(3), CLASSES)
    tag = Annotation(id=AnnotationId(1), class_id=CAT.id, shape=Tag())
    assert visible(rows, {tag.id: tag}, CLASSES, Thresholds()) == []


def test_accepting_makes_each_missing_class_once():
    rows = suggested(found("dog", (0, 0, 5, 5), 0.7), found("dog", (9, 9, 20, 20), 0.8))
    change, steps = accepted(rows, CLASSES, author="ana", at=5)
    (made,) = [after for _, after in steps.values()]
    assert made.name == "dog"
    assert {a.class_id for _, a in change.steps.values()} == {made.id}
    assert {a.origin for _, a in change.steps.values()} == {Origin.MODEL}
    assert {a.suggestion_id for _, a in change.steps.values()} == {s.id for s in rows}


def test_only_names_without_a_class_are_made():
    steps = missing_classes(["cat", "dog", "DOG"], CLASSES)
    assert [after.name for _, after in steps.values()] == ["dog"]


def pose(name, count):
    return Found(name, Keypoints(Ring([(n, 2 * n) for n in range(count)]), (2,) * count), 0.9)


def test_keypoints_bring_their_class_the_template_that_they_most_likely_are():
    rows = suggested(
        pose("cat", 17), pose("face", 5), pose("worm", 4), found("cat", (0, 0, 9, 9), 0.5)
    )
    change, steps = accepted(rows, CLASSES, author="ana", at=7)
    made = {after.name: (before, after.skeleton) for before, after in steps.values()}
    assert made == {"cat": (CAT, PERSON), "face": (None, FACE), "worm": (None, None)}
    assert [type(after.shape) for _, after in change.steps.values()] == [*[Keypoints] * 3, Box]


def test_a_template_that_a_class_has_stays():
    own = replace(CAT, skeleton=line_of(17))
    _, steps = accepted(suggested(pose("cat", 17)), ClassList((own,)), author="ana", at=7)
    assert steps == {}


def test_accepting_all_gives_templates_too():
    steps = missing_classes(["cat", "fish"], CLASSES, joints={"cat": 21})
    made = {after.name: (before, after.skeleton) for before, after in steps.values()}
    assert made == {"cat": (CAT, HAND), "fish": (None, None)}


def test_a_promised_colour_is_kept_whoever_is_made_first_and_is_given_to_nobody_else():
    future, classes = FutureColours(), CLASSES
    promised = {name: future.colour(name, classes) for name in ("dog", "fox", "owl")}
    assert len({*promised.values(), *(c.colour for c in classes)}) == 3 + len(classes)
    for name in ("owl", "dog"):
        classes = classes.with_class(classes.fresh(name, colour=future.colour(name, classes)))
    assert [c.colour for c in classes][-2:] == [promised["owl"], promised["dog"]]
    assert future.colour("FOX", classes) == promised["fox"]


def test_a_promise_is_given_up_when_a_class_made_by_hand_has_the_colour():
    future = FutureColours()
    promised = future.colour("dog", CLASSES)
    classes = CLASSES.with_class(CLASSES.fresh("cow", colour=promised))
    assert future.colour("dog", classes) not in {c.colour for c in classes}


def test_a_new_class_takes_no_colour_that_another_has_until_there_are_none_left():
    classes = CLASSES
    while len(classes) < len(PALETTE):
        classes = classes.with_class(classes.fresh(f"class {len(classes)}"))
    assert len({c.colour for c in classes}) == len(PALETTE)
    shorter = classes.without([classes.items[0].id])
    assert shorter.fresh("again").colour == classes.items[0].colour
    assert classes.fresh("one more").colour == PALETTE[0]
