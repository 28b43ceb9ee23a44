"""What each value becomes when pictures are looked at differently, and how that is remembered."""

from __future__ import annotations

import pytest

from labeldesk.imaging.adjustment import NEUTRAL, Adjustment
from labeldesk.imaging.window import Window


def test_nothing_chosen_changes_nothing() -> None:
    assert NEUTRAL.is_neutral
    assert not NEUTRAL.has_curve
    assert NEUTRAL.curve().tolist() == list(range(256))


def test_brightness_shifts_contrast_spreads_about_the_middle_and_gamma_keeps_the_ends() -> None:
    lighter = Adjustment(brightness=0.2).curve()
    assert lighter[[0, 100, 250]].tolist() == [51, 151, 255]
    steeper = Adjustment(contrast=0.5).curve()
    assert steeper[[0, 255]].tolist() == [0, 255]
    assert steeper[100] < 90
    assert steeper[155] > 165
    flat = Adjustment(contrast=-1).curve()
    assert int(flat.max()) - int(flat.min()) < 6
    gamma = Adjustment(gamma=2.2).curve()
    assert gamma[[0, 255]].tolist() == [0, 255]
    assert gamma[55] == 127


@pytest.mark.parametrize(
    "one",
    [
        NEUTRAL,
        Adjustment(0.25, -0.5, 2.2, Window(-160, 240.5), (3, 0, 1)),
        Adjustment(bands=(4,)),
    ],
)
def test_what_was_written_is_read_again(one: Adjustment) -> None:
    assert Adjustment.from_text(one.to_text()) == one


@pytest.mark.parametrize(
    "text",
    [
        "no json", "[]", "7", '{"gamma": 0}', '{"gamma": "x"}', '{"brightness": 2}',
        '{"window": {"low": 5, "high": 5}}', '{"window": {"low": 1}}', '{"bands": [1, 2]}',
        '{"bands": [-1]}', '{"window": {"low": 0, "high": 1e999}}', '{"contrast": NaN}',
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_none(text: str) -> None:
    assert Adjustment.from_text(text) == NEUTRAL
