"""What a deed on several images changes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from labeldesk.domain.image import ImageState, Review
from labeldesk.work.catalogue import Catalogue, columns_of
from labeldesk.work.several import are_done, are_excluded, excluded, ids_at, marked

REJECTED = ImageState(review=Review.REJECTED, comment="the ear is missing")


@pytest.fixture
def images():
    made = Catalogue(columns_of([f"{n}.jpg" for n in range(5)]))
    made.set_state(1, ImageState(done=True))
    made.set_state(3, REJECTED)
    return made


def places(*numbers):
    return np.array(numbers, np.intp)


def test_only_images_that_are_not_yet_so_are_changed(images):
    marking = marked(images, places(0, 1, 2), done=True)
    assert marking.places.tolist() == [0, 2]
    assert set(marking.change.states) == {images.id_at(0), images.id_at(2)}
    assert marking.change.states[images.id_at(0)] == (ImageState(), ImageState(done=True))


def test_what_a_reviewer_said_stays(images):
    marking = excluded(images, places(2, 3), on=True)
    before, after = marking.change.states[images.id_at(3)]
    assert before == REJECTED
    assert after == replace(REJECTED, excluded=True)
    marking.follow(images)
    assert images.state(3) == after
    assert [images.state(n).excluded for n in range(5)] == [False, False, True, True, False]


def test_following_and_taking_back_leads_to_where_it_began(images):
    before = images.states.copy()
    marking = marked(images, places(0, 1, 2, 3, 4), done=True)
    marking.follow(images)
    assert are_done(images, places(0, 1, 2, 3, 4))
    assert not are_excluded(images, places(0))
    back = marked(images, marking.places, done=False)
    back.follow(images)
    assert images.states.tolist() == before.tolist()


def test_ids_are_those_of_the_places(images):
    assert ids_at(images, places(4, 0)) == (images.id_at(4), images.id_at(0))
