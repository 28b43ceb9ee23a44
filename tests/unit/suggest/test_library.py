"""The models folder."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import onnx
import pytest

from labeldesk.domain.problem import UserError
from labeldesk.suggest.apart import inspect_apart
from labeldesk.suggest.fake import constant_model, write_detector
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.library import Library
from labeldesk.suggest.runner import Model
from labeldesk.suggest.scan import Refused
from tests.unit.suggest.models import LANDSCAPE, picture


@pytest.fixture
def model(tmp_path):
    row = (1, 2, 30, 40, 0.9, 0)
    write_detector(tmp_path / "best.onnx", [row], ["cat"], image=LANDSCAPE)
    return inspect(tmp_path / "best.onnx").model


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "models")


def test_an_empty_library_is_no_error(library):
    assert library.listed() == []
    assert library.find("0" * 64) is None
    library.remove("0" * 64)


def test_a_model_is_copied_under_its_content_and_runs_from_there(library, model):
    entry = library.add(model)
    model.path.unlink()
    assert [e.sha256 for e in library.listed()] == [model.recipe.sha256]
    assert entry.model.path.parent.name == entry.sha256
    assert entry.model.name == "best"
    assert library.find(entry.sha256) == entry
    assert Model(entry.model).suggest(picture(LANDSCAPE)).founds[0].class_name == "cat"


def test_adding_again_changes_only_the_recipe(library, model):
    first = library.add(model)
    renamed = replace(model, recipe=replace(model.recipe, classes=("lynx",)))
    second = library.add(renamed)
    assert second.recipe.classes == ("lynx",)
    assert second.model.path == first.model.path
    assert len(library.listed()) == 1


def test_a_removed_model_is_gone_but_not_its_source(library, model):
    library.remove(library.add(model).sha256)
    assert library.listed() == []
    assert model.path.exists()


def test_nothing_outside_the_library_is_ever_removed(library, model, tmp_path):
    library.add(model)
    library.remove("../models")
    library.remove("..")
    assert len(library.listed()) == 1


def test_a_broken_entry_is_left_out(library, model):
    entry = library.add(model)
    (entry.model.path.parent / "recipe.yaml").write_text("family: [", encoding="utf-8")
    assert library.listed() == []
    assert library.add(model).recipe.classes == ("cat",)


def test_what_is_no_model_does_not_get_in(library, model):
    model.path.write_bytes(b"text")
    with pytest.raises(UserError, match="changed while it was copied"):
        library.add(model)
    unseen = replace(model, recipe=replace(model.recipe, sha256="", files={}))
    with pytest.raises(UserError, match="not an ONNX model"):
        library.add(unseen)
    assert library.listed() == []


def test_inspection_apart_says_what_inspection_says(model, tmp_path):
    assert inspect_apart(model.path).as_json() == inspect(model.path).as_json()
    with pytest.raises(Refused, match="yolo export model="):
        inspect_apart(tmp_path / "best.pt")
    with pytest.raises(Refused, match="took longer than"):
        inspect_apart(model.path, seconds=0.0)


def test_a_model_with_external_data_moves_in_whole(library, tmp_path):
    tensor = onnx.TensorProto(name="w", data_type=1, dims=[1])
    tensor.data_location = onnx.TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="w.bin")
    table = {"output0": np.zeros((1, 300, 6), np.float32)}
    made = constant_model(table, metadata={"task": "detect", "names": "['cat']"})
    made.graph.initializer.append(tensor)
    made.graph.node.append(onnx.helper.make_node("Relu", ["w"], ["v"]))
    made.graph.output.append(onnx.helper.make_tensor_value_info("v", 1, [1]))
    (tmp_path / "w.bin").write_bytes(bytes(4))
    (tmp_path / "big.onnx").write_bytes(made.SerializeToString())
    entry = library.add(inspect(tmp_path / "big.onnx").model)
    assert sorted(p.name for p in entry.model.path.parent.iterdir()) == [
        "big.onnx",
        "recipe.yaml",
        "w.bin",
    ]
    assert Model(entry.model).suggest(picture(LANDSCAPE)).founds == ()
    (entry.model.path.parent / "w.bin").write_bytes(b"abcd")
    with pytest.raises(UserError, match="not the one that was looked at"):
        Model(entry.model)


def test_a_library_that_cannot_be_written_is_said(model, tmp_path):
    (tmp_path / "models").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(UserError, match="could not be copied"):
        Library(tmp_path / "models").add(model)


def test_the_device_wished_and_the_speed_measured_stay_with_a_model(library, model):
    sha256 = library.add(model).sha256
    library.notes.wish(sha256, "cuda")
    library.notes.measured(sha256, "CPU", [0.010, 0.030])
    library.notes.measured(sha256, "CPU", [0.020])
    entry = Library(library.folder).find(sha256)
    assert entry.model.device == "cuda"
    assert (entry.note.ran_on, entry.note.ms) == ("CPU", pytest.approx(20.0))
    library.notes.measured(sha256, "CUDA", [0.001])
    assert library.listed()[0].note.ms == pytest.approx(1.0)  # other times of another device
    library.remove(sha256)
    assert library.notes.all() == {}


def test_notes_that_cannot_be_read_cost_no_model(library, model):
    library.add(model)
    (library.folder / "notes.json").write_text('{"a": 3, "b": {"seconds": [1, "x", -1]}}', "utf-8")
    (entry,) = library.listed()
    assert entry.note.ms is None
    (library.folder / "notes.json").write_text("{", "utf-8")
    assert len(library.listed()) == 1
