"""Where a picture lies in the input, against pixels and formulas of their own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.geometry import Size
from labeldesk.suggest.frames import frame
from labeldesk.suggest.preprocess import fitted, tensor
from labeldesk.suggest.recipe import Colour, Fit, InputSpec, Layout, PadAt
from tests.unit.suggest.models import SIZES, picture

sides = st.integers(1, 5000)
specs = st.builds(
    InputSpec,
    width=st.sampled_from([0, 31, 320, 416, 640]),
    height=st.sampled_from([0, 33, 320, 640]),
    fit=st.sampled_from(Fit),
    pad_at=st.sampled_from(PadAt),
    crop=st.sampled_from([0.875, 1.0]),
)


@given(st.builds(Size, sides, sides), specs)
def test_there_and_back_is_the_same_place(size, spec):
    at = frame(size, spec)
    points = np.array([[0, 0], size, [size[0] / 3, size[1] / 7]])
    assert np.allclose(at.to_image(at.to_net(points)), points, atol=1e-6)


@given(st.builds(Size, sides, sides), specs)
def test_the_resized_picture_lies_within_the_input(size, spec):
    at = frame(size, spec)
    assert at.left >= 0
    assert at.top >= 0
    assert at.left + at.resized.width <= at.net.width
    assert at.top + at.resized.height <= at.net.height


def test_a_centred_letterbox_is_as_the_formula_says():
    at = frame(Size(501, 333), InputSpec(width=640, height=640))
    assert at.resized == (640, 425)
    assert (at.left, at.top) == (0, 107)
    assert at.to_net(np.array([501, 333])).tolist() == [640, 532]


def test_a_letterbox_at_the_bottom_right_cuts_the_size_off():
    at = frame(Size(501, 333), InputSpec(width=416, height=416, pad_at=PadAt.BOTTOM_RIGHT))
    assert (at.resized, at.left, at.top) == ((416, 276), 0, 0)


def test_an_input_that_follows_the_image_is_a_multiple_of_the_stride():
    spec = InputSpec(width=0, height=0, max_side=640, fit=Fit.STRETCH)
    assert frame(Size(501, 333), spec).net == (512, 352)
    assert frame(Size(4000, 3000), spec).net == (640, 480)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("fit", Fit)
@pytest.mark.parametrize("axis", [0, 1])
def test_a_ramp_arrives_where_the_frame_says(size, fit, axis):
    """Linear resampling keeps a ramp: each input pixel shows the place its centre maps to."""
    length = size[axis]
    steps = np.linspace(20, 220, length)
    shape = (1, length, 1) if axis == 0 else (length, 1, 1)
    ramp = np.broadcast_to(steps.reshape(shape), (size.height, size.width, 3))
    canvas, at = fitted(np.rint(ramp).astype(np.uint8), InputSpec(width=224, height=192, fit=fit))
    centres = np.stack([np.arange(max(at.net)) + 0.5] * 2, axis=1)
    places = at.to_image(centres)[:, axis] - 0.5
    line = canvas[at.net.height // 2, :, 0] if axis == 0 else canvas[:, at.net.width // 2, 0]
    inside = (places[: len(line)] > 1) & (places[: len(line)] < length - 2)
    expected = np.interp(places[: len(line)], np.arange(length), steps)
    assert inside.sum() > 90
    assert np.abs(line[inside] - expected[inside]).max() <= 1.5


@pytest.mark.parametrize("antialias", [False, True])
def test_averaging_crop_and_plain_crop_look_at_the_same_place(antialias):
    ramp = np.broadcast_to(np.linspace(0, 255, 1501)[None, :, None], (1001, 1501, 3))
    spec = InputSpec(width=64, height=64, fit=Fit.CROP, antialias=antialias, crop=0.875)
    canvas, at = fitted(ramp.astype(np.uint8), spec)
    places = at.to_image(np.stack([np.arange(64) + 0.5] * 2, axis=1))[:, 0] - 0.5
    assert np.abs(canvas[32, :, 1] - np.interp(places, np.arange(1501), ramp[0, :, 0])).max() <= 1.6


def test_margins_have_the_pad_value():
    canvas, at = fitted(picture(Size(100, 50)), InputSpec(width=64, height=64, pad_value=7))
    assert (canvas[: at.top] == 7).all()
    assert (canvas[at.top + at.resized.height :] == 7).all()


@pytest.mark.parametrize("channels", [None, 1, 4])
def test_grey_and_padded_pictures_become_three_channels(channels):
    image = picture(Size(50, 40))[..., :1]
    image = image[..., 0] if channels is None else np.repeat(image, channels, axis=2)
    canvas, _ = fitted(image, InputSpec(width=32, height=32))
    assert canvas.shape == (32, 32, 3)


def test_the_numbers_are_scaled_normalised_and_ordered_exactly():
    canvas = picture(Size(8, 6))
    spec = InputSpec(mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225))
    expected = (canvas[..., ::-1] / 255 - spec.mean) / spec.std
    assert np.array_equal(tensor(canvas, spec)[0], expected.transpose(2, 0, 1).astype(np.float32))


def test_layout_dtype_and_colour_order_follow_the_recipe():
    canvas = picture(Size(8, 6))
    plain = InputSpec(dtype="uint8", layout=Layout.NHWC, scale=1.0)
    assert np.array_equal(tensor(canvas, plain)[0], canvas[..., ::-1])
    blue_first = InputSpec(dtype="float16", scale=1.0, colour=Colour.BGR)
    assert np.array_equal(tensor(canvas, blue_first)[0], canvas.transpose(2, 0, 1))
    assert tensor(canvas, blue_first).dtype == np.float16
    assert tensor(canvas, InputSpec(colour=Colour.GREY)).shape == (1, 1, 6, 8)


def test_the_picture_given_is_never_changed_nor_kept():
    image = picture(Size(64, 64))
    canvas, _ = fitted(image, InputSpec(width=64, height=64))
    assert not np.shares_memory(canvas, image)
