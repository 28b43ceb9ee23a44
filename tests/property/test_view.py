"""What holds for every view: zoomed, panned, turned, flipped."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from labeldesk.domain.geometry import XY, Rect, Size
from labeldesk.domain.turn import UPRIGHT, Turn
from labeldesk.ui.canvas.turning import transform
from labeldesk.ui.canvas.view import View, fitted, shown
from tests.turns import TURNS

SIZES = st.builds(Size, st.integers(1, 5000), st.integers(1, 5000))
PLACES = st.builds(XY, *[st.floats(-100, 5000)] * 2)
RECTS = st.builds(Rect.spanned, PLACES, PLACES)
VIEWS = st.builds(
    View,
    st.floats(0.01, 64),
    st.integers(-3000, 3000),
    st.integers(-3000, 3000),
    st.integers(64, 3000),
    st.integers(64, 3000),
    st.sampled_from([1.0, 1.25, 2.0]),
    st.sampled_from(TURNS),
)
SHARES = st.floats(0.1, 0.8)
NEAR = {"abs": 1e-6}


def test_there_are_eight_and_each_leads_back() -> None:
    assert len(set(TURNS)) == 8
    for turn in TURNS:
        assert turn.right().left() == turn
        assert turn.right().right().right().right() == turn
        assert turn.flipped_across().flipped_across() == turn
        assert turn.flipped_down().flipped_down() == turn
        assert turn.flipped_across().flipped_down() == turn.right().right()
        assert turn.into(*turn.out(3, 5)) == (3, 5)


def test_a_turn_to_the_right_brings_the_top_to_the_right() -> None:
    assert UPRIGHT.right().out(0, -1) == (1, 0)
    assert UPRIGHT.left().out(0, -1) == (-1, 0)
    assert UPRIGHT.flipped_across().out(1, 0) == (-1, 0)
    assert UPRIGHT.flipped_down().out(0, 1) == (0, -1)
    seen = UPRIGHT.right().flipped_across()
    assert seen.out(0, -1) == (-1, 0), "a flip is one of the screen, however the image lies"


@given(VIEWS, PLACES)
def test_a_place_is_found_again_on_the_way_back(view: View, p: XY) -> None:
    assert view.to_image(view.to_device(p)) == pytest.approx(p, **NEAR)
    (many,) = view.points_to_device(np.array([p])).tolist()
    assert many == pytest.approx(view.to_device(p), **NEAR)
    x, y = transform(view).map(*p)
    assert (x, y) == pytest.approx(view.to_device(p), **NEAR)


@given(VIEWS, RECTS)
def test_rectangles_are_never_inside_out(view: View, rect: Rect) -> None:
    device = view.rect_to_device(rect)
    assert device.x0 <= device.x1
    assert device.y0 <= device.y1
    assert view.rect_to_image(device) == pytest.approx(rect, **NEAR)
    assert view.upright.rect_to_image(view.rect_to_upright(device)) == pytest.approx(rect, **NEAR)


@given(VIEWS, SIZES)
def test_a_fitted_picture_is_in_the_middle_and_all_of_it_is_seen(view: View, size: Size) -> None:
    device = fitted(view, size).rect_to_device(Rect(0, 0, *size))
    assert device.centre == pytest.approx((view.width / 2, view.height / 2), abs=1)
    assert device.width <= max(view.width - 40 * view.dpr, 1) + 1
    assert device.height <= max(view.height - 40 * view.dpr, 1) + 1


@given(VIEWS, SIZES)
def test_some_of_the_picture_stays_in_sight(view: View, size: Size) -> None:
    assume(min(view.width, view.height) >= 200)
    device = view.clamped(size).rect_to_device(Rect(0, 0, *size))
    assert device.meets(Rect(0, 0, view.width, view.height))
    assert view.clamped(size).clamped(size) == view.clamped(size)


@given(VIEWS, SIZES, st.floats(0.5, 2), PLACES)
def test_what_is_under_the_pointer_stays_there_while_zooming(
    view: View, size: Size, factor: float, at: XY
) -> None:
    fixed = view.to_image(at)
    assert view.zoomed(factor, at, size).to_device(fixed) == pytest.approx(at, abs=0.51)


@given(VIEWS, st.sampled_from(TURNS))
def test_the_middle_stays_when_the_view_is_turned(view: View, turn: Turn) -> None:
    middle = XY(view.width / 2, view.height / 2)
    fixed = view.to_image(middle)
    assert view.turned(turn).to_device(fixed) == pytest.approx(middle, abs=0.51)


@given(VIEWS, st.builds(Size, st.integers(500, 5000), st.integers(500, 5000)), SHARES, SHARES)
def test_a_part_is_brought_into_the_middle(view: View, size: Size, x: float, y: float) -> None:
    assume(view.width >= 400 and view.height >= 400)  # in less there is no room to keep aside
    rect = Rect(x * size.width, y * size.height, (x + 0.1) * size.width, (y + 0.1) * size.height)
    at = shown(view, size, rect).rect_to_device(rect).centre
    assert at == pytest.approx((view.width / 2, view.height / 2), abs=0.51)
