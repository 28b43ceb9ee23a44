"""The models of the library can be chosen, left and taken out again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from labeldesk.domain.geometry import Size
from labeldesk.suggest.fake import write_detector
from labeldesk.suggest.fake_pair import write_pair
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.library import Library
from labeldesk.ui.choice import Choice
from labeldesk.ui.model_menu import ModelMenu


class Clicks:
    """The pair that was taken."""

    model = None

    def take(self, model):
        self.model = model


class Models:
    """Remembers what was chosen."""

    def __init__(self, library):
        self.shelf = self
        self.library = library
        self.model, self.pair = None, Clicks()
        self.done = []

    def wanted(self, *_):
        self.done.append("add")

    def use(self, model):
        self.model = model
        self.done.append(None if model is None else model.name)

    def remove(self, sha256):
        self.done.append(sha256)


@pytest.fixture
def models(tmp_path):
    path = tmp_path / "three.onnx"
    write_detector(path, [(1, 1, 9, 9, 0.9, 0)], ("thing",), image=Size(20, 20))
    library = Library(tmp_path / "models")
    library.add(inspect(path).model)
    return Models(library)


def rows(models, parent):
    menu = ModelMenu(models, Choice(), lambda: None, lambda: None).made(parent)
    return {action.text(): action for action in menu.actions() if action.text()}


def test_a_model_is_chosen_left_and_removed(qtbot, models):
    parent = QWidget()
    qtbot.addWidget(parent)
    first = rows(models, parent)
    (title,) = [text for text in first if text.startswith("three")]
    assert not first[title].isChecked()
    first[title].trigger()
    assert models.done == ["three"]
    second = rows(models, parent)
    assert second[title].isChecked()
    second["Remove three from the library"].trigger()
    second["Use no model"].trigger()
    assert models.done[1] == models.shelf.library.listed()[0].sha256
    assert models.done[2] is None
    assert models.model is None


def test_a_model_for_clicks_stands_beside_the_one_that_proposes(qtbot, models, tmp_path):
    parent = QWidget()
    qtbot.addWidget(parent)
    models.library.add(inspect(write_pair(tmp_path)[0]).model)
    (three,) = [row for text, row in rows(models, parent).items() if text.startswith("three")]
    three.trigger()
    rows(models, parent)["fake (sam, for clicks)"].trigger()
    shown = rows(models, parent)
    checked = [text for text, row in shown.items() if row.isChecked()]
    assert len(checked) == 2
    shown["Remove fake from the library"].trigger()
    assert models.done[-1] == models.pair.model.recipe.sha256
