"""Rasterising polygons: the reference table, and what lies far outside."""

from __future__ import annotations

import math
import os

import numpy as np
import pytest
from pycocotools import mask as coco

from labeldesk.domain.geometry import Size
from labeldesk.domain.shapes import Part, Polygon
from labeldesk.raster.polygons import polygon_to_mask

SIZE = Size(60, 60)


def square(x0: float, y0: float, x1: float, y1: float) -> list[tuple[float, float]]:
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


@pytest.mark.parametrize(
    ("points", "pixels"),
    [
        (square(10, 10, 20, 20), 100),
        (square(10.5, 10.5, 20.5, 20.5), 100),
        (square(10, 10, 11, 11), 1),
        (square(10, 10, 12, 12), 4),
        (square(10, 10, 11, 50), 40),
        ([(10, 10), (50, 10), (10, 50)], 780),
        (square(0, 0, 60, 60), 3600),
        (square(0, 0, 59, 59), 3481),
        ([(10, 10), (40, 40), (40, 10), (10, 40)], 450),
        (square(-10, -10, 30, 30), 900),
    ],
    ids=[
        "whole square", "half-pixel square", "one pixel", "four pixels", "thin strip",
        "triangle", "whole image", "border", "bow-tie", "partly outside",
    ],
)  # fmt: skip
def test_the_pixels_are_those_of_the_reference_table(
    points: list[tuple[float, float]], pixels: int
) -> None:
    assert polygon_to_mask(Polygon.of(points), SIZE).area == pixels


def test_a_hole_is_cut_out_of_its_own_part_only() -> None:
    framed = Part(
        Polygon.of(square(0, 0, 10, 10)).rings[0], (Polygon.of(square(2, 2, 8, 8)).rings[0],)
    )
    inner = Part(Polygon.of(square(4, 4, 6, 6)).rings[0])
    assert polygon_to_mask(Polygon((framed, inner)), SIZE).area == 100 - 36 + 4


@pytest.mark.parametrize("far", [1e4, 1e9, 1e300])
def test_a_vertex_far_outside_costs_nothing(far: float) -> None:
    mask = polygon_to_mask(Polygon.of(square(-far, 10, far, 20)), SIZE)
    assert mask.area == 600


def test_a_polygon_beside_the_image_has_no_pixels() -> None:
    assert polygon_to_mask(Polygon.of(square(100, 100, 120, 120)), SIZE).area == 0


def test_random_polygons_agree_with_pycocotools() -> None:
    """Exactly in pixels; 10,000 of them when LABELDESK_LONG=1."""
    count = 10_000 if os.environ.get("LABELDESK_LONG") else 500
    random = np.random.default_rng(7)
    for _ in range(count):
        turns = np.sort(random.random(random.integers(3, 30))) * 2 * math.pi
        radius = random.random(len(turns)) * random.choice([5, 40, 200])
        centre = random.random(2) * (320, 240)
        points = centre + np.stack((np.cos(turns), np.sin(turns)), axis=1) * radius[:, None]
        (theirs,) = coco.frPyObjects([points.ravel().tolist()], 240, 320)
        mask = polygon_to_mask(Polygon.of(points), Size(320, 240))
        assert (mask.whole(Size(320, 240)) == coco.decode(theirs)).all()


def test_the_pixel_centre_rule_is_met_within_the_reference_bounds() -> None:
    """Mean IoU with "pixel set iff its centre is inside" is at least 0.97 (formats, table 2)."""
    import shapely

    random = np.random.default_rng(11)
    y, x = np.indices((80, 80)) + 0.5
    found = []
    for _ in range(60):
        turns = np.sort(random.random(12)) * 2 * math.pi
        points = 40 + np.stack((np.cos(turns), np.sin(turns)), axis=1) * random.uniform(8, 35)
        centres = shapely.contains_xy(shapely.Polygon(points), x, y)
        ours = polygon_to_mask(Polygon.of(points), Size(80, 80)).whole(Size(80, 80))
        found.append((centres & ours).sum() / (centres | ours).sum())
    assert np.mean(found) > 0.97
