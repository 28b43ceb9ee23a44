"""Objects are grouped, taken out of their groups, and copied as groups."""

from __future__ import annotations

import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.shapes import Box
from labeldesk.editing import operations as op
from labeldesk.editing.groups import grouped, members, ungrouped

BY = op.By("ana", 7)


def row(*groups: int | None, locked: int = 0) -> dict[AnnotationId, Annotation]:
    return {
        AnnotationId(n): Annotation(
            id=AnnotationId(n),
            class_id=ClassId(1),
            shape=Box(n, 0, n + 5, 5),
            group=group,
            locked=n == locked,
        )
        for n, group in enumerate(groups, 1)
    }


def numbers(document) -> list[int | None]:
    return [one.group for one in document.values()]


@pytest.mark.parametrize(
    ("before", "ids", "after"),
    [
        ((None, None, None), [1, 3], [1, None, 1]),
        ((4, 4, None, None), [3, 4], [4, 4, 5, 5]),
        ((4, 4, 4, None), [1, 4], [5, 4, 4, 5]),
        ((4, 4, None), [1, 3], [5, None, 5]),  # one is no group
        ((4, 4), [1, 2], [4, 4]),
        ((4, 4, 4), [1, 2], [5, 5, None]),
        ((None, None), [1], [None, None]),
    ],
)
def test_what_is_grouped_has_a_number_of_its_own(before, ids, after):
    document = row(*before)
    assert numbers(grouped(document, ids, BY).applied_to(document)) == after


@pytest.mark.parametrize(
    ("before", "ids", "after"),
    [
        ((4, 4, 4), [1, 2, 3], [None, None, None]),
        ((4, 4, 4), [1], [None, 4, 4]),
        ((4, 4), [1], [None, None]),
        ((4, 4, 5, 5), [1, 2], [None, None, 5, 5]),
    ],
)
def test_what_leaves_a_group_leaves_no_single_one_behind(before, ids, after):
    document = row(*before)
    assert numbers(ungrouped(document, ids, BY).applied_to(document)) == after


def test_locked_objects_stay_in_their_groups():
    document = row(4, 4, locked=2)
    assert numbers(ungrouped(document, [1, 2], BY).applied_to(document)) == [None, 4]


def test_the_members_of_the_groups_are_found():
    assert members(row(4, 4, 5, None), [2]) == [1, 2]
    assert members(row(4, 4, 5, None), [4]) == []


def test_copies_of_a_group_are_another_group_and_one_copy_is_none():
    document = row(4, 4, 7)
    copies = op.duplicated(document, [1, 2, 3], BY).applied_to(document)
    assert numbers(copies) == [4, 4, 7, 8, 8, None]


def test_two_groups_that_are_copied_stay_two():
    document = row(4, 4, 7, 7)
    copied = op.pasted({}, document.values(), BY).applied_to({})
    assert numbers(copied) == [1, 1, 2, 2]
