"""Exports of optimum: what lies beside the file decides, and what is missing is said."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.suggest import sidecars as files
from labeldesk.suggest.frames import frame
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.preprocess import fitted, tensor
from labeldesk.suggest.recipe import (
    Activation,
    Background,
    Colour,
    Fit,
    InputSpec,
    PadAt,
    Pool,
    Resample,
    Task,
)
from labeldesk.suggest.recognise.preparation import CLIP, HALF, prepared
from tests.unit.suggest.models import LANDSCAPE, SIZES, picture, written
from tests.unit.suggest.signatures import HF, IMAGENET, declared, labels, sidecars
from tests.unit.suggest.tables import answer

ANY = Size(0, 0)
VECTOR = [("logits", "f", ("b", 3), "Gemm")]
BOXES = [("logits", "f", ("b", 100, 4), "Add"), ("pred_boxes", "f", ("b", 100, 4), "Sigmoid")]
QUERIES = [("class_queries_logits", "f", ("b", 100, 4), "Add"),
           ("masks_queries_logits", "f", ("b", 100, "h", "w"), "Einsum")]  # fmt: skip
NAMES = ("cat", "dog", "cow")
SQUARE = {"size": {"height": 224, "width": 224}, "resample": 2, **IMAGENET}
SHORT = {"size": {"shortest_edge": 800, "longest_edge": 1333}, "do_pad": True, **IMAGENET}


def seen(tmp_path, outputs, kind="", preparation=None, fed=HF, **config):
    config = {"model_type": kind, "id2label": labels(*NAMES), **config} if kind else None
    sidecars(tmp_path, config, preparation)
    return declared(tmp_path / "model.onnx", fed, outputs)


def said(inspection) -> str:
    return " ".join(map(str, inspection.findings))


@pytest.mark.parametrize(
    ("kind", "preparation", "wanted"),
    [
        ("vit", {**SQUARE, "image_mean": list(HALF[0]), "image_std": list(HALF[1])},
         {"fit": Fit.STRETCH, "mean": HALF[0], "width": 224, "scale": 1 / 255}),
        ("vit", {"size": 384, "do_normalize": False}, {"width": 384, "mean": (), "std": ()}),
        ("convnext", {"size": {"shortest_edge": 224}, "crop_pct": 0.875, "resample": 3},
         {"fit": Fit.CROP, "crop": 0.875, "width": 224, "resample": Resample.BICUBIC}),
        ("convnext", {"size": {"shortest_edge": 384}, "crop_pct": 0.875},
         {"fit": Fit.STRETCH, "width": 384, "crop": 1.0}),
        ("clip", {"size": 224, "crop_size": 224, "do_center_crop": True, "resample": 3},
         {"fit": Fit.CROP, "crop": 1.0, "resample": Resample.BICUBIC}),
        ("dinov2", {"size": {"shortest_edge": 256}, "crop_size": {"height": 224, "width": 224}},
         {"fit": Fit.CROP, "crop": 0.875, "height": 224}),
        ("deit", {"size": {"height": 256, "width": 256}, "crop_size": {"height": 224, "width": 224},
                  "do_center_crop": True}, {"fit": Fit.STRETCH, "crop": 0.875, "width": 224}),
        ("poolformer", {"size": {"shortest_edge": 224}, "crop_pct": 0.9,
                        "crop_size": {"height": 224, "width": 224}},
         {"fit": Fit.CROP, "crop": 224 / 248}),
        ("mobilevit", {"size": {"shortest_edge": 288}, "crop_size": {"height": 256, "width": 256},
                       "do_flip_channel_order": True, "do_normalize": False},
         {"colour": Colour.BGR, "crop": 256 / 288}),
        ("efficientnet", {"size": {"height": 8, "width": 8}, "rescale_factor": 1 / 127.5,
                          "rescale_offset": True, "do_normalize": False},
         {"scale": 1 / 127.5, "mean": (1.0,)}),
        ("vit", {**SQUARE, "do_rescale": False}, {"scale": 1.0}),
        ("detr", SHORT, {"short_side": 800, "max_side": 1333, "width": 0, "stride": 1}),
        ("detr", {"size": 800, "max_size": 1333}, {"short_side": 800, "max_side": 1333}),
        ("mask2former", {**SHORT, "size_divisor": 32}, {"stride": 32, "short_side": 800}),
        ("rt_detr", {"size": {"height": 640, "width": 640}, "do_normalize": False},
         {"fit": Fit.STRETCH, "width": 640, "mean": ()}),
        ("x", {"do_resize": False}, {"width": 0, "height": 0, "fit": Fit.STRETCH}),
        ("x", {"size": {"longest_edge": 512}},
         {"fit": Fit.LETTERBOX, "width": 512, "pad_at": PadAt.BOTTOM_RIGHT}),
    ],
)  # fmt: skip
def test_settings_become_an_input(kind, preparation, wanted):
    ready = prepared(InputSpec(), ANY, preparation, kind)
    assert ready.known
    assert not ready.findings
    for name, value in wanted.items():
        assert getattr(ready.fed, name) == pytest.approx(value), name


@pytest.mark.parametrize(
    "preparation",
    [{"size": None}, {"size": {"shortest_edge": "800"}}, {"size": {"height": -3, "width": 9}},
     {"size": [1, 2, 3]}, {"size": {"height": 1e9, "width": True}}, {"feature_size": 80}],
)  # fmt: skip
def test_settings_of_no_known_form_are_said(preparation):
    ready = prepared(InputSpec(), ANY, {**preparation, "image_mean": ["x"], "resample": []}, "vit")
    assert not ready.known
    assert "does not say how images are resized" in str(ready.findings[0])
    assert ready.fed.mean == ()


def test_missing_settings_are_those_usual_for_the_kind():
    for kind, mean in (("vit", HALF[0]), ("clip", CLIP[0]), ("rt_detr", ()), ("swin", 3)):
        ready = prepared(InputSpec(), ANY, {}, kind)
        assert ready.fed.mean == mean or len(ready.fed.mean) == mean
        assert "preprocessor_config.json is not beside the model" in str(ready.findings[0])


def test_a_size_that_the_file_fixes_wins_and_is_said():
    ready = prepared(InputSpec(), Size(640, 480), SHORT, "detr")
    assert (ready.fed.width, ready.fed.height, ready.fed.fit) == (640, 480, Fit.STRETCH)
    assert "takes 640 x 480 only" in str(ready.findings[0])


def test_the_short_side_is_brought_to_its_size_and_the_long_one_bounded():
    spec = InputSpec(width=0, height=0, short_side=800, max_side=1333, stride=1, fit=Fit.STRETCH)
    assert frame(Size(640, 427), spec).net == (1199, 800)
    assert frame(Size(333, 517), spec).net == (800, 1242)
    assert frame(Size(333, 1517), spec).net == (293, 1333)
    assert frame(Size(640, 427), replace(spec, stride=32)).net == (1216, 800)
    assert max(frame(Size(10_000, 3), replace(spec, max_side=0)).net) == 3200


def test_the_kind_of_interpolation_is_pillows():
    from PIL import Image

    image = picture(LANDSCAPE)
    for how in Resample:
        spec = InputSpec(width=64, height=48, fit=Fit.STRETCH, antialias=True, resample=how)
        wanted = Image.fromarray(image).resize((64, 48), Image.Resampling[how.name])
        small = picture(Size(150, 120))
        near = np.asarray(Image.fromarray(small).resize((64, 48), Image.Resampling[how.name]))
        assert (fitted(small, spec)[0] == near).all()
        if how is Resample.NEAREST:
            assert (fitted(image, spec)[0] == np.asarray(wanted)).all()


def test_a_classifier_with_both_files(tmp_path):
    found = seen(tmp_path, VECTOR, "vit", {**SQUARE, "size": {"height": 96, "width": 96}})
    recipe = found.recipe
    assert (recipe.family, recipe.task, recipe.classes) == ("hf-classifier", Task.CLASSIFY, NAMES)
    assert (recipe.output.activation, recipe.input.width) == (Activation.SOFTMAX, 96)
    assert found.sure > 0.9
    assert not found.findings
    assert any("config.json" in str(text) for text in found.candidates[0].why)


def test_several_classes_may_hold_where_the_settings_say_so(tmp_path):
    found = seen(tmp_path, VECTOR, "vit", SQUARE, problem_type="multi_label_classification")
    assert found.recipe.output.activation is Activation.SIGMOID


def test_a_classifier_alone_doubts_its_colours_and_whether_classes_exclude_one_another(tmp_path):
    found = seen(tmp_path, VECTOR)
    ways = [item.recipe.output.activation for item in found.candidates[:2]]
    assert ways == [Activation.SOFTMAX, Activation.SIGMOID]
    assert "config.json is not beside the model" in said(found)
    assert "preprocessor_config.json is not beside the model" in said(found)
    assert found.sure < 0.7


def test_settings_of_the_hub_lie_one_level_up(tmp_path):
    sidecars(tmp_path, {"model_type": "vit", "id2label": labels(*NAMES)}, SQUARE)
    found = declared(tmp_path / "onnx" / "model_quantized.onnx", HF, VECTOR)
    assert (found.recipe.classes, found.sure) == (NAMES, 0.97)
    deeper = declared(tmp_path / "other" / "model.onnx", HF, VECTOR)
    assert deeper.recipe.classes != NAMES


@pytest.mark.parametrize(
    ("kind", "how", "background", "size"),
    [("detr", Activation.SOFTMAX, Background.LAST, (0, 800)),
     ("yolos", Activation.SOFTMAX, Background.LAST, (0, 800)),
     ("table-transformer", Activation.SOFTMAX, Background.LAST, (0, 800)),
     ("rt_detr", Activation.SIGMOID, Background.NONE, (640, 0)),
     ("rt_detr_v2", Activation.SIGMOID, Background.NONE, (640, 0)),
     ("d_fine", Activation.SIGMOID, Background.NONE, (640, 0)),
     ("deformable_detr", Activation.SIGMOID, Background.NONE, (0, 800)),
     ("conditional_detr", Activation.SIGMOID, Background.NONE, (0, 800))],
)  # fmt: skip
def test_set_predictors_of_one_signature_are_told_apart_by_their_kind(
    tmp_path, kind, how, background, size
):
    names = (*NAMES, "pig") if background is Background.NONE else NAMES
    found = seen(tmp_path, BOXES, kind, id2label=labels(*names))
    recipe = found.recipe
    assert (recipe.task, recipe.output.format, recipe.family) == (Task.DETECT, "detr", kind)
    assert (recipe.output.activation, recipe.output.background) == (how, background)
    assert recipe.classes == names
    assert (recipe.input.width, recipe.input.short_side) == size
    assert len([c for c in found.candidates if c.recipe.output.format == "detr"]) == 1


def test_without_settings_the_number_of_names_tells_or_both_are_offered(tmp_path):
    (tmp_path / "model.names").write_text("\n".join(NAMES), encoding="utf-8")
    fewer = seen(tmp_path, BOXES)
    assert fewer.recipe.output.background is Background.LAST
    (tmp_path / "model.names").write_text("\n".join((*NAMES, "pig")), encoding="utf-8")
    every = seen(tmp_path, BOXES)
    assert every.recipe.output.activation is Activation.SIGMOID
    (tmp_path / "model.names").unlink()
    none = seen(tmp_path, BOXES)
    assert {c.recipe.output.activation for c in none.candidates} == {
        Activation.SOFTMAX, Activation.SIGMOID,
    }  # fmt: skip
    assert none.sure < 0.5
    assert "cannot be read from the file" in said(none)


def test_segformer_and_its_names(tmp_path):
    outputs = [("logits", "f", ("b", 3, "h", "w"), "Conv")]
    found = seen(tmp_path, outputs, "segformer", {**SQUARE, "size": {"height": 512, "width": 512}})
    recipe = found.recipe
    assert (recipe.task, recipe.output.format) == (Task.SEMANTIC, "semantic")
    assert (recipe.classes, recipe.input.width, found.sure) == (NAMES, 512, 0.97)
    other = seen(tmp_path, outputs, "segformer", SQUARE, id2label=labels("background", "a", "b"))
    assert (other.recipe.output.background, other.recipe.classes) == (Background.FIRST, ("a", "b"))


@pytest.mark.parametrize("word", ["instance", "panoptic", "semantic"])
def test_mask_queries_are_read_as_the_name_of_the_weights_says(tmp_path, word):
    found = seen(tmp_path, QUERIES, "mask2former", SHORT,
                 _name_or_path=f"facebook/mask2former-swin-tiny-coco-{word}")  # fmt: skip
    recipe = found.recipe
    assert recipe.output.format == f"maskformer-{word}"
    assert recipe.task is (Task.SEMANTIC if word == "semantic" else Task.SEGMENT)
    assert (recipe.classes, found.sure) == (NAMES, 0.97)
    doubtful = seen(tmp_path, QUERIES, "mask2former", SHORT)
    forms = [c.recipe.output.format for c in doubtful.candidates]
    assert sorted(forms) == [f"maskformer-{w}" for w in ("instance", "panoptic", "semantic")]
    assert "single objects or classes" in said(doubtful)


@pytest.mark.parametrize(
    ("kind", "outputs", "wanted"),
    [("clip_vision_model", [("image_embeds", "f", ("b", 512), "Gemm")], "image_embeds"),
     ("clip", [("last_hidden_state", "f", ("b", 50, 768), "Add"),
               ("pooler_output", "f", ("b", 768), "LayerNormalization")], "pooler_output"),
     ("dinov2", [("last_hidden_state", "f", ("b", 257, 384), "Add"),
                 ("pooler_output", "f", ("b", 384), "Gather")], "last_hidden_state")],
)  # fmt: skip
def test_towers_and_transformers_with_their_kind(tmp_path, kind, outputs, wanted):
    found = seen(tmp_path, outputs, kind, {"size": {"shortest_edge": 224}, "crop_size": 224})
    recipe = found.recipe
    assert (recipe.task, recipe.output.names, recipe.output.pool) == (
        Task.EMBED,
        (wanted,),
        Pool.FIRST,
    )
    assert (found.sure >= 0.9, found.findings) == (True, ())


def test_more_names_than_the_output_has_are_said(tmp_path):
    found = seen(tmp_path, VECTOR, "vit", SQUARE, id2label=labels("a", "b", "c", "d"))
    assert "config.json names 4 classes, the output has 3" in said(found)


def test_timm_says_it_in_its_own_words(tmp_path):
    said_by_timm = {"pretrained_cfg": {
        "input_size": [3, 288, 288], "crop_pct": 0.9, "interpolation": "bicubic",
        "mean": [0.1, 0.2, 0.3], "std": [0.4, 0.5, 0.6],
    }, "label_names": list(NAMES)}  # fmt: skip
    sidecars(tmp_path, said_by_timm)
    outputs = [("output0", "f", (1, 3), "Gemm")]
    found = declared(tmp_path / "m.onnx", ("input0", "f", (1, 3, 288, 288)), outputs)
    fed = found.recipe.input
    assert (fed.width, fed.mean, fed.fit, fed.resample) == (
        288,
        (0.1, 0.2, 0.3),
        Fit.CROP,
        Resample.BICUBIC,
    )
    assert fed.crop == pytest.approx(0.9)
    assert found.recipe.classes == NAMES
    assert not found.findings


@pytest.mark.parametrize(
    "text",
    ["", "[]", "nonsense", '{"id2label": 3}', '{"id2label": {"x": "y"}}', "[" * 100_000,
     '{"id2label": {"-1": "y"}}', '{"id2label": {"99999999": "y"}}', '{"size": 1e999}',
     '{"id2label": {"0": null}, "model_type": 7}', "9" * 5000],
    ids=range(11),
)  # fmt: skip
def test_files_that_make_no_sense_are_as_good_as_missing(tmp_path, text):
    for name in (files.CONFIG, files.PREPARATION, files.PROCESSOR):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = declared(tmp_path / "model.onnx", HF, VECTOR)
    assert found.recipe.task is Task.CLASSIFY
    json.dumps(found.as_json())


def test_a_file_beyond_every_size_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_FILE", 20)
    sidecars(tmp_path, {"model_type": "vit", "id2label": labels(*NAMES)})
    assert files.beside(tmp_path / "m.onnx") == files.Sidecars()


def test_names_are_plain_and_short(tmp_path):
    sidecars(tmp_path, {"id2label": {"0": "x" * 10_000, "2": "\u202e<b>"}})
    assert files.beside(tmp_path / "m.onnx").names == ("x" * 200, "class1", "\u202e<b>")
    sidecars(tmp_path, {"id2label": {"0": "LABEL_0", "1": "LABEL_1"}})
    assert files.beside(tmp_path / "m.onnx").names == ()


@pytest.mark.parametrize("size", SIZES)
def test_a_classifier_goes_the_whole_way(tmp_path, size):
    sidecars(tmp_path, {"model_type": "vit", "id2label": labels(*NAMES)}, SQUARE)
    logits = np.log(np.float32([[0.2, 0.7, 0.1]]))
    found = written(
        tmp_path / "m.onnx", {"logits": logits}, dims=(1, 3, 224, 224), name="pixel_values"
    )
    tags = answer(found, size).founds
    assert [(t.class_name, round(t.score, 3)) for t in tags] == [
        ("dog", 0.7),
        ("cat", 0.2),
        ("cow", 0.1),
    ]


def test_what_is_fed_is_what_transformers_feeds(tmp_path):
    """Resize the short side, cut the middle, to 0..1, normalise: written out once more."""
    from PIL import Image

    said_ = {"size": {"shortest_edge": 60}, "crop_size": 48, "do_center_crop": True, **IMAGENET}
    spec = prepared(InputSpec(), ANY, said_, "vit").fed
    even = picture(Size(152, 120))
    small = np.asarray(Image.fromarray(even[..., ::-1]).resize((76, 60), Image.Resampling.BILINEAR))
    wanted = (small[6:54, 14:62] / 255.0 - IMAGENET["image_mean"]) / IMAGENET["image_std"]
    fed = tensor(fitted(even, spec)[0], spec)[0]
    assert np.abs(fed.transpose(1, 2, 0)[2:-2, 2:-2] - wanted[2:-2, 2:-2]).max() < 0.02


def test_inspect_finds_the_settings_by_a_relative_path(tmp_path, monkeypatch):
    (tmp_path / "onnx").mkdir()
    seen(tmp_path, VECTOR, "vit", SQUARE)
    (tmp_path / "model.onnx").rename(tmp_path / "onnx" / "model.onnx")
    monkeypatch.chdir(tmp_path / "onnx")
    from pathlib import Path

    assert inspect(Path("../onnx/model.onnx")).recipe.classes == NAMES
