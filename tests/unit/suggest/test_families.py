"""Every family: recognised from the file alone, and its boxes exactly where they belong."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.shapes import Box, Keypoints, Mask, Tag
from labeldesk.suggest.found import Answer, Found
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.preview import doubts
from labeldesk.suggest.recipe import Activation, Background, PadAt, Task
from labeldesk.suggest.runner import Model
from tests.unit.suggest.models import SIZES, centred, letterboxed, picture, written

BOXES = np.array([[30.25, 40.5, 130.75, 200.0], [90.0, 100.0, 210.5, 330.0]])
SCORES = (0.9, 0.6)
SLOTS = (1, 0)
NAMES = {"names": "{0: 'cat', 1: 'dog'}"}
WANTED = [("dog", 0.9), ("cat", 0.6)]


def answer(inspection, size):
    model = Model(inspection.model)
    try:
        return model.suggest(picture(size))
    finally:
        model.close()


def expect_boxes(founds, atol=1e-3):
    assert [(f.class_name, round(f.score, 3)) for f in founds] == WANTED
    assert all(isinstance(f.shape, Box) for f in founds)
    assert np.allclose([f.shape.bounds for f in founds], BOXES, atol=atol)


def v8_table(boxes, cells, extra=0, classes=2):
    table = np.zeros((1, 4 + classes + extra, cells), np.float32)
    for row, (box, score, slot) in enumerate(zip(centred(boxes), SCORES, SLOTS, strict=True)):
        # A worse copy beside each box must be suppressed.
        for column, factor in ((row * 7 + 3, 1.0), (row * 7 + 4, 0.5)):
            table[0, :4, column] = box
            table[0, 4 + slot, column] = score * factor
    return table


def v5_table(boxes, rows, extra=0):
    table = np.zeros((1, rows, 5 + 2 + extra), np.float32)
    for row, (box, score, slot) in enumerate(zip(centred(boxes), SCORES, SLOTS, strict=True)):
        table[0, row, :4] = box
        table[0, row, 4] = score
        table[0, row, 5 + slot] = 1.0
    return table


def end2end_table(boxes, extra=0):
    table = np.zeros((1, 300, 6 + extra), np.float32)
    for row, (box, score, slot) in enumerate(zip(boxes, SCORES, SLOTS, strict=True)):
        table[0, row, :6] = (*box, score, slot)
    return table


@pytest.mark.parametrize("size", SIZES)
def test_v8_with_metadata(tmp_path, size):
    table = v8_table(letterboxed(size, 640, BOXES), 8400)
    meta = {**NAMES, "task": "detect", "imgsz": "[640, 640]", "license": "AGPL-3.0"}
    seen = written(tmp_path / "m.onnx", {"output0": table}, metadata=meta)
    assert (seen.recipe.family, seen.recipe.output.format) == ("ultralytics", "yolo-v8")
    assert seen.sure > 0.9
    assert seen.recipe.license == "AGPL-3.0"
    expect_boxes(answer(seen, size).founds)


@pytest.mark.parametrize("size", SIZES)
def test_v8_without_metadata_takes_names_from_the_list_beside_it(tmp_path, size):
    (tmp_path / "m.txt").write_text("cat\ndog\n", encoding="utf-8")
    table = v8_table(letterboxed(size, 320, BOXES), 2100)
    seen = written(tmp_path / "m.onnx", {"output0": table}, dims=(1, 3, 320, 320))
    assert (seen.recipe.family, seen.recipe.output.format) == ("yolo", "yolo-v8")
    expect_boxes(answer(seen, size).founds)


@pytest.mark.parametrize("size", SIZES)
def test_v5_and_v7_with_names_only(tmp_path, size):
    table = v5_table(letterboxed(size, 640, BOXES), 25200)
    seen = written(tmp_path / "m.onnx", {"output": table}, metadata={**NAMES, "stride": "32"})
    assert seen.recipe.output.format == "yolo-v5"
    expect_boxes(answer(seen, size).founds)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("meta", [{}, {**NAMES, "task": "detect", "end2end": "True"}])
def test_end_to_end_with_and_without_metadata(tmp_path, size, meta):
    (tmp_path / "m.names").write_text("cat\ndog\n", encoding="utf-8")
    table = end2end_table(letterboxed(size, 640, BOXES))
    seen = written(tmp_path / "m.onnx", {"output0": table}, metadata=meta)
    assert seen.recipe.output.format == "yolo-end2end"
    founds = answer(seen, size).founds
    assert [f.score for f in founds] == pytest.approx([0.9, 0.6])
    assert np.allclose([f.shape.bounds for f in founds], BOXES, atol=1e-3)


@pytest.mark.parametrize("size", SIZES)
def test_v7_end_to_end(tmp_path, size):
    from onnx import helper

    from labeldesk.suggest.fake import constant_model

    table = np.zeros((2, 7), np.float32)
    for row, box in enumerate(letterboxed(size, 640, BOXES)):
        table[row] = (0, *box, SLOTS[row], SCORES[row])
    model = constant_model({"output": table}, metadata=NAMES)
    path = tmp_path / "m.onnx"
    path.write_bytes(model.SerializeToString())
    assert inspect(path).recipe.task is Task.CLASSIFY  # seven classes have the same shape
    inputs = [f"i{n}" for n in range(5)]
    shapes = ([1, 1, 4], [1, 1, 1], [1], [1], [1])
    for name, dims in zip(inputs, shapes, strict=True):
        kind = 7 if name == "i2" else 1
        value = helper.make_tensor(name, kind, dims, [0] * int(np.prod(dims)))
        model.graph.initializer.append(value)
    model.graph.node.append(helper.make_node("NonMaxSuppression", inputs, ["kept"]))
    path.write_bytes(model.SerializeToString())
    seen = inspect(path)
    assert seen.recipe.output.format == "yolo-v7-end2end"
    expect_boxes(answer(seen, size).founds)


@pytest.mark.parametrize("size", SIZES)
def test_a_half_precision_model_that_declares_a_batch_of_four(tmp_path, size):
    table = end2end_table(letterboxed(size, 640, BOXES)).astype(np.float16)
    meta = {**NAMES, "task": "detect"}
    seen = written(
        tmp_path / "m.onnx",
        {"output0": table},
        metadata=meta,
        dims=(4, 3, 640, 640),
        dtype="float16",
    )
    expect_boxes(answer(seen, size).founds, atol=0.3)


def test_a_first_answer_that_looks_wrong_says_so():
    whole = Found("cat", Box(0, 0, 100, 99), 0.9)
    part = Found("cat", Box(0, 0, 10, 9), 0.9)
    size = Size(100, 100)
    assert "whole image" in str(doubts(Answer((whole, whole)), size)[0])
    assert doubts(Answer((whole, part)), size) == ()
    assert "Nothing was found" in str(doubts(Answer(), size)[0])
    assert doubts(Answer((Found("cat", Tag(), 0.9),)), size) == ()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("form", ["v8", "v5", "end2end"])
def test_masks_are_exact_inside_their_boxes(tmp_path, size, form):
    """The prototypes hold a vertical edge: the mask ends where the edge lies in the image."""
    net = letterboxed(size, 640, BOXES)
    protos = np.zeros((1, 32, 160, 160), np.float32)
    columns = (np.arange(160) + 0.5) * 4
    protos[0, 0] = -(columns - 300.0)  # positive left of x = 300 in the input
    table = {
        "v8": v8_table(net, 8400, 32),
        "v5": v5_table(net, 25200, 32),
        "end2end": end2end_table(net, 32),
    }[form]
    if form == "v8":
        table[0, 6, :20] = 1.0
    else:
        table[0, :20, -32] = 1.0
    meta = {**NAMES, "task": "segment", "imgsz": "[640, 640]"}
    seen = written(tmp_path / "m.onnx", {"output0": table, "output1": protos}, metadata=meta)
    assert seen.recipe.task is Task.SEGMENT
    founds = answer(seen, size).founds
    edge = _in_image(300.0, size)
    assert [f.class_name for f in founds] == ["dog", "cat"]
    for found, box in zip(founds, BOXES, strict=True):
        assert isinstance(found.shape, Mask)
        x1 = min(box[2], edge)
        inside = np.ceil(box[:2] - 0.5), np.ceil(np.array([x1, box[3]]) - 0.5)
        bounds = found.shape.bounds
        assert np.allclose(bounds, np.concatenate(inside), atol=1)
        assert abs(found.shape.area - bounds.area) == 0


def _in_image(x, size):
    width = round(size.width * 640 / max(size))
    return (x - (640 - width) // 2) * size.width / width


def test_a_mask_without_pixels_is_a_message(tmp_path):
    table = end2end_table(letterboxed(SIZES[0], 640, BOXES), 32)
    protos = np.full((1, 32, 160, 160), -1, np.float32)
    table[0, :2, 6] = 1.0
    meta = {**NAMES, "task": "segment"}
    seen = written(tmp_path / "m.onnx", {"output0": table, "output1": protos}, metadata=meta)
    said = answer(seen, SIZES[0])
    assert said.founds == ()
    assert "2 masks had no pixels" in str(said.notes[0])


def yolox_table(size):
    ratio = 416 / max(size)
    scale = np.array(
        [int(size.width * ratio + 1e-6) / size.width, int(size.height * ratio + 1e-6) / size.height]
    )
    net = centred((BOXES.reshape(-1, 2, 2) * scale).reshape(-1, 4))
    table = np.zeros((1, 3549, 7), np.float32)
    for row, box in enumerate(net):
        stride, start, wide = (8, 0, 52) if row else (16, 2704, 26)
        column, line = box[:2] // stride
        cell = start + int(line) * wide + int(column)
        table[0, cell, :2] = box[:2] / stride - (column, line)
        table[0, cell, 2:4] = np.log(box[2:] / stride)
        table[0, cell, 4:] = (SCORES[row], *np.eye(2)[SLOTS[row]])
    return table


@pytest.mark.parametrize("size", SIZES)
def test_yolox(tmp_path, size):
    (tmp_path / "coco.names").write_text("cat\ndog\n", encoding="utf-8")
    seen = written(tmp_path / "m.onnx", {"output": yolox_table(size)}, dims=(1, 3, 416, 416))
    assert seen.recipe.family == "yolox"
    assert seen.recipe.input.pad_at is PadAt.BOTTOM_RIGHT
    assert len(seen.candidates) == 3
    expect_boxes(answer(seen, size).founds, atol=1e-2)


@pytest.mark.parametrize("size", SIZES)
def test_fastestdet(tmp_path, size):
    (tmp_path / "m.names").write_text("cat\ndog\n", encoding="utf-8")
    maps = np.full((1, 7, 22, 22), 0, np.float32)
    maps[0, 3:5] = -50
    unit = centred(BOXES / np.tile(size, 2))
    for row, box in enumerate(unit):
        column, line = (box[:2] * 22).astype(int)
        maps[0, 0, line, column] = SCORES[row] ** (1 / 0.6)
        maps[0, 1:3, line, column] = np.arctanh(box[:2] * 22 - (column, line))
        maps[0, 3:5, line, column] = np.log(box[2:] / (1 - box[2:]))
        maps[0, 5 + SLOTS[row], line, column] = 1.0
    seen = written(tmp_path / "m.onnx", {"758": maps}, dims=(1, 3, 352, 352))
    assert seen.recipe.family == "fastestdet"
    expect_boxes(answer(seen, size).founds, atol=1e-2)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keypoints", [False, True])
def test_centerface_takes_any_size_though_it_declares_another(tmp_path, size, keypoints):
    from dataclasses import replace

    wide, high = (-(-side // 32) * 32 for side in size)
    scale = np.array([wide / size.width, high / size.height])
    box = centred((BOXES[:1].reshape(-1, 2, 2) * scale).reshape(-1, 4))[0]
    column, line = (box[:2] / 4 - 0.5).astype(int)
    maps = {
        str(537 + i): np.zeros((1, n, high // 4, wide // 4), np.float32)
        for i, n in enumerate((1, 2, 2, 10))
    }
    maps["537"][0, 0, line, column] = 0.9
    maps["538"][0, :, line, column] = np.log(box[3:1:-1] / 4)
    maps["539"][0, :, line, column] = (box[:2] / 4 - 0.5 - (column, line))[::-1]
    maps["540"][0, :, line, column] = np.tile([0.75, 0.25], 5)  # y, x within the box
    seen = written(tmp_path / "m.onnx", maps, dims=(10, 3, 32, 32), name="input.1")
    assert seen.recipe.family == "centerface"
    model = replace(
        seen.model,
        recipe=replace(seen.recipe, output=replace(seen.recipe.output, keypoints=keypoints)),
    )
    founds = Model(model).suggest(picture(size)).founds
    assert [f.class_name for f in founds] == ["face"] * (1 + keypoints)
    assert np.allclose(founds[0].shape.bounds, BOXES[0], atol=1e-2)
    if keypoints:
        assert isinstance(founds[1].shape, Keypoints)
        x0, y0, x1, y1 = BOXES[0]
        place = (x0 + (x1 - x0) / 4, y0 + (y1 - y0) * 3 / 4)
        assert np.allclose(founds[1].shape.joints.points, place, atol=1e-2)


@pytest.mark.parametrize(
    ("vector", "dtype"),
    [
        (np.log(np.array([[0.2, 0.7, 0.1]], np.float32)), "float32"),
        (np.array([[0.2, 0.7, 0.1]], np.float32), "float32"),
        (np.array([[51, 179, 25]], np.uint8), "uint8"),
        (np.log(np.array([[0.2, 0.7, 0.1]], np.float16)), "float16"),
    ],
    ids=["logits", "already softmax", "uint8", "half"],
)
def test_classifiers_give_tags_and_the_whole_vector(tmp_path, vector, dtype):
    (tmp_path / "m_labels.txt").write_text("cat\ndog\nbird\n", encoding="utf-8")
    dims = (1, 224, 224, 3) if dtype == "uint8" else (1, 3, 224, 224)
    seen = written(tmp_path / "m.onnx", {"logits": vector}, dims=dims, dtype=dtype)
    assert seen.recipe.task is Task.CLASSIFY
    founds = answer(seen, SIZES[0]).founds
    assert [f.class_name for f in founds] == ["dog", "cat", "bird"]
    assert all(isinstance(f.shape, Tag) for f in founds)
    assert np.allclose(founds[0].probabilities, [0.2, 0.7, 0.1], atol=3e-3)
    assert founds[1].probabilities == ()


def test_an_ultralytics_classifier_is_not_normalised(tmp_path):
    meta = {"task": "classify", "names": "{0: 'cat', 1: 'dog'}", "imgsz": "[64, 64]"}
    table = {"output0": np.array([[0.25, 0.75]], np.float32)}
    seen = written(tmp_path / "m.onnx", table, dims=("b", 3, "h", "w"), metadata=meta)
    assert (seen.recipe.input.width, seen.recipe.input.mean) == (64, ())
    assert seen.recipe.output.activation is Activation.NONE
    assert answer(seen, SIZES[1]).founds[0].class_name == "dog"


def test_one_name_too_few_means_a_background_slot(tmp_path):
    (tmp_path / "labels.txt").write_text("cat\ndog\n", encoding="utf-8")
    seen = written(tmp_path / "m.onnx", {"p": np.array([[0.5, 0.1, 0.4]], np.float32)})
    assert seen.recipe.output.background is Background.FIRST
    assert [f.class_name for f in answer(seen, SIZES[0]).founds] == ["dog", "cat"]


def test_numbers_that_are_not_finite_are_a_message(tmp_path):
    table = end2end_table(letterboxed(SIZES[0], 640, BOXES))
    table[0, 0, 0] = np.nan
    table[0, 5, 4] = np.inf
    seen = written(tmp_path / "m.onnx", {"output0": table}, metadata={**NAMES, "task": "detect"})
    said = answer(seen, SIZES[0])
    assert [f.class_name for f in said.founds] == ["cat"]
    assert "2 answers had numbers that are not finite" in str(said.notes[0])


def test_a_class_beyond_the_names_is_called_by_its_number(tmp_path):
    table = end2end_table(letterboxed(SIZES[0], 640, BOXES))
    table[0, 0, 5] = 9
    seen = written(tmp_path / "m.onnx", {"output0": table}, metadata={**NAMES, "task": "detect"})
    said = answer(seen, SIZES[0])
    assert said.founds[0].class_name == "class9"
    assert "The class 9 has no name in the list of 2" in str(said.notes[0])


def test_nothing_found_is_an_ordinary_answer(tmp_path):
    table = np.zeros((1, 300, 6), np.float32)
    seen = written(tmp_path / "m.onnx", {"output0": table}, metadata={**NAMES, "task": "detect"})
    assert answer(seen, Size(1, 1)).founds == ()


def test_an_unknown_model_is_described_by_its_inputs_and_outputs(tmp_path):
    seen = written(tmp_path / "m.onnx", {"what": np.zeros((1, 7, 5, 3, 2), np.float32)})
    assert seen.recipe is None
    assert "Outputs: what: float32 [1, 7, 5, 3, 2]" in str(seen.findings[0])
    assert seen.as_json()["family"] is None


def test_a_recipe_saved_beside_the_model_wins(tmp_path):
    from dataclasses import replace

    from labeldesk.suggest import recipe_yaml

    table = {"output0": end2end_table(BOXES)}
    first = written(tmp_path / "m.onnx", table, metadata={**NAMES, "task": "detect"})
    changed = replace(first.recipe, classes=("a", "b"))
    side = tmp_path / "m.recipe.yaml"
    side.write_text(recipe_yaml.dump(changed), encoding="utf-8")
    again = written(tmp_path / "m.onnx", table, metadata={**NAMES, "task": "detect"})
    assert (again.recipe.classes, again.sure) == (("a", "b"), 1.0)
    side.write_text(recipe_yaml.dump(replace(changed, sha256="0" * 64)), encoding="utf-8")
    other = written(tmp_path / "m.onnx", table, metadata={**NAMES, "task": "detect"})
    assert other.recipe.classes == ("cat", "dog")
    assert "is for another file" in str(other.findings[0])


def test_inspect_gives_plain_json(tmp_path):
    import json

    table = {"output0": end2end_table(BOXES)}
    seen = written(tmp_path / "m.onnx", table, metadata={**NAMES, "task": "detect"})
    value = json.loads(json.dumps(seen.as_json()))
    assert value["family"] == "ultralytics"
    assert value["inputs"] == [{"name": "images", "dtype": "float32", "shape": [1, 3, 640, 640]}]
    assert value["classes"] == ["cat", "dog"]
    assert "CPUExecutionProvider" in value["providers"]
