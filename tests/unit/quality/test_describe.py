"""The descriptor without a model."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.quality.describe import BUILT_IN, LENGTH, describe
from labeldesk.quality.near import likeness

RNG = np.random.default_rng(3)


def stripes(size: tuple[int, int], *, upright: bool) -> np.ndarray:
    high, wide = size
    along = np.arange(wide)[None, :] if upright else np.arange(high)[:, None]
    grey = np.broadcast_to(((along // 8) % 2 * 255).astype(np.uint8), size)
    return np.repeat(grey[:, :, None], 3, axis=2)


@pytest.mark.parametrize("size", [(1, 1), (2, 900), (333, 517), (427, 641), (128, 128)])
@pytest.mark.parametrize("bands", [3, 4])
def test_any_picture_has_a_vector_of_length_one(size: tuple[int, int], bands: int) -> None:
    picture = RNG.integers(0, 256, (*size, bands), dtype=np.uint8)

    vector = describe(picture)

    assert vector.shape == (LENGTH,) == (BUILT_IN.length,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_the_same_picture_has_the_same_vector_whatever_its_fourth_band() -> None:
    picture = RNG.integers(0, 256, (90, 120, 4), dtype=np.uint8)
    other = picture.copy()
    other[:, :, 3] = 255

    assert np.array_equal(describe(picture), describe(other))


def test_a_picture_without_contrast_has_finite_numbers() -> None:
    assert np.isfinite(describe(np.zeros((64, 64, 3), np.uint8))).all()


def test_colour_direction_and_size_tell_pictures_apart_but_not_scale() -> None:
    upright = describe(stripes((200, 200), upright=True))
    red = stripes((200, 200), upright=True)
    red[:, :, :2] = 0
    shown = np.stack(
        [
            describe(stripes((200, 200), upright=True)[::2, ::2].repeat(2, 0).repeat(2, 1)),
            describe(stripes((200, 200), upright=False)),
            describe(red),
        ]
    )

    like = likeness(np.vstack([shown, upright[None]]), upright)

    assert like[0] > 0.95
    assert max(like[1], like[2]) < 0.5
