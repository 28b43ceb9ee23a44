"""Half precision and 8-bit models: declared types decide what is fed, answers keep their place."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper

from labeldesk.domain.progress import Cancel
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.preprocess import fitted
from labeldesk.suggest.recipe import Layout
from labeldesk.suggest.runner import Model
from labeldesk.suggest.worker import Worker
from tests.unit.suggest.models import SIZES, letterboxed, picture, written
from tests.unit.suggest.tables import (
    BOXES,
    NAMES,
    SCORES,
    answer,
    end2end_table,
    expect_boxes,
    v8_table,
)
from tests.unit.suggest.test_finished_lists import lists

SIDE = 64
META = {"task": "classify", "names": "{0: 'red', 1: 'green', 2: 'blue'}", "imgsz": "[64, 64]"}


def saved(path, nodes, stored, kinds=(TensorProto.FLOAT, TensorProto.FLOAT)):
    """A classifier of these nodes from `images` [1,3,64,64] to `output0` [1,3]."""
    image = helper.make_tensor_value_info("images", kinds[0], [1, 3, SIDE, SIDE])
    out = helper.make_tensor_value_info("output0", kinds[1], [1, 3])
    arrays = [numpy_helper.from_array(array, name) for name, array in stored.items()]
    graph = helper.make_graph(nodes, "g", [image], [out], initializer=arrays)
    model = helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 17)])
    helper.set_model_props(model, META)
    path.write_bytes(model.SerializeToString())
    return inspect(path)


def averaging(kind):
    """The mean of each channel, weighted by a convolution, as scores."""
    weight = np.eye(3).reshape(3, 3, 1, 1).astype(kind)
    nodes = [
        helper.make_node("Conv", ["images", "weight"], ["mixed"]),
        helper.make_node("GlobalAveragePool", ["mixed"], ["mean"]),
        helper.make_node("Flatten", ["mean"], ["output0"]),
    ]
    return nodes, {"weight": weight}


def quantised():
    """The same with 8-bit numbers between QuantizeLinear and DequantizeLinear."""
    stored = {
        "step": np.float32(1 / 255),
        "zero": np.uint8(0),
        "weight": (np.eye(3) * 127).reshape(3, 3, 1, 1).astype(np.int8),
        "wstep": np.float32(1 / 127),
        "wzero": np.int8(0),
    }
    nodes = [
        helper.make_node("QuantizeLinear", ["images", "step", "zero"], ["q"]),
        helper.make_node("DequantizeLinear", ["q", "step", "zero"], ["x"]),
        helper.make_node("DequantizeLinear", ["weight", "wstep", "wzero"], ["w"]),
        helper.make_node("Conv", ["x", "w"], ["mixed"]),
        helper.make_node("GlobalAveragePool", ["mixed"], ["mean"]),
        helper.make_node("QuantizeLinear", ["mean", "step", "zero"], ["qm"]),
        helper.make_node("DequantizeLinear", ["qm", "step", "zero"], ["dm"]),
        helper.make_node("Flatten", ["dm"], ["output0"]),
    ]
    return nodes, stored


HALF = (TensorProto.FLOAT16, TensorProto.FLOAT16)
BLUE_GREEN_RED = (204, 102, 51)


@pytest.mark.parametrize("form", ["half", "quantised"])
def test_the_colours_of_a_flat_picture_come_through(tmp_path, form):
    path = tmp_path / "m.onnx"
    seen = (
        saved(path, *averaging(np.float16), HALF) if form == "half" else saved(path, *quantised())
    )
    flat = np.full((333, 501, 3), BLUE_GREEN_RED, np.uint8)
    ran = Model(seen.model)
    founds = ran.suggest(flat).founds
    ran.close()
    assert [f.class_name for f in founds] == ["blue", "green", "red"]
    assert np.allclose([f.score for f in founds], [0.8, 0.4, 0.2], atol=3e-3)


@pytest.mark.parametrize("size", SIZES)
def test_half_precision_lists_and_tables(tmp_path, size):
    half = np.float16
    table = v8_table(letterboxed(size, 640, BOXES), 8400).astype(half)
    meta = {**NAMES, "task": "detect"}
    first = written(tmp_path / "a.onnx", {"output0": table}, metadata=meta, dtype="float16")
    assert first.recipe.input.dtype == "float16"
    rounded = [(f.class_name, round(f.score, 2)) for f in answer(first, size).founds]
    assert rounded == [("dog", 0.9), ("cat", 0.6)]
    boxes, scores, labels = lists(BOXES)
    outputs = {"labels": labels, "boxes": boxes.astype(half), "scores": scores.astype(half)}
    more = {"orig_target_sizes": ("int64", (1, 2))}
    second = written(tmp_path / "b.onnx", outputs, metadata=NAMES, dtype="float16", beside=more)
    assert second.recipe.family == "rt-detr"
    founds = answer(second, size).founds
    assert np.allclose([f.shape.bounds for f in founds], BOXES, atol=0.2)
    assert np.allclose([f.score for f in founds], SCORES, atol=1e-3)


def test_bytes_are_fed_as_they_are(tmp_path):
    table = end2end_table(letterboxed(SIZES[0], 640, BOXES))
    meta = {**NAMES, "task": "detect"}
    dims = (1, 640, 640, 3)
    seen = written(tmp_path / "m.onnx", {"output0": table}, metadata=meta, dims=dims, dtype="uint8")
    assert (seen.recipe.input.layout, seen.recipe.input.scale) == (Layout.NHWC, 1.0)
    expect_boxes(answer(seen, SIZES[0]).founds)
    plain = written(
        tmp_path / "n.onnx",
        {"output0": v8_table(letterboxed(SIZES[1], 640, BOXES), 8400)},
        metadata=NAMES,
        dims=dims,
        dtype="uint8",
    )
    assert (plain.recipe.family, plain.recipe.input.scale) == ("yolo", 1.0)
    assert "as bytes" in str(plain.findings[0])
    expect_boxes(answer(plain, SIZES[1]).founds)


def test_a_quantised_model_runs_in_the_child_process(tmp_path):
    seen = saved(tmp_path / "m.onnx", *quantised())
    worker = Worker()
    try:
        worker.open(seen.model)
        canvas, at = fitted(picture(SIZES[1]), seen.recipe.input)
        assert len(worker.run(canvas, at, Cancel()).founds) == 3
    finally:
        worker.close()
