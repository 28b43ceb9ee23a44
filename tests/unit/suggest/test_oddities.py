"""What is odd about an answer is a message; what is odd about a model is a finding."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np

from labeldesk.domain.geometry import Size
from labeldesk.domain.shapes import Box, Tag
from labeldesk.suggest import recipe_yaml
from labeldesk.suggest.found import Answer, Found
from labeldesk.suggest.preview import doubts
from tests.unit.suggest.models import SIZES, letterboxed, written
from tests.unit.suggest.tables import (
    BOXES,
    NAMES,
    answer,
    end2end_table,
)


def test_a_first_answer_that_looks_wrong_says_so():
    whole = Found("cat", Box(0, 0, 100, 99), 0.9)
    part = Found("cat", Box(0, 0, 10, 9), 0.9)
    size = Size(100, 100)
    assert "whole image" in str(doubts(Answer((whole, whole)), size)[0])
    assert doubts(Answer((whole, part)), size) == ()
    assert "Nothing was found" in str(doubts(Answer(), size)[0])
    assert doubts(Answer((Found("cat", Tag(), 0.9),)), size) == ()


def test_numbers_that_are_not_finite_are_a_message(tmp_path):
    table = end2end_table(letterboxed(SIZES[0], 640, BOXES))
    table[0, 0, 0] = np.nan
    table[0, 5, 4] = np.inf
    seen = written(tmp_path / "m.onnx", {"output0": table}, metadata={**NAMES, "task": "detect"})
    said = answer(seen, SIZES[0])
    assert [f.class_name for f in said.founds] == ["cat"]
    assert "2 answers had numbers that are not finite" in str(said.notes[0])


def test_a_class_beyond_the_names_is_called_by_its_number(tmp_path):
    table = end2end_table(letterboxed(SIZES[0], 640, BOXES))
    table[0, 0, 5] = 9
    seen = written(tmp_path / "m.onnx", {"output0": table}, metadata={**NAMES, "task": "detect"})
    said = answer(seen, SIZES[0])
    assert said.founds[0].class_name == "class9"
    assert "The class 9 has no name in the list of 2" in str(said.notes[0])


def test_nothing_found_is_an_ordinary_answer(tmp_path):
    table = np.zeros((1, 300, 6), np.float32)
    seen = written(tmp_path / "m.onnx", {"output0": table}, metadata={**NAMES, "task": "detect"})
    assert answer(seen, Size(1, 1)).founds == ()


def test_a_pose_model_that_finds_nothing_says_so_without_an_error(tmp_path):
    meta = {**NAMES, "task": "pose", "kpt_shape": "[3, 3]"}
    for name, shape in (("a", (1, 15, 8400)), ("b", (1, 300, 15))):
        table = {"output0": np.zeros(shape, np.float32)}
        seen = written(tmp_path / f"{name}.onnx", table, metadata=meta)
        assert answer(seen, SIZES[0]).founds == ()


def test_an_unknown_model_is_described_by_its_inputs_and_outputs(tmp_path):
    seen = written(tmp_path / "m.onnx", {"what": np.zeros((1, 7, 5, 3, 2), np.float32)})
    assert seen.recipe is None
    assert "Outputs: what: float32 [1, 7, 5, 3, 2]" in str(seen.findings[0])
    assert seen.as_json()["family"] is None


def test_a_recipe_saved_beside_the_model_wins(tmp_path):
    table = {"output0": end2end_table(BOXES)}
    first = written(tmp_path / "m.onnx", table, metadata={**NAMES, "task": "detect"})
    changed = replace(first.recipe, classes=("a", "b"))
    side = tmp_path / "m.recipe.yaml"
    side.write_text(recipe_yaml.dump(changed), encoding="utf-8")
    again = written(tmp_path / "m.onnx", table, metadata={**NAMES, "task": "detect"})
    assert (again.recipe.classes, again.sure) == (("a", "b"), 1.0)
    side.write_text(recipe_yaml.dump(replace(changed, sha256="0" * 64)), encoding="utf-8")
    other = written(tmp_path / "m.onnx", table, metadata={**NAMES, "task": "detect"})
    assert other.recipe.classes == ("cat", "dog")
    assert "is for another file" in str(other.findings[0])


def test_inspect_gives_plain_json(tmp_path):
    table = {"output0": end2end_table(BOXES)}
    seen = written(tmp_path / "m.onnx", table, metadata={**NAMES, "task": "detect"})
    value = json.loads(json.dumps(seen.as_json()))
    assert value["family"] == "ultralytics"
    assert value["inputs"] == [{"name": "images", "dtype": "float32", "shape": [1, 3, 640, 640]}]
    assert value["classes"] == ["cat", "dog"]
    assert "CPUExecutionProvider" in value["providers"]
    assert value["preprocessing"]["fit"] == "letterbox"
    assert (value["task"], value["sure"], value["warnings"]) == ("detect", 0.98, [])


def test_inspect_says_what_another_reading_would_change(tmp_path):
    tables = {"dets": np.zeros((1, 5, 5), np.float32), "labels": np.zeros((1, 5), np.int64)}
    seen = written(tmp_path / "m.onnx", tables, dims=(1, 3, "h", "w"), metadata=NAMES)
    value = json.loads(json.dumps(seen.as_json()))
    first, second = value["alternatives"]
    assert first["differs"] == {
        "input.colour": "rgb",
        "input.mean": [123.675, 116.28, 103.53],
        "input.std": [58.395, 57.12, 57.375],
    }
    assert second["differs"] == {"input.mean": [], "input.std": []}
    assert "Faster R-CNN" in " ".join(first["why"])
    assert value["preprocessing"]["max_side"] == 1333
    assert any("pipeline.json" in text for text in value["warnings"])
