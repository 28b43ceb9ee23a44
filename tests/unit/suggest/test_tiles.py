"""Large images in tiles: exact places, one answer for what two tiles see."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import onnx
import pytest
from onnx import helper, numpy_helper

from labeldesk.domain.geometry import Rect, Ring, Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.shapes import Box, Keypoints
from labeldesk.domain.text import Text
from labeldesk.suggest import recipe_yaml
from labeldesk.suggest.engine import Engine, Setup
from labeldesk.suggest.found import Answer, Found
from labeldesk.suggest.recipe import (
    Fit,
    InputSpec,
    ModelFile,
    OutputSpec,
    PadAt,
    Recipe,
    Task,
    Thresholds,
    Tiling,
)  # fmt: skip
from labeldesk.suggest.runner import Model
from labeldesk.suggest.tiles import Window, merged, windows
from labeldesk.suggest.worker import Worker
from tests.unit.suggest.test_engine import Ear

SIDE = 64


def recipe(tiling=Tiling.TILES, **more):
    fed = InputSpec(name="images", width=SIDE, height=SIDE, pad_at=PadAt.BOTTOM_RIGHT)
    values = {
        "family": "finder", "task": Task.DETECT, "input": fed,
        "output": OutputSpec("yolo-end2end", ("output0",)), "classes": ("blob", "other"),
        "thresholds": Thresholds(score=0.05, iou=0.5), "tiling": tiling,
    }  # fmt: skip
    return Recipe(**{**values, **more})


def weights():
    ramp = np.arange(SIDE, dtype=np.float32)
    values = {
        "ramp": ramp, "back": SIDE - ramp, "forth": ramp + 1,
        "side": np.float32(SIDE), "half": np.float32(0.5),
        "shape": np.array([1], np.int64), "full": np.array([1, 1, 6], np.int64),
        "score": np.array([0.9], np.float32), "slot": np.zeros(1, np.float32),
    }  # fmt: skip
    return [numpy_helper.from_array(np.array(value), name) for name, value in values.items()]


def edges(lane):
    """The first lit place of a lane, and the one after the last."""
    node = helper.make_node
    return [
        node("Mul", [lane, "back"], [f"{lane}-b"]),
        node("ReduceMax", [f"{lane}-b"], [f"{lane}-m"], keepdims=0),
        node("Sub", ["side", f"{lane}-m"], [f"{lane}-low"]),
        node("Mul", [lane, "forth"], [f"{lane}-f"]),
        node("ReduceMax", [f"{lane}-f"], [f"{lane}-high"], keepdims=0),
        node("Reshape", [f"{lane}-low", "shape"], [f"{lane}-0"]),
        node("Reshape", [f"{lane}-high", "shape"], [f"{lane}-1"]),
    ]


def finder(path):
    """A real graph: the box around the lit pixels of its input, score 0.9, class 0."""
    node, row = helper.make_node, ["columns-0", "rows-0", "columns-1", "rows-1", "sure", "slot"]
    nodes = [
        node("ReduceMax", ["images"], ["grey"], axes=[0, 1], keepdims=0),
        node("Greater", ["grey", "half"], ["lit"]),
        node("Cast", ["lit"], ["on"], to=onnx.TensorProto.FLOAT),
        node("ReduceMax", ["on"], ["columns"], axes=[0], keepdims=0),
        node("ReduceMax", ["on"], ["rows"], axes=[1], keepdims=0),
        *edges("columns"),
        *edges("rows"),
        node("ReduceMax", ["on"], ["any"], keepdims=0),
        node("Mul", ["score", "any"], ["sure"]),
        node("Concat", row, ["row"], axis=0),
        node("Reshape", ["row", "full"], ["output0"]),
    ]
    image = helper.make_tensor_value_info("images", onnx.TensorProto.FLOAT, [1, 3, SIDE, SIDE])
    out = helper.make_tensor_value_info("output0", onnx.TensorProto.FLOAT, [1, 1, 6])
    graph = helper.make_graph(nodes, "finder", [image], [out], weights())
    made = helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 12)])
    path.write_bytes(made.SerializeToString())
    return path


def lit(size, *boxes):
    image = np.zeros((size.height, size.width, 3), np.uint8)
    for x0, y0, x1, y1 in boxes:
        image[y0:y1, x0:x1] = 255
    return image


def boxes_of(answer):
    return sorted(tuple(found.shape.bounds) for found in answer.founds)


@pytest.fixture
def path(tmp_path):
    return finder(tmp_path / "finder.onnx")


@pytest.mark.parametrize("size", [Size(641, 427), Size(333, 517), Size(64, 200), Size(65, 64)])
def test_tiles_cover_the_image_and_overlap_by_a_fifth(size):
    tiles = windows(size, recipe())
    seen = np.zeros((size.height, size.width), int)
    for tile in tiles:
        assert (tile.x1 - tile.x0, tile.y1 - tile.y0) == (SIDE, SIDE)
        seen[tile.y0 : tile.y1, tile.x0 : tile.x1] += 1
    assert seen.min() >= 1
    for starts in ({t.x0 for t in tiles}, {t.y0 for t in tiles}):
        ordered = sorted(starts)
        assert all(b - a <= SIDE * 0.8 for a, b in pairwise(ordered))


def test_an_image_that_fits_or_a_model_that_tags_is_looked_at_whole():
    whole = (Window(0, 0, 60, 64),)
    assert windows(Size(60, 64), recipe()) == whole
    assert windows(Size(200, 64), recipe(Tiling.OFF)) == (Window(0, 0, 200, 64),)
    tags = recipe(task=Task.CLASSIFY)
    assert windows(Size(200, 64), tags) == (Window(0, 0, 200, 64),)
    assert windows(Size(200, 64), recipe(Tiling.BOTH))[-1] == Window(0, 0, 200, 64)


@pytest.mark.parametrize("size", [Size(641, 427), Size(333, 517)])
@pytest.mark.parametrize("tiling", [Tiling.TILES, Tiling.BOTH])
def test_every_object_is_found_once_where_it_is(path, size, tiling):
    """Small ones, one in four tiles, one that is larger than a tile; each on an image of its own,
    because this network sees one object at a time.
    """
    model = Model(ModelFile(path, recipe(tiling)))
    for box in (
        (3, 5, 23, 32),
        (40, 40, 70, 70),
        (size.width - 12, size.height - 9, size.width, size.height),
        (100, 60, 290, 82),
        (30, 30, 250, 260),
    ):
        (found,) = model.suggest(lit(size, box)).founds
        assert found.score == pytest.approx(0.9)
        assert tuple(found.shape.bounds) == pytest.approx(box, abs=1e-3)


def test_neighbours_of_one_tile_stay_apart_and_far_ones_are_both_found(path):
    model = Model(ModelFile(path, recipe()))
    far = [(5.0, 6.0, 15.0, 20.0), (400.0, 300.0, 420.0, 333.0)]
    answer = model.suggest(lit(Size(641, 427), *(tuple(map(int, box)) for box in far)))
    assert boxes_of(answer) == far
    part = Window(0, 0, 64, 64)
    close = (Found("blob", Box(1, 1, 20, 20), 0.9), Found("blob", Box(2, 1, 20, 20), 0.8))
    both = merged([(part, Answer(close)), (Window(50, 0, 114, 64), Answer())], Size(114, 64),
                  recipe())  # fmt: skip
    assert both.founds == close


def test_small_objects_of_a_large_image_are_found_with_tiles_only(path):
    image = lit(Size(4001, 3003), (2001, 1500, 2004, 1503))
    whole = recipe(Tiling.OFF)
    assert Model(ModelFile(path, whole)).suggest(image).founds == ()
    (found,) = Model(ModelFile(path, recipe())).suggest(image).founds
    assert tuple(found.shape.bounds) == (2001, 1500, 2004, 1503)


def test_pieces_join_only_where_they_fit_and_are_of_one_class():
    left, right = Window(0, 0, 64, 64), Window(50, 0, 114, 64)
    size = Size(114, 64)

    def answer(mine, theirs):
        return boxes_of(merged([(left, Answer(mine)), (right, Answer(theirs))], size, recipe()))

    cut = Found("blob", Box(40, 10, 64, 30), 0.6)
    goes_on = Found("blob", Box(0, 11, 30, 30), 0.8)  # 50..80 of the image
    assert answer((cut,), (goes_on,)) == [Rect(40, 10, 80, 30)]
    other = Found("other", Box(0, 11, 30, 30), 0.8)
    assert len(answer((cut,), (other,))) == 2
    higher = Found("blob", Box(0, 25, 30, 60), 0.8)
    assert len(answer((cut,), (higher,))) == 2
    inner = Found("blob", Box(3, 11, 30, 30), 0.8)  # not cut
    assert len(answer((cut,), (inner,))) == 2


def test_a_crowd_is_no_piece_of_the_large_one_behind_it():
    """A cut box inside a larger one is a piece only if its tile sees no more of that."""
    left, right = Window(0, 0, 64, 64), Window(50, 0, 114, 64)
    small = Found("blob", Box(56, 30, 64, 40), 0.5)
    large = Found("blob", Box(0, 0, 60, 64), 0.9)
    parts = [(left, Answer((small,))), (right, Answer((large,)))]
    assert len(merged(parts, Size(114, 64), recipe()).founds) == 2


def test_masks_that_an_edge_cut_become_one_mask():
    left, right = Window(0, 0, 64, 64), Window(50, 0, 114, 64)
    bits = np.zeros((64, 114), bool)
    bits[10:30, 40:80] = True
    pieces = [
        (w, Answer((Found("blob", Mask.of(bits[:, w.x0 : w.x1]), 0.7),))) for w in (left, right)
    ]
    (found,) = merged(pieces, Size(114, 64), recipe(task=Task.SEGMENT)).founds
    assert np.array_equal(found.shape.whole(Size(114, 64)), bits)


def test_joints_without_a_place_and_empty_tiles_are_no_trouble():
    left, right = Window(0, 0, 64, 64), Window(50, 0, 114, 64)
    nowhere = Found("blob", Keypoints(Ring([(0, 0), (1, 1), (2, 2)]), (0, 0, 0)), 0.7)
    answer = merged([(left, Answer((nowhere,))), (right, Answer())], Size(114, 64), recipe())
    assert len(answer.founds) == 1
    assert merged([(left, Answer()), (right, Answer())], Size(114, 64), recipe()) == Answer()


def test_an_oddity_of_many_tiles_is_told_once_and_the_time_is_that_of_all():
    odd = [Problem(Severity.WARNING, Text("t", "{n} odd").filled(n=n)) for n in (1, 2)]
    tiles = [Window(0, 0, 64, 64), Window(50, 0, 114, 64)]
    parts = [(tile, Answer((), (note,), 0.25)) for tile, note in zip(tiles, odd, strict=True)]
    answer = merged(parts, Size(114, 64), recipe())
    assert answer.notes == (odd[0],)
    assert answer.seconds == 0.5


def test_a_recipe_remembers_that_it_is_tiled():
    tiled = recipe(Tiling.BOTH, input=InputSpec(fit=Fit.LETTERBOX))
    assert "tiling: both" in recipe_yaml.dump(tiled)
    assert recipe_yaml.parse(recipe_yaml.dump(tiled)) == tiled


def test_the_engine_tiles_as_the_model_in_this_process_does(path):
    size = Size(641, 427)
    images = {1: lit(size, (100, 60, 290, 82)), 2: lit(size, (600, 400, 620, 420))}
    ear, model = Ear(), ModelFile(path, recipe())
    engine = Engine(images.__getitem__, ear)
    try:
        engine.start_batch(images, model)
        assert ear.over().done == 2
    finally:
        engine.close()
    alone = Model(model)
    for heard in ear.answers:
        assert boxes_of(heard.answer) == boxes_of(alone.suggest(images[heard.image_id]))
        assert heard.size == size
    assert ear.failures == []


def test_the_open_image_goes_between_two_tiles(path):
    """The run is not waited for: its image is broken off and goes on afterwards."""
    size = Size(641, 427)
    images = {1: lit(size, (100, 60, 290, 82)), 2: lit(Size(50, 40), (3, 3, 9, 9))}
    model, ear = ModelFile(path, recipe()), Ear()
    asked = []

    class Interrupted(Worker):
        def run(self, canvas, at, cancel, ahead=None):
            answer = super().run(canvas, at, cancel, ahead)
            asked.append(at.image)
            if len(asked) == 3:
                engine.show(2, model)
                with engine._turns.changed:
                    assert engine._turns.changed.wait_for(
                        lambda: any(r.wish.image_id == 2 for r in engine._turns.wishes._ready), 30
                    )
            return answer

    engine = Engine(images.__getitem__, ear, setup=Setup(backend=Interrupted))
    try:
        engine.start_batch([1], model)
        ear.over()
        ear.until(lambda: len(ear.answers) == 2)
    finally:
        engine.close()
    assert ear.order == [2, 1]
    assert asked.index(Size(50, 40)) == 3
    assert len(asked) == len(windows(size, model.recipe)) + 1
    assert boxes_of(ear.answers[1].answer) == [Rect(100, 60, 290, 82)]
