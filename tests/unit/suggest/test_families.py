"""Every family: recognised from the file alone, and its boxes exactly where they belong."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from labeldesk.domain.shapes import Keypoints, Mask, RotatedBox, Tag
from labeldesk.suggest.decode.oriented import overlap
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.recipe import Activation, Background, PadAt, Task
from labeldesk.suggest.runner import Model
from tests.unit.suggest.models import SIZES, centred, letterboxed, picture, written
from tests.unit.suggest.tables import (
    BOXES,
    NAMES,
    SCORES,
    SLOTS,
    answer,
    end2end_table,
    expect_boxes,
    v5_table,
    v8_table,
)


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
    expect_boxes(founds)


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


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("form", ["raw", "end2end"])
def test_turned_boxes(tmp_path, size, form):
    net = centred(letterboxed(size, 640, BOXES))
    angles = (0.3, -0.5)
    table = np.zeros((1, 7, 8400) if form == "raw" else (1, 300, 7), np.float32)
    for row, box in enumerate(net):
        if form == "raw":
            for column, factor in ((row * 7 + 3, 1.0), (row * 7 + 4, 0.5)):
                table[0, :4, column] = box
                table[0, 4 + SLOTS[row], column] = SCORES[row] * factor
                table[0, 6, column] = angles[row]
        else:
            table[0, row] = (*box, SCORES[row], SLOTS[row], angles[row])
    meta = {**NAMES, "task": "obb", "imgsz": "[640, 640]"}
    seen = written(tmp_path / "m.onnx", {"output0": table}, metadata=meta)
    assert (seen.recipe.task, seen.recipe.classes) == (Task.OBB, ("cat", "dog"))
    founds = answer(seen, size).founds
    assert [f.class_name for f in founds] == ["dog", "cat"]
    for found, box, angle in zip(founds, centred(BOXES), angles, strict=True):
        shape = found.shape
        assert isinstance(shape, RotatedBox)
        assert np.allclose((shape.cx, shape.cy), box[:2], atol=1e-2)
        assert np.allclose((shape.width, shape.height), box[2:], rtol=5e-3)
        assert shape.angle == pytest.approx(angle)


def test_overlap_of_turned_boxes_is_one_for_equals_and_falls_with_distance():
    box = np.array([[50, 50, 40, 20, 0.3]], float)
    away = np.array([[x, 50, 40, 20, 0.3] for x in (50, 55, 70, 200)], float)
    same = overlap(box, away)[0]
    assert same[0] > 0.99
    assert (np.diff(same) < 0).all()
    assert same[3] < 0.01
    turned_back = np.array([[50, 50, 20, 40, 0.3 + np.pi / 2]], float)
    assert overlap(box, turned_back)[0, 0] > 0.99


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("form", ["raw", "end2end"])
def test_poses(tmp_path, size, form):
    joints = np.array([[40.5, 60.25], [100.0, 120.0], [70.0, 90.0]])
    inner = letterboxed(size, 640, np.concatenate((joints, joints), axis=1))[:, :2]
    numbers = np.concatenate((inner, [[0.9], [0.2], [0.8]]), axis=1).ravel()
    net = letterboxed(size, 640, BOXES)
    if form == "raw":
        table = v8_table(net, 8400, 9)
        table[0, 6:, :40] = numbers[:, None]
    else:
        table = end2end_table(net, 9)
        table[0, :2, 6:] = numbers
    meta = {**NAMES, "task": "pose", "imgsz": "[640, 640]", "kpt_shape": "[3, 3]"}
    seen = written(tmp_path / "m.onnx", {"output0": table}, metadata=meta)
    founds = answer(seen, size).founds
    assert [f.class_name for f in founds] == ["dog", "cat"]
    assert all(isinstance(f.shape, Keypoints) for f in founds)
    assert founds[0].shape.visibility == (2, 0, 2)
    assert np.allclose(founds[0].shape.joints.points, joints, atol=1e-3)


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


def test_more_than_five_classes_may_hold_at_once(tmp_path):
    scores = np.float32([[0.9, 0.8, 0.7, 0.95, 0.6, 0.55, 0.51, 0.1]])
    seen = written(tmp_path / "m.onnx", {"p": scores}, dims=(1, 3, 64, 64))
    output = replace(seen.recipe.output, activation=Activation.NONE)
    model = Model(replace(seen.model, recipe=replace(seen.recipe, output=output)))
    founds = model.suggest(picture(SIZES[0])).founds
    model.close()
    assert [round(f.score, 2) for f in founds] == [0.95, 0.9, 0.8, 0.7, 0.6, 0.55, 0.51]


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
