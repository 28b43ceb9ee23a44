"""What was learned, as ONNX."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import pytest
from onnx import TensorProto, helper, numpy_helper

from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Tag
from labeldesk.quality.head import fitted
from labeldesk.suggest import recipe_yaml
from labeldesk.suggest.heads import LearnedHead, read_head, write_head
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.joined import write_joined
from labeldesk.suggest.recipe import Fit, InputSpec, ModelFile, OutputSpec, Recipe, Task
from labeldesk.suggest.runner import Model
from tests.unit.quality.clouds import clouds

NAMES = ("cat", "dog's", "猫")


def learned() -> tuple[LearnedHead, np.ndarray, np.ndarray]:
    vectors, labels = clouds(3, 20)
    head = fitted(vectors, labels)
    made = LearnedHead(NAMES, head.weights, head.bias, "labeldesk-1")
    return made, vectors, head.probabilities(vectors)


def test_a_head_run_by_onnxruntime_says_what_it_says_here(tmp_path: Path) -> None:
    head, vectors, wanted = learned()
    write_head(tmp_path / "head.onnx", head)

    session = ort.InferenceSession(str(tmp_path / "head.onnx"))
    (scores,) = session.run(None, {"vector": vectors})

    assert np.allclose(scores, wanted, atol=1e-5)
    onnx.checker.check_model(onnx.load(str(tmp_path / "head.onnx")))


def test_a_head_is_read_back_as_it_was(tmp_path: Path) -> None:
    head, _, _ = learned()
    write_head(tmp_path / "head.onnx", head)

    again = read_head(tmp_path / "head.onnx")

    assert (again.names, again.describer, again.of) == (NAMES, "labeldesk-1", "tags")
    assert np.array_equal(again.weights, head.weights)
    assert np.array_equal(again.bias, head.bias)


def damaged(path: Path, how: str) -> None:
    model = onnx.load(str(path))
    if how == "no names":
        del model.metadata_props[:]
    elif how == "fewer names":
        next(one for one in model.metadata_props if one.key == "names").value = "{0: 'cat'}"
    elif how == "names that run":
        next(one for one in model.metadata_props if one.key == "names").value = "exit()"
    elif how == "not a number":
        bias = numpy_helper.from_array(np.full(3, np.nan, np.float32), "head.bias")
        model.graph.initializer[1].CopyFrom(bias)
    elif how == "data elsewhere":
        one = model.graph.initializer[0]
        one.ClearField("raw_data")
        one.data_location = TensorProto.EXTERNAL
        one.external_data.add(key="location", value="/etc/passwd")
    path.write_bytes(b"nothing" if how == "no model" else model.SerializeToString())


@pytest.mark.parametrize(
    "how",
    ["no names", "fewer names", "names that run", "not a number", "data elsewhere", "no model"],
)
def test_what_is_no_sound_head_is_refused(tmp_path: Path, how: str) -> None:
    head, _, _ = learned()
    path = tmp_path / "head.onnx"
    write_head(path, head)
    damaged(path, how)

    with pytest.raises(UserError, match="no head"):
        read_head(path)


def backbone(path: Path, behind: tuple[int, ...] = ()) -> Recipe:
    """Means of the colours: a vector of 3 from a picture, with ones behind if wished."""
    image = helper.make_tensor_value_info("pixels", TensorProto.FLOAT, [1, 3, 32, 32])
    vector = helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, 3, *behind])
    if behind:
        nodes = [helper.make_node("GlobalAveragePool", ["pixels"], ["vector"])]
    else:
        nodes = [
            helper.make_node("GlobalAveragePool", ["pixels"], ["pooled"]),
            helper.make_node("Flatten", ["pooled"], ["vector"]),
        ]
    graph = helper.make_graph(nodes, "means", [image], [vector])
    opsets = [helper.make_opsetid("", 17)]
    onnx.save(helper.make_model(graph, ir_version=8, opset_imports=opsets), str(path))
    fed = InputSpec(name="pixels", width=32, height=32, fit=Fit.STRETCH)
    return Recipe("means", Task.CLASSIFY, fed, OutputSpec("vector", ("vector",)))


@pytest.mark.parametrize("behind", [(), (1, 1)])
@pytest.mark.parametrize("size", [(427, 641), (517, 333)])
def test_joined_to_its_backbone_a_head_is_an_ordinary_classifier(
    tmp_path: Path, behind: tuple[int, ...], size: tuple[int, int]
) -> None:
    recipe = backbone(tmp_path / "backbone.onnx", behind)
    weights = (np.eye(3) * 4).astype(np.float32)
    head = LearnedHead(("red", "green", "blue"), weights, np.zeros(3, np.float32), "means")
    place = tmp_path / "joined.onnx"

    made = write_joined(place, tmp_path / "backbone.onnx", recipe, head)

    picture = np.zeros((*size, 4), np.uint8)
    picture[:, :, :3] = (30, 200, 40)  # blue, green, red
    answer = _asked(ModelFile(place, made), picture)
    unit = np.array([40, 200, 30]) / np.linalg.norm([40, 200, 30])
    wanted = np.exp(4 * unit) / np.exp(4 * unit).sum()
    assert answer[0].class_name == "green"
    assert answer[0].shape == Tag()
    assert answer[0].probabilities == pytest.approx(wanted, abs=2e-3)
    assert recipe_yaml.load(tmp_path / "joined.recipe.yaml") == made
    found = inspect(place).model
    assert found is not None
    assert found.recipe.classes == ("red", "green", "blue")


def _asked(file: ModelFile, picture: np.ndarray) -> tuple:
    model = Model(file)
    try:
        return model.suggest(picture).founds
    finally:
        model.close()


def test_a_backbone_without_that_output_is_refused(tmp_path: Path) -> None:
    recipe = backbone(tmp_path / "backbone.onnx")
    head, _, _ = learned()
    wrong = Recipe("means", Task.CLASSIFY, recipe.input, OutputSpec("vector", ("other",)))

    with pytest.raises(UserError, match="no output other"):
        write_joined(tmp_path / "joined.onnx", tmp_path / "backbone.onnx", wrong, head)
    assert not (tmp_path / "joined.onnx").exists()
