"""Templates of keypoints: what is built in, what follows when one changes, what is guessed."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.geometry import Rect, Ring
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.skeleton import (
    JointMap,
    Skeleton,
    flips_of,
    placed,
    reordered,
    without_joint,
)
from labeldesk.domain.skeletons import COUNTED, FACE, HAND, NAMED, PERSON, box_of, likely, line_of

THREE = Keypoints(Ring([(1, 1), (2, 2), (3, 3)]), (2, 1, 0))


def test_cocos_person_has_its_names_edges_and_pairs():
    assert len(PERSON) == 17
    assert PERSON.names[0] == "nose"
    assert len(PERSON.edges) == 19
    assert PERSON.flip_index == (0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15)
    assert PERSON.sides[1:3] == (-1, 1)
    assert PERSON.sides[0] == 0


@pytest.mark.parametrize("skeleton", [PERSON, HAND, FACE, line_of(1), line_of(7), box_of(4)])
def test_a_template_that_comes_along_lies_in_the_unit_square(skeleton):
    places = np.array(skeleton.layout)
    assert ((places >= 0) & (places <= 1)).all()
    assert len(set(skeleton.layout)) == len(skeleton)
    assert len(set(skeleton.names)) == len(skeleton)


def test_points_in_a_row_are_a_chain_and_around_a_box_a_ring():
    assert line_of(3).edges == ((0, 1), (1, 2))
    assert box_of(4).edges == ((0, 1), (1, 2), (2, 3), (3, 0))
    assert box_of(4).layout == ((0.05, 0.05), (0.95, 0.05), (0.95, 0.95), (0.05, 0.95))
    assert box_of(2).edges == ((0, 1),)
    six = box_of(6).layout
    assert (six[1], six[4]) == ((0.5, 0.05), (0.5, 0.95))
    assert all(len(box_of(n)) == n for n in range(1, 30))
    assert all(set(box_of(4).layout) <= set(box_of(n).layout) for n in range(4, 30))
    assert set(COUNTED) == {"line", "box"}


def test_as_many_joints_as_a_known_template_has_are_most_likely_that_one():
    assert [likely(len(one)) for _, one in NAMED.values()] == [PERSON, HAND, FACE]
    assert likely(4) is None


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (["right_eye", "left_eye"], ((1, 0),)),
        (["leftElbow", "rightElbow", "tail"], ((0, 1),)),
        (["elbow_R", "elbow_L"], ((1, 0),)),
        (["l hip", "R hip"], ((0, 1),)),
        (["left_eye", "bright_eye"], ()),
        (["tail", "lip"], ()),
    ],
)
def test_pairs_are_read_off_the_names(names, pairs):
    assert flips_of(names) == pairs


def test_what_does_not_hold_together_is_refused_and_left_out_of_what_strangers_say():
    with pytest.raises(ValueError, match="at least one"):
        Skeleton(())
    with pytest.raises(ValueError, match="place"):
        Skeleton(("a",))
    with pytest.raises(ValueError, match="two joints"):
        Skeleton(("a",), ((0, 1),), layout=((0, 0),))
    one = Skeleton.of(("a", "b"), ((0, 1), (1, 1), (0, 5), (0, 1)))
    assert one.edges == ((0, 1),)


def test_a_template_is_laid_into_a_rectangle():
    joints = FACE.laid(Rect(100, 200, 200, 400))
    assert joints.joints.points[2].tolist() == [150, 316]
    assert joints.visibility == (2,) * 5


def test_left_and_right_change_places_with_their_visibility():
    one = Skeleton.of(("left", "mid", "right"))
    swapped = one.swapped(THREE)
    assert swapped == Keypoints(Ring([(3, 3), (2, 2), (1, 1)]), (0, 1, 2))
    assert one.swapped(swapped) == THREE
    assert PERSON.swapped(THREE) == THREE


def test_joints_follow_a_template_that_grows_shrinks_or_is_reordered():
    grown = JointMap(3, (0, 1, 2, None)).applied_to(THREE)
    assert grown == Keypoints(Ring([(1, 1), (2, 2), (3, 3), (0, 0)]), (2, 1, 0, 0))
    assert JointMap(4, (0, 1, 2)).applied_to(grown) == THREE
    turned = JointMap(3, (2, 0, 1)).applied_to(THREE)
    assert turned == Keypoints(Ring([(3, 3), (1, 1), (2, 2)]), (0, 2, 1))
    assert JointMap(3, (0, 1, 2)).is_identity


def test_a_template_loses_the_edges_and_pairs_of_a_joint_that_goes():
    left = without_joint(PERSON, 1)
    assert len(left) == 16
    assert left.flips == tuple((a - 1, b - 1) for a, b in PERSON.flips[1:])
    assert len(left.edges) == 19 - 3
    assert reordered(reordered(FACE, (4, 3, 2, 1, 0)), (4, 3, 2, 1, 0)) == FACE


def test_a_joint_is_guessed_where_the_others_say():
    there = PERSON.laid(Rect(10, 10, 110, 110))
    moved = placed(there, 5, there.bounds.centre, 0)
    guess = PERSON.guessed(moved, 5)
    assert np.allclose(guess, there.joints.points[5], atol=1e-6)
    few = Keypoints(there.joints, (0,) * 15 + (2, 2))
    assert np.allclose(PERSON.guessed(few, 5), there.joints.points[5], atol=1e-6)
    one = Keypoints(there.joints, (0,) * 16 + (2,))
    assert np.allclose(PERSON.guessed(one, 5), there.joints.points[16], atol=1e-6)
    nowhere = Keypoints(THREE.joints, (0, 0, 0))
    assert PERSON.guessed(nowhere, 1) == (0, 0)
