"""Accepting over many images in the real program: counts first, then one undo step."""

from __future__ import annotations

import pytest

from labeldesk.domain.geometry import Size
from labeldesk.suggest.fake import write_detector
from labeldesk.ui.translate import tr

ROWS = [
    (20.0, 20.0, 60.0, 60.0, 0.9, 0),
    (80.0, 20.0, 120.0, 60.0, 0.6, 1),
    (140.0, 20.0, 180.0, 60.0, 0.3, 1),
]


@pytest.fixture
def sheet(start, folder, tmp_path):
    """The sheet over five images that have been looked at, with the hand that opened it."""
    path = tmp_path / "two.onnx"
    write_detector(path, ROWS, ("cup", "spoon"), image=Size(200, 150))
    hand = start(folder)
    hand.ready()
    hand.program.wiring.open(path)
    hand.until(lambda: len(hand.workspace.shown.suggestions) == len(ROWS))
    hand.do("suggest.run-folder")
    hand.until(lambda: sum(hand.workspace.catalogue.suggestions) == 10)
    hand.go(1)
    hand.do("image.mark-done")
    hand.ready()
    hand.workspace.listed.choose("todo")

    def opened():
        hand.do("suggest.accept-everywhere")
        return hand.sheet("accept-sheet")

    return hand, opened


def says(sheet, words):
    return lambda: tr(sheet.accept.words) == words


def test_the_preview_follows_score_classes_and_images_and_undo_takes_all_back(sheet):
    hand, opened = sheet
    sheet = opened()
    hand.until(says(sheet, "Accept 8 suggestions"))  # four images are not done
    assert {row.name: row.count.text() for row in sheet.rows} == {
        "cup": "4 of 4",
        "spoon": "4 of 8",
    }
    sheet.slider.setValue(20)
    hand.until(says(sheet, "Accept 12 suggestions"))
    spoon = next(row for row in sheet.rows if row.name == "spoon")
    spoon.field.setText("0.5")
    spoon.field.editingFinished.emit()
    hand.until(says(sheet, "Accept 8 suggestions"))
    next(row for row in sheet.rows if row.name == "cup").box.click()
    hand.until(says(sheet, "Accept 4 suggestions"))
    sheet.accept.click()
    hand.until(lambda: hand.hints[-1:] == ["Accepted 4 suggestions. Ctrl+Z takes them back"])
    counts = hand.workspace.catalogue.counts
    hand.until(lambda: hand.workspace.catalogue.counts.tolist() == [1, 0, 1, 1, 1])
    assert {c.name for c in hand.workspace.classes} == {"spoon"}
    hand.do("edit.undo")
    hand.until(lambda: not any(hand.workspace.catalogue.counts))
    assert len(counts) == 5


def test_only_the_images_of_the_filter_or_the_selection_are_accepted(sheet):
    hand, opened = sheet
    hand.do("view.grid")
    hand.program.grid.grid.pick_all()
    hand.settle()
    sheet = opened()
    hand.until(says(sheet, "Accept 8 suggestions"))
    assert [option.id for option in sheet.images._options] == ["picked", "all", "listed"]
    sheet.left.emit()
    hand.workspace.listed.choose("done")
    sheet = opened()
    hand.until(says(sheet, "Accept 8 suggestions"))
    sheet.images.chosen.emit("listed")
    sheet.images.choose("listed")
    sheet.changed_soon()
    hand.until(says(sheet, "Nothing to accept"))


def test_nothing_to_accept_is_said_and_the_button_says_why(sheet):
    hand, opened = sheet
    sheet = opened()
    sheet.slider.setValue(99)
    hand.until(says(sheet, "Nothing to accept"))
    assert not sheet.accept.isEnabled()
    sheet.entered()
    assert hand.program.sheets.dim.sheet() is sheet


def test_the_notice_of_a_run_goes_when_what_it_found_was_accepted(sheet):
    hand, opened = sheet
    hand.until(lambda: hand.notices() == ["10 suggestions on 5 images, 5 below the line"])
    sheet = opened()
    hand.until(says(sheet, "Accept 8 suggestions"))
    sheet.accept.click()
    hand.until(lambda: any("Accepted 8" in hint for hint in hand.hints))
    assert hand.notices() == []
