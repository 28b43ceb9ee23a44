"""A classifier is read before its last layer: exact, in this process and in the child."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from labeldesk.suggest.embedding import Embedder, described
from labeldesk.suggest.heads import LearnedHead
from labeldesk.suggest.joined import write_joined
from labeldesk.suggest.recipe import (
    Activation,
    Fit,
    InputSpec,
    ModelFile,
    OutputSpec,
    Recipe,
    Task,
)
from labeldesk.suggest.runner import Model
from labeldesk.suggest.trunk import trunk
from labeldesk.suggest.worker import Worker
from tests.unit.suggest.in_process import InProcess

WEIGHTS = np.arange(6, dtype=np.float32).reshape(3, 2)
BIAS = np.float32([0.5, -0.5])
COLOUR = (30, 200, 40)  # blue, green, red
MEANS = np.float32([40, 200, 30]) / 255


def node(kind, given, made, **more):
    return helper.make_node(kind, given, [made], **more)


POOLED = [node("GlobalAveragePool", ["pixels"], "pool"), node("Flatten", ["pool"], "flat")]
SOFTMAX = node("Softmax", ["logits"], "scores", axis=1)
ENDS = {
    "gemm": ([*POOLED, node("Gemm", ["flat", "w", "b"], "logits"), SOFTMAX], "flat"),
    "matmul": (
        [*POOLED, node("MatMul", ["flat", "w"], "m"), node("Add", ["m", "b"], "logits"), SOFTMAX],
        "flat",
    ),
    "turned weights": (
        [
            *POOLED,
            node("Transpose", ["t"], "tw", perm=[1, 0]),
            node("MatMul", ["flat", "tw"], "m"),
            node("Add", ["b", "m"], "logits"),
            SOFTMAX,
        ],
        "flat",
    ),
    "convolution": (
        [
            POOLED[0],
            node("Conv", ["pool", "k", "b"], "c"),
            node("Flatten", ["c"], "logits"),
            SOFTMAX,
        ],
        "pool",
    ),
}
CONSTANTS = {"w": WEIGHTS, "t": WEIGHTS.T.copy(), "b": BIAS, "k": WEIGHTS.T[:, :, None, None]}


def classifier(folder: Path, nodes, shape=(1, 2)) -> ModelFile:
    image = helper.make_tensor_value_info("pixels", TensorProto.FLOAT, [1, 3, 32, 32])
    out = helper.make_tensor_value_info("scores", TensorProto.FLOAT, list(shape))
    used = {name for one in nodes for name in one.input}
    constants = [numpy_helper.from_array(np.ascontiguousarray(a), n) for n, a in CONSTANTS.items()]
    constants = [one for one in constants if one.name in used]
    graph = helper.make_graph(nodes, "g", [image], [out], constants)
    made = helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 17)])
    onnx.checker.check_model(made)
    path = folder / "c.onnx"
    path.write_bytes(made.SerializeToString())
    fed = InputSpec(name="pixels", width=32, height=32, fit=Fit.STRETCH)
    read = OutputSpec("classify", ("scores",), Activation.NONE)
    return ModelFile(path, Recipe("classifier", Task.CLASSIFY, fed, read, ("a", "b")))


def picture(height, width):
    made = np.empty((height, width, 3), np.uint8)
    made[:] = COLOUR
    return made


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("size", [(427, 641), (517, 333)])
def test_its_vector_is_what_its_last_layer_is_given(tmp_path, end, size):
    nodes, wanted = ENDS[end]
    model = classifier(tmp_path, nodes)
    assert trunk(model.path, "scores") == trunk(model.path) == wanted
    opened = Embedder(model, InProcess())
    vector = opened.vector(picture(*size))
    opened.close()
    assert np.allclose(vector, MEANS, atol=2e-3)


def test_the_child_process_answers_the_same(tmp_path):
    model = classifier(tmp_path, ENDS["gemm"][0])
    there = Embedder(model, Worker())
    vector = there.vector(picture(427, 641))
    there.close()
    assert np.allclose(vector, MEANS, atol=2e-3)


@pytest.mark.parametrize("end", ENDS)
def test_a_head_is_joined_there_too(tmp_path, end):
    model = described(classifier(tmp_path, ENDS[end][0]))
    weights = (np.eye(3) * 4).astype(np.float32)
    head = LearnedHead(("red", "green", "blue"), weights, np.zeros(3, np.float32), "d")
    made = write_joined(tmp_path / "joined.onnx", model.path, model.recipe, head)
    running = Model(ModelFile(tmp_path / "joined.onnx", made))
    found, *_ = running.suggest(picture(333, 517)).founds
    running.close()
    unit = MEANS / np.linalg.norm(MEANS)
    assert found.class_name == "green"
    assert found.score == pytest.approx(
        float(np.exp(4 * unit)[1] / np.exp(4 * unit).sum()), abs=2e-3
    )


@pytest.mark.parametrize(
    ("nodes", "shape"),
    [
        ([node("GlobalAveragePool", ["pixels"], "scores")], (1, 3, 1, 1)),
        ([*POOLED, node("Relu", ["flat"], "r"), node("Softmax", ["r"], "scores")], (1, 3)),
        ([*POOLED, node("Mul", ["flat", "flat"], "scores")], (1, 3)),
        ([*POOLED, node("MatMul", ["pool", "pool"], "scores")], (1, 3, 1, 1)),
    ],
    ids=["no layer", "another kind", "two ways", "no weights"],
)
def test_where_no_such_layer_is_found_the_scores_are_the_vector(tmp_path, nodes, shape):
    model = classifier(tmp_path, nodes, shape)
    assert trunk(model.path, "scores") is None
    assert described(model).recipe.output.names == ("scores",)


def test_a_file_that_is_no_model_has_no_such_layer(tmp_path):
    (tmp_path / "x.onnx").write_bytes(b"nothing")
    assert trunk(tmp_path / "x.onnx") is None
    assert trunk(tmp_path / "none.onnx") is None
