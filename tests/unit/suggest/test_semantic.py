"""Semantic maps come back to the pixels of the image exactly, against a plain reading."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.suggest.recipe import Activation, Background, Fit, Layout, Thresholds
from tests.unit.suggest.maps import CLASSES, ODD, blocky, differing, hills, masks, run, smooth
from tests.unit.suggest.models import SIZES, written
from tests.unit.suggest.tables import answer as ask

NET = Size(320, 256)
LOW = Thresholds(score=0.0)


def softmax(values):
    powers = np.exp(values - values.max(axis=0))
    return powers / powers.sum(axis=0)


@pytest.mark.parametrize("size", [*SIZES, *ODD])
@pytest.mark.parametrize("fit", [Fit.LETTERBOX, Fit.STRETCH])
@pytest.mark.parametrize("cells", [(64, 80), (256, 320), (9, 7), (1, 1)])
def test_logits_are_enlarged_before_they_are_compared(tmp_path, size, fit, cells):
    logits = hills(5, *cells)
    answer = run(tmp_path / "m.onnx", {"out": logits}, size, net=NET, fit=fit, format="semantic",
                 activation=Activation.SOFTMAX, thresholds=LOW)  # fmt: skip
    large = np.stack([smooth(plane.astype(float), size, NET, fit) for plane in logits[0]])
    labels, found = large.argmax(axis=0), masks(answer, size)
    assert set(found) == {CLASSES[slot] for slot in np.unique(labels)}
    chances = softmax(logits[0].astype(float))
    for one in answer.founds:
        slot = CLASSES.index(one.class_name)
        assert differing(found[one.class_name], labels == slot) <= labels.size // 5000
        wanted = smooth(chances[slot], size, NET, fit)[labels == slot].mean()
        assert one.score == pytest.approx(wanted, abs=1e-3)
    assert [f.score for f in answer.founds] == sorted(
        (f.score for f in answer.founds), reverse=True
    )


@pytest.mark.parametrize("size", [*SIZES, *ODD])
def test_an_ultralytics_map_goes_the_whole_way(tmp_path, size):
    numbers = hills(3, 640, 640)[0].argmax(axis=0)
    meta = {"task": "semantic", "names": "{0: 'background', 1: 'a', 2: 'b'}", "imgsz": "[640, 640]"}
    out = {"output0": numbers.astype(np.uint8)[None]}
    answered = ask(written(tmp_path / "m.onnx", out, metadata=meta), size)
    labels = blocky(numbers, size, Size(640, 640), Fit.LETTERBOX)
    found = masks(answered, size)
    for slot, name in enumerate("ab", 1):
        assert (found.get(name, np.zeros_like(labels, bool)) == (labels == slot)).all()


def test_many_classes_on_a_large_image_are_compared_in_bands(tmp_path):
    size = Size(2111, 1501)
    logits = hills(40, 32, 40)
    names = tuple(f"c{n}" for n in range(40))
    answer = run(tmp_path / "m.onnx", {"out": logits}, size, net=NET, format="semantic",
                 activation=Activation.SOFTMAX, classes=names, thresholds=LOW)  # fmt: skip
    large = np.stack([smooth(plane, size, NET, Fit.LETTERBOX) for plane in logits[0]])
    labels, found = large.argmax(axis=0), masks(answer, size)
    assert sum(differing(found[n], labels == int(n[1:])) for n in found) < 200
    assert sum(mask.sum() for mask in found.values()) == labels.size


@pytest.mark.parametrize("size", [*SIZES, *ODD])
@pytest.mark.parametrize("form", ["bytes", "channel", "last", "floats"])
def test_maps_of_class_numbers_are_taken_cell_for_pixel(tmp_path, size, form):
    numbers = hills(5, 64, 80)[0].argmax(axis=0)
    out = {
        "bytes": numbers.astype(np.uint8)[None],
        "channel": numbers[None, None],
        "last": numbers.astype(np.int32)[None, ..., None],
        "floats": numbers.astype(np.float32)[None],
    }[form]
    answer = run(tmp_path / "m.onnx", {"out": out}, size, net=NET, format="semantic-map")
    labels, found = blocky(numbers, size, NET, Fit.LETTERBOX), masks(answer, size)
    assert set(found) == {CLASSES[slot] for slot in np.unique(labels)}
    assert all((found[n] == (labels == CLASSES.index(n))).all() for n in found)
    assert {f.score for f in answer.founds} == {1.0}


@pytest.mark.parametrize("size", [*SIZES, *ODD])
@pytest.mark.parametrize("form", ["logits", "scores", "last"])
def test_one_map_is_one_mask_of_the_class_chosen_by_name(tmp_path, size, form):
    logits = hills(1, 64, 80)
    values = logits if form == "logits" else 1 / (1 + np.exp(-logits))
    layout = Layout.NHWC if form == "last" else Layout.NCHW
    out = np.moveaxis(values, 1, -1) if form == "last" else values
    answer = run(tmp_path / "m.onnx", {"out": np.ascontiguousarray(out)}, size, net=NET,
                 fit=Fit.STRETCH, format="semantic", activation=Activation.PROBE, layout=layout,
                 classes=("person",))  # fmt: skip
    large = smooth(values[0, 0].astype(float), size, NET, Fit.STRETCH)
    wanted = large > (0 if form == "logits" else 0.5)
    found = masks(answer, size).get("person", np.zeros_like(wanted))
    assert differing(found, wanted) <= wanted.size // 5000
    if wanted.any():
        chance = 1 / (1 + np.exp(-large)) if form == "logits" else large
        assert answer.founds[0].score == pytest.approx(chance[wanted].mean(), abs=1e-3)


@pytest.mark.parametrize("size", SIZES)
def test_classes_that_do_not_exclude_one_another_may_share_pixels(tmp_path, size):
    scores = np.zeros((1, 3, 32, 40), np.float32)
    scores[0, 0, :, :20] = 0.9
    scores[0, 1, :, 10:] = 0.7
    answer = run(tmp_path / "m.onnx", {"out": scores}, size, net=NET, fit=Fit.STRETCH,
                 format="semantic-each", activation=Activation.NONE)  # fmt: skip
    found = masks(answer, size)
    assert list(found) == ["sky", "road"]
    assert (found["sky"] & found["road"]).sum() == pytest.approx(
        size.width * size.height / 4, rel=0.1
    )


def test_two_channels_with_a_background_give_one_class(tmp_path):
    size = ODD[0]
    scores = np.zeros((1, 18, 32, 2), np.float32)
    scores[..., 0], scores[0, :, 8:24] = 1.0, (0.0, 1.0)
    answer = run(tmp_path / "m.onnx", {"segment": scores}, size, net=Size(256, 144),
                 fit=Fit.STRETCH, format="semantic", activation=Activation.PROBE,
                 layout=Layout.NHWC, background=Background.FIRST, classes=("person",))  # fmt: skip
    (found,) = answer.founds
    assert (found.class_name, found.shape.bounds.y1) == ("person", size.height)
    assert found.shape.bounds.x0 == pytest.approx(size.width / 4, abs=1)
    assert found.score > 0.95


@pytest.mark.parametrize(
    ("background", "shown"),
    [(Background.NONE, ["a", "b", "class2"]), (Background.FIRST, ["a", "b"]),
     (Background.LAST, ["a", "b"])],
)  # fmt: skip
def test_the_slot_of_the_background_is_no_class(tmp_path, background, shown):
    numbers = np.repeat(np.uint8([[[0, 1, 2]]]), 3, axis=1)
    kwargs = {"net": Size(3, 3), "fit": Fit.STRETCH, "classes": ("a", "b")}
    mapped = run(tmp_path / "m.onnx", {"out": numbers}, ODD[0], format="semantic-map",
                 background=background, **kwargs)  # fmt: skip
    assert sorted(f.class_name for f in mapped.founds) == shown
    logits = np.moveaxis(np.eye(3, dtype=np.float32)[numbers[0]], -1, 0)[None] * 9
    largest = run(tmp_path / "m.onnx", {"out": logits}, ODD[0], format="semantic",
                  background=background, activation=Activation.SOFTMAX, **kwargs)  # fmt: skip
    assert sorted(f.class_name for f in largest.founds) == shown
    unnamed = background is Background.NONE
    assert [("no name" in str(n)) for n in (*mapped.notes, *largest.notes)] == [True] * (
        2 * unnamed
    )


def test_void_and_negative_numbers_are_nothing(tmp_path):
    out = np.int16([[[-1, 255, 3, 3]]])
    answer = run(tmp_path / "m.onnx", {"out": out}, Size(40, 10), net=Size(4, 1),
                 fit=Fit.STRETCH, format="semantic-map")  # fmt: skip
    assert masks(answer, Size(40, 10))["tree"][:, 20:].all()
    assert len(answer.founds) == 1


def test_more_numbers_than_can_be_shown_are_said(tmp_path):
    out = np.arange(64, dtype=np.int64).reshape(1, 8, 8) + 1000
    answer = run(tmp_path / "m.onnx", {"out": out}, Size(80, 80), net=Size(8, 8),
                 fit=Fit.STRETCH, format="semantic-map", max_det=10)  # fmt: skip
    assert len(answer.founds) == 10
    assert "64 classes; the largest 10 are kept" in str(answer.notes[0])


@pytest.mark.parametrize("form", ["semantic", "semantic-each"])
def test_numbers_that_are_not_finite_are_left_out_and_said(tmp_path, form):
    size = Size(40, 40)
    logits = np.full((1, 2, 4, 4), -5, np.float32)
    logits[0, 1] = 5
    logits[0, :, :2] = np.nan
    answer = run(tmp_path / "m.onnx", {"out": logits}, size, net=Size(4, 4), fit=Fit.STRETCH,
                 format=form, activation=Activation.SIGMOID)  # fmt: skip
    found = masks(answer, size)["road"]
    assert "not finite" in str(answer.notes[0])
    assert not found[:20].any()
    assert found[25:].all()
    empty = run(tmp_path / "m.onnx", {"out": np.full_like(logits, np.nan)}, size, net=Size(4, 4),
                fit=Fit.STRETCH, format=form, activation=Activation.SIGMOID)  # fmt: skip
    assert empty.founds == ()


@pytest.mark.parametrize("form", ["semantic", "semantic-map"])
def test_what_a_crop_cut_off_has_no_answer(tmp_path, form):
    size = Size(101, 51)
    out = np.zeros((1, 2, 8, 8) if form == "semantic" else (1, 8, 8), np.float32)
    answer = run(tmp_path / "m.onnx", {"out": out}, size, net=Size(8, 8), fit=Fit.CROP,
                 format=form, activation=Activation.SOFTMAX)  # fmt: skip
    assert tuple(answer.founds[0].shape.bounds) == (25, 0, 76, 51)
    middle = run(tmp_path / "m.onnx", {"out": out}, size, net=Size(8, 8), fit=Fit.STRETCH,
                 crop=0.5, format=form, activation=Activation.SOFTMAX)  # fmt: skip
    assert tuple(middle.founds[0].shape.bounds) == (25, 13, 76, 38)


@pytest.mark.parametrize("form", ["semantic", "semantic-each", "semantic-map"])
def test_other_forms_are_a_message(tmp_path, form):
    from labeldesk.domain.problem import UserError

    for out in (np.zeros((1, 0, 4, 4), np.float32), np.zeros((1, 2, 2, 4, 4), np.float32)):
        with pytest.raises(UserError, match="does not have"):
            run(tmp_path / "m.onnx", {"out": out}, Size(9, 9), format=form)
