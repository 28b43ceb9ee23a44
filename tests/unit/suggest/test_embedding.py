"""Vectors that describe images: exact, in this process and in the child, of every form."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from onnx import TensorProto, helper

from labeldesk.domain.geometry import Rect
from labeldesk.domain.problem import Problem, UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.suggest.decode.embed import extra_tokens
from labeldesk.suggest.embedding import Embedder, crop, embedder
from labeldesk.suggest.preview import doubts
from labeldesk.suggest.recipe import (
    Activation,
    Fit,
    InputSpec,
    ModelFile,
    OutputSpec,
    Pool,
    Recipe,
    Task,
)
from labeldesk.suggest.runner import Model
from labeldesk.suggest.worker import Worker
from tests.unit.suggest.in_process import InProcess
from tests.unit.suggest.models import LANDSCAPE, SIZES, picture, written

TOKENS = np.arange(5 * 3, dtype=np.float32).reshape(1, 5, 3)  # one in front of 2 x 2 patches
MAP = np.arange(3 * 4, dtype=np.float32).reshape(1, 3, 2, 2)


def constant(tmp_path, values, **output) -> ModelFile:
    """A model that answers these values, read as an embedding."""
    seen = written(tmp_path / "m.onnx", {"features": values}, dims=(1, 3, 32, 32))
    read = OutputSpec("embed", ("features",), **output)
    recipe = Recipe("test", Task.EMBED, InputSpec(width=32, height=32), read, sha256=seen.sha256)
    return ModelFile(seen.path, recipe)


def colours(tmp_path) -> ModelFile:
    """The mean of each channel, as a vector: it shows what was fed."""
    image = helper.make_tensor_value_info("images", TensorProto.FLOAT, [1, 3, 8, 8])
    out = helper.make_tensor_value_info("v", TensorProto.FLOAT, [1, 3])
    node = helper.make_node("ReduceMean", ["images"], ["v"], axes=[2, 3], keepdims=0)
    graph = helper.make_graph([node], "g", [image], [out])
    made = helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 17)])
    (tmp_path / "c.onnx").write_bytes(made.SerializeToString())
    fed = InputSpec(width=8, height=8, fit=Fit.CROP, antialias=True)
    return ModelFile(tmp_path / "c.onnx", Recipe("t", Task.EMBED, fed, OutputSpec("embed", ("v",))))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("values", "output", "wanted"),
    [
        (np.float32([[1, 2, 3]]), {}, [1, 2, 3]),
        (np.float32([[[[1]], [[2]]]]), {}, [1, 2]),
        (MAP, {}, [1.5, 5.5, 9.5]),
        (TOKENS, {}, [0, 1, 2]),
        (TOKENS, {"pool": Pool.MEAN}, [7.5, 8.5, 9.5]),
        (TOKENS[:, :4], {"pool": Pool.MEAN}, [4.5, 5.5, 6.5]),
        (np.uint8([[51, 255]]), {}, [0.2, 1.0]),
        (np.float16([[0.5, 2]]), {}, [0.5, 2]),
    ],
    ids=["vector", "column", "map", "first", "mean", "no class token", "bytes", "half"],
)
def test_a_vector_comes_of_every_form(tmp_path, size, values, output, wanted):
    model = Embedder(constant(tmp_path, values, **output), InProcess())
    vector = model.vector(picture(size))
    model.close()
    assert vector.dtype == np.float32
    assert np.allclose(vector, wanted)


def test_tokens_in_front_are_counted_only_where_the_patches_are_a_square():
    assert [extra_tokens(n) for n in (196, 197, 257, 261, 577, 60, 1)] == [0, 1, 1, 5, 1, 0, 0]


def test_the_child_gives_the_same_vectors_as_this_process(tmp_path):
    model = colours(tmp_path)
    here, there = Embedder(model, InProcess()), Embedder(model, Worker())
    try:
        for size in SIZES:
            assert np.array_equal(here.vector(picture(size)), there.vector(picture(size)))
        many = [np.full((9, 9, 3), 20 * n, np.uint8) for n in range(10)]
        many.insert(4, many[0][:0])
        one, other = list(here.vectors(many)), list(there.vectors(many))
        assert [isinstance(v, Problem) for v in other] == [n == 4 for n in range(11)]
        assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True) if a is not one[4])
        assert other[-1] == pytest.approx(180 / 255)
    finally:
        here.close()
        there.close()


def test_parts_are_seen_whole_and_a_bad_one_is_a_problem_in_its_place(tmp_path):
    image = np.zeros((40, 90, 3), np.uint8)
    image[:, :30, 2] = 255  # red on the left third
    model = Embedder(colours(tmp_path), InProcess())
    left, empty, both = model.vectors(
        [crop(image, Rect(0, 0, 30, 40)), image[:0], crop(image, Rect(-5, -5, 59.5, 99))],
        whole=True,
    )
    (cut,) = model.vectors([image])
    model.close()
    assert np.allclose(left, [1, 0, 0])
    assert isinstance(empty, Problem)
    assert both == pytest.approx([0.5, 0, 0], abs=2e-2)
    assert cut == pytest.approx([0.125, 0, 0], abs=2e-2)  # the middle 40 x 40 begins at 25
    with pytest.raises(UserError, match="no pixels"):
        crop(image, Rect(90, 0, 99, 9))


def test_numbers_that_are_not_finite_give_no_vector(tmp_path):
    model = Embedder(constant(tmp_path, np.float32([[1, np.nan]])), InProcess())
    with pytest.raises(UserError, match="not finite"):
        model.vector(picture(LANDSCAPE))
    model.close()


def test_a_vector_without_numbers_is_a_message(tmp_path):
    model = Embedder(constant(tmp_path, np.zeros((1, 0), np.float32)), InProcess())
    with pytest.raises(UserError, match="without numbers"):
        model.vector(picture(LANDSCAPE))
    model.close()


def test_a_classifier_is_an_embedding_too_and_a_detector_is_none(tmp_path):
    seen = written(tmp_path / "m.onnx", {"logits": np.float32([[3, 1, 2]])}, dims=(1, 3, 32, 32))
    model = Embedder(seen.model, InProcess())
    assert np.allclose(model.vector(picture(LANDSCAPE)), [3, 1, 2])
    model.close()
    softmax = replace(seen.recipe.output, activation=Activation.SOFTMAX)
    read = embedder(replace(seen.recipe, output=softmax))
    assert (read.task, read.output.format) == (Task.EMBED, "embed")
    detector = replace(seen.recipe, task=Task.DETECT)
    with pytest.raises(UserError, match="no vector"):
        Embedder(ModelFile(seen.path, detector), InProcess())


def test_an_embedding_proposes_nothing_and_says_so_to_nobody(tmp_path):
    model = Model(constant(tmp_path, MAP))
    answer = model.suggest(picture(LANDSCAPE))
    model.close()
    assert answer.founds == answer.notes == ()
    assert answer == replace(answer, embedding=None)
    assert "proposes nothing" in str(doubts(answer, LANDSCAPE)[0])


def test_a_wish_to_stop_is_heard(tmp_path):
    model, cancel = Embedder(colours(tmp_path), InProcess()), Cancel()
    cancel.set()
    with pytest.raises(Cancelled):
        list(model.vectors([picture(LANDSCAPE)], cancel))
    model.close()
