"""Head and backbone in one file answer what they answer one after the other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from labeldesk.domain.problem import UserError
from labeldesk.suggest import recipe_yaml
from labeldesk.suggest.embedding import Embedder
from labeldesk.suggest.heads import LearnedHead, is_head, write_head
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.joined import write_joined
from labeldesk.suggest.recipe import InputSpec, Layout, ModelFile, OutputSpec, Pool, Recipe, Task
from labeldesk.suggest.runner import Model
from tests.unit.suggest.in_process import InProcess
from tests.unit.suggest.models import LANDSCAPE, picture, written

RNG = np.random.default_rng(5)
NAMES = ("cat", "dog")


def noise(*shape: int) -> np.ndarray:
    return RNG.normal(size=shape).astype(np.float32)


def backbone(folder: Path, values: np.ndarray, **output: object) -> ModelFile:
    seen = written(folder / "m.onnx", {"features": values}, dims=(1, 3, 32, 32))
    read = OutputSpec("embed", ("features",), **output)  # type: ignore[arg-type]
    recipe = Recipe("test", Task.EMBED, InputSpec(width=32, height=32), read, sha256=seen.sha256)
    return ModelFile(seen.path, recipe)


def head_of(length: int) -> LearnedHead:
    return LearnedHead(NAMES, noise(length, 2) * 3, noise(2), "d")


@pytest.mark.parametrize(
    ("values", "output"),
    [
        (noise(1, 6), {}),
        (noise(1, 6, 1, 1), {}),
        (noise(1, 6, 3, 4), {}),
        (noise(1, 3, 4, 6), {"layout": Layout.NHWC}),
        (noise(1, 5, 6), {}),
        (noise(1, 5, 6), {"pool": Pool.MEAN}),
        (noise(1, 4, 6), {"pool": Pool.MEAN}),
        (noise(1, 6).astype(np.float16), {}),
        (RNG.integers(0, 255, (1, 6)).astype(np.uint8), {}),
    ],
    ids=["vector", "column", "map", "rows", "first", "mean", "patches", "half", "bytes"],
)
def test_it_says_what_the_head_says_of_the_vector(tmp_path, values, output):
    model = backbone(tmp_path, values, **output)
    opened = Embedder(model, InProcess())
    vector = opened.vector(picture(LANDSCAPE))
    opened.close()
    head = head_of(len(vector))
    logits = vector / np.linalg.norm(vector) @ head.weights + head.bias

    made = write_joined(tmp_path / "joined.onnx", model.path, model.recipe, head)

    running = Model(ModelFile(tmp_path / "joined.onnx", made))
    found, *_ = running.suggest(picture(LANDSCAPE)).founds
    running.close()
    wanted = np.exp(logits) / np.exp(logits).sum()
    assert found.class_name == NAMES[int(wanted.argmax())]
    assert found.score == pytest.approx(wanted.max(), abs=1e-3)


def test_it_is_recognised_as_a_classifier_and_not_as_a_head(tmp_path):
    model = backbone(tmp_path, noise(1, 6))
    head = head_of(6)
    write_head(tmp_path / "head.onnx", head)
    place = tmp_path / "joined.onnx"
    made = write_joined(place, model.path, model.recipe, head)
    assert (is_head(place), is_head(tmp_path / "head.onnx")) == (False, True)
    seen = inspect(place).recipe
    assert (seen.task, seen.classes, seen.output) == (Task.CLASSIFY, NAMES, made.output)
    assert recipe_yaml.load(tmp_path / "joined.recipe.yaml") == made


def test_an_output_that_is_no_vector_is_refused(tmp_path):
    model = backbone(tmp_path, noise(1, 2, 3, 4, 5))
    with pytest.raises(UserError, match="Nothing can be joined to the output features"):
        write_joined(tmp_path / "joined.onnx", model.path, model.recipe, head_of(6))
    assert not (tmp_path / "joined.onnx").exists()
