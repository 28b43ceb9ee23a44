from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Rect
from labeldesk.domain.mask import Mask
from labeldesk.tools.pointer import Key
from tests.unit.tools.hand import CAT, DOG, SIZE, Hand, annotation


def painter(*annotations: Any, tool: str = "brush", radius: float = 10) -> Hand:
    hand = Hand(*annotations, tool=tool)
    hand.env.settings.radius = radius
    return hand


def disc(cx: float, cy: float, radius: float) -> np.ndarray:
    ys, xs = np.mgrid[0 : SIZE.height, 0 : SIZE.width] + 0.5
    return (xs - cx) ** 2 + (ys - cy) ** 2 <= radius**2


def block(number: int, x: int, y: int, side: int = 100, **more: Any) -> Annotation:
    return annotation(number, Mask.of(np.ones((side, side)), x, y), **more)


def test_a_click_paints_a_disc_by_pixel_centres() -> None:
    hand = painter().click(100, 100)
    assert (hand.shapes[0].whole(SIZE) == disc(100, 100, 10)).all()
    assert hand.titles == ["Paint mask"]


def test_a_stroke_has_no_gaps() -> None:
    (mask,) = painter(radius=3).drag((50, 50), (250, 90), (400, 400)).shapes
    pixels = mask.whole(SIZE)
    along = [(int(50 + 40 * s), int(50 + 200 * s)) for s in np.linspace(0, 1, 50)]
    assert all(pixels[y, x] for y, x in along)


def test_the_next_stroke_goes_on_with_the_fresh_mask() -> None:
    hand = painter().click(100, 100).click(300, 300)
    assert len(hand.document) == 1
    assert (hand.shapes[0].whole(SIZE) == disc(100, 100, 10) | disc(300, 300, 10)).all()


def test_another_class_begins_another_mask() -> None:
    hand = painter().click(100, 100)
    hand.env.class_id = DOG
    assert [one.class_id for one in hand.click(300, 300).document.values()] == [CAT, DOG]


def test_the_selected_mask_is_extended() -> None:
    hand = painter(block(1, 0, 0)).select(1).click(200, 200)
    assert list(hand.document) == [1]
    assert list(hand.env.selection) == [1]


def test_a_stroke_shares_the_tiles_it_did_not_touch() -> None:
    wide = annotation(1, Mask.of(np.ones((300, 600)), 0, 0))
    before = wide.shape
    after = painter(wide).select(1).click(500, 400).shapes[0]
    assert isinstance(before, Mask)
    assert after.tiles[0, 0] is before.tiles[0, 0]
    assert after.tiles[1, 1] != before.tiles[1, 1]


def test_a_stroke_is_not_in_the_document_before_it_ends() -> None:
    hand = painter().press(100, 100).move(200, 200)
    assert hand.phases == []
    assert hand.key(Key.ESCAPE)
    assert hand.edits == []


def test_shift_paints_straight_from_the_last_stroke() -> None:
    hand = painter().click(100, 100).holding(shift=True).click(300, 100)
    assert hand.shapes[0].whole(SIZE)[100, 200]


def test_a_stroke_beside_the_image_makes_nothing() -> None:
    assert painter().drag((-100, -100), (-50, -60)).edits == []


def test_the_eraser_takes_from_the_selected_mask_only() -> None:
    hand = painter(block(1, 0, 0), block(2, 50, 50), tool="eraser").select(1).click(75, 75)
    first, second = hand.shapes
    assert not first.whole(SIZE)[75, 75]
    assert second.whole(SIZE)[75, 75]


def test_the_eraser_takes_from_every_mask_under_it() -> None:
    hand = painter(block(1, 0, 0), block(2, 50, 50), block(3, 300, 300), tool="eraser")
    ((edit, _),) = hand.click(75, 75).edits
    assert set(edit.changes.steps) == {1, 2}


def test_a_mask_erased_to_nothing_is_deleted_and_comes_back_with_undo() -> None:
    hand = painter(block(1, 100, 100, 10), tool="eraser", radius=40).click(105, 105)
    assert hand.document == {}
    assert list(hand.undone()) == [1]


def test_the_eraser_says_when_there_is_nothing_to_erase() -> None:
    hand = painter(tool="eraser").click(10, 10)
    assert hand.said
    assert hand.edits == []


@pytest.mark.parametrize("more", [{"locked": True}, {"hidden": True}], ids=str)
def test_locked_and_hidden_masks_are_not_touched(more: dict[str, bool]) -> None:
    assert painter(block(1, 0, 0, **more), tool="eraser").click(50, 50).edits == []


def test_erasing_beside_a_mask_is_no_edit() -> None:
    assert painter(block(1, 0, 0, 20), tool="eraser").click(200, 200).edits == []


@pytest.mark.parametrize("radius", [0.1, 0.5, 1, 2.5])
def test_a_thin_brush_always_paints_something(radius: float) -> None:
    assert painter(radius=radius).click(100.5, 100.99).shapes[0].area >= 1


def test_alt_and_a_drag_size_the_brush_and_escape_gives_the_old_size_back() -> None:
    hand = Hand(tool="brush").holding(alt=True).drag((100, 100), (130, 100))
    assert hand.env.settings.radius == 50
    assert hand.shapes == []
    hand.press(100, 100).move(20, 100)
    assert hand.env.settings.radius == 0.5
    assert hand.key(Key.ESCAPE)
    assert hand.env.settings.radius == 50


def test_a_square_brush_paints_squares() -> None:
    hand = Hand(tool="brush")
    hand.env.settings.is_square, hand.env.settings.radius = True, 10
    (mask,) = hand.click(100, 100).shapes
    assert (mask.bounds, mask.area) == (Rect(90, 90, 110, 110), 400)


def test_without_overlap_the_newest_stroke_owns_its_pixels() -> None:
    under = annotation(1, Mask.of(np.ones((100, 100)), 100, 100), DOG)
    hand = Hand(under, tool="brush")
    hand.env.settings.no_overlap, hand.env.settings.radius = True, 20
    hand.click(150, 150)
    below, above = hand.shapes
    assert below.area + above.area == 100 * 100
    hand.drag((150, 150), (180, 150))
    below, above = hand.shapes
    assert below.area + above.area == 100 * 100
    assert len(hand.edits) == 2
    assert hand.undone() == {under.id: under}


def test_a_mask_that_is_painted_over_wholly_is_gone() -> None:
    hand = Hand(annotation(1, Mask.of(np.ones((5, 5)), 100, 100), DOG), tool="brush")
    hand.env.settings.no_overlap = True
    assert len(hand.click(102, 102).shapes) == 1
