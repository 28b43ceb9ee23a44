"""Segments: they cover the window, keep to edges, and are the same wherever one looks from."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from labeldesk.domain.geometry import XY, Rect
from labeldesk.raster.superpixels import LARGEST, SMALLEST, Segments, reach_px, segmented


def scene(height: int = 240, width: int = 320) -> np.ndarray:
    """Noise, and a red disc of radius 60 in the middle."""
    noise = np.random.default_rng(1).integers(-6, 7, (height, width, 3))
    y, x = np.mgrid[:height, :width]
    disc = np.hypot(x - width / 2, y - height / 2) <= 60
    colours = np.where(disc[..., None], (40, 40, 190), (60, 140, 60)) + noise
    return np.dstack([colours, np.full((height, width), 255)]).astype(np.uint8)


DISC = scene()[:, :, 2] > 120


def test_every_pixel_is_in_a_segment_and_every_segment_is_in_one_piece() -> None:
    found = segmented(scene(), XY(0, 0), 16)
    assert found.labels.min() >= 1
    assert found.count == 20 * 15
    for number in range(1, found.count + 1):
        piece = (found.labels == number).astype(np.uint8)
        assert cv2.connectedComponents(piece, connectivity=4)[0] == 2


def test_segments_keep_to_the_edge_of_the_disc() -> None:
    found = segmented(scene(), XY(0, 0), 16)
    shares = [DISC[found.labels == n].mean() for n in range(1, found.count + 1)]
    torn = [share for share in shares if 0.05 < share < 0.95]
    assert len(torn) <= 2
    inside = np.isin(found.labels, 1 + np.flatnonzero(np.array(shares) > 0.5))
    assert (inside & DISC).sum() / (inside | DISC).sum() > 0.97


def test_on_a_plain_picture_they_are_the_cells_of_the_grid() -> None:
    found = segmented(np.full((64, 64, 3), 90, np.uint8), XY(0, 0), 16)
    areas = np.bincount(found.labels.ravel())[1:]
    assert len(areas) == 16
    assert areas.min() > 150
    assert areas.max() < 370


def test_two_windows_agree_where_they_overlap() -> None:
    picture = np.random.default_rng(2).integers(0, 256, (40, 60, 3), np.uint8)
    picture = cv2.resize(picture, (600, 400), interpolation=cv2.INTER_CUBIC)
    whole = segmented(picture, XY(0, 0), 16)
    part = segmented(picture[37:337, 51:451], XY(51, 37), 16)
    same = 0
    for y in range(120, 260, 10):
        for x in range(140, 360, 10):
            a, b = (one.pixels([one.at(XY(x, y))]) for one in (whole, part))
            same += (a.x, a.y, a.pixels.shape) == (b.x, b.y, b.pixels.shape) and bool(
                (a.pixels == b.pixels).all()
            )
    assert same / (14 * 22) > 0.95


def test_the_pixels_of_segments_are_those_of_the_image() -> None:
    labels = np.array([[1, 1, 2], [3, 1, 2]], np.uint16)
    found = Segments(labels, XY(10, 20))
    assert found.region == Rect(10, 20, 13, 22)
    assert found.at(XY(11.9, 21.5)) == 1
    assert [found.at(XY(x, y)) for x, y in ((9.9, 20), (13, 20), (10, 22), (10, 19.9))] == [0] * 4
    pixels, x, y = found.pixels([1, 3])
    assert (x, y) == (10, 20)
    assert pixels.tolist() == [[True, True], [True, True]]
    pixels, x, y = found.pixels([2])
    assert (x, y, pixels.tolist()) == (12, 20, [[True], [True]])
    assert not found.pixels([]).pixels.size


def test_a_way_crosses_every_segment_under_it_and_none_beside() -> None:
    labels = np.arange(1, 101, dtype=np.uint16).reshape(10, 10)
    found = Segments(labels, XY(0, 0))
    assert found.along(XY(0.5, 0.5), XY(4.5, 0.5)) == [1, 2, 3, 4, 5]
    assert found.along(XY(2.5, 2.5), XY(2.5, 2.5)) == [23]
    assert found.along(XY(-5, 3.5), XY(1.5, 3.5)) == [31, 32]
    assert found.along(XY(-5, -5), XY(-1, -1)) == []


@pytest.mark.parametrize("size", [(1, 1), (1, 7), (5, 3), (30, 2)])
@pytest.mark.parametrize("step", [SMALLEST, 16, LARGEST])
def test_windows_of_any_size_are_cut(size: tuple[int, int], step: int) -> None:
    for picture in (np.zeros((*size, 4), np.uint8), np.zeros(size, np.uint8)):
        found = segmented(picture, XY(3, 5), step)
        assert found.labels.shape == size
        assert found.labels.min() >= 1


def test_there_are_numbers_enough_for_the_smallest_segments_of_a_window() -> None:
    for step in range(SMALLEST, LARGEST + 1):
        assert (2 * reach_px(step) / step + 2) ** 2 < 65_535


def test_the_same_window_gives_the_same_segments_twice() -> None:
    a, b = (segmented(scene(), XY(0, 0), 12).labels for _ in range(2))
    assert (a == b).all()
