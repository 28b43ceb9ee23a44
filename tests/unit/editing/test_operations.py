"""Operations change what they are about, leave the rest, and can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.annotation import Annotation, Flags, Foreign, Origin
from labeldesk.domain.classes import AttributeKind, AttributeSpec, ClassList, ImageClass
from labeldesk.domain.geometry import Ring, Size
from labeldesk.domain.ids import AnnotationId, ClassId, SuggestionId
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box, Keypoints
from labeldesk.domain.skeleton import Skeleton
from labeldesk.editing import operations as op
from labeldesk.editing.clipboard import Clipboard
from tests.strategies import a_class, annotations, documents

BY = op.By("ana", 7)
OPERATIONS = {
    "delete": op.delete,
    "relabel": lambda d, ids: op.relabelled(d, ids, a_class(9), BY),
    "nudge": lambda d, ids: op.nudged(d, ids, BY, (3, -2), Size(10_000, 10_000)),
    "duplicate": lambda d, ids: op.duplicated(d, ids, BY),
    "flags": lambda d, ids: op.flagged(d, ids, BY, difficult=True),
    "attributes": lambda d, ids: op.attributed(d, ids, BY, {"age": "old"}),
    "lock": lambda d, ids: op.locked(d, ids, BY),
    "hide": lambda d, ids: op.hidden(d, ids, BY),
    "raise": lambda d, ids: op.raised(d, ids, BY),
    "to the front": lambda d, ids: op.raised(d, ids, BY, to_end=True),
    "lower": lambda d, ids: op.lowered(d, ids, BY),
    "to the back": lambda d, ids: op.lowered(d, ids, BY, to_end=True),
}


def row(*depths: int, **more) -> dict[AnnotationId, Annotation]:
    return {
        AnnotationId(n): Annotation(
            id=AnnotationId(n), class_id=ClassId(1), shape=Box(n, 0, n + 5, 5), z=z, **more
        )
        for n, z in enumerate(depths, 1)
    }


def order(document):
    return [one.id for one in op.in_order(document)]


@pytest.mark.parametrize("name", OPERATIONS)
@given(document=documents, data=st.data())
def test_every_operation_fits_its_document_and_can_be_taken_back(name, document, data):
    ids = data.draw(st.lists(st.sampled_from([*document, AnnotationId(1)])))
    change = OPERATIONS[name](document, ids)
    after = change.applied_to(document)
    assert change.inverted().applied_to(after) == document
    if name not in {"raise", "lower", "to the front", "to the back", "duplicate"}:
        assert set(change.steps) <= set(ids)


def test_the_arrows_move_together_and_stop_at_the_edge_of_the_image():
    document = row(0, 0)
    size = Size(10, 20)
    right = op.nudged(document, list(document), BY, (10, 1), size).applied_to(document)
    assert [one.shape for one in right.values()] == [Box(4, 1, 9, 6), Box(5, 1, 10, 6)]
    assert not op.nudged(right, list(right), BY, (1, 0), size)
    outside = op.nudged(right, list(right), BY, (1, 1), Size(8, 20)).applied_to(right)
    assert outside[AnnotationId(2)].shape == Box(5, 2, 10, 7), "what sticks out may stay out"


@pytest.mark.parametrize("name", sorted(set(OPERATIONS) - {"duplicate", "hide"}))
def test_a_locked_object_is_left_alone(name):
    assert not OPERATIONS[name](row(0, locked=True), [1])


def test_unlocking_frees_and_looking_is_not_editing():
    document = row(0, locked=True, origin=Origin.MODEL)
    freed = op.locked(document, [1], BY, is_locked=False).applied_to(document)[1]
    assert (freed.locked, freed.origin, freed.edited) == (False, Origin.MODEL, 0)


def test_what_is_already_so_is_no_change():
    document = row(0, 1)
    assert not op.relabelled(document, [1], a_class(1), BY)
    assert not op.flagged(document, [1, 2], BY, crowd=False)
    assert not op.raised(document, [2], BY)
    assert not op.lowered(document, [1, 2], BY, to_end=True)


def test_relabelling_a_models_answer_remembers_the_hand():
    document = row(0, origin=Origin.MODEL)
    one = op.relabelled(document, [1], a_class(2), BY).applied_to(document)[1]
    assert (one.class_id, one.origin, one.author, one.edited) == (2, Origin.MODEL_EDITED, "ana", 7)


def test_the_order_of_drawing_changes_by_steps_and_to_the_ends():
    document = row(0, 1, 2, 3)
    for change, wanted in (
        (op.raised(document, [1], BY), [2, 1, 3, 4]),
        (op.raised(document, [1, 2], BY), [3, 1, 2, 4]),
        (op.raised(document, [2, 4], BY), [1, 3, 2, 4]),
        (op.lowered(document, [3], BY), [1, 3, 2, 4]),
        (op.raised(document, [1], BY, to_end=True), [2, 3, 4, 1]),
        (op.lowered(document, [3, 4], BY, to_end=True), [3, 4, 1, 2]),
    ):
        assert order(change.applied_to(document)) == wanted


def test_a_copy_is_a_new_object_of_a_person():
    document = row(
        4,
        origin=Origin.MODEL,
        score=0.5,
        suggestion_id=SuggestionId(3),
        locked=True,
        foreign=Foreign("voc"),
        flags=Flags(crowd=True),
    )
    (copy,) = (b for _, b in op.duplicated(document, [1], BY).steps.values())
    assert copy.id != 1
    assert copy.shape == Box(11, 10, 16, 15)
    assert (copy.z, copy.origin, copy.score, copy.suggestion_id) == (5, Origin.MANUAL, None, None)
    assert (copy.locked, copy.foreign, copy.flags) == (False, None, Flags(crowd=True))


def test_attributes_are_set_and_taken_away_together():
    document = row(0, 1, attributes={"age": "old", "tame": True})
    change = op.attributed(document, [1, 2], BY, {"age": None, "size": 3})
    assert [a.attributes for _, a in change.steps.values()] == [{"tame": True, "size": 3}] * 2


CLASSES = ClassList((ImageClass(id=ClassId(1), name="cat", colour="#FCB02B"),))


@given(st.lists(annotations, max_size=4, unique_by=lambda a: a.id))
def test_a_clipboard_survives_its_bytes(items):
    document = {a.id: a for a in items}
    copied = Clipboard.of(document, document, CLASSES)
    again = Clipboard.from_bytes(copied.to_bytes())
    assert again.class_names == copied.class_names
    assert [a.shape for a in again.annotations] == [a.shape for a in copied.annotations]
    assert Clipboard.from_bytes(again.to_bytes()) == again


def test_another_project_finds_its_own_class_by_name():
    copied = Clipboard.of(row(0), [1], CLASSES)
    other = ClassList((ImageClass(id=ClassId(1), name="dog", colour="#44A4FF"),))
    assert copied.missing(other) == ("cat",)
    assert copied.annotations_in(other) == ()
    own = other.with_class(ImageClass(id=ClassId(8), name="Cat", colour="#E32762"))
    assert copied.missing(own) == ()
    assert [a.class_id for a in copied.annotations_in(own)] == [8]


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"[]", b'{"version":2}', b'{"version":1,"objects":[{}]}', b"\xff"]
)
def test_anything_else_on_the_clipboard_is_said_to_be_so(data):
    with pytest.raises(UserError, match="holds no objects"):
        Clipboard.from_bytes(data)


def test_another_class_brings_what_it_gives_to_new_objects_and_keeps_what_is_there():
    young = AttributeSpec("age", AttributeKind.SELECT, ("young", "old"), "young")
    calm = AttributeSpec("calm", AttributeKind.CHECKBOX, (), default=True)
    document = row(0, attributes={"age": "old", "note": "x"})
    change = op.relabelled(document, [1], a_class(2, young, calm), BY)
    one = change.applied_to(document)[1]
    assert (one.class_id, one.attributes) == (2, {"age": "old", "calm": True, "note": "x"})


def templated(number: int, *names: str) -> ImageClass:
    return replace(a_class(number), skeleton=Skeleton.of(names) if names else None)


@pytest.mark.parametrize(
    ("theirs", "ours", "points", "seen"),
    [
        ("abc", "cxa", [(5, 6), (0, 0), (1, 2)], (2, 0, 1)),
        ("abc", "CBA", [(5, 6), (3, 4), (1, 2)], (2, 0, 1)),
        ("abc", "a", [(1, 2)], (1,)),
        ("abc", "abc", [(1, 2), (3, 4), (5, 6)], (1, 0, 2)),
        ("abc", "xyz", [(1, 2), (3, 4), (5, 6)], (1, 0, 2)),
        ("abc", "", [(1, 2), (3, 4), (5, 6)], (1, 0, 2)),
        ("", "wxyz", [(1, 2), (3, 4), (5, 6), (0, 0)], (1, 0, 2, 0)),
        ("", "x", [(1, 2), (3, 4), (5, 6)], (1, 0, 2)),
    ],
    ids=[
        "by name",
        "in any case",
        "fewer",
        "the same",
        "others as many",
        "to none",
        "free",
        "more",
    ],
)
def test_relabelled_keypoints_fit_the_template_of_their_class(theirs, ours, points, seen):
    classes = ClassList((templated(1, *theirs), templated(2, *ours)))
    shape = Keypoints(Ring([(1, 2), (3, 4), (5, 6)]), (1, 0, 2))
    document = {1: replace(row(0)[1], shape=shape)}
    change = op.relabelled(document, [1], classes.items[1], BY, classes)
    one = change.applied_to(document)[1]
    assert (one.class_id, one.shape) == (2, Keypoints(Ring(points), seen))
    assert change.inverted().applied_to({1: one}) == document


@pytest.mark.parametrize("ours", ["xy", "bx"], ids=["no name", "an absent one alone"])
def test_keypoints_of_which_no_joint_would_be_left_keep_their_class(ours):
    classes = ClassList((templated(1, *"abc"), templated(2, *ours)))
    shape = Keypoints(Ring([(1, 2), (3, 4), (5, 6)]), (1, 0, 2))
    document = row(0, 1)
    document[1] = replace(document[1], shape=shape)
    change = op.relabelled(document, [1, 2], classes.items[1], BY, classes)
    assert set(change.steps) == {2}
