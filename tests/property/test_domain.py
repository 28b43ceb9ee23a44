"""Laws of the domain's values."""

from __future__ import annotations

import copy
import pickle
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.geometry import Ring
from labeldesk.domain.geometry_bytes import GeometryError, decode, decode_many, digest, encode
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Polygon
from labeldesk.domain.text import is_text, readable
from tests.strategies import annotations, blocks, documents, masks, rings, shapes


@given(
    st.text(st.characters()) | st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape"))
)
def test_any_name_can_be_written_down_and_one_that_is_text_as_it_is(name):
    assert is_text(readable(name))
    assert not is_text(name) or readable(name) == name


@given(shapes)
def test_a_shape_survives_its_bytes(shape):
    assert decode(encode(shape)) == shape
    assert digest(decode(encode(shape))) == digest(shape)


@given(st.lists(shapes, max_size=6))
def test_many_shapes_survive_their_bytes_as_one_does(several):
    assert decode_many([*map(encode, several)]) == several


@given(st.lists(st.binary(max_size=60) | shapes.map(encode), min_size=1, max_size=4))
def test_broken_bytes_among_many_are_a_geometry_error(blobs):
    with suppress(GeometryError):
        assert decode_many(blobs) == [*map(decode, blobs)]


def test_a_vertex_that_is_no_number_is_a_geometry_error_among_many():
    good = encode(Polygon.of([(0, 0), (1, 0), (1, 1)]))
    with pytest.raises(GeometryError):
        decode_many([good, good[:-8] + np.array([np.nan]).tobytes()])


@given(shapes)
def test_a_shape_survives_pickling_and_hashes_alike(shape):
    twin = pickle.loads(pickle.dumps(shape))
    assert twin == shape
    assert hash(twin) == hash(shape)


@given(st.lists(rings(1), max_size=6))
def test_many_rings_at_once_are_the_rings_one_by_one(singly):
    counts = np.array([len(ring) for ring in singly], dtype=np.intp)
    points = np.concatenate([np.empty((0, 2)), *(ring.points for ring in singly)])
    made = Ring.many(points, counts)
    assert made == singly
    assert [ring.bounds for ring in made] == [ring.bounds for ring in singly]
    areas = [ring.signed_area for ring in singly]
    assert [ring.signed_area for ring in made] == pytest.approx(areas, rel=1e-9, abs=1e-9)
    assert not any(ring.points.flags.writeable for ring in made)


@given(documents, documents)
def test_a_change_leads_from_one_document_to_the_other_and_back(before, after):
    change = ChangeSet.between(before, after)
    assert change.applied_to(before) == after
    assert change.inverted().applied_to(after) == before


@given(documents, documents, documents)
def test_two_changes_in_one_equal_the_direct_change(a, b, c):
    squashed = ChangeSet.between(a, b).then(ChangeSet.between(b, c))
    assert squashed.applied_to(a) == c
    assert squashed.steps.keys() == ChangeSet.between(a, c).steps.keys()


@given(documents)
def test_a_document_can_be_copied_and_pickled(document):
    assert copy.deepcopy(document) == document
    assert pickle.loads(pickle.dumps(document)) == document


@given(masks(), blocks(), st.integers(0, 500), st.integers(0, 500))
def test_painting_into_a_mask_equals_painting_into_an_array(mask, block, x, y):
    array = mask.pixels(0, 0, 700, 700)
    array[y : y + block.shape[0], x : x + block.shape[1]] = block
    painted = mask.with_pixels(block, x, y)
    assert np.array_equal(painted.pixels(0, 0, 700, 700), array)
    assert painted.area == array.sum()
    assert painted == Mask.of(array)


@given(masks(), st.integers(-300, 300), st.integers(-300, 300))
def test_a_mask_moves_by_whole_pixels(mask, dx, dy):
    moved = mask.moved(dx, dy)
    array = mask.pixels(0, 0, 700, 700)
    wanted = np.zeros((1000, 1000), dtype=bool)
    ys, xs = np.nonzero(array)
    kept = (xs + dx >= 0) & (ys + dy >= 0)
    wanted[ys[kept] + dy, xs[kept] + dx] = True
    assert np.array_equal(moved.pixels(0, 0, 1000, 1000), wanted)


@given(masks())
def test_the_bounds_of_a_mask_touch_its_outermost_pixels(mask):
    array = mask.pixels(0, 0, 700, 700)
    if mask.bounds is None:
        assert not array.any()
    else:
        x0, y0, x1, y1 = map(int, mask.bounds)
        assert array[y0:y1, x0:x1].sum() == array.sum()
        assert array[y0, :].any()
        assert array[y1 - 1, :].any()
        assert array[:, x0].any()
        assert array[:, x1 - 1].any()


@given(shapes.filter(lambda s: s.kind not in ("tag", "caption", "mask")))
def test_moving_there_and_back_keeps_the_bounds(shape):
    there = shape.moved(8.0, -4.0)
    if shape.bounds is not None:
        assert np.allclose(there.bounds, shape.bounds.moved(8.0, -4.0))


@given(annotations)
def test_any_edit_of_a_models_answer_is_remembered(annotation):
    edited = annotation.revised(author="ana", at=7, z=annotation.z + 1)
    if annotation.origin == "model":
        assert edited.origin == "model_edited"
    else:
        assert edited.origin == annotation.origin
    assert annotation.revised(author="ana", at=7, hidden=True).origin == annotation.origin
