"""Choosing what looks at the images, in the real program with a model in its child process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import pytest

from labeldesk.domain.text import Text
from labeldesk.quality.describe import BUILT_IN, Blind
from labeldesk.suggest.heads import is_head
from labeldesk.suggest.recipe import ModelFile
from labeldesk.ui.dialogs.learning import LearningSheet
from labeldesk.work.backbone import SETTING
from tests.unit.work.learn_project import KINDS, picture
from tests.unit.work.test_backbone import means

MANY = 9
COLOURS = ((0, 0, 200), (0, 180, 0), (180, 0, 0))


@pytest.fixture
def hand(start, tmp_path: Path):
    """Red, green and blue pictures in turn, with a class for each; digits tag."""
    folder = tmp_path / "colours"
    folder.mkdir()
    for n in range(MANY):
        made = picture("noise", n, (60, 80)) // 4 + 1
        made += cv2.merge([made[:, :, 0] * 0 + c for c in COLOURS[n % 3]])
        cv2.imwrite(str(folder / f"{n}.png"), made)
    made = start(folder)
    made.ready()
    made.add_classes(*KINDS)
    made.key("t")
    return made


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Tells colours apart, as an embedding that is known by its recipe."""
    from labeldesk.suggest import recipe_yaml

    made = means(tmp_path / "means.onnx")
    beside = made.path.with_name("means" + recipe_yaml.SUFFIX)
    beside.write_text(recipe_yaml.dump(made.recipe), encoding="utf-8")
    return made.path


def sheet(hand) -> LearningSheet:
    hand.do("learn.options")
    hand.until(lambda: isinstance(hand.program.sheets.dim.sheet(), LearningSheet))
    return hand.program.sheets.dim.sheet()


def options(opened):
    return [str(one.words) for one in opened.models._options]


def describer(hand):
    learner = hand.program.learning.learner
    return learner.describing.describer if learner is not None else None


def tag(hand, *places):
    for place in places:
        hand.go(place)
        hand.key(str(place % 3 + 1))
        hand.until(lambda: len(hand.objects()) == 1)
    hand.ready()


def add_in_sheet(hand, model):
    opened = sheet(hand)
    hand.program.backbones.ask_model = lambda: model
    opened.add_wanted.emit()
    hand.until(lambda: hand.workspace.project.setting(SETTING) is not None)
    hand.until(lambda: opened.models.current() != "")
    return opened


def test_a_model_added_in_the_sheet_looks_at_the_images_and_is_kept_in_the_project(hand, model):
    tag(hand, 0, 1, 2)
    opened = add_in_sheet(hand, model)
    assert options(opened) == ["Colours, edges and texture", "means"]
    assert hand.program.models.model is None
    opened.box.click()
    hand.key("Escape")
    hand.until(lambda: sum(hand.workspace.catalogue.suggestions.tolist()) == MANY - 3)
    assert describer(hand).length == 3
    hand.go(4)
    hand.until(lambda: [one.class_name for one in hand.program.desk.suggest.shown()] == ["discs"])
    assert hand.errors == []


def test_choosing_the_other_one_again_takes_the_place_of_what_the_model_said(hand, model):
    tag(hand, 0, 1, 2)
    opened = add_in_sheet(hand, model)
    opened.box.click()
    hand.until(lambda: describer(hand) is not None and describer(hand).length == 3)
    hand.until(lambda: sum(hand.workspace.catalogue.suggestions.tolist()) == MANY - 3)
    opened.chosen.emit("")
    hand.until(lambda: describer(hand) == BUILT_IN)
    hand.until(lambda: len(hand.workspace.project.runs()) == 2)
    assert hand.workspace.catalogue.suggestions.max() == 1
    assert hand.workspace.project.setting(SETTING) is None


def test_a_model_that_went_from_the_library_is_said_and_the_built_in_one_serves(hand, model):
    tag(hand, 0, 1, 2)
    add_in_sheet(hand, model)
    hand.key("Escape")
    (entry,) = hand.program.models.shelf.library.listed()
    hand.program.models.shelf.library.remove(entry.sha256)
    hand.do("learn.suggest")
    hand.until(lambda: any("not in the library" in said for said in hand.notices()))
    hand.until(lambda: sum(hand.workspace.catalogue.suggestions.tolist()) == MANY - 3)
    assert describer(hand) == BUILT_IN
    opened = sheet(hand)
    assert opened.models.current() == ""
    assert opened._trouble.text().startswith("The model means is not in the library")


def test_a_model_that_only_describes_is_offered_for_learning_where_it_is_dropped(hand, model):
    tag(hand, 0, 1, 2)
    hand.window.dropped.emit([model])
    rows = hand.window.notices.rows
    hand.until(lambda: [row.key for row in rows()] == ["learn-with"])
    assert hand.program.models.model is None
    hand.window.notices.chosen.emit("learn-with", "learn")
    hand.until(lambda: describer(hand) is not None and describer(hand).length == 3)
    assert hand.facts.learning


def test_what_was_learned_is_exported_as_a_model_for_images(hand, model, tmp_path):
    tag(hand, 0, 1, 2)
    add_in_sheet(hand, model)
    hand.key("Escape")
    hand.do("learn.suggest")
    hand.until(lambda: hand.facts.learned and describer(hand).length == 3)
    place = tmp_path / "mine.onnx"
    hand.program.desk.learn.ask_place = lambda: place
    hand.do("learn.export")
    hand.until(place.exists)
    assert not is_head(place)
    hand.do("learn.suggest")
    hand.until(lambda: sum(hand.workspace.catalogue.suggestions.tolist()) == 0)
    hand.go(5)
    hand.window.dropped.emit([place])
    hand.until(lambda: hand.program.models.model is not None)
    hand.until(lambda: "noise" in [one.class_name for one in hand.program.desk.suggest.shown()])


def test_a_model_that_cannot_be_loaded_is_told_there_and_in_the_sheet(hand, model):
    tag(hand, 0, 1, 2)
    add_in_sheet(hand, model)
    hand.key("Escape")
    (entry,) = hand.program.models.shelf.library.listed()
    with entry.model.path.open("ab") as file:
        file.write(b"x")
    hand.do("learn.suggest")
    hand.until(lambda: any("means cannot look at images" in said for said in hand.notices()))
    hand.until(lambda: sum(hand.workspace.catalogue.suggestions.tolist()) == MANY - 3)
    opened = sheet(hand)
    assert opened._trouble.text().startswith("means cannot look at images")
    opened.chosen.emit("")
    hand.until(lambda: not opened._trouble.isVisible())
    assert opened.models.current() == ""


def test_a_model_that_dies_in_the_middle_is_told_and_the_rest_is_seen_without_it(hand, model):
    tag(hand, 0, 1, 2)
    add_in_sheet(hand, model)
    hand.key("Escape")
    hand.do("learn.suggest")
    hand.until(lambda: describer(hand) is not None and describer(hand).length == 3)
    hand.until(lambda: sum(hand.workspace.catalogue.suggestions.tolist()) == MANY - 3)
    gone = Blind(Text("Test", "means looks at no more images: it died"))
    hand.program.learning._failed(gone)
    hand.until(lambda: describer(hand) == BUILT_IN)
    assert any("it died" in said for said in hand.notices())
    hand.until(lambda: len(hand.workspace.project.runs()) == 2)
    assert hand.program.learning.trouble is gone


def test_a_model_that_has_to_be_asked_about_is_taken_when_it_was_answered(hand, model):
    tag(hand, 0, 1, 2)
    model.with_name("means.recipe.yaml").unlink()
    asked = []
    hand.program.models.shelf.doubted.connect(lambda _, one: asked.append(one))
    opened = sheet(hand)
    hand.program.backbones.ask_model = lambda: model
    opened.add_wanted.emit()
    hand.until(lambda: asked)
    assert hand.workspace.project.setting(SETTING) is None
    seen = asked[0].recipe
    recipe = replace(means(model).recipe, sha256=seen.sha256, files=seen.files)
    hand.program.models.shelf.save(ModelFile(model, recipe))
    hand.until(lambda: hand.workspace.project.setting(SETTING) is not None)
    hand.key("Escape")
