"""Selections keep their order and never name what is gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.ids import AnnotationId
from labeldesk.editing.selection import Selection

ids = st.integers(1, 8).map(AnnotationId)
selections = st.lists(ids).map(Selection.of)


def test_the_order_of_selecting_is_kept():
    selection = Selection.of([3, 1, 3, 2])
    assert selection.ids == (3, 1, 2)
    assert selection.last == 2
    assert selection.single is None
    assert selection.extended([1, 9]).ids == (3, 1, 2, 9)
    assert selection.without([1, 5]).ids == (3, 2)
    assert Selection.of([4]).single == 4
    assert Selection().last is None


@given(selections, ids)
def test_toggling_twice_selects_the_same_ones(selection, one):
    twice = selection.toggled(one).toggled(one)
    assert set(twice) == set(selection)
    assert len(twice) == len(selection)
    assert (one in selection.toggled(one)) != (one in selection)


@given(selections, st.sets(ids))
def test_a_selection_within_a_document_names_only_what_is_there(selection, there):
    within = selection.within(there)
    assert set(within) == set(selection) & there
    assert (within is selection) == (set(selection) <= there)
