"""Where objects are from, in the real program: runs, their images, taking back, the list."""

from __future__ import annotations

import pytest

from labeldesk.domain.geometry import Size
from labeldesk.suggest.fake import write_detector
from labeldesk.ui.translate import tr
from labeldesk.work.sieve import BROUGHT, BY_MODEL, CORRECTED

ROWS = [(20.0, 20.0, 60.0, 60.0, 0.9, 0), (80.0, 20.0, 120.0, 60.0, 0.8, 0)]


@pytest.fixture
def hand(start, folder, tmp_path):
    """Two suggestions accepted on the first image, one of them moved since, and a box by hand."""
    path = tmp_path / "two.onnx"
    write_detector(path, ROWS, ("cup",), image=Size(200, 150))
    hand = start(folder)
    hand.ready()
    hand.program.wiring.open(path)
    hand.until(lambda: len(hand.workspace.shown.suggestions) == len(ROWS))
    hand.do("suggest.accept-shown")
    hand.until(lambda: len(hand.objects()) == 2)
    hand.ready()
    hand.click(100, 20)
    hand.key("Right")
    hand.box((20, 80), (60, 120))
    hand.ready()
    return hand


def rows(hand):
    return hand.program.page.column.objects._model.rows


def opened(hand):
    hand.do("suggest.runs")
    return hand.sheet("runs-sheet")


def test_the_list_says_from_which_model_an_object_is_and_whether_it_was_edited(hand):
    hand.until(lambda: sum(row.source is not None for row in rows(hand)) == 2)
    model = hand.program.page.column.objects._model
    spoken = [model.spoken(row) for row in rows(hand)]
    assert sum("two, run of" in said for said in spoken) == 2
    assert sum("edited" in said for said in spoken) == 1
    panel = hand.program.page.column.objects
    kinds = ("all", "hand", "imported", "model", "edited", "unsure")
    found = []
    for kind in kinds:
        panel.origins.choose(kind)
        hand.window.grab()
        found.append(len(rows(hand)))
    assert found == [3, 1, 0, 1, 1, 0]
    menu = panel.origins.made().actions()
    assert [action.isChecked() for action in menu].index(True) == 5
    run = menu[-1]
    assert run.text().startswith("two, run of")
    run.trigger()
    assert len(rows(hand)) == 2
    assert panel.origins.made().actions()[-1].isChecked()
    panel.origins.choose("all")
    assert len(rows(hand)) == 3


def test_what_a_run_brought_is_listed_and_taken_back_with_one_undo(hand):
    sheet = opened(hand)
    row = sheet.row()
    assert (row.untouched, row.edited, row.run.model_name) == (1, 1, "two")
    hand.window.grab()
    sheet.show_images.click()
    hand.until(lambda: hand.workspace.listed.filter == BROUGHT)
    hand.workspace.listed.choose("all")
    hand.go(0)
    sheet = opened(hand)
    sheet.open.click()
    assert tr(sheet.delete.words) == "Delete 1"
    sheet.delete.click()
    hand.until(lambda: len(hand.objects()) == 2)
    assert "model" not in {str(a.origin) for a in hand.shapes()}
    hand.do("edit.undo")
    hand.until(lambda: len(hand.objects()) == 3)


def test_images_are_listed_by_the_origin_of_what_is_on_them(hand):
    for rank in (BY_MODEL, CORRECTED):
        hand.workspace.listed.choose(rank)
        hand.until(lambda chosen=rank: hand.workspace.listed.filter == chosen)
        assert hand.workspace.listed.sieve.places.tolist() == [0]
    hand.do("edit.select-all")
    hand.do("edit.delete")
    hand.ready()
    hand.workspace.listed.choose(BY_MODEL)
    hand.until(lambda: hand.hints[-1] == "No object comes from a model")


def test_finished_images_are_left_alone_unless_they_are_asked_for(hand):
    hand.do("image.mark-done")
    hand.ready()
    sheet = opened(hand)
    sheet.open.click()
    assert tr(sheet.delete.words) == "Nothing to delete"
    sheet.finished.click()
    assert tr(sheet.delete.words) == "Delete 1"


def test_a_run_of_which_nothing_is_left_is_not_listed(hand):
    hand.do("suggest.run")  # what waits from the run before is replaced
    hand.until(lambda: len(hand.workspace.project.runs()) == 1)
    hand.go(1)
    hand.do("suggest.run-folder")
    hand.until(lambda: sum(hand.workspace.catalogue.suggestions) == 8)
    hand.do("suggest.run-folder")
    hand.until(lambda: len(hand.workspace.project.runs()) == 3)
    hand.until(lambda: not hand.program.models.is_running)
    assert len(opened(hand)._model.rows) == 2
