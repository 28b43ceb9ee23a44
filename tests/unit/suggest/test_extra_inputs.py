"""Inputs beside the picture: their numbers, their type and axes, also in the child process."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.suggest import recipe_yaml
from labeldesk.suggest.extras import dtype, value
from labeldesk.suggest.frames import frame
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.preprocess import fitted
from labeldesk.suggest.recipe import ExtraInput, Feed, Fit, InputSpec
from labeldesk.suggest.runner import Model
from labeldesk.suggest.worker import Worker
from tests.unit.suggest.models import SIZES, picture
from tests.unit.suggest.tables import BOXES, SCORES, SLOTS, expect_boxes

AT = frame(SIZES[0], InputSpec(width=320, height=640, fit=Fit.STRETCH))


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        (Feed.IMAGE_WH, [501, 333]),
        (Feed.IMAGE_HW, [333, 501]),
        (Feed.INPUT_WH, [320, 640]),
        (Feed.INPUT_HW, [640, 320]),
        (Feed.SCALE_WH, [320 / 501, 640 / 333]),
        (Feed.SCALE_HW, [640 / 333, 320 / 501]),
        (Feed.CONSTANT, [3, 4]),
    ],
)
def test_every_feed_gives_its_two_numbers(feed, expected):
    given = value(ExtraInput("a", feed, (3.0, 4.0)), AT, "float32", [1, 2])
    assert np.allclose(given, [expected])
    assert (given.shape, given.dtype) == ((1, 2), np.float32)


@pytest.mark.parametrize(
    ("shape", "kind", "expected"),
    [
        ([2], "int64", (2,)),
        (["batch", "n"], "int32", (1, 2)),
        ([1, 1, 2], "float16", (1, 1, 2)),
        ([None, 2], "float64", (1, 2)),
        ([4, 2], "float32", (1, 2)),
    ],
)
def test_numbers_take_the_axes_and_the_type_that_are_declared(shape, kind, expected):
    given = value(ExtraInput("a", Feed.IMAGE_WH), AT, kind, shape)
    assert (given.shape, given.dtype) == (expected, np.dtype(kind))


def test_one_constant_fills_every_place():
    given = value(ExtraInput("a", Feed.CONSTANT, (0.5,)), AT, "float32", [1, 2, "n", 3])
    assert given.shape == (1, 2, 1, 3)
    assert (given == 0.5).all()
    assert value(ExtraInput("a", Feed.CONSTANT, (1.0,)), AT, "bool_", []).item() is True


def test_numbers_that_do_not_fit_are_refused_by_name():
    with pytest.raises(UserError, match="The input a takes 3 numbers, the recipe gives 2"):
        value(ExtraInput("a", Feed.IMAGE_WH), AT, "int64", [1, 3])
    with pytest.raises(UserError, match="takes no numbers but string"):
        value(ExtraInput("a", Feed.IMAGE_WH), AT, "string", [1, 2])


def test_types_are_read_as_onnxruntime_writes_them():
    assert [dtype(f"tensor({name})") for name in ("float", "double", "int64", "bool")] == [
        "float32",
        "float64",
        "int64",
        "bool_",
    ]


def stored_numbers():
    shares = np.zeros((2, 1, 3, 4), np.float32)
    for index, size in enumerate(SIZES):
        shares[index, 0, :2] = BOXES / np.tile(size, 2)
    table = {
        "landscape": shares[0],
        "portrait": shares[1],
        "kinds": np.array([[*SLOTS, 7]], np.int64),
        "sure": np.array([[*SCORES, 0.0]], np.float32),
        "one": np.array([1], np.int64),
        "border": np.float32(450),
    }
    return [numpy_helper.from_array(array, name) for name, array in table.items()]


def scaled_detector(path):
    """Boxes as shares of the image, made pixels inside by the size that is asked for."""
    of = helper.make_tensor_value_info
    inputs = [
        of("images", TensorProto.FLOAT, [1, 3, 320, 320]),
        of("orig_target_sizes", TensorProto.INT64, ["n", 2]),
    ]
    nodes = [
        helper.make_node("Identity", ["kinds"], ["labels"]),
        helper.make_node("Identity", ["sure"], ["scores"]),
        helper.make_node("Cast", ["orig_target_sizes"], ["wh"], to=TensorProto.FLOAT),
        helper.make_node("Concat", ["wh", "wh"], ["whwh"], axis=1),
        helper.make_node("Unsqueeze", ["whwh", "one"], ["scale"]),
        helper.make_node("ReduceMax", ["scale"], ["longest"], keepdims=0),
        helper.make_node("Greater", ["longest", "border"], ["lies"]),
        helper.make_node("Where", ["lies", "landscape", "portrait"], ["share"]),
        helper.make_node("Mul", ["share", "scale"], ["boxes"]),
    ]
    outputs = [
        of("labels", TensorProto.INT64, [1, 3]),
        of("boxes", TensorProto.FLOAT, [1, 3, 4]),
        of("scores", TensorProto.FLOAT, [1, 3]),
    ]
    graph = helper.make_graph(nodes, "g", inputs, outputs, initializer=stored_numbers())
    model = helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 17)])
    helper.set_model_props(model, {"names": "{0: 'cat', 1: 'dog'}"})
    path.write_bytes(model.SerializeToString())
    return inspect(path)


@pytest.mark.parametrize("size", SIZES)
def test_a_graph_that_scales_by_the_images_size_gives_image_pixels(tmp_path, size):
    seen = scaled_detector(tmp_path / "m.onnx")
    assert (seen.recipe.family, seen.sure) == ("rt-detr", 0.96)
    assert seen.recipe.extras == (ExtraInput("orig_target_sizes", Feed.IMAGE_WH),)
    ran = Model(seen.model)
    expect_boxes(ran.suggest(picture(size)).founds)
    ran.close()


def test_the_child_process_feeds_them_too(tmp_path):
    seen = scaled_detector(tmp_path / "m.onnx")
    worker = Worker()
    try:
        worker.open(seen.model)
        for size in SIZES:
            canvas, at = fitted(picture(size), seen.recipe.input)
            expect_boxes(worker.run(canvas, at, Cancel()).founds)
    finally:
        worker.close()


def test_extra_inputs_survive_yaml_and_a_wrong_one_is_named(tmp_path):
    recipe = scaled_detector(tmp_path / "m.onnx").recipe
    more = replace(recipe, extras=(*recipe.extras, ExtraInput("c", Feed.CONSTANT, (1.0, 2.5))))
    text = recipe_yaml.dump(more)
    assert recipe_yaml.parse(text) == more
    for changed, said in (
        (text.replace("image-wh", "image-xy"), "extras.0.feed: 'image-xy' does not fit"),
        (text.replace("feed: constant", "fed: constant"), "extras.1.fed: A recipe has no field"),
    ):
        with pytest.raises(UserError, match=said):
            recipe_yaml.parse(changed)
    with pytest.raises(UserError, match="extras: 3 does not fit"):
        recipe_yaml.parse("{family: a, task: detect, input: {}, output: {format: a}, extras: 3}")


def test_an_input_that_the_recipe_does_not_know_is_named(tmp_path):
    seen = scaled_detector(tmp_path / "m.onnx")
    with pytest.raises(UserError, match="differ in these inputs: orig_target_sizes"):
        Model(replace(seen.model, recipe=replace(seen.recipe, extras=())))
