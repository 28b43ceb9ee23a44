"""Detectors that suppress inside: recognised by their outputs, exact at odd sizes."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.shapes import Box, Mask
from labeldesk.suggest.fake import constant_model
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.recipe import Background, Colour, Feed, Fit, Task
from tests.unit.suggest.models import SIZES, letterboxed, written
from tests.unit.suggest.tables import BOXES, NAMES, SCORES, SLOTS, answer, expect_boxes

CORNERED = 1e-2


def stretched(size, width, height=None):
    """Image boxes in the pixels of an input that the image is stretched to."""
    return BOXES * np.tile((width / size.width, (height or width) / size.height), 2)


def cornered(size, side):
    """Image boxes in an input whose margins are at the bottom and on the right."""
    ratio = side / max(size)
    return BOXES * np.tile([int(v * ratio + 1e-6) / v for v in size], 2)


def lists(boxes, first=0, rows=5, kind=np.int64):
    """Boxes, scores and labels [1, rows], the rest padding."""
    table = np.zeros((1, rows, 4), np.float32)
    scores, labels = np.zeros((1, rows), np.float32), np.zeros((1, rows), kind)
    table[0, :2], scores[0, :2], labels[0, :2] = boxes, SCORES, np.add(SLOTS, first)
    return table, scores, labels


def classes(folder, *names):
    (folder / "m.txt").write_text("\n".join(names) + "\n", encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("order", ["labels boxes scores", "scores labels boxes", "1 2 3"])
def test_rt_detr_repositories_in_whatever_order_they_answer(tmp_path, size, order):
    boxes, scores, labels = lists(BOXES)
    named = {"labels": labels, "boxes": boxes, "scores": scores}
    outputs = {name: named[name] for name in order.split() if name in named}
    outputs = outputs or {"1": labels, "2": boxes, "3": scores}
    more = {"orig_target_sizes": ("int64", (1, 2))}
    seen = written(tmp_path / "m.onnx", outputs, beside=more, metadata=NAMES)
    assert (seen.recipe.family, seen.sure) == ("rt-detr", 0.96)
    assert seen.recipe.input.fit is Fit.STRETCH
    assert seen.recipe.extras[0].feed is Feed.IMAGE_WH
    expect_boxes(answer(seen, size).founds)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("batch", [True, False])
def test_tensorflow_lists_with_pictures_of_any_size(tmp_path, size, batch):
    classes(tmp_path, "cat", "dog")
    boxes, scores, labels = lists(BOXES / np.tile(size, 2), first=1, kind=np.float32)
    scores[0, 2:] = 0.99  # beyond the number that counts
    outputs = {
        "detection_boxes:0": boxes[..., [1, 0, 3, 2]],
        "detection_classes:0": labels,
        "detection_scores:0": scores,
        "num_detections:0": np.array([2.0], np.float32),
        "raw_detection_boxes:0": np.zeros((1, 1917, 4), np.float32),
    }
    dims = (1 if batch else "n", "h", "w", 3)
    path = tmp_path / "m.onnx"
    seen = written(path, outputs, dims=dims, dtype="uint8", name="image_tensor:0")
    assert (seen.recipe.family, seen.sure) == ("tensorflow", 0.96)
    assert seen.recipe.output.background is Background.FIRST
    expect_boxes(answer(seen, size).founds)


@pytest.mark.parametrize("size", SIZES)
def test_rows_of_efficientdet(tmp_path, size):
    classes(tmp_path, "cat", "dog")
    table = np.zeros((1, 100, 7), np.float32)
    for row, box in enumerate(BOXES):
        table[0, row] = (0, *box[[1, 0, 3, 2]], SCORES[row], SLOTS[row] + 1)
    dims = (1, "h", "w", 3)
    seen = written(tmp_path / "m.onnx", {"detections:0": table}, dims=dims, dtype="uint8")
    assert (seen.recipe.family, seen.sure) == ("efficientdet", 0.75)
    expect_boxes(answer(seen, size).founds)


def test_masks_of_tensorflow_fill_their_boxes(tmp_path):
    classes(tmp_path, "cat", "dog")
    size = SIZES[0]
    boxes, scores, labels = lists(BOXES / np.tile(size, 2), first=1, kind=np.float32)
    outputs = {
        "detection_boxes": boxes[..., [1, 0, 3, 2]],
        "detection_scores": scores,
        "detection_classes": labels,
        "detection_masks": np.ones((1, 5, 33, 33), np.float32),
    }
    seen = written(tmp_path / "m.onnx", outputs, dims=(1, "h", "w", 3), dtype="uint8")
    assert seen.recipe.task is Task.SEGMENT
    bounds = [f.shape.bounds for f in answer(seen, size).founds]
    assert np.allclose(bounds, np.ceil(BOXES - 0.5), atol=1)


def test_coco_names_are_spread_over_the_numbers_that_tensorflow_and_torchvision_use(tmp_path):
    from labeldesk.suggest.recognise.coco import NAMES as COCO

    classes(tmp_path, *COCO)
    boxes, scores, labels = lists(BOXES / np.tile(SIZES[0], 2), kind=np.float32)
    labels[0, :2] = 17, 90  # cat, toothbrush
    outputs = {
        "detection_boxes": boxes[..., [1, 0, 3, 2]],
        "detection_scores": scores,
        "detection_classes": labels,
    }
    seen = written(tmp_path / "m.onnx", outputs, dims=(1, "h", "w", 3), dtype="uint8")
    assert "spread" in " ".join(map(str, seen.findings))
    founds = answer(seen, SIZES[0]).founds
    assert [f.class_name for f in founds] == ["cat", "toothbrush"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("dims", "named"),
    [((1, 3, "h", "w"), True), ((3, "h", "w"), True), ((1, 3, 512, 512), False)],
)
def test_torchvision_counts_from_one_and_has_no_batch(tmp_path, size, dims, named):
    classes(tmp_path, "__background__", "cat", "dog")
    boxes = cornered(size, 512) if isinstance(dims[-1], int) else BOXES
    boxes, scores, labels = (part[0] for part in lists(boxes, first=1))
    keys = ("boxes", "labels", "scores") if named else ("3011", "3012", "3013")
    outputs = dict(zip(keys, (boxes, labels, scores), strict=True))
    seen = written(tmp_path / "m.onnx", outputs, dims=dims)
    assert (seen.recipe.family, seen.sure) == ("torchvision", 0.93 if named else 0.85)
    assert [c.recipe.output.background for c in seen.candidates[:2]] == ["first", "none"]
    assert "Labels are read from 1" in " ".join(map(str, seen.findings))
    expect_boxes(answer(seen, size).founds, atol=CORNERED)


@pytest.mark.parametrize("beside", [None, {"orig_target_sizes": ("int64", (1, 2))}])
def test_outputs_without_declared_sizes_are_told_by_their_names(tmp_path, beside):
    boxes, scores, labels = lists(BOXES, first=0 if beside else 1)
    outputs = {"labels": labels, "boxes": boxes, "scores": scores}
    outputs = outputs if beside else {name: array[0] for name, array in outputs.items()}
    model = constant_model(outputs, dims=(1, 3, "h", "w"), beside=beside)
    for output in model.graph.output:
        output.type.tensor_type.ClearField("shape")
    (tmp_path / "m.onnx").write_bytes(model.SerializeToString())
    classes(tmp_path, "cat", "dog")
    seen = inspect(tmp_path / "m.onnx")
    assert seen.recipe.family == ("rt-detr" if beside else "torchvision")
    expect_boxes(answer(seen, SIZES[1]).founds)


@pytest.mark.parametrize("size", SIZES)
def test_mask_r_cnn_gives_the_pixels_of_its_masks(tmp_path, size):
    classes(tmp_path, "cat", "dog")
    boxes, scores, labels = (part[0] for part in lists(BOXES, first=1, rows=3))
    masks = np.zeros((3, 1, size.height, size.width), np.float32)
    masks[0, 0, 50:101, 40:91] = 0.9
    masks[1, 0] = 0.4
    outputs = {"boxes": boxes, "labels": labels, "scores": scores, "masks": masks}
    seen = written(tmp_path / "m.onnx", outputs, dims=(1, 3, "h", "w"))
    assert seen.recipe.task is Task.SEGMENT
    said = answer(seen, size)
    assert [f.class_name for f in said.founds] == ["dog"]
    assert isinstance(said.founds[0].shape, Mask)
    assert tuple(said.founds[0].shape.bounds) == (40, 50, 91, 101)
    assert said.founds[0].shape.area == 51 * 51
    assert "1 masks had no pixels" in str(said.notes[0])


def test_nothing_found_has_no_rows_at_all(tmp_path):
    outputs = {
        "boxes": np.zeros((0, 4), np.float32),
        "labels": np.zeros((0,), np.int64),
        "scores": np.zeros((0,), np.float32),
        "masks": np.zeros((0, 1, 333, 501), np.float32),
    }
    seen = written(tmp_path / "m.onnx", outputs, dims=(1, 3, "h", "w"))
    assert seen.recipe.family == "torchvision"
    assert answer(seen, SIZES[0]).founds == ()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("masks", [None, "small", "whole"])
def test_mmdeploy(tmp_path, size, masks):
    boxes, scores, labels = lists(cornered(size, 320))
    outputs = {"dets": np.concatenate((boxes, scores[..., None]), axis=2), "labels": labels}
    if masks == "small":
        outputs["masks"] = np.zeros((1, 5, 28, 28), np.float32)
        outputs["masks"][..., :14] = 1.0  # the left half of each box
    if masks == "whole":
        outputs["masks"] = np.ones((1, 5, 320, 320), np.float32)
    seen = written(
        tmp_path / "m.onnx", outputs, dims=(1, 3, 320, 320), name="input", metadata=NAMES
    )
    assert (seen.recipe.family, seen.sure) == ("mmdeploy", 0.6)
    assert [c.recipe.input.colour for c in seen.candidates] == ["bgr", "rgb", "bgr"]
    assert [len(c.recipe.input.mean) for c in seen.candidates] == [3, 3, 0]
    assert "pipeline.json" in " ".join(map(str, seen.findings))
    founds = answer(seen, size).founds
    if masks is None:
        expect_boxes(founds, atol=CORNERED)
        return
    for found, box in zip(founds, BOXES, strict=True):
        assert isinstance(found.shape, Mask)
        x1 = (box[0] + box[2]) / 2 if masks == "small" else box[2]
        edges = np.ceil(np.array([*box[:2], x1, box[3]]) - 0.5)
        assert np.allclose(found.shape.bounds, edges, atol=1)


def test_pipeline_json_beside_the_model_ends_the_doubt(tmp_path):
    text = """{"pipeline": {"tasks": [{"transforms": [{"type": "LoadImageFromFile"},
        {"type": "Resize", "keep_ratio": false, "size": [320, 320]},
        {"type": "Normalize", "to_rgb": true, "mean": [1, 2, 3], "std": [4, 5, 6]}]}]}}"""
    (tmp_path / "pipeline.json").write_text(text, encoding="utf-8")
    boxes, scores, labels = lists(stretched(SIZES[0], 320))
    outputs = {"dets": np.concatenate((boxes, scores[..., None]), axis=2), "labels": labels}
    seen = written(tmp_path / "m.onnx", outputs, dims=(1, 3, 320, 320), metadata=NAMES)
    fed = seen.recipe.input
    assert (len(seen.candidates), seen.sure) == (1, 0.96)
    assert (fed.colour, fed.mean, fed.std, fed.scale) == (Colour.RGB, (1, 2, 3), (4, 5, 6), 1.0)
    expect_boxes(answer(seen, SIZES[0]).founds)


def paddle_table(boxes):
    table = np.zeros((4, 6), np.float32)
    table[:2] = [(slot, s, *b) for slot, s, b in zip(SLOTS, SCORES, boxes, strict=True)]
    table[2] = (1, 0.9, 0, 0, 50, 50)  # beyond the number that counts
    table[3] = (-1, 0.9, 0, 0, 50, 50)
    return {"multiclass_nms3_0.tmp_0": table, "multiclass_nms3_0.tmp_2": np.array([2], np.int32)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shaped", [False, True])
def test_paddledetection_with_its_scale(tmp_path, size, shaped):
    classes(tmp_path, "cat", "dog")
    more = {"scale_factor": ("float32", (1, 2))}
    more |= {"im_shape": ("float32", (1, 2))} if shaped else {}
    seen = written(
        tmp_path / "m.onnx",
        paddle_table(BOXES),
        dims=(1, 3, 416, 416),
        name="image",
        beside=more,
    )
    assert (seen.recipe.family, seen.sure) == ("paddle", 0.7)
    assert [bool(c.recipe.input.mean) for c in seen.candidates] == [not shaped, shaped]
    assert {e.name: e.feed for e in seen.recipe.extras}["scale_factor"] is Feed.SCALE_HW
    assert "infer_cfg.yml" in " ".join(map(str, seen.findings))
    expect_boxes(answer(seen, size).founds)


def test_infer_cfg_beside_the_model_gives_colours_and_names(tmp_path):
    text = """
mode: paddle
Preprocess:
- {interp: 2, keep_ratio: false, target_size: [320, 416], type: Resize}
- {mean: [0.0, 0.0, 0.0], norm_type: none, std: [1.0, 1.0, 1.0], type: NormalizeImage}
- {type: Permute}
label_list: [cat, dog]
"""
    (tmp_path / "infer_cfg.yml").write_text(text, encoding="utf-8")
    more = {"scale_factor": ("float32", ("n", 2))}
    dims = ("n", 3, "h", "w")
    seen = written(tmp_path / "m.onnx", paddle_table(BOXES), dims=dims, beside=more)
    fed = seen.recipe.input
    assert (len(seen.candidates), seen.sure, fed.width, fed.height) == (1, 0.97, 416, 320)
    assert (fed.mean, fed.scale) == ((), 1 / 255)
    expect_boxes(answer(seen, SIZES[1]).founds)


@pytest.mark.parametrize("fixed", [False, True])
def test_a_paddle_model_that_keeps_proportions_gets_them(tmp_path, fixed):
    text = """
Preprocess:
- {keep_ratio: true, target_size: [200, 320], type: Resize}
- {mean: [0.5, 0.5, 0.5], is_scale: true, std: [0.2, 0.2, 0.2], type: NormalizeImage}
label_list: [cat, dog]
"""
    (tmp_path / "infer_cfg.yml").write_text(text, encoding="utf-8")
    more = {"scale_factor": ("float32", (1, 2))}
    dims = (1, 3, 320, 320) if fixed else (1, 3, "h", "w")
    seen = written(tmp_path / "m.onnx", paddle_table(BOXES), dims=dims, beside=more)
    fed = seen.recipe.input
    assert (fed.fit, fed.width, fed.max_side) == (
        (Fit.LETTERBOX, 320, 1280) if fixed else (Fit.STRETCH, 0, 320)
    )
    assert (fed.mean, fed.std) == ((0.5,) * 3, (0.2,) * 3)
    expect_boxes(answer(seen, SIZES[0]).founds)


@pytest.mark.parametrize("size", SIZES)
def test_masks_of_paddledetection_cover_the_image(tmp_path, size):
    classes(tmp_path, "cat", "dog")
    masks = np.zeros((4, size.height, size.width), np.int32)
    masks[0, 50:101, 40:91] = 1
    masks[1, 200:, :100] = 1
    outputs = {**paddle_table(BOXES), "tmp_3": masks}
    more = {"im_shape": ("float32", (1, 2)), "scale_factor": ("float32", (1, 2))}
    seen = written(tmp_path / "m.onnx", outputs, dims=("n", 3, "h", "w"), beside=more)
    assert seen.recipe.task is Task.SEGMENT
    bounds = [tuple(f.shape.bounds) for f in answer(seen, size).founds]
    assert bounds == [(40, 50, 91, 101), (90, 200, 100, 330)]


@pytest.mark.parametrize("size", SIZES)
def test_lists_of_a_fixed_length_with_their_number(tmp_path, size):
    boxes, scores, labels = lists(letterboxed(size, 640, BOXES), kind=np.int32)
    scores[0, 3] = 0.99
    outputs = {
        "num_dets": np.array([[2]], np.int32),
        "det_boxes": boxes,
        "det_scores": scores,
        "det_classes": labels,
    }
    seen = written(tmp_path / "m.onnx", outputs, metadata=NAMES)
    assert (seen.recipe.family, seen.sure) == ("yolo", 0.9)
    expect_boxes(answer(seen, size).founds)


def test_numbers_that_are_not_finite_do_not_hide_the_others(tmp_path):
    boxes, scores, labels = (part[0] for part in lists(BOXES, first=1, rows=3))
    labels[2], scores[2], boxes[2, 0] = 1, 0.9, np.nan
    outputs = {"boxes": boxes, "labels": labels, "scores": scores}
    seen = written(tmp_path / "m.onnx", outputs, dims=(1, 3, "h", "w"))
    said = answer(seen, SIZES[0])
    assert len(said.founds) == 2
    assert all(isinstance(f.shape, Box) for f in said.founds)
    assert "not finite" in str(said.notes[0])


def test_a_tiny_image_has_an_input_of_its_own_size(tmp_path):
    boxes, scores, labels = (part[0] for part in lists(BOXES, first=1))
    outputs = {"boxes": boxes, "labels": labels, "scores": scores}
    written(tmp_path / "m.onnx", outputs, dims=(3, "h", "w"))
    assert answer(inspect(tmp_path / "m.onnx"), Size(1, 1)).founds == ()
