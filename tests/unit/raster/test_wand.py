"""Regions from colours: the wand, GrabCut, boxes drawn tight, and the live-wire."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from labeldesk.domain.geometry import XY, Rect
from labeldesk.raster.scissors import LiveWire
from labeldesk.raster.wand import alike, cut_out, tightened


def scene(height: int = 200, width: int = 300) -> np.ndarray:
    """A noisy green ground with a red disc at (150, 100), radius 50."""
    noise = np.random.default_rng(1).integers(-12, 13, (height, width, 3))
    picture = np.full((height, width, 3), (60, 140, 60)) + noise
    y, x = np.ogrid[:height, :width]
    disc = (x - 150) ** 2 + (y - 100) ** 2 <= 50 * 50
    picture[disc] = (np.array([40, 40, 190]) + noise)[disc]
    return picture.clip(0, 255).astype(np.uint8)


DISC = np.hypot(*(np.indices((200, 300))[::-1].reshape(2, -1) - [[150], [100]])).reshape(200, 300)


def test_the_wand_takes_what_is_alike_and_connected() -> None:
    picture = np.zeros((40, 60, 3), dtype=np.uint8)
    picture[5:15, 5:15] = picture[20:30, 40:50] = (100, 110, 120)
    picture[8, 8] = (104, 110, 120)
    found = alike(picture, 10, 10, 4)
    assert found.sum() == 100
    assert found[5:15, 5:15].all()
    assert alike(picture, 10, 10, 3).sum() == 99
    assert alike(picture, 10, 10, 4, connected=False).sum() == 200


@pytest.mark.parametrize("bands", [1, 3, 4])
def test_the_wand_reads_grey_and_ignores_the_fourth_band(bands: int) -> None:
    picture = np.zeros((20, 20, bands), dtype=np.uint8).squeeze()
    picture[:, 10:, ...] = 200
    if bands == 4:
        picture[::2, :, 3] = 255
    assert alike(picture, 15, 5, 10).sum() == 200


def test_tolerance_is_measured_from_the_seed_and_does_not_creep() -> None:
    ramp = np.repeat(np.arange(100, dtype=np.uint8)[None, :, None], 3, axis=2)
    assert alike(ramp, 50, 0, 5).sum() == 11


def test_grabcut_finds_the_disc_in_a_loose_box() -> None:
    found = cut_out(scene(), Rect(80, 30, 220, 170))
    wanted = DISC <= 50
    assert (found & wanted).sum() / (found | wanted).sum() > 0.95


def test_grabcut_sets_nothing_outside_the_box_and_gives_the_same_twice() -> None:
    box = Rect(120, 60, 220, 170)
    found = cut_out(scene(), box)
    outside = found.copy()
    outside[60:170, 120:220] = False
    assert not outside.any()
    assert (cut_out(scene(), box) == found).all()


@pytest.mark.parametrize(
    "box", [Rect(0, 0, 1, 1), Rect(-50, -50, -10, -10), Rect(0, 0, 300, 200), Rect(10, 10, 13, 190)]
)
def test_odd_boxes_are_no_fault(box: Rect) -> None:
    assert cut_out(scene(), box).shape == (200, 300)
    assert tightened(scene(), box).width <= max(box.width, 0)


def test_a_plain_picture_has_nothing_to_cut_out_or_to_tighten_to() -> None:
    plain = np.full((100, 100, 3), 90, dtype=np.uint8)
    box = Rect(20.5, 20.5, 80.5, 80.5)
    assert cut_out(plain, box).shape == (100, 100)
    assert tightened(plain, box) == box


def test_a_loose_box_is_drawn_to_the_disc() -> None:
    found = tightened(scene(), Rect(88, 42, 207, 165))
    assert found == pytest.approx(Rect(100, 50, 201, 151), abs=2)


def test_a_side_that_would_have_to_move_far_stays() -> None:
    found = tightened(scene(), Rect(20, 42, 207, 158))
    assert found.x0 == 20
    assert found.x1 == pytest.approx(201, abs=2)


def test_a_large_picture_is_cut_out_at_a_reduced_size() -> None:
    large = cv2.resize(scene(), None, fx=6, fy=6, interpolation=cv2.INTER_CUBIC)
    found = cut_out(large, Rect(480, 180, 1320, 1020))
    wanted = cv2.resize((DISC <= 50).astype(np.uint8), None, fx=6, fy=6) > 0
    assert (found & wanted).sum() / (found | wanted).sum() > 0.95


def test_the_live_wire_follows_the_edge_of_the_disc() -> None:
    corner = XY(10.0, 20.0)
    wire = LiveWire(scene()[20:, 10:], corner, XY(100, 100.5))
    way = wire.way(XY(150.5, 50))
    assert way[0].tolist() == [100, 100.5]
    assert way[-1].tolist() == [150.5, 50]
    distances = np.hypot(way[:, 0] - 150.5, way[:, 1] - 100.5)
    assert np.abs(distances - 50).max() < 3
    assert 4 < len(way) < 60


@pytest.mark.parametrize("to", [XY(100, 100), XY(-500, 3), XY(1e6, 1e6)])
def test_the_live_wire_ends_where_it_was_asked_to(to: XY) -> None:
    way = LiveWire(scene(), XY(0.0, 0.0), XY(100, 100)).way(to)
    assert way[0].tolist() == [100, 100]
    assert way[-1].tolist() == list(to)


def test_a_window_of_one_pixel_has_a_straight_way() -> None:
    wire = LiveWire(scene()[:1, :1], XY(5.0, 5.0), XY(5.5, 5.5))
    assert wire.way(XY(9, 9)).tolist() == [[5.5, 5.5], [9, 9]]
