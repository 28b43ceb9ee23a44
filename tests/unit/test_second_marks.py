"""Classes of one colour are told apart by a second mark that nothing later changes."""

from __future__ import annotations

from dataclasses import replace

from labeldesk.domain.classes import PALETTE, ClassList


def _many(count):
    made = ClassList()
    for n in range(count):
        made = made.with_class(made.fresh(f"class {n}"))
    return made


def test_from_the_21st_class_on_each_colour_has_a_second_mark():
    classes = _many(65)
    marks = [classes.second_mark(c.id) for c in classes]
    assert marks[:20] == [0] * 20
    assert marks[20:40] == [1] * 20
    assert marks[40:60] == [2] * 20
    assert marks[60:] == [61, 62, 63, 64, 65]
    looks = {(c.colour, classes.second_mark(c.id)) for c in classes}
    assert len(looks) == len(classes)


def test_another_order_or_name_changes_no_mark():
    classes = _many(65)
    before = {c.id: classes.second_mark(c.id) for c in classes}
    turned = ClassList(tuple(replace(c, name=c.name.upper()) for c in reversed(classes.items)))
    assert {c.id: turned.second_mark(c.id) for c in turned} == before


def test_two_classes_given_the_same_colour_by_hand_are_told_apart_too():
    classes = _many(3)
    first, second, third = classes.items
    classes = classes.with_class(replace(third, colour=PALETTE[0].lower()))
    assert [classes.second_mark(c.id) for c in (first, second, third)] == [0, 0, 1]
