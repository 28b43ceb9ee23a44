"""The hatch of bare pixels lets the picture be judged."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.ui.canvas.bare_layer import hatch, specks_of


@pytest.mark.parametrize("k", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_between_the_lines_the_picture_is_as_it_is(k: float) -> None:
    tile = hatch(k)
    assert (tile[..., 3] == 0).mean() > 0.8


@pytest.mark.parametrize("k", [1.0, 2.0])
@pytest.mark.parametrize("ground", [0, 128, 255])
def test_a_line_is_seen_on_dark_and_on_light(k: float, ground: int) -> None:
    tile = hatch(k).astype(float)
    seen = tile[..., :3] + ground * (1 - tile[..., 3:] / 255)
    assert np.abs(seen - ground).max(-1).max() > 60


def test_the_lines_go_on_from_tile_to_tile() -> None:
    tile = hatch(1.0)
    np.testing.assert_array_equal(tile[1:, :-1], tile[:-1, 1:])
    np.testing.assert_array_equal(tile[1:, -1], tile[:-1, 0])


def test_what_could_lie_between_two_lines_is_filled_and_nothing_larger() -> None:
    bare = np.zeros((100, 100), np.uint8)
    bare[5, 5] = bare[40:60, 40:60] = 255
    small = bare.copy()
    bare[70:72, 10:60] = 255
    np.testing.assert_array_equal(specks_of(bare), small)
    assert not specks_of(np.full((30, 30), 255, np.uint8)).any()
