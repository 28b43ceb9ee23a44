"""The library of models in the real program: asked, corrected, brought, downloaded, removed."""

from __future__ import annotations

import hashlib
import json
import threading

import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.settings.table import IDLE_MINUTES
from labeldesk.suggest import recipe_yaml
from labeldesk.suggest.fake import constant_model, write_detector
from labeldesk.suggest.listening import ModelState
from labeldesk.ui.dialogs.models import CatalogueSheet, ModelsSheet
from labeldesk.ui.dialogs.reading import ReadingSheet
from labeldesk.ui.translate import tr
from tests.qt.program import photographs
from tests.unit.suggest.test_catalogue import Site

ROWS = [(20.0, 20.0, 60.0, 60.0, 0.9, 0), (80.0, 20.0, 120.0, 60.0, 0.6, 0)]
NAMES = "{0: 'cup', 1: 'spoon', 2: 'fork'}"


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "two.onnx"
    write_detector(path, ROWS, ("thing",), image=Size(200, 150))
    return path


@pytest.fixture
def doubtful(tmp_path):
    """Its numbers and colours are in a file that is not there."""
    path = tmp_path / "doubtful.onnx"
    dets = np.array([[[64, 64, 320, 320, 0.9], [320, 64, 480, 200, 0.6]]], np.float32)
    outputs = {"dets": dets, "labels": np.array([[0, 1]], np.int64)}
    path.write_bytes(constant_model(outputs, metadata={"names": NAMES}).SerializeToString())
    return path


@pytest.fixture
def hand(start, folder):
    hand = start(folder)
    hand.ready()
    return hand


def sheet(hand, kind):
    """The open sheet, once it is of that kind."""
    hand.until(lambda: isinstance(hand.program.sheets.dim.sheet(), kind))
    return hand.program.sheets.dim.sheet()


def entries(hand):
    return hand.program.models.shelf.library.listed()


def use(hand, path):
    hand.program.wiring.open(path)
    hand.until(lambda: len(hand.workspace.shown.suggestions) == len(ROWS))


def listed(table):
    return [table.model_rows.spoken(row) for row in table.model_rows.rows]


def tried(hand, sheet):
    """The answer to what was chosen last."""
    hand.until(
        lambda: sheet._tried is not None and sheet._tried.model.recipe == sheet.fields.recipe()
    )
    return sheet._tried


def test_a_file_that_is_looked_at_is_named_meanwhile(hand, model):
    hand.program.wiring.open(model)
    assert hand.hints[-1] == "Looking at two.onnx…"
    hand.until(lambda: hand.program.models.model is not None)
    assert hand.hints[-1] != "Looking at two.onnx…"


def test_it_is_not_said_to_be_looked_at_any_more_once_the_sheet_is_there(hand, model):
    use(hand, model)
    hand.do("suggest.correct")
    assert hand.hints[-1] == "Looking at two.onnx…"
    sheet(hand, ReadingSheet)
    assert hand.program.voice._said is None


def test_a_doubtful_model_is_asked_about_once_with_each_answer_tried(hand, doubtful):
    hand.program.wiring.open(doubtful)
    asked = sheet(hand, ReadingSheet)
    assert entries(hand) == []
    first = tried(hand, asked)
    assert [found.class_name for found in first.answer.founds] == ["cup", "spoon"]
    kinds = asked.fields.kind
    kinds.choose("1")
    kinds.chosen.emit("1")
    second = tried(hand, asked)
    assert (first.model.recipe.input.colour, second.model.recipe.input.colour) == ("bgr", "rgb")
    asked.main.click()
    hand.until(lambda: hand.program.models.model is not None)
    (kept,) = entries(hand)
    assert kept.recipe.input.colour == "rgb"
    assert recipe_yaml.load(kept.model.path.with_name("recipe.yaml")) == kept.recipe
    hand.until(lambda: len(hand.workspace.shown.suggestions) == 2)
    hints = len(hand.hints)
    hand.program.wiring.open(doubtful)
    hand.until(lambda: any("was added" in hint for hint in hand.hints[hints:]))
    assert hand.program.sheets.dim.sheet() is None
    assert entries(hand)[0].recipe.input.colour == "rgb"


def test_who_leaves_the_question_has_added_nothing(hand, doubtful):
    hand.program.wiring.open(doubtful)
    sheet(hand, ReadingSheet)
    hand.key("Esc")
    hand.until(lambda: hand.program.sheets.dim.sheet() is None)
    assert entries(hand) == []
    assert hand.program.models.model is None


def test_several_doubtful_models_are_asked_about_one_after_the_other(hand, doubtful, tmp_path):
    other = tmp_path / "other.onnx"
    other.write_bytes(doubtful.read_bytes().replace(b"fork", b"bowl"))
    hand.program.wiring.open(doubtful, other)
    first = sheet(hand, ReadingSheet)
    assert "doubtful" in first.accessibleName()
    hand.key("Esc")
    hand.until(lambda: hand.program.sheets.dim.sheet() not in {None, first})
    assert "other" in sheet(hand, ReadingSheet).accessibleName()


def test_a_device_that_is_not_here_is_told_aloud_and_the_truth_shown(hand, model):
    use(hand, model)
    hand.do("suggest.correct")
    asked = sheet(hand, ReadingSheet)
    tried(hand, asked)
    asked.fields.device.choose("directml")
    asked.fields.device.chosen.emit("directml")
    hand.until(lambda: asked._tried.model.device == "directml")
    assert asked._tried.opened.providers[0] == "CPUExecutionProvider"
    assert "not part of this installation" in str(asked._tried.problems[0])
    asked.main.click()
    hand.until(lambda: hand.program.models.model.device == "directml")
    hand.until(lambda: "two runs on CPU" in hand.notices())
    assert entries(hand)[0].note.device == "directml"


def test_tiles_are_chosen_on_the_sheet_and_kept(hand, model):
    use(hand, model)
    hand.do("suggest.correct")
    asked = sheet(hand, ReadingSheet)
    asked.fields.large.choose("both")
    asked.fields.large.chosen.emit("both")
    tried(hand, asked)
    hand.key("Ctrl+Return")
    hand.until(lambda: hand.program.models.model.recipe.tiling == "both")
    assert entries(hand)[0].recipe.tiling == "both"


def test_a_recipe_goes_out_and_comes_back_and_a_wrong_one_is_refused_in_place(
    hand, model, tmp_path, monkeypatch
):
    use(hand, model)
    reading, out = hand.program.reading, tmp_path / "out.recipe.yaml"
    reading.save_recipe(hand.program.models.model, out)
    out.write_text(out.read_text(encoding="utf-8").replace("thing", "mug"), encoding="utf-8")
    hand.do("suggest.correct")
    asked = sheet(hand, ReadingSheet)
    monkeypatch.setattr(hand.program.desk.project, "ask_file", lambda *_: out)
    asked.import_wanted.emit()
    assert asked.fields.recipe().classes == ("mug",)
    out.write_text("colour: mauve", encoding="utf-8")
    asked.import_wanted.emit()
    assert "no field of this name" in asked._doubts.text()
    assert asked.fields.recipe().classes == ("mug",)


def test_a_folder_of_models_is_brought_and_what_cannot_be_is_named(hand, model, doubtful, tmp_path):
    (tmp_path / "broken.onnx").write_bytes(b"no model")
    hand.program.models.shelf.add_folder(tmp_path)
    hand.until(lambda: any("was added; 2 were not" in hint for hint in hand.hints))
    assert [entry.model.name for entry in entries(hand)] == ["two"]
    named = {problem.path for problem in hand.program.voice.problems}
    assert named == {str(tmp_path / "broken.onnx"), str(doubtful)}
    assert hand.program.models.model is None


def test_the_library_shows_what_is_known_of_a_model_uses_it_and_removes_it(hand, model):
    use(hand, model)
    hand.until(lambda: entries(hand)[0].note.ms is not None)
    hand.program.models.use(None)
    hand.do("suggest.library")
    library = sheet(hand, ModelsSheet)
    hand.until(lambda: listed(library.table))
    (row,) = listed(library.table)
    digest = hashlib.sha256(model.read_bytes()).hexdigest()[:8]
    for part in ("two", "boxes", "1 class", "kB", "licence not stated", digest, "ms on CPU"):
        assert part in row
    library.entered()
    hand.until(lambda: hand.program.models.model is not None)
    hand.until(lambda: "in use" in listed(library.table)[0])
    library.removed.emit(library._chosen())
    hand.until(lambda: not entries(hand))
    hand.until(lambda: not listed(library.table))
    assert hand.program.models.model is None
    assert model.is_file()


def test_a_model_of_a_catalogue_is_downloaded_when_that_is_confirmed_and_not_before(
    hand, model, tmp_path
):
    site = Site()
    site.content = model.read_bytes()
    thread = threading.Thread(target=site.serve_forever, args=(0.01,))
    thread.start()
    offer = {
        "name": "far", "address": f"{site.address}/whole", "license": "MIT", "task": "detect",
        "sha256": hashlib.sha256(site.content).hexdigest(), "bytes": len(site.content),
    }  # fmt: skip
    path = tmp_path / "models.json"
    path.write_text(json.dumps({"models": [offer]}), encoding="utf-8")
    try:
        hand.program.model_desk.open_catalogue(path)
        offers = sheet(hand, CatalogueSheet)
        assert "boxes" in listed(offers.table)[0]
        offers.entered()
        assert site.asked == []
        assert "127.0.0.1" in offers.main.accessibleName()
        offers.entered()
        hand.until(lambda: entries(hand))
    finally:
        site.shutdown()
        thread.join()
        site.server_close()
    assert entries(hand)[0].recipe.license == "MIT"
    assert entries(hand)[0].recipe.source == offer["address"]
    hand.until(lambda: "in the library" in listed(offers.table)[0])
    assert not offers.main.isEnabled()


def test_images_that_failed_are_listed_and_tried_again(start, tmp_path, model):
    pictures = photographs(tmp_path / "many", 4)
    whole = (pictures / "3.png").read_bytes()
    (pictures / "3.png").write_bytes(whole[:30])
    hand = start(pictures)
    hand.ready()
    use(hand, model)
    hand.do("suggest.run-folder")
    hand.until(lambda: any("1 failed" in title for title in hand.notices()))
    assert any(problem.path.endswith("3.png") for problem in hand.program.voice.problems)
    (pictures / "3.png").write_bytes(whole)
    hand.window.notices.chosen.emit("run-ended", "again")
    hand.until(lambda: hand.workspace.catalogue.suggestions.tolist()[2] == len(ROWS))
    assert hand.program.models.latest.total == 1


def test_what_was_assumed_is_corrected_for_that_model_and_forgotten_with_another(
    hand, model, tmp_path
):
    path = tmp_path / "wrong names.onnx"
    table = np.zeros((1, 84, 8400), np.float32)
    metadata = {"task": "detect", "names": "{0: 'cup', 1: 'spoon'}"}
    path.write_bytes(constant_model({"output0": table}, metadata=metadata).SerializeToString())
    hand.program.wiring.open(path)
    hand.until(lambda: "Something about wrong names was assumed" in hand.notices())
    hand.window.notices.chosen.emit("model-assumed", "correct")
    assert "wrong names" in sheet(hand, ReadingSheet).accessibleName()
    hand.key("Esc")
    hand.program.wiring.open(path)
    hand.until(lambda: "Something about wrong names was assumed" in hand.notices())
    use(hand, model)
    assert not any("was assumed" in title for title in hand.notices())


def test_who_runs_a_model_over_the_folder_has_answered_what_was_assumed(hand, tmp_path):
    path = tmp_path / "wrong names.onnx"
    table = np.zeros((1, 84, 8400), np.float32)
    metadata = {"task": "detect", "names": "{0: 'cup', 1: 'spoon'}"}
    path.write_bytes(constant_model({"output0": table}, metadata=metadata).SerializeToString())
    hand.program.wiring.open(path)
    hand.until(lambda: "Something about wrong names was assumed" in hand.notices())
    hand.do("suggest.run-folder")
    hand.until(lambda: hand.notices() == [])


def test_of_a_model_that_is_not_in_use_any_more_nothing_is_shown(hand, model):
    use(hand, model)
    status = hand.window.status
    hand.until(lambda: status._model.text() == "two · CPU · ready")
    hand.program.models.shelf.remove(hand.program.models.model.recipe.sha256)
    hand.until(lambda: status._model.text() == "")
    hand.until(lambda: hand.program.page.column.suggestions._device.text() == "")


def test_a_model_that_describes_images_comes_in_beside_the_one_in_use(hand, model, tmp_path):
    path = tmp_path / "body.onnx"
    features = {"last_hidden_state": np.zeros((1, 50, 64), np.float32)}
    made = constant_model(features, name="pixel_values", dims=(1, 3, 224, 224))
    path.write_bytes(made.SerializeToString())
    use(hand, model)
    hand.program.wiring.open(path)
    hand.until(lambda: len(entries(hand)) == 2)
    hand.until(lambda: any("describes images" in hint for hint in hand.hints))
    assert hand.program.models.model.name == "two"
    (row,) = hand.window.notices.rows()  # what is doubtful is said in the same place
    assert [name for name, _ in row.actions] == ["learn", "correct"]
    assert "Assumed: config.json is not beside the model" in tr(row.detail)
    hand.do("suggest.library")
    library = sheet(hand, ModelsSheet)
    hand.until(lambda: len(listed(library.table)) == 2)
    rows = {entry.model.name: at for at, entry in enumerate(library._entries)}
    library.table.selectRow(rows["body"])
    use_button, correct, remove = library._of_chosen
    assert [use_button.isEnabled(), correct.isEnabled(), remove.isEnabled()] == [False, True, True]
    library.table.selectRow(rows["two"])
    assert use_button.isEnabled()


def test_an_idle_model_is_unloaded_and_loaded_again_for_the_next_image(hand, model):
    hand.program.settings.set(IDLE_MINUTES, 2.0)
    assert hand.program.models.idle_s == 120
    states = []
    hand.program.models.status_changed.connect(lambda status: states.append(status.state))
    hand.program.models.idle_s = 0.05
    use(hand, model)
    hand.until(lambda: states[-1] is ModelState.UNLOADED)
    assert hand.window.status._model.text() == "two · resting"
    states.clear()
    hand.do("suggest.run")
    hand.until(lambda: states[-1:] == [ModelState.UNLOADED])
    assert states == [ModelState.LOADING, ModelState.READY, ModelState.UNLOADED]
