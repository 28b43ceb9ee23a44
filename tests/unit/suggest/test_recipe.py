"""Recipes as YAML."""

from __future__ import annotations

import pytest

from labeldesk.domain.problem import UserError
from labeldesk.suggest import recipe_yaml
from labeldesk.suggest.recipe import (
    Fit,
    InputSpec,
    Layout,
    OutputSpec,
    Pool,
    Recipe,
    Resample,
    Task,
)

RECIPE = Recipe(
    family="yolo",
    task=Task.DETECT,
    input=InputSpec(fit=Fit.STRETCH, mean=(0.5, 0.25, 0.125), std=(1.0, 2.0, 4.0)),
    output=OutputSpec("yolo-v8", ("output0",)),
    classes=("cat", "Hund", "猫", "<b>no</b>", "yes", "1"),
    files={"model": "m.onnx"},
    sha256="ab" * 32,
)


def test_a_recipe_survives_yaml_with_every_field():
    assert recipe_yaml.parse(recipe_yaml.dump(RECIPE)) == RECIPE


def test_segmentation_and_embeddings_survive_yaml_too():
    fed = InputSpec(width=0, height=0, short_side=520, resample=Resample.BICUBIC, crop=0.875)
    read = OutputSpec("embed", ("a", "b"), layout=Layout.NHWC, pool=Pool.MEAN)
    for task in (Task.SEMANTIC, Task.EMBED):
        recipe = Recipe("x", task, fed, read)
        assert recipe_yaml.parse(recipe_yaml.dump(recipe)) == recipe
        assert recipe.proposes is (task is Task.SEMANTIC)


def test_a_short_recipe_gets_the_usual_values():
    text = "{family: yolo, task: detect, input: {width: 320}, output: {format: yolo-v8}}"
    recipe = recipe_yaml.parse(text)
    assert recipe.input.width == 320
    assert recipe.thresholds.score == 0.05


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{family: yolo", "not readable YAML"),
        ("[]", "does not fit"),
        ("{family: yolo, task: detect, input: {}}", "output: This field"),
        ("{family: yolo, task: dance, input: {}, output: {format: a}}", "task: 'dance'"),
        ("{family: y, task: detect, input: {widht: 3}, output: {format: a}}", "input.widht: A rec"),
        ("{family: y, task: detect, input: {width: -3}, output: {format: a}}", "input.width: -3"),
        ("{family: y, task: detect, input: {scale: .inf}, output: {format: a}}", "input.scale"),
        ("{family: y, task: detect, input: {mean: 3}, output: {format: a}}", "input.mean"),
        ("!!python/object/apply:os.system [ls]", "not readable YAML"),
        ("a: &a [x]\nb: &b [*a, *a, *a]\nfamily: *b", "refers to its own parts"),
    ],
)
def test_a_wrong_recipe_is_refused_by_place(text, said):
    with pytest.raises(UserError) as caught:
        recipe_yaml.parse(text, path="r.yaml")
    assert said in str(caught.value)
    assert str(caught.value).startswith("r.yaml: ")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "r.yaml").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(UserError, match="not readable YAML"):
        recipe_yaml.load(tmp_path / "r.yaml")
