"""A template being edited says where each joint came from, so that keypoints can follow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.geometry import Ring
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.skeleton import JointMap, Skeleton
from labeldesk.domain.skeletons import FACE, PERSON, box_of, line_of
from labeldesk.editing.template import NAMELESS, TemplateDraft

THREE = Skeleton.of(("nose", "left_eye", "right_eye"), ((0, 1), (0, 2)))
DRAFT = TemplateDraft.of(THREE, PERSON)


def test_a_class_without_a_template_begins_with_another_and_has_no_joints_to_keep():
    draft = TemplateDraft.of(None, FACE)
    assert draft.skeleton == FACE
    assert draft.joint_map == JointMap(0, (None,) * 5)
    assert (draft.added, draft.dropped) == (0, 0)


def test_a_template_that_was_only_looked_at_moves_nothing():
    assert DRAFT.joint_map.is_identity
    assert DRAFT.tinted(by_side=False).moved(0, 0.2, 0.3).joined(1, 2).joint_map.is_identity


def test_joints_added_removed_and_shifted_are_followed():
    draft = DRAFT.with_joint().shifted(0, 1).without_joint(2)
    assert draft.skeleton.names == ("left_eye", "nose", "p4")
    assert draft.joint_map == JointMap(3, (1, 0, None))
    assert (draft.added, draft.dropped) == (1, 1)
    assert draft.skeleton.edges == ((1, 0),)


def test_the_last_joint_stays_and_the_ends_are_the_ends():
    one = TemplateDraft.of(line_of(1), PERSON)
    assert one.without_joint(0) == one
    assert DRAFT.shifted(0, -1) == DRAFT.shifted(2, 1) == DRAFT


def test_two_joints_are_joined_and_parted_again_whichever_comes_first():
    assert DRAFT.joined(2, 1).skeleton.edges == ((0, 1), (0, 2), (2, 1))
    assert DRAFT.joined(1, 0).skeleton.edges == ((0, 2),)
    assert DRAFT.joined(1, 1) == DRAFT


def test_mirror_pairs_follow_names_and_can_be_chosen():
    assert DRAFT.renamed(2, "tail").skeleton.flips == ()
    again = DRAFT.renamed(2, "tail").renamed(2, "right_eye")
    assert again.skeleton.flips == ((1, 2),)
    chosen = DRAFT.renamed(1, "a").renamed(2, "b").paired(2, 1)
    assert chosen.skeleton.flips == ((2, 1),)
    assert chosen.paired(1, None).skeleton.flips == ()
    assert chosen.renamed(0, "tip").skeleton.flips == ((2, 1),)


def test_another_template_of_as_many_joints_is_the_same_joints_renamed():
    draft = DRAFT.replaced(line_of(3))
    assert draft.joint_map.is_identity
    assert draft.skeleton == line_of(3)


def test_another_template_keeps_the_joints_of_the_same_name():
    draft = DRAFT.replaced(PERSON)
    assert draft.origins[:3] == (0, 1, 2)
    assert draft.origins[3:] == (None,) * 14
    assert TemplateDraft.of(PERSON, PERSON).replaced(box_of(4)).dropped == 17


def test_joints_need_names_of_their_own():
    assert DRAFT.fault is None
    assert DRAFT.renamed(1, " ").fault == NAMELESS.filled(n=2)
    assert str(DRAFT.renamed(1, "Nose").fault) == "Two joints are called Nose"


def test_a_joint_stays_in_the_unit_square():
    assert DRAFT.moved(1, -3, 0.25).skeleton.layout[1] == (0, 0.25)


steps = st.one_of(
    st.just(("with_joint",)),
    st.tuples(st.just("without_joint"), st.integers(0, 9)),
    st.tuples(st.just("shifted"), st.integers(0, 9), st.sampled_from([-1, 1])),
    st.tuples(st.just("renamed"), st.integers(0, 9), st.sampled_from(["left", "right", "x"])),
    st.tuples(st.just("joined"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("paired"), st.integers(0, 9), st.integers(0, 9)),
)


@given(st.lists(steps, max_size=20))
def test_whatever_is_done_each_joint_keeps_its_place(script):
    draft = DRAFT
    for name, *told in script:
        count = len(draft.skeleton)
        first, rest = told[:1], told[1:]
        joined = rest if name in ("shifted", "renamed") else [n % count for n in rest]
        draft = getattr(draft, name)(*(n % count for n in first), *joined)
    joints = Keypoints(Ring([(1, 1), (2, 2), (3, 3)]), (2, 1, 2))
    after = draft.joint_map.applied_to(joints)
    assert len(after.joints) == len(draft.skeleton)
    for origin, place, seen in zip(
        draft.origins, after.joints.points.tolist(), after.visibility, strict=True
    ):
        if origin is None:
            assert seen == 0
        else:
            assert place == joints.joints.points[origin].tolist()
            assert seen == joints.visibility[origin]
