"""Attributes and flags of several objects, and what is typed as a value."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.annotation import Annotation, Flags
from labeldesk.domain.changes import renamed_values
from labeldesk.domain.classes import AttributeKind, AttributeSpec, ClassList
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.shapes import Box
from labeldesk.editing.attributes import attributes_of, flags_of, typed, written
from tests.strategies import a_class

COLOUR = AttributeSpec("colour", AttributeKind.SELECT, ("red", "grey"), "grey")
AGE = AttributeSpec("age", AttributeKind.NUMBER)
PLAIN, HARD = Flags(), Flags(difficult=True)
CLASSES = ClassList((a_class(1, COLOUR, AGE), a_class(2, COLOUR)))


def one(number: int, class_id: int = 1, flags: Flags = PLAIN, **attributes) -> Annotation:
    return Annotation(
        id=AnnotationId(number),
        class_id=ClassId(class_id),
        shape=Box(0, 0, 5, 5),
        attributes=attributes,
        flags=flags,
    )


def test_an_object_is_asked_for_what_its_class_says_in_that_order():
    found = attributes_of([one(1, age=3)], CLASSES)
    assert [(a.name, a.kind, a.value) for a in found] == [
        ("colour", AttributeKind.SELECT, None),
        ("age", AttributeKind.NUMBER, 3),
    ]


def test_values_that_differ_are_mixed_and_a_missing_one_is_another_value():
    same = attributes_of([one(1, colour="red"), one(2, colour="red")], CLASSES)[0]
    differ = attributes_of([one(1, colour="red"), one(2)], CLASSES)[0]
    assert (same.value, same.is_mixed) == ("red", False)
    assert (differ.value, differ.is_mixed) == (None, True)


def test_one_and_true_are_not_the_same_value():
    assert attributes_of([one(1, age=1), one(2, age=True)], CLASSES)[1].is_mixed


def test_an_attribute_is_about_those_whose_class_asks_for_it_or_that_hold_it():
    found = {a.name: a for a in attributes_of([one(1), one(2, 2), one(3, 2, age=4)], CLASSES)}
    assert found["colour"].ids == (1, 2, 3)
    assert found["age"].ids == (1, 3)
    assert not found["age"].is_free


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([True, False], AttributeKind.CHECKBOX),
        ([1, 2.5], AttributeKind.NUMBER),
        (["a"], AttributeKind.TEXT),
        ([1, "a"], AttributeKind.TEXT),
        ([1, True], AttributeKind.TEXT),
    ],
)
def test_what_no_class_describes_is_asked_for_as_its_values_are(values, kind):
    objects = [one(n, extra=value) for n, value in enumerate(values, 1)]
    found = attributes_of(objects, CLASSES)[-1]
    assert (found.name, found.is_free, found.kind) == ("extra", True, kind)


def test_objects_of_a_class_that_is_gone_keep_what_they_have():
    assert [a.name for a in attributes_of([one(1, 9, age=3)], CLASSES)] == ["age"]


def test_a_flag_is_on_for_all_for_none_or_mixed():
    flags = flags_of([one(1, flags=replace(HARD, truncated=True)), one(2, flags=HARD)])
    assert flags == {"difficult": True, "truncated": None, "occluded": False, "crowd": False}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (AttributeKind.NUMBER, "3", 3),
        (AttributeKind.NUMBER, "-3", -3),
        (AttributeKind.NUMBER, "3,5", 3.5),
        (AttributeKind.NUMBER, "1e3", 1000.0),
        (AttributeKind.NUMBER, "-", None),
        (AttributeKind.NUMBER, "1e999", None),
        (AttributeKind.TEXT, " 3 ", "3"),
        (AttributeKind.TEXT, "  ", None),
        (AttributeKind.SELECT, "red", "red"),
    ],
)
def test_what_is_typed_becomes_a_value_of_the_kind(kind, text, value):
    found = typed(kind, text)
    assert (found, type(found)) == (value, type(value))


@given(value=st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_a_number_that_is_shown_and_typed_again_is_the_same(value):
    assert typed(AttributeKind.NUMBER, written(value)) == value


NAMES = st.sampled_from("abcd")


@given(
    values=st.dictionaries(NAMES, st.integers()),
    names=st.dictionaries(NAMES, NAMES).filter(lambda n: len(set(n.values())) == len(n)),
)
def test_no_value_is_lost_when_attributes_go_by_other_names(values, names):
    after = renamed_values(values, names)
    assert sorted(after.values()) == sorted(values.values())
    assert after.keys() - values.keys() <= set(names.values())


def test_two_attributes_can_change_their_names_with_each_other():
    assert renamed_values({"a": 1, "b": 2}, {"a": "b", "b": "a"}) == {"b": 1, "a": 2}


def test_a_name_that_another_value_bears_is_not_taken():
    values = {"a": 1, "b": 2}
    assert renamed_values(values, {"a": "b"}) is values
