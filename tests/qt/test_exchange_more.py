"""The choices of an export beyond the usual: folded, counted, remembered."""

from __future__ import annotations

import json
from pathlib import Path

from labeldesk.ui.widgets.drop_down import DropDown
from labeldesk.work.recasting import Pick
from tests.qt.exchange import Desk
from tests.qt.test_exchange_export import desk, opened, shown, titles

__all__ = ["desk"]  # a fixture


def test_more_choices_lie_folded_away_and_their_line_says_how_many_are_not_as_usual(
    desk: Desk, tmp_path: Path
) -> None:
    sheet = opened(desk)
    dialog = sheet.dialog
    high = dialog.height()
    assert not dialog.fold.is_open
    dialog.split_chosen.emit("two")
    desk.until(dialog.main.isEnabled)
    assert dialog.height() > high  # the bar of the parts
    high = dialog.height()
    dialog.fold.button.click()
    assert dialog.height() > high
    dialog.more_chosen.emit("split_by", "folder")
    desk.until(dialog.main.isEnabled)
    assert str(dialog.fold.button.words) == "More choices, 1 changed"
    assert "No image is in val" in " ".join(titles(dialog))
    dialog.more_chosen.emit("split_by", "class")
    desk.until(dialog.main.isEnabled)
    dialog.accepted.emit()
    desk.until(lambda: desk.notice("exported"))
    facts = json.loads(next(tmp_path.glob("pictures-*/labeldesk-export.json")).read_text())
    assert (facts["split_by"], facts["parts"]) == ("class", {"train": 2, "val": 1})
    again = opened(desk)
    assert again.wish is not None
    assert again.wish.grouping.by == "class"


def test_a_field_that_stays_keeps_the_keyboard(desk: Desk) -> None:
    sheet = opened(desk)
    dialog = sheet.dialog
    dialog.split_chosen.emit("two")
    dialog.fold.button.click()
    field = next(one for one in dialog.fold.findChildren(DropDown) if str(one.words) == "Split by")
    field.setFocus()
    dialog.more_chosen.emit("split_by", "class")
    desk.until(dialog.main.isEnabled)
    assert field.isVisible()
    assert field.hasFocus()


def test_what_becomes_of_the_image_files_is_asked_in_the_same_way_for_every_format(
    desk: Desk, tmp_path: Path
) -> None:
    sheet = opened(desk)
    dialog = sheet.dialog
    for name in ("yolo", "coco"):
        dialog.format_chosen.emit(name)
        words = [str(one.words) for one in dialog.findChildren(DropDown) if not one.isHidden()]
        assert words.count("Image files") == 1
        assert "Copy the images" not in words
    dialog.format_option_chosen.emit("pictures", "link")
    desk.until(dialog.main.isEnabled)
    dialog.accepted.emit()
    desk.until(lambda: desk.notice("exported"))
    out = tmp_path / "pictures-coco"
    assert (out / "images/1.png").samefile(tmp_path / "pictures/1.png")
    assert opened(desk).wish.pictures == "link"  # type: ignore[union-attr]  # it has looked


def test_a_class_that_there_is_not_is_said_and_one_that_is_goes_out_alone(
    desk: Desk, tmp_path: Path
) -> None:
    sheet = opened(desk)
    dialog = sheet.dialog
    dialog.format_chosen.emit("coco")
    dialog.more_chosen.emit("classes", "hors")
    desk.until(lambda: any("There is no class hors" in title for title in titles(dialog)))
    assert not dialog.main.isEnabled()
    dialog.more_chosen.emit("classes", "dog, ")
    dialog.more_chosen.emit("form", "box")
    desk.until(dialog.main.isEnabled)
    assert str(dialog.main.words) == "Export 1 image"
    assert "1 object goes out as another shape, as asked" in titles(dialog)
    dialog.accepted.emit()
    desk.until(lambda: desk.notice("exported"))
    facts = json.loads((tmp_path / "pictures-coco/labeldesk-export.json").read_text())
    assert (facts["classes"], facts["shapes"]["form"]) == (["dog"], "box")
    again = opened(desk).wish
    assert again is not None
    assert (again.recast.classes, again.recast.form) == ((Pick("dog"),), "box")


def test_tiles_are_counted_before_they_are_made(desk: Desk, tmp_path: Path) -> None:
    sheet = opened(desk)
    dialog = sheet.dialog
    dialog.format_chosen.emit("coco")
    dialog.more_chosen.emit("parts", "each")
    dialog.more_chosen.emit("border", "16")
    dialog.more_chosen.emit("resize", "320")
    desk.until(dialog.main.isEnabled)
    assert str(dialog.main.words) == "Export 3 images"
    assert not [label for label in shown(dialog) if "read back" in label]
    dialog.accepted.emit()
    desk.until(lambda: desk.notice("exported"))
    out = tmp_path / "pictures-coco"
    assert sorted(p.name for p in (out / "images").iterdir()) == ["1_1.png", "2_1.png", "3_1.png"]
    facts = json.loads((out / "labeldesk-export.json").read_text())
    assert facts["framing"] == {
        "resize": "320", "crop": "each", "margin": 16, "tile": 0, "overlap": 0,
    }  # fmt: skip
