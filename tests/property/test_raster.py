"""Laws of the conversions between vectors and pixels."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from pycocotools import mask as coco

from labeldesk.domain.geometry import XY, Ring, Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Part, Polygon
from labeldesk.raster import booleans, rle
from labeldesk.raster.brush import capsule, square_capsule
from labeldesk.raster.overlap import area, iou, to_mask
from labeldesk.raster.polygons import polygon_to_mask
from labeldesk.raster.trace import mask_to_polygon, pixels_to_polygon
from tests.strategies import blocks, masks, polygons, rings

SIZE = Size(700, 650)


@st.composite
def blobs(draw: st.DrawFn) -> np.ndarray:
    """Connected forms with holes, as brushes leave them."""
    pixels = np.zeros((60, 70), dtype=bool)
    for _ in range(draw(st.integers(1, 5))):
        x, y = draw(st.integers(0, 69)), draw(st.integers(0, 59))
        r, value = draw(st.integers(1, 25)), draw(st.booleans())
        yy, xx = np.ogrid[:60, :70]
        pixels[(xx - x) ** 2 + (yy - y) ** 2 <= r * r] = value
    return pixels


@given(masks())
def test_a_mask_comes_back_from_its_outline_bit_for_bit(mask: Mask) -> None:
    polygon = mask_to_polygon(mask)
    back = polygon_to_mask(polygon, SIZE) if polygon else Mask({})
    assert back == mask


@given(st.one_of(blobs(), blocks()))
def test_outlines_know_which_part_their_holes_are_in(pixels: np.ndarray) -> None:
    polygon = pixels_to_polygon(pixels)
    if polygon is None:
        assert not pixels.any()
        return
    size = Size(pixels.shape[1], pixels.shape[0])
    seen = np.zeros_like(pixels)
    for part in polygon.parts:
        assert part.outer.signed_area > 0
        assert all(hole.signed_area < 0 for hole in part.holes)
        alone = polygon_to_mask(Polygon((part,)), size)
        assert alone.area == part.area
        block = alone.whole(size)
        assert not (seen & block).any()
        seen |= block
    assert (seen == pixels).all()


@given(masks(), st.booleans())
def test_a_mask_comes_back_from_its_run_lengths(mask: Mask, compressed: bool) -> None:
    assert rle.from_rle(rle.to_rle(mask, SIZE, compressed=compressed)) == mask


@given(blocks())
def test_run_lengths_are_those_of_pycocotools(pixels: np.ndarray) -> None:
    theirs = coco.encode(np.asfortranarray(pixels.astype(np.uint8)))
    size = Size(pixels.shape[1], pixels.shape[0])
    ours = rle.to_rle(Mask.of(pixels), size)
    assert ours["counts"] == theirs["counts"].decode()
    assert ours["size"] == list(theirs["size"])
    assert rle.area(ours) == coco.area(theirs)


@given(st.lists(st.integers(0, 2**31), min_size=1, max_size=40))
def test_any_counts_come_back_from_their_text(counts: list[int]) -> None:
    assert rle.decompress(rle.compress(np.array(counts))).tolist() == counts


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=130), max_size=30))
def test_no_text_breaks_the_reader_of_run_lengths(text: str) -> None:
    try:
        mask = rle.from_rle({"size": [7, 9], "counts": text})
    except rle.RleError:
        return
    assert rle.from_rle(rle.to_rle(mask, Size(9, 7))) == mask


@given(rings())
def test_a_ring_fills_the_pixels_pycocotools_fills(ring: Ring) -> None:
    theirs = coco.decode(coco.frPyObjects([ring.points.ravel().tolist()], 650, 700))[:, :, 0]
    assert (polygon_to_mask(Polygon.of(ring.points), SIZE).whole(SIZE) == theirs).all()


@given(polygons)
def test_parts_are_joined_and_holes_cut_out(polygon: Polygon) -> None:
    def fill(ring: Ring) -> np.ndarray:
        return polygon_to_mask(Polygon.of(ring.points), SIZE).whole(SIZE)

    expected = np.zeros((650, 700), dtype=bool)
    for part in polygon.parts:
        inside = fill(part.outer)
        for hole in part.holes:
            inside &= ~fill(hole)
        expected |= inside
    assert (polygon_to_mask(polygon, SIZE).whole(SIZE) == expected).all()


@given(masks(), masks())
def test_iou_of_masks_counts_pixels(a: Mask, b: Mask) -> None:
    first, second = a.whole(SIZE), b.whole(SIZE)
    union = (first | second).sum()
    expected = (first & second).sum() / union if union else 1.0
    assert iou(a, b) == expected or (not union and a == b)
    assert iou(a, b) == iou(b, a)


@given(blobs(), st.integers(0, 60), st.integers(0, 50), st.integers(1, 40), st.integers(1, 40))
def test_iou_of_a_mask_and_a_box_counts_the_same_pixels(
    pixels: np.ndarray, x: int, y: int, w: int, h: int
) -> None:
    mask, box = Mask.of(pixels), Box(x, y, x + w, y + h)
    frame = Size(110, 110)
    assert iou(mask, box) == iou(mask, to_mask(box, frame))


places = st.tuples(st.floats(-20, 60), st.floats(-20, 60)).map(lambda p: XY(*p))


@given(places, places, st.floats(0.1, 40))
def test_a_round_stroke_covers_the_centres_within_its_radius(p: XY, q: XY, radius: float) -> None:
    region = capsule(p, q, radius)
    y, x = np.indices(region.pixels.shape) + 0.5
    x, y = x + region.x - p.x, y + region.y - p.y
    dx, dy = q.x - p.x, q.y - p.y
    square = dx * dx + dy * dy
    time = np.clip((x * dx + y * dy) / square, 0, 1) if square else np.zeros_like(x)
    distance = np.hypot(x - time * dx, y - time * dy)
    clear = np.abs(distance - radius) > 1e-6
    assert (region.pixels == (distance <= radius))[clear].all()
    assert radius < 1 or region.pixels.any()


@given(places, places, st.floats(0.1, 40))
def test_a_square_stroke_covers_what_the_moving_square_covers(p: XY, q: XY, radius: float) -> None:
    region = square_capsule(p, q, radius)
    y, x = np.indices(region.pixels.shape) + 0.5
    x, y = x + region.x, y + region.y
    step = max(abs(q.x - p.x), abs(q.y - p.y)) / 99 + 1e-9

    def within(half: float) -> np.ndarray:
        covered = np.zeros(region.pixels.shape, dtype=bool)
        for time in np.linspace(0, 1, 100):
            cx, cy = p.x + time * (q.x - p.x), p.y + time * (q.y - p.y)
            covered |= (np.abs(x - cx) < half) & (np.abs(y - cy) < half)
        return covered

    assert not (within(radius - 1e-9) & ~region.pixels).any()
    # Between two samples the square moves by a step: it misses slivers of that width.
    assert not (region.pixels & ~within(radius + step)).any()


FOLDED = Polygon((Part(Ring([(1.0, 0.0), (0.0, 0.0), (0.0, 2.0), (0.0, 1.0)])),))
NOTHING = Polygon((Part(Ring([(0.0, 0.0)] * 3), (Ring([(0.0, 0.0)] * 3),)),))


SPIKE = Polygon((Part(Ring([(7.0, 0.0), (7.0, 1.0), (-1.0, 76.0)])),))
BOW = Polygon((Part(Ring([(0.0, 0.0), (7.0, 0.0), (-1.0, 76.0), (1.0, 327.0)])),))


@given(polygons, polygons)
@example(FOLDED, NOTHING)
@example(SPIKE, BOW)
def test_booleans_add_up(a: Polygon, b: Polygon) -> None:
    def plane(p: Polygon | None) -> float:
        return booleans.to_plane(p).area if p else 0.0

    both, either = plane(booleans.intersect(a, b)), plane(booleans.union(a, b))
    only_a, one = plane(booleans.subtract(a, b)), plane(booleans.xor(a, b))
    tolerance = 1e-6 * max(either, 1.0)
    assert abs(both + only_a - plane(a)) < tolerance
    assert abs(both + one - either) < tolerance


@given(masks(), st.floats(0.3, 5))
def test_simplifying_leaves_rings_that_can_be_drawn(mask: Mask, tolerance: float) -> None:
    exact, polygon = mask_to_polygon(mask), mask_to_polygon(mask, tolerance)
    assert (polygon is None) == (exact is None)
    if exact and polygon:
        assert len(polygon.rings) == len(exact.rings)
        assert sum(map(len, polygon.rings)) <= sum(map(len, exact.rings))
        assert area(exact) == mask.area
