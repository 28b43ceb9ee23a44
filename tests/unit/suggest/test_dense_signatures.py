"""Segmentation, salient objects and embeddings are recognised by what exporters declare."""

from __future__ import annotations

import pytest

from labeldesk.suggest.recipe import Activation, Background, Colour, Fit, Layout, Pool, Task
from tests.unit.suggest.signatures import HF, declared

FREE = ("batch", 3, "height", "width")


def image(side: int, name: str = "input", kind: str = "f") -> tuple:
    return (name, kind, (1, 3, side, side))


@pytest.mark.parametrize(
    ("fed", "outputs", "more", "wanted"),
    [
        (
            image(640, "images"),
            [("output0", "u1", (1, 640, 640), "Cast")],
            {"metadata": {"task": "semantic", "names": "{0: 'road', 1: 'sky'}"}},
            ("ultralytics", "semantic-map", Background.NONE, ("road", "sky"), Fit.LETTERBOX, 0.98),
        ),
        (
            image(640, "images"),
            [("output0", "i4", (1, 640, 640), "Cast")],
            {"metadata": {"task": "semantic", "names": "{0: 'background', 1: 'sky'}"}},
            ("ultralytics", "semantic-map", Background.FIRST, ("sky",), Fit.LETTERBOX, 0.98),
        ),
        (
            ("input", "f", FREE),
            [
                ("out", "f", ("batch", 21, "height", "width"), "Resize"),
                ("aux", "f", ("batch", 21, "height", "width"), "Resize"),
            ],
            {},
            ("semantic", "semantic", Background.NONE, None, Fit.STRETCH, 0.65),
        ),
        (
            image(512),
            [("output", "f", (1, 19, 128, 128), "Conv")],
            {},
            ("semantic", "semantic", Background.NONE, None, Fit.STRETCH, 0.55),
        ),
        (
            image(512),
            [("mask", "f", (1, 3, 512, 512), "Sigmoid")],
            {},
            ("semantic", "semantic-each", Background.NONE, None, Fit.STRETCH, 0.6),
        ),
        (
            image(512),
            [("mask", "f", (1, 2, 512, 512), "Softmax")],
            {},
            ("semantic", "semantic", Background.FIRST, ("foreground",), Fit.STRETCH, 0.6),
        ),
        (
            ("x", "f", (1, 3, 512, 1024)),
            [("argmax_0.tmp_0", "i4", (1, 512, 1024), "ArgMax")],
            {"producer": "PaddlePaddle"},
            ("semantic", "semantic-map", Background.NONE, (), Fit.STRETCH, 0.7),
        ),
        (
            image(512),
            [("output", "i8", (1, 1, 512, 512), "ArgMax")],
            {},
            ("semantic", "semantic-map", Background.NONE, (), Fit.STRETCH, 0.7),
        ),
        (
            image(512),
            [("output", "f", (1, 512, 512), "Cast")],
            {"ops": ("ArgMax",)},
            ("semantic", "semantic-map", Background.NONE, (), Fit.STRETCH, 0.7),
        ),
        (
            ("ImageTensor:0", "u1", (1, "h", "w", 3)),
            [("SemanticPredictions:0", "i8", (1, "h", "w"), "Slice")],
            {},
            ("semantic", "semantic-map", Background.NONE, (), Fit.STRETCH, 0.7),
        ),
        (
            ("input_1:0", "f", (1, 256, 256, 3)),
            [("mask", "f", (1, 256, 256, 1), "Sigmoid")],
            {"file": "selfie"},
            ("foreground", "semantic-each", Background.NONE, ("person",), Fit.STRETCH, 0.75),
        ),
        (
            ("input_1:0", "f", (1, 144, 256, 3)),
            [("segment", "f", (1, 144, 256, 2), "Softmax")],
            {},
            ("semantic", "semantic", Background.FIRST, ("foreground",), Fit.STRETCH, 0.6),
        ),
        (
            image(320),
            [(str(n), "f", (1, 1, 320, 320), "Sigmoid") for n in range(7)],
            {},
            ("foreground", "semantic-each", Background.NONE, ("foreground",), Fit.STRETCH, 0.75),
        ),
        (
            image(1024),
            [
                ("output", "f", (1, 1, 1024, 1024), "Sigmoid"),
                *((f"d{n}", "f", (1, 1, 1024, 1024), "Sigmoid") for n in range(5)),
                *((f"h{n}", "f", (1, 64, 512, 512), "Relu") for n in range(6)),
            ],
            {},
            ("foreground", "semantic-each", Background.NONE, ("foreground",), Fit.STRETCH, 0.75),
        ),
    ],
    ids=[
        "ultralytics",
        "ultralytics with background",
        "torchvision",
        "quarter",
        "sigmoid maps",
        "two",
        "paddle",
        "mmdeploy",
        "cast argmax",
        "deeplab of tensorflow",
        "selfie",
        "meet",
        "u2net",
        "isnet",
    ],
)
def test_maps(tmp_path, fed, outputs, more, wanted):
    more = dict(more)
    seen = declared(tmp_path / f"{more.pop('file', 'm')}.onnx", fed, outputs, **more)
    recipe = seen.recipe
    classes, fit, sure = wanted[3:]
    assert (recipe.family, recipe.output.format, recipe.output.background) == wanted[:3]
    assert recipe.task is Task.SEMANTIC
    assert classes is None or recipe.classes == classes
    assert (recipe.input.fit, seen.sure) == (fit, pytest.approx(sure))
    is_last = fed[2][-1] == 3 and len(outputs[0][2]) == 4
    assert recipe.output.layout is (Layout.NHWC if is_last else Layout.NCHW)
    assert recipe.output.names == (outputs[0][0],)


@pytest.mark.parametrize(
    ("fed", "outputs"),
    [
        (image(640), [("a", "f", (1, 255, 80, 80), "Conv"), ("b", "f", (1, 255, 40, 40), "Conv")]),
        (
            image(512),
            [("hm", "f", (1, 1, 128, 128), "Sigmoid"), ("wh", "f", (1, 2, 128, 128), "Conv")],
        ),
        (
            image(512),
            [("hm", "f", (1, 80, 128, 128), "Sigmoid"), ("wh", "f", (1, 2, 128, 128), "Conv")],
        ),
        (image(1024, "image"), [("image_embeddings", "f", (1, 256, 64, 64), "Conv")]),
        (image(518), [("predicted_depth", "f", (1, 1, 518, 518), "Relu")]),
        (image(224), [("out", "f", (1, 3, 672, 672), "Conv")]),
        (image(224), [("output", "f", (1, 1, 672, 672), "Conv")]),
    ],
    ids=["grids", "one heat map", "heat maps", "sam", "depth", "larger", "larger grey"],
)
def test_maps_that_are_no_segmentation_are_not_taken_for_one(tmp_path, fed, outputs):
    seen = declared(tmp_path / "m.onnx", fed, outputs)
    assert not any(item.recipe.task is Task.SEMANTIC for item in seen.candidates)


def test_what_cannot_be_read_is_said_and_the_other_reading_listed(tmp_path):
    seen = declared(tmp_path / "m.onnx", image(512), [("output", "f", (1, 19, 128, 128), "Conv")])
    said = " ".join(map(str, seen.findings))
    assert "ImageNet mean and deviation is assumed" in said
    assert "first class means background cannot be read" in said
    other = seen.candidates[1].recipe
    assert other.output.background is Background.FIRST
    assert len(other.classes) == 18


def test_a_single_map_without_any_hint_is_a_guess_that_says_so(tmp_path):
    seen = declared(tmp_path / "m.onnx", image(512), [("output", "f", (1, 1, 512, 512), "Conv")])
    assert seen.recipe.family == "foreground"
    assert seen.sure < 0.5
    assert any("is a guess" in str(finding) for finding in seen.findings)


def test_isnet_and_birefnet_of_one_form_are_both_offered(tmp_path):
    seen = declared(tmp_path / "m.onnx", image(1024), [("o", "f", (1, 1, 1024, 1024), "Sigmoid")])
    first, second = (item.recipe.input for item in seen.candidates[:2])
    assert (first.mean, first.std) == ((0.5, 0.5, 0.5), (1.0, 1.0, 1.0))
    assert second.mean == (0.485, 0.456, 0.406)
    assert any("BiRefNet" in str(finding) for finding in seen.findings)


def test_names_beside_the_model_say_which_slot_is_the_background(tmp_path):
    outputs = [("output", "f", (1, 3, 512, 512), "Resize")]
    (tmp_path / "m.names").write_text("cat\ndog\n", encoding="utf-8")
    fewer = declared(tmp_path / "m.onnx", image(512), outputs)
    assert (fewer.recipe.output.background, fewer.recipe.classes) == (
        Background.FIRST,
        ("cat", "dog"),
    )
    (tmp_path / "m.names").write_text("cat\ndog\nvoid\n", encoding="utf-8")
    last = declared(tmp_path / "m.onnx", image(512), outputs)
    assert (last.recipe.output.background, last.recipe.classes) == (Background.LAST, ("cat", "dog"))


def test_torchvision_segments_a_short_side_of_520_pixels(tmp_path):
    seen = declared(tmp_path / "m.onnx", ("input", "f", FREE),
                    [("out", "f", ("b", 21, "h", "w"), "Resize")])  # fmt: skip
    fed = seen.recipe.input
    assert (fed.width, fed.height, fed.short_side, fed.antialias) == (0, 0, 520, True)


@pytest.mark.parametrize(
    ("fed", "outputs", "wanted"),
    [
        (HF, [("image_embeds", "f", ("b", 512), "Gemm")], ("image_embeds", Pool.FIRST)),
        (
            HF,
            [
                ("last_hidden_state", "f", ("b", 257, 384), "LayerNormalization"),
                ("pooler_output", "f", ("b", 384), "Tanh"),
            ],
            ("last_hidden_state", Pool.FIRST),
        ),
        (
            HF,
            [("last_hidden_state", "f", ("b", 196, 768), "Add")],
            ("last_hidden_state", Pool.MEAN),
        ),
        (
            HF,
            [("last_hidden_state", "f", ("b", 768, 7, 7), "Add")],
            ("last_hidden_state", Pool.FIRST),
        ),
        (HF, [("pooler_output", "f", ("b", 384), "Tanh")], ("pooler_output", Pool.FIRST)),
        (image(224), [("output", "f", (1, 1280), "ReduceMean")], ("output", Pool.FIRST)),
        (
            image(224),
            [("output", "f", (1, 2048, 1, 1), "GlobalAveragePool")],
            ("output", Pool.FIRST),
        ),
        (image(224), [("features", "f", (1, 512, 7, 7), "Relu")], ("features", Pool.FIRST)),
        (image(224), [("embedding", "f", (1, 128), "Div")], ("embedding", Pool.FIRST)),
    ],
    ids=[
        "clip",
        "dinov2",
        "tokens without a first",
        "resnet of transformers",
        "pooled",
        "mobilenet",
        "pooled map",
        "map",
        "one length",
    ],
)
def test_embeddings(tmp_path, fed, outputs, wanted):
    seen = declared(tmp_path / "m.onnx", fed, outputs)
    recipe = seen.recipe
    assert (recipe.task, recipe.output.format) == (Task.EMBED, "embed")
    assert (recipe.output.names, recipe.output.pool) == ((wanted[0],), wanted[1])
    assert (recipe.input.width, recipe.input.height) == (224, 224)
    assert any(problem.severity.name == "WARNING" for problem in seen.findings)


def test_a_vector_of_a_usual_number_of_classes_is_of_scores(tmp_path):
    seen = declared(
        tmp_path / "m.onnx", image(224), [("o", "f", (1, 1000, 1, 1), "GlobalAveragePool")]
    )
    assert seen.recipe.task is Task.CLASSIFY
    named = tmp_path / "m.names"
    named.write_text("\n".join(f"n{n}" for n in range(512)), encoding="utf-8")
    seen = declared(tmp_path / "m.onnx", image(224), [("o", "f", (1, 512), "Flatten")])
    assert seen.recipe.task is Task.CLASSIFY
    assert seen.recipe.classes[511] == "n511"


def test_a_vector_that_may_be_either_is_offered_as_both(tmp_path):
    seen = declared(tmp_path / "m.onnx", image(224), [("output", "f", (1, 512), "Gemm")])
    assert [item.recipe.task for item in seen.candidates] == [Task.CLASSIFY, Task.EMBED]


@pytest.mark.parametrize(
    ("output", "how"),
    [
        (("o", "f", (1, 10), "Softmax"), Activation.NONE),
        (("o", "f", (1, 10), "Gemm"), Activation.PROBE),
        (("o", "f", (1, 10), "Sigmoid"), Activation.NONE),
        (("o", "u1", (1, 10), "Softmax"), Activation.NONE),
    ],
    ids=["softmax", "logits", "sigmoid", "bytes"],
)
def test_classifiers_by_their_last_operator(tmp_path, output, how):
    seen = declared(tmp_path / "m.onnx", image(224), [output])
    assert (seen.recipe.task, seen.recipe.output.activation) == (Task.CLASSIFY, how)
    assert seen.recipe.input.colour is Colour.RGB
