"""DETR and MaskFormer as Transformers exports them: boxes and masks of the image, exactly."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import UserError
from labeldesk.suggest.recipe import Activation, Background, Fit, Thresholds
from tests.unit.suggest.maps import ODD, differing, hills, masks, run, smooth
from tests.unit.suggest.models import SIZES, centred

BOXES = np.array([[10.5, 20.25, 60.0, 55.5], [30.0, 5.0, 88.75, 44.0]])
NAMES = ("cat", "dog")


def shares(size: Size) -> np.ndarray:
    """The boxes as parts of a stretched input, where a picture's parts are the input's."""
    relative = BOXES / 100 * np.tile(size, 2)
    return (centred(relative) / np.tile(size, 2)).astype(np.float32)


def detr(path, size, logits, **more):
    boxes = np.concatenate((shares(size), np.full((1, 4), 0.5, np.float32)))[None]
    outputs = {"logits": np.float32([logits]), "pred_boxes": boxes}
    return run(path, outputs, size, fit=Fit.STRETCH, format="detr", classes=NAMES, **more)


def expect(answer, size, wanted):
    assert [(f.class_name, round(f.score, 3)) for f in answer.founds] == [w[:2] for w in wanted]
    boxes = np.array([f.shape.bounds for f in answer.founds])
    assert np.allclose(boxes, BOXES[[w[2] for w in wanted]] / 100 * np.tile(size, 2), atol=1e-2)


@pytest.mark.parametrize("size", [*SIZES, *ODD[:2]])
def test_a_softmax_leaves_its_last_slot_out(tmp_path, size):
    logits = np.log([[0.2, 0.7, 0.1], [0.5, 0.1, 0.4], [0.02, 0.02, 0.96]])
    answer = detr(tmp_path / "m.onnx", size, logits, activation=Activation.SOFTMAX,
                  background=Background.LAST)  # fmt: skip
    expect(answer, size, [("dog", 0.7, 0), ("cat", 0.5, 1)])


@pytest.mark.parametrize("size", [*SIZES, *ODD[:2]])
def test_with_a_sigmoid_all_pairs_of_query_and_class_compete(tmp_path, size):
    chances = np.array([[0.6, 0.9], [0.3, 0.01], [0.01, 0.01]])
    answer = detr(tmp_path / "m.onnx", size, np.log(chances / (1 - chances)),
                  activation=Activation.SIGMOID)  # fmt: skip
    expect(answer, size, [("dog", 0.9, 0), ("cat", 0.6, 0), ("cat", 0.3, 1)])


@pytest.mark.parametrize("how", [Activation.SIGMOID, Activation.SOFTMAX])
def test_queries_that_are_not_finite_are_left_out_and_said(tmp_path, how):
    logits = np.float32([[5, -5, -5], [np.nan, np.nan, np.nan], [-5, -5, 5]])
    answer = detr(tmp_path / "m.onnx", SIZES[0], logits, activation=how, background=Background.LAST)
    assert [f.class_name for f in answer.founds] == ["cat"]
    assert "not finite" in str(answer.notes[0])


def test_no_query_at_all_is_an_ordinary_answer(tmp_path):
    outputs = {"logits": np.zeros((1, 0, 3), np.float32), "boxes": np.zeros((1, 0, 4), np.float32)}
    answer = run(tmp_path / "m.onnx", outputs, SIZES[0], format="detr",
                 activation=Activation.SOFTMAX)  # fmt: skip
    assert answer.founds == ()


def test_boxes_and_logits_of_different_counts_are_a_message(tmp_path):
    outputs = {"logits": np.zeros((1, 3, 3), np.float32), "boxes": np.zeros((1, 2, 4), np.float32)}
    with pytest.raises(UserError, match="does not have"):
        run(tmp_path / "m.onnx", outputs, SIZES[0], format="detr")


def mask_queries():
    """Three queries: a cat left, a dog right that reaches under the cat, and nothing."""
    chances = np.array([[0.9, 0.05, 0.05], [0.1, 0.8, 0.1], [0.01, 0.01, 0.98]])
    maps = hills(3, 24, 32)[0] * 0.02 - 3
    maps[0, :, :16] += 6
    maps[1, :, 13:] += 6
    maps[2] += 9
    return np.log(chances).astype(np.float32), maps.astype(np.float32)


def maskformer(path, size, form, logits, maps, **more):
    outputs = {"class_queries_logits": logits[None], "masks_queries_logits": maps[None]}
    return run(path, outputs, size, fit=Fit.STRETCH, format=f"maskformer-{form}", classes=NAMES,
               **more)  # fmt: skip


def sigmoid(values):
    return 1 / (1 + np.exp(-values))


@pytest.mark.parametrize("size", [*SIZES, *ODD[:2]])
def test_instances_may_overlap_and_are_scored_by_class_and_clearness(tmp_path, size):
    logits, maps = mask_queries()
    answer = maskformer(tmp_path / "m.onnx", size, "instance", logits, maps)
    found = masks(answer, size)
    assert list(found) == ["cat", "dog"]
    for index, (name, top) in enumerate((("cat", 0.9), ("dog", 0.8))):
        large = smooth(maps[index].astype(float), size, Size(320, 320), Fit.STRETCH)
        assert differing(found[name], large > 0) <= large.size // 5000
        score = top * sigmoid(large[large > 0]).mean()
        assert answer.founds[index].score == pytest.approx(score, abs=1e-3)
    assert (found["cat"] & found["dog"]).any()


@pytest.mark.parametrize("size", [*SIZES, *ODD[:2]])
def test_panoptic_queries_compete_for_pixels(tmp_path, size):
    logits, maps = mask_queries()
    answer = maskformer(tmp_path / "m.onnx", size, "panoptic", logits, maps,
                        thresholds=Thresholds(score=0.5))  # fmt: skip
    found = masks(answer, size)
    large = [smooth(sigmoid(m.astype(float)), size, Size(320, 320), Fit.STRETCH) for m in maps]
    winner = np.stack([0.9 * large[0], 0.8 * large[1]]).argmax(axis=0)
    for index, name in enumerate(NAMES):
        wanted = (winner == index) & (large[index] >= 0.5)
        assert differing(found[name], wanted) <= wanted.size // 5000
    assert not (found["cat"] & found["dog"]).any()
    assert [round(f.score, 3) for f in answer.founds] == [0.9, 0.8]


def test_a_query_of_which_little_is_left_is_no_object(tmp_path):
    logits, maps = mask_queries()
    maps[1] = maps[0] - 0.5
    answer = maskformer(tmp_path / "m.onnx", SIZES[0], "panoptic", logits, maps,
                        thresholds=Thresholds(score=0.5))  # fmt: skip
    assert [f.class_name for f in answer.founds] == ["cat"]


@pytest.mark.parametrize("size", [*SIZES, *ODD[:2]])
def test_semantic_adds_up_what_all_queries_say_of_a_class(tmp_path, size):
    logits, maps = mask_queries()
    answer = maskformer(tmp_path / "m.onnx", size, "semantic", logits, maps)
    chances = np.exp(logits)[:, :2].astype(float)
    low = np.einsum("qc,qhw->chw", chances, sigmoid(maps.astype(float)))
    large = np.stack([smooth(plane, size, Size(320, 320), Fit.STRETCH) for plane in low])
    found = masks(answer, size)
    for index, name in enumerate(NAMES):
        wanted = large.argmax(axis=0) == index
        assert differing(found[name], wanted) <= wanted.size // 5000


@pytest.mark.parametrize("form", ["instance", "panoptic", "semantic"])
def test_no_mask_query_is_left_of_numbers_that_are_not_finite(tmp_path, form):
    logits, maps = mask_queries()
    answer = maskformer(tmp_path / "m.onnx", SIZES[0], form, logits, maps * np.float32(np.nan))
    assert answer.founds == ()
    assert "3 answers had numbers that are not finite" in str(answer.notes[0])


def test_a_mask_without_pixels_is_said(tmp_path):
    logits, maps = mask_queries()
    maps[1] = -9
    answer = maskformer(tmp_path / "m.onnx", SIZES[0], "instance", logits, maps)
    assert [f.class_name for f in answer.founds] == ["cat"]
    assert "1 masks had no pixels" in str(answer.notes[0])
