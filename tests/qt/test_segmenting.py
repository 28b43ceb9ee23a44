"""Click to segment in the real window, with a model whose masks are known."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Polygon
from labeldesk.raster.overlap import to_mask
from labeldesk.settings.table import SEGMENT_FORM
from labeldesk.suggest.fake import write_detector
from labeldesk.suggest.fake_pair import write_pair
from labeldesk.suggest.prompting.scene import Scene
from labeldesk.tools.marks import Draft
from labeldesk.tools.question import Looked

SIZE = Size(640, 480)
RED = (160, 120, 320, 290)  # x0 y0 x1 y1, on the decoder's grid
BLUE = (400, 160, 480, 240)


@pytest.fixture
def folder(tmp_path):
    """Three pictures: a red and a blue rectangle on green."""
    place = tmp_path / "photos"
    place.mkdir()
    for number in range(1, 4):
        picture = np.full((SIZE.height, SIZE.width, 3), (60, 150 + number, 60), np.uint8)
        for (x0, y0, x1, y1), colour in ((RED, (40, 40, 200)), (BLUE, (200, 60, 30))):
            picture[y0:y1, x0:x1] = colour
        cv2.imwrite(str(place / f"{number}.png"), picture)
    return place


@pytest.fixture
def pair(tmp_path):
    place = tmp_path / "model"
    place.mkdir()
    return write_pair(place, by_colour=True, stem="wand")


def rectangle(x0: int, y0: int, x1: int, y1: int) -> np.ndarray:
    inside = np.zeros((SIZE.height, SIZE.width), bool)
    inside[y0:y1, x0:x1] = True
    return inside


def iou(shape: Any, wanted: np.ndarray) -> float:
    found = to_mask(shape, SIZE).whole(SIZE)
    return float((found & wanted).sum() / (found | wanted).sum())


def looked(hand: Any) -> Looked:
    return hand.program.canvas.env.looked


def begins(start: Any, folder: Any, pair: Any) -> Any:
    """The model dropped, a class there, the tool in hand and the image looked at."""
    hand = start(folder)
    hand.ready()
    hand.add_classes("thing")
    hand.key("1")
    hand.window.dropped.emit(list(pair))
    hand.until(lambda: hand.program.models.shelf.pair.model is not None)
    hand.key("s")
    hand.until(lambda: looked(hand) is Looked.READY)
    return hand


def drafts(hand: Any) -> list[Any]:
    return [m.shape for m in hand.program.canvas.machine.marks() if isinstance(m, Draft)]


def is_answered(hand: Any) -> bool:
    state = hand.program.canvas.machine.state
    return state.busy and state.question is None


def test_a_click_and_enter_make_a_mask_that_undo_takes_back(start, folder, pair):
    hand = begins(start, folder, pair)
    assert "was added: sam" in hand.hints[-1]
    assert hand.program.models.model is None  # it proposes nothing by itself
    hand.click(200, 200)
    hand.until(lambda: is_answered(hand))
    assert "Mask 1 of 4" in hand.window.status.hint.accessibleName()  # not: it was added
    assert hand.shapes() == []
    hand.key("Return")
    hand.until(hand.shapes)
    [one] = hand.shapes()
    assert isinstance(one.shape, Mask)
    assert iou(one.shape, rectangle(*RED)) > 0.97
    hand.ready()
    hand.key("Ctrl+Z")
    hand.until(lambda: not hand.shapes())


def test_the_pointer_shows_ahead_what_a_click_would_mark(start, folder, pair):
    hand = begins(start, folder, pair)
    canvas = hand.program.canvas
    at = hand.at(440, 200)
    QTest.mouseMove(canvas, at)
    hand.until(lambda: drafts(hand))
    assert iou(drafts(hand)[0], rectangle(*BLUE)) > 0.9
    assert hand.shapes() == []


def test_what_is_added_by_clicks_is_taken_away_by_the_right_button(start, folder, pair):
    hand = begins(start, folder, pair)
    hand.click(200, 200)
    hand.click(440, 200)
    hand.until(lambda: is_answered(hand))
    both = rectangle(*RED) | rectangle(*BLUE)
    assert iou(drafts(hand)[0], both) > 0.95
    hand.click(450, 210, Qt.MouseButton.RightButton)
    hand.until(lambda: is_answered(hand))
    assert iou(drafts(hand)[0], rectangle(*RED)) > 0.95
    hand.key("Escape")
    assert not hand.program.canvas.machine.busy


def test_tab_shows_another_mask_and_leaves_the_keyboard_where_it_is(start, folder, pair):
    hand = begins(start, folder, pair)
    hand.click(200, 200)
    hand.until(lambda: is_answered(hand))
    hand.key("Tab")
    hand.until(lambda: is_answered(hand))
    state = hand.program.canvas.machine.state
    assert (state.choice, state.answer.count) == (1, 4)
    assert hand.program.canvas.hasFocus()


def test_polygons_are_made_if_that_is_wished_for(start, folder, pair):
    hand = begins(start, folder, pair)
    hand.program.settings.set(SEGMENT_FORM, "polygon")
    hand.click(200, 200)
    hand.until(lambda: is_answered(hand))
    hand.key("Return")
    hand.until(hand.shapes)
    [one] = hand.shapes()
    assert isinstance(one.shape, Polygon)
    assert iou(one.shape, rectangle(*RED)) > 0.95


def test_the_brush_goes_on_with_the_mask(start, folder, pair):
    hand = begins(start, folder, pair)
    hand.click(200, 200)
    hand.key("Return")
    hand.until(hand.shapes)
    before = hand.shapes()[0].shape.area
    hand.key("b")
    hand.drag((300, 200), (360, 200))
    hand.until(lambda: hand.shapes()[0].shape.area > before)
    assert len(hand.shapes()) == 1


def test_a_box_gives_its_place_and_class_to_its_mask(start, folder, pair):
    hand = begins(start, folder, pair)
    hand.box((150, 120), (330, 300))
    hand.key("Escape", "Escape")
    hand.click(160, 121)
    hand.until(lambda: hand.facts.selected == 1)
    hand.key("Shift+S")
    hand.until(lambda: is_answered(hand))
    hand.key("Return")
    hand.until(lambda: isinstance(hand.shapes()[0].shape, Mask))
    assert hand.objects() == ["thing"]
    assert hand.program.canvas.machine.tool == "select"


def test_a_suggestion_in_turn_is_a_box_to_mark_and_is_covered_by_its_mask(
    start, folder, pair, tmp_path
):
    hand = begins(start, folder, pair)
    path = tmp_path / "detector.onnx"
    write_detector(path, [(*map(float, BLUE), 0.9, 0)], ("thing",), image=SIZE)
    hand.program.wiring.open(path)
    hand.until(lambda: hand.facts.suggestions == 1)
    hand.key("Escape", "Tab")
    hand.until(lambda: hand.facts.suggestion_focused)
    hand.key("Shift+S")
    hand.until(lambda: is_answered(hand))
    hand.key("Return")
    hand.until(hand.shapes)
    assert isinstance(hand.shapes()[0].shape, Mask)
    assert iou(hand.shapes()[0].shape, rectangle(*BLUE)) > 0.9
    hand.until(lambda: hand.facts.suggestions == 0)


def test_zoomed_in_the_part_in_sight_is_looked_at(start, folder, pair):
    hand = begins(start, folder, pair)
    canvas = hand.program.canvas
    canvas.show_rect(Rect(380, 140, 500, 260), share=1.0)
    segmenting = hand.program.segmenting
    hand.until(lambda: segmenting._scene.crop is not None and looked(hand) is Looked.READY)
    crop = segmenting._scene.crop
    assert crop.intersection(canvas.view.seen) is not None
    hand.click(440, 200)
    hand.until(lambda: is_answered(hand))
    assert iou(drafts(hand)[0], rectangle(*BLUE)) > 0.9
    canvas.fit()
    hand.key("Return")
    hand.until(hand.shapes)
    hand.until(lambda: segmenting._scene.crop is None and looked(hand) is Looked.READY)


def test_the_next_images_are_ready_when_they_are_opened(start, folder, pair):
    hand = begins(start, folder, pair)
    engine = hand.program.segmenting._segmenter
    hand.until(lambda: engine.is_ready(Scene(folder / "3.png")))
    hand.go(1)
    hand.settle()
    assert looked(hand) is Looked.READY
    assert list((hand.program.places.embeddings).iterdir())


def test_a_click_before_the_model_has_looked_is_answered_then(start, folder, pair):
    hand = start(folder)
    hand.ready()
    hand.window.dropped.emit([pair[1]])  # the decoder alone finds its encoder
    hand.until(lambda: hand.program.models.shelf.pair.model is not None)
    hand.key("s")
    hand.click(200, 200)
    assert looked(hand) is Looked.LOOKING
    hand.key("Return")
    hand.name("red one")
    hand.until(lambda: hand.objects() == ["red one"])


def test_without_a_model_the_tool_says_how_to_get_one(start, folder):
    hand = start(folder)
    hand.ready()
    hand.key("s")
    hand.until(lambda: hand.program.models.shelf.pair.is_looked_up)
    hand.until(lambda: looked(hand) is Looked.NO_MODEL)
    hand.click(50, 50)
    assert "Drop a SAM model" in hand.hints[-1]
    assert not hand.program.canvas.machine.busy


def test_half_a_model_says_what_is_missing(start, folder, pair):
    hand = start(folder)
    hand.ready()
    pair[1].unlink()
    hand.window.dropped.emit([pair[0]])
    hand.until(lambda: any("decoder is missing" in title for title in hand.notices()))


def test_the_model_is_found_again_at_the_next_start(start, folder, pair):
    hand = begins(start, folder, pair)
    hand.end()
    again = start(folder)
    again.ready()
    again.key("s")
    again.until(lambda: looked(again) is Looked.READY)
    shelf = again.program.models.shelf
    shelf.remove(shelf.pair.model.recipe.sha256)
    again.until(lambda: looked(again) is Looked.NO_MODEL)


def test_of_several_models_the_one_taken_last_is_there_again(start, folder, pair, tmp_path):
    hand = begins(start, folder, pair)
    first = hand.program.models.shelf.pair.model
    hand.window.dropped.emit(list(write_pair(tmp_path, "sam2", stem="second")))
    hand.until(lambda: hand.program.models.shelf.pair.model.recipe.family == "sam2")
    hand.program.models.shelf.pair.take(first)
    hand.end()
    again = start(folder)
    again.ready()
    again.key("s")
    again.until(lambda: looked(again) is Looked.READY)
    assert again.program.models.shelf.pair.model == first


def test_an_image_that_was_left_while_the_model_looks_gets_no_answer(start, folder, pair):
    hand = begins(start, folder, pair)
    hand.click(200, 200)
    hand.go(1)
    hand.until(lambda: looked(hand) is Looked.READY)
    assert not hand.program.canvas.machine.busy
    assert hand.shapes() == []
