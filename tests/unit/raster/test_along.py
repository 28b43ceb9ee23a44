"""Places on an outline, the way between them, and snapping."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import XY, Ring, Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Point, Polygon, Polyline, Shape
from labeldesk.raster.along import nearest_place, way_between
from labeldesk.raster.hits import segment_distances
from labeldesk.raster.index import ShapeIndex
from labeldesk.raster.snaps import Snap, SnapKind, snap
from tests.strategies import coordinates, rings

SQUARE = np.array([[0.0, 0], [10, 0], [10, 10], [0, 10]])
SIZE = Size(200, 100)
places = st.builds(XY, coordinates, coordinates)


@given(rings(1), places, st.booleans())
def test_the_nearest_place_is_as_near_as_any_side(ring: Ring, p: XY, closed: bool) -> None:
    place = nearest_place(ring.points, p, closed=closed)
    assert place.distance == pytest.approx(np.hypot(place.at.x - p.x, place.at.y - p.y))
    if len(ring) > 1:
        sides = segment_distances(ring.points, p, closed=closed)
        assert place.distance == pytest.approx(sides.min())


def way(start: XY, end: XY, *, long_way: bool = False) -> list[list[float]]:
    a, b = (nearest_place(SQUARE, p, closed=True) for p in (start, end))
    return way_between(SQUARE, a, b, long_way=long_way).tolist()


def test_the_short_way_goes_round_the_nearest_corner() -> None:
    assert way(XY(5, -1), XY(11, 5)) == [[5, 0], [10, 0], [10, 5]]
    assert way(XY(11, 5), XY(5, -1)) == [[10, 5], [10, 0], [5, 0]]


def test_the_long_way_goes_round_the_others() -> None:
    expected = [[5, 0], [0, 0], [0, 10], [10, 10], [10, 5]]
    assert way(XY(5, -1), XY(11, 5), long_way=True) == expected


def test_two_places_on_one_side_are_joined_by_it_whatever_their_order() -> None:
    assert way(XY(2, 0), XY(8, 0)) == [[2, 0], [8, 0]]
    assert way(XY(8, 0), XY(2, 0)) == [[8, 0], [2, 0]]
    assert len(way(XY(8, 0), XY(2, 0), long_way=True)) == 6


def test_a_corner_is_not_there_twice() -> None:
    assert way(XY(10, 0), XY(10, 10)) == [[10, 0], [10, 10]]


@given(rings(), places, places)
def test_both_ways_together_are_the_whole_ring(ring: Ring, p: XY, q: XY) -> None:
    a, b = (nearest_place(ring.points, one, closed=True) for one in (p, q))
    assume(np.hypot(a.at.x - b.at.x, a.at.y - b.at.y) > 1e-6)  # else there is no way to go
    both = [way_between(ring.points, a, b, long_way=long_way) for long_way in (False, True)]
    lengths = [float(np.hypot(*np.diff(one, axis=0).T).sum()) for one in both]
    around = np.hypot(*(np.roll(ring.points, -1, axis=0) - ring.points).T).sum()
    assert sum(lengths) == pytest.approx(around, abs=1e-5)
    assert lengths[0] <= lengths[1] + 1e-9


def snapped(p: tuple[float, float], *shapes: Shape, reach: float = 3, **options: object) -> Snap:
    document = {
        AnnotationId(i): Annotation(id=AnnotationId(i), class_id=ClassId(1), shape=shape)
        for i, shape in enumerate(shapes, 1)
    }
    found = snap(ShapeIndex(document).outlines(), SIZE, XY(*p), reach, **options)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_vertex_goes_before_a_nearer_side() -> None:
    found = snapped((52, 50.1), Box(50, 50, 90, 90))
    assert (found.at, found.kind, found.id) == (XY(50, 50), SnapKind.VERTEX, 1)


def test_a_side_is_met_at_its_nearest_place() -> None:
    found = snapped((70, 51), Box(50, 50, 90, 90))
    assert (found.at, found.kind) == (XY(70, 50), SnapKind.EDGE)


def test_an_open_line_has_no_side_between_its_ends() -> None:
    line = Polyline(Ring([(20, 20), (60, 20), (60, 60)]))
    index = ShapeIndex(
        {AnnotationId(1): Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=line)}
    )
    assert snap(index.outlines(), SIZE, XY(40, 40), 3) is None


def test_the_border_and_the_corners_of_the_image_are_met() -> None:
    assert snapped((198.5, 40)).kind is SnapKind.BORDER
    assert snapped((198.5, 40)).at == XY(200, 40)
    assert snapped((198.5, 99)).at == XY(200, 100)
    assert snapped((198.5, 99)).kind is SnapKind.VERTEX


def test_points_are_met_and_masks_are_not() -> None:
    mask = Mask.of(np.ones((10, 10)), 100, 50)
    assert snapped((31, 31), Point(30, 30)).at == XY(30, 30)
    document = {AnnotationId(1): Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=mask)}
    assert snap(ShapeIndex(document).outlines(), SIZE, XY(100, 50), 3) is None


def test_the_shape_in_hand_does_not_meet_itself() -> None:
    two = (Box(50, 50, 90, 90), Box(51, 51, 80, 80))
    assert snapped((50, 50), *two, but={AnnotationId(1)}).at == XY(51, 51)


def test_every_ring_of_a_polygon_is_met() -> None:
    holed = Polygon.of([(40, 40), (90, 40), (90, 90), (40, 90)])
    holed = Polygon(
        (type(holed.parts[0])(holed.parts[0].outer, (Ring([(60, 60), (60, 70), (70, 70)]),)),)
    )
    assert snapped((61, 59), holed).at == XY(60, 60)


def test_what_was_removed_is_not_met() -> None:
    from labeldesk.domain.changes import ChangeSet

    one = Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=Box(50, 50, 90, 90))
    index = ShapeIndex({one.id: one})
    index.patch(ChangeSet.removing(one))
    assert snap(index.outlines(), SIZE, XY(50, 50), 3) is None
