"""A digit tags an image, tags it otherwise, or takes the tag away."""

from __future__ import annotations

import pytest

from labeldesk.domain.ids import ClassId
from labeldesk.editing.tags import tags_of, toggled
from tests.strategies import a_class

CAT, DOG = ClassId(1), ClassId(2)


def press(document, class_id, *, only=True):
    return toggled(document, a_class(class_id), only=only, author="ana", at=5).applied_to(document)


def names(document):
    return [tag.class_id for tag in tags_of(document)]


@pytest.mark.parametrize(
    ("keys", "only", "left"),
    [
        ([CAT], True, [CAT]),
        ([CAT, DOG], True, [DOG]),
        ([CAT, CAT], True, []),
        ([CAT, DOG], False, [CAT, DOG]),
        ([CAT, DOG, CAT], False, [DOG]),
    ],
)
def test_a_row_of_digits_leaves_these_tags(keys, only, left):
    document = {}
    for key in keys:
        document = press(document, key, only=only)
    assert names(document) == left


def test_a_tag_knows_its_author_and_time():
    (tag,) = tags_of(press({}, CAT))
    assert (tag.author, tag.created) == ("ana", 5)
