"""Outlines of very many vertices look the same with few of them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from labeldesk.ui.canvas.thinning import FINE_PX, MARGIN, MOST_EXACT, seen_of

SIZE = (320, 200)


def wavy(count, radius, middle, waves=7):
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    far = radius * (1 + 0.2 * np.sin(waves * turn))
    return np.column_stack([np.cos(turn), np.sin(turn)]) * far[:, None] + middle


def filled(points):
    sheet = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    cv2.fillPoly(sheet, [np.rint(points * 16).astype(np.int32)], 1, cv2.LINE_8, 4)
    return sheet


@pytest.mark.parametrize("radius", [80, 700, 5_000])
@pytest.mark.parametrize("middle", [(160, 100), (-300, 40), (900, 700), (160, 5_050)])
def test_what_is_in_sight_is_filled_as_before(radius, middle):
    points = wavy(60_000, radius, middle)
    few = seen_of(points, SIZE, closed=True)
    assert len(few) <= MOST_EXACT
    differs = np.not_equal(filled(points), filled(few)).astype(np.uint8)
    assert not cv2.erode(differs, np.ones((2, 2))).any()  # nothing but a line of single pixels


def test_a_side_that_crosses_the_widget_between_two_places_outside_stays():
    far = 10 * MARGIN
    stretch = np.linspace((-far, -far), (-far, SIZE[1] + far), 3_000)
    corner = np.array([(SIZE[0] + far, -far)])
    points = np.concatenate([stretch, corner])
    assert np.array_equal(filled(points), filled(seen_of(points, SIZE, closed=True)))


def test_the_ends_of_a_line_stay():
    line = wavy(20_000, 90, (160, 100))[:15_000]
    few = seen_of(line, SIZE, closed=False)
    assert np.allclose(few[[0, -1]], line[[0, -1]], atol=1e-3)
    assert len(few) <= MOST_EXACT


def test_a_smooth_outline_differs_by_less_than_is_seen():
    points = wavy(50_000, 90, (160, 100))
    few = seen_of(points, SIZE, closed=True)
    ring = few.astype(np.float32)
    off = [
        abs(cv2.pointPolygonTest(ring, tuple(map(float, p)), measureDist=True))
        for p in points[::50]
    ]
    assert max(off) <= FINE_PX * 4 + 0.01
