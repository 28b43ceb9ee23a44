"""Detectors whose heads are decoded here: distances, anchors, queries, pairs of tables."""

from __future__ import annotations

import math

import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.shapes import Mask
from labeldesk.suggest.decode.anchored import anchor_count, anchors
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.recipe import Background, Colour, Fit, Task
from tests.unit.suggest.models import SIZES, centred, letterboxed, written
from tests.unit.suggest.tables import BOXES, NAMES, SCORES, SLOTS, answer, expect_boxes
from tests.unit.suggest.test_finished_lists import classes, stretched

COARSE, CORNER = 0.05, 1e-2


def bins_of(distance, count):
    """Logits whose softmax has this mean: two neighbours share it."""
    logits = np.full(count, -40.0)
    low = min(int(distance), count - 2)
    part = distance - low
    logits[low : low + 2] = np.log(np.clip([1 - part, part], 1e-12, 1))
    return logits


def distance_levels(boxes, net, strides, middle, bins, classes=2):
    """Scores and distributions of each level, each box on the cell nearest to its centre."""
    levels = []
    for index, stride in enumerate(strides):
        wide, high = (math.ceil(side / stride) for side in net)
        scores = np.full((1, wide * high, classes), 0.001, np.float32)
        table = np.zeros((1, wide * high, 4 * bins), np.float32)
        if index == 2:
            for row, box in enumerate(boxes):
                cell = np.floor((box[:2] + box[2:]) / 2 / stride).astype(int)
                point = (cell + middle) * stride
                at = cell[1] * wide + cell[0]
                ahead = np.concatenate((point - box[:2], box[2:] - point)) / stride
                assert ahead.min() >= 0
                assert ahead.max() <= bins - 1
                table[0, at] = np.concatenate([bins_of(d, bins) for d in ahead])
                scores[0, at, SLOTS[row]] = SCORES[row]
        levels.append((scores, table))
    return levels


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("form", "side", "bins"),
    [("nanodet", 320, 8), ("nanodet", 416, 11), ("nanodet-plus", 416, 8)],
)
def test_nanodet_in_one_table(tmp_path, size, form, side, bins):
    plus = form == "nanodet-plus"
    strides, middle = ((8, 16, 32, 64), 0.0) if plus else ((8, 16, 32), 0.5)
    classes(tmp_path, "cat", "dog")
    boxes = stretched(size, side)
    levels = distance_levels(boxes, (side, side), strides, middle, bins)
    table = np.concatenate([np.concatenate(level, axis=2) for level in levels], axis=1)
    seen = written(tmp_path / "m.onnx", {"output": table}, dims=(1, 3, side, side), name="data")
    assert (seen.recipe.output.format, seen.sure) == (form, 0.96)
    fed = seen.recipe.input
    assert (fed.colour, fed.fit, fed.scale) == (Colour.BGR, Fit.STRETCH, 1.0)
    assert "BGR" in str(seen.findings[0])
    expect_boxes(answer(seen, size).founds, atol=COARSE)


def test_eighty_classes_and_eight_bins_are_no_yolox_of_a_hundred_and_seven(tmp_path):
    table = np.zeros((1, 2100, 112), np.float32)
    seen = written(tmp_path / "m.onnx", {"output": table}, dims=(1, 3, 320, 320))
    assert (seen.recipe.family, len(seen.recipe.classes)) == ("nanodet", 80)
    assert {c.recipe.family for c in seen.candidates} >= {"yolox", "yolov6"}
    classes(tmp_path, *(f"c{n}" for n in range(107)))
    seen = written(tmp_path / "m.onnx", {"output": table}, dims=(1, 3, 320, 320))
    assert seen.recipe.family == "yolox"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shuffled", [False, True])
@pytest.mark.parametrize("batch", [False, True])
def test_nanodet_in_six_outputs(tmp_path, size, shuffled, batch):
    levels = distance_levels(stretched(size, 416), (416, 416), (8, 16, 32), 0.5, 11)
    outputs = {}
    for index, (scores, table) in enumerate(levels):
        pair = (scores, table) if batch else (scores[0], table[0])
        outputs |= dict(zip((f"cls{index}", f"dis{index}"), pair, strict=True))
    if shuffled:
        outputs = dict(sorted(outputs.items(), reverse=True))
    seen = written(tmp_path / "m.onnx", outputs, dims=(1, 3, 416, 416), metadata=NAMES)
    assert (seen.recipe.family, seen.sure) == ("nanodet", 0.9)
    expect_boxes(answer(seen, size).founds, atol=COARSE)


@pytest.mark.parametrize("size", SIZES)
def test_picodet_without_its_postprocessing(tmp_path, size):
    strides = (8, 16, 32, 64)
    boxes = stretched(size, 320, 416)
    levels = distance_levels(boxes, (320, 416), strides, 0.5, 8)
    outputs = {f"s{i}": scores for i, (scores, _) in enumerate(levels)}
    outputs |= {f"b{i}": table for i, (_, table) in enumerate(levels)}
    seen = written(tmp_path / "m.onnx", outputs, dims=(1, 3, 416, 320), metadata=NAMES)
    assert (seen.recipe.family, seen.sure) == ("picodet", 0.7)
    assert [bool(c.recipe.input.mean) for c in seen.candidates] == [True, False]
    expect_boxes(answer(seen, size).founds, atol=COARSE)


def test_the_anchors_of_an_ssd_are_those_that_it_was_trained_with():
    made = anchors(Size(300, 300))
    assert len(made) == anchor_count(Size(300, 300)) == 1917
    assert np.allclose(made[0], [0.5 / 19, 0.5 / 19, 0.1, 0.1])
    assert np.allclose(made[1], [0.5 / 19, 0.5 / 19, 0.2 * 2**0.5, 0.2 / 2**0.5])
    assert np.allclose(made[-6], [0.5, 0.5, 0.95, 0.95])
    assert np.allclose(made[-1, 2:], math.sqrt(0.95))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("logits", [True, False])
def test_raw_ssd(tmp_path, size, logits):
    classes(tmp_path, "cat", "dog")
    at = anchors(Size(300, 300))
    offsets = np.zeros((1, len(at), 1, 4), np.float32)
    scores = np.zeros((1, len(at), 3), np.float32)
    scores[..., 0] = 0.999
    for row, box in enumerate(centred(BOXES / np.tile(size, 2))):
        near = int(np.abs(at - box).sum(axis=1).argmin())
        offsets[0, near, 0, :2] = ((box[:2] - at[near, :2]) / at[near, 2:] * 10)[::-1]
        offsets[0, near, 0, 2:] = (np.log(box[2:] / at[near, 2:]) * 5)[::-1]
        scores[0, near, 1 + SLOTS[row]] = SCORES[row]
    if logits:
        scores = np.log(np.clip(scores, 1e-4, 1) / (1 - np.clip(scores, 1e-4, 0.9999)))
    outputs = {"concat:0": offsets, "concat_1:0": scores}
    seen = written(tmp_path / "m.onnx", outputs, dims=(1, 300, 300, 3), name="Preprocessor/sub:0")
    assert (seen.recipe.family, seen.sure) == ("ssd", 0.9)
    assert seen.recipe.output.background is Background.FIRST
    fed = seen.recipe.input
    assert (fed.scale, fed.mean, fed.colour) == (1 / 127.5, (1.0,), Colour.RGB)
    expect_boxes(answer(seen, size).founds, atol=CORNER)


def test_ninety_one_slots_without_names_are_read_as_coco_and_doubted(tmp_path):
    outputs = {
        "a": np.zeros((1, 1917, 4), np.float32),
        "b": np.full((1, 1917, 91), -9, np.float32),
    }
    outputs["b"][0, 0, 17] = 3.0
    seen = written(tmp_path / "m.onnx", outputs, dims=(1, 300, 300, 3))
    assert answer(seen, SIZES[0]).founds[0].class_name == "cat"
    assert "read as the numbers of COCO" in " ".join(map(str, seen.findings))


@pytest.mark.parametrize("size", SIZES)
def test_boxes_and_scores_of_grid_cells_are_yolo_nas(tmp_path, size):
    boxes, scores = np.zeros((1, 8400, 4), np.float32), np.zeros((1, 8400, 2), np.float32)
    boxes[0, 10:12] = letterboxed(size, 640, BOXES)
    scores[0, [10, 11], SLOTS] = SCORES
    seen = written(tmp_path / "m.onnx", {"b": boxes, "s": scores}, metadata=NAMES)
    assert (seen.recipe.family, seen.sure) == ("yolo-nas", 0.8)
    expect_boxes(answer(seen, size).founds)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("names", [("cat", "dog"), ("BACKGROUND", "cat", "dog")])
def test_boxes_in_shares_and_scores_with_a_background_are_a_guess(tmp_path, size, names):
    classes(tmp_path, *names)
    boxes, scores = np.zeros((1, 3000, 4), np.float32), np.zeros((1, 3000, 3), np.float32)
    boxes[0, 10:12] = BOXES / np.tile(size, 2)
    scores[..., 0] = 1.0
    scores[0, [10, 11], np.add(SLOTS, 1)] = SCORES
    outputs = {"scores": scores, "boxes": boxes}
    seen = written(tmp_path / "m.onnx", outputs, dims=(1, 3, 300, 300))
    assert seen.sure < 0.7
    assert len(seen.candidates) >= 2
    assert "cannot be read from the file" in " ".join(map(str, seen.findings))
    chosen = next(c for c in seen.candidates if c.recipe.output.background is Background.FIRST)
    assert seen.recipe.output.background is Background.FIRST
    assert chosen.recipe.classes == ("cat", "dog")
    expect_boxes(answer(seen, size).founds, atol=CORNER)


def test_offsets_from_unknown_anchors_are_no_boxes(tmp_path):
    from onnx import helper

    from labeldesk.suggest.fake import constant_model

    boxes, scores = np.zeros((1, 3000, 4), np.float32), np.zeros((1, 3000, 3), np.float32)
    model = constant_model({"boxes": boxes, "scores": scores}, dims=(1, 3, 300, 300))
    model.graph.node.append(helper.make_node("Conv", ["images", "images"], ["unused"]))
    (tmp_path / "m.onnx").write_bytes(model.SerializeToString())
    seen = inspect(tmp_path / "m.onnx")
    assert seen.sure == 0.2
    assert "offsets from anchors" in str(seen.findings[0])
    assert "is a guess" in str(seen.findings[-1])


def queries(size, count, rows=6):
    """Boxes cx cy w h in shares and logits of the classes."""
    boxes, logits = np.full((1, rows, 4), 0.5, np.float32), np.full((1, rows, count), -9.0)
    boxes[0, 2:4] = centred(BOXES / np.tile(size, 2))
    logits[0, [2, 3], SLOTS] = np.log(np.array(SCORES) / (1 - np.array(SCORES)))
    return boxes, logits.astype(np.float32)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [2, 3])
def test_rf_detr_asks_about_the_slot_that_means_nothing(tmp_path, size, count):
    boxes, logits = queries(size, count)
    outputs = {"dets": boxes, "labels": logits}
    seen = written(
        tmp_path / "m.onnx", outputs, dims=(1, 3, 560, 560), name="input", metadata=NAMES
    )
    assert seen.recipe.family == "rf-detr"
    assert seen.recipe.output.background == ("last" if count == 3 else "none")
    assert {c.recipe.output.background for c in seen.candidates} == set(Background)
    assert f"one of the {count} class slots" in " ".join(map(str, seen.findings))
    expect_boxes(answer(seen, size).founds, atol=CORNER)


def test_rf_detr_of_ninety_one_slots_has_the_numbers_of_coco(tmp_path):
    boxes, logits = queries(SIZES[0], 91)
    logits[:] = -9
    logits[0, 2, 17] = 3
    seen = written(tmp_path / "m.onnx", {"dets": boxes, "labels": logits}, dims=(1, 3, 560, 560))
    assert seen.recipe.output.background is Background.FIRST
    assert [f.class_name for f in answer(seen, SIZES[0]).founds] == ["cat"]


@pytest.mark.parametrize("size", SIZES)
def test_rf_detr_masks_cover_the_whole_input(tmp_path, size):
    boxes, logits = queries(size, 2)
    masks = np.full((1, 6, 140, 140), -5.0, np.float32)
    masks[0, 2, 70:, :35] = 5.0  # lower half, left quarter
    outputs = {"dets": boxes, "labels": logits, "masks": masks}
    seen = written(tmp_path / "m.onnx", outputs, dims=(1, 3, 560, 560), metadata=NAMES)
    assert seen.recipe.task is Task.SEGMENT
    said = answer(seen, size)
    assert [f.class_name for f in said.founds] == ["dog"]
    assert isinstance(said.founds[0].shape, Mask)
    expected = (0, round(size.height / 2), round(size.width / 4), size.height)
    assert np.allclose(said.founds[0].shape.bounds, expected, atol=1)
    assert "1 masks had no pixels" in str(said.notes[0])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("told", ["head", "description", "nothing"])
def test_rt_detr_of_ultralytics_is_told_from_an_end_to_end_yolo(tmp_path, size, told):
    table = np.zeros((1, 300, 6), np.float32)
    table[0, :2, :4] = centred(BOXES / np.tile(size, 2))
    table[0, :2, 4:] = np.stack((SCORES, SLOTS), axis=1)
    meta = {"names": "{0: 'cat', 1: 'dog', 2: 'cow'}", "task": "detect"}
    meta |= {"head": "RTDETRDecoder"} if told == "head" else {}
    meta |= {"description": "Ultralytics rtdetr-l model"} if told == "description" else {}
    seen = written(tmp_path / "m.onnx", {"output0": table}, metadata=meta)
    said = answer(seen, size)
    if told == "nothing":
        assert seen.recipe.input.fit is Fit.LETTERBOX
        assert "shares of the input" in str(said.notes[0])
        return
    assert seen.recipe.input.fit is Fit.STRETCH
    expect_boxes(said.founds, atol=CORNER)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [2, 3])
def test_rt_detr_of_older_ultralytics_has_a_column_for_each_class(tmp_path, size, count):
    table = np.zeros((1, 300, 4 + count), np.float32)
    table[0, :2, :4] = centred(BOXES / np.tile(size, 2))
    table[0, [0, 1], np.add(SLOTS, 4)] = SCORES
    names = dict(enumerate(("cat", "dog", "cow")[:count]))
    meta = {"names": repr(names), "task": "detect", "description": "Ultralytics rtdetr-l model"}
    seen = written(tmp_path / "m.onnx", {"output0": table}, metadata=meta)
    assert seen.recipe.output.format == "query-rows"
    expect_boxes(answer(seen, size).founds, atol=CORNER)


@pytest.mark.parametrize("size", SIZES)
def test_without_metadata_the_other_reading_of_an_end_to_end_list_is_offered(tmp_path, size):
    table = np.zeros((1, 300, 6), np.float32)
    table[0, :2, :4] = letterboxed(size, 640, BOXES)
    table[0, :2, 4:] = np.stack((SCORES, SLOTS), axis=1)
    classes(tmp_path, "cat", "dog")
    seen = written(tmp_path / "m.onnx", {"output0": table})
    assert [c.recipe.family for c in seen.candidates] == ["yolo", "rt-detr"]
    expect_boxes(answer(seen, size).founds)
