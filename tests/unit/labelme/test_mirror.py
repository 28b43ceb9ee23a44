"""labelme JSON beside the images follows the edits, or is not written at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.shapes import Box, Tag
from labeldesk.formats.beside import sniff_folder
from labeldesk.formats.mirror import Conflict, Kept, Mirror, Reason
from tests.unit.labelme.folders import SIZE, a_file, a_shape, labelme_opens, put
from tests.unit.labelme.test_labelme import RICH
from tests.unit.test_mirror import hashes, opened
from tests.unit.test_mirror_safety import plus

NAMES = ["0.jpg", "1.jpg", "2.jpg"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        Image.new("RGB", (80, 60)).save(tmp_path / name)
        document = {**RICH, "imagePath": name, "imageData": "/9j/AAAA"}
        put(tmp_path / f"{name[0]}.json", document, indent=4)
    return tmp_path


def test_only_the_touched_shape_of_the_touched_file_changes(folder: Path) -> None:
    mirror, images, book = opened(folder, "labelme", NAMES)
    before = hashes(folder)
    tag, cat, dog = images["1.jpg"].annotations
    moved = replace(
        images["1.jpg"], annotations=(tag, replace(cat, shape=Box(5.0, 6.0, 50.0, 51.0)), dog)
    )
    assert mirror.write(moved, book.classes) == Kept("1.json", is_written=True)
    after = hashes(folder)
    assert {name for name in after if after[name] != before[name]} == {"1.json"}
    expected = {**RICH, "imagePath": "1.jpg", "imageData": "/9j/AAAA"}
    entry = {**RICH["shapes"][0], "points": [[5.0, 6.0], [50.0, 51.0]]}
    expected["shapes"] = [entry, *RICH["shapes"][1:]]
    text = json.dumps(expected, indent=4, ensure_ascii=False)
    assert (folder / "1.json").read_text(encoding="utf-8") == text


def test_what_was_not_edited_is_not_written(folder: Path) -> None:
    mirror, images, book = opened(folder, "labelme", NAMES)
    before = hashes(folder)
    for image in images.values():
        assert not mirror.write(image, book.classes).is_written
    assert hashes(folder) == before


def test_an_image_without_a_file_gets_one_that_labelme_opens(tmp_path: Path) -> None:
    Image.new("RGB", (80, 60)).save(tmp_path / "0.jpg")
    mirror, _, book = opened(tmp_path, "labelme", ["0.jpg"])
    empty = LabeledImage("0.jpg", SIZE)
    assert not mirror.write(empty, book.classes).is_written
    image = plus(plus(empty, book.named("cat")), book.named("night"), Tag())
    assert mirror.write(image, book.classes).is_written
    found = labelme_opens(tmp_path / "0.json")
    assert (found["imagePath"], found["flags"]) == ("0.jpg", {"night": True})
    assert mirror.write(replace(empty, state=ImageState(done=True)), book.classes).is_written
    assert labelme_opens(tmp_path / "0.json")["shapes"] == []


UNFIT = {
    "broken": '{"shapes": [',
    "a shape that nobody can write": json.dumps(a_file(a_shape(points=[[1, 2, 3]]))),
    "not a number": json.dumps(a_file(a_shape(points=[[1, float("nan")], [1, 2], [3, 4]]))),
    "no image inside": json.dumps(a_file(a_shape(), imageData=float("inf"))),
    "another size": json.dumps(a_file(a_shape(), imageHeight=61)),
    "another image": json.dumps(a_file(a_shape(), imagePath="b.jpg")),
    "a key twice": json.dumps(a_file(a_shape()))[:-1] + ', "flags": {}}',
}


@pytest.mark.parametrize("name", UNFIT)
def test_a_file_that_was_not_understood_to_the_last_is_not_overwritten(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "a.json").write_text(UNFIT[name])
    mirror, images, book = opened(tmp_path, "labelme", ["a.jpg"])
    image = plus(images.get("a.jpg", LabeledImage("a.jpg", SIZE)), book.named("cat"))
    found = mirror.write(image, book.classes)
    assert isinstance(found, Conflict)
    assert found.reason is Reason.UNREADABLE
    assert (tmp_path / "a.json").read_text() == UNFIT[name]


def test_a_file_changed_outside_is_a_conflict(folder: Path) -> None:
    mirror, images, book = opened(folder, "labelme", NAMES)
    theirs = put(folder / "2.json", a_file(a_shape(), imagePath="2.jpg"))
    found = mirror.write(plus(images["2.jpg"], book.named("cat")), book.classes)
    assert isinstance(found, Conflict)
    assert found.reason is Reason.CHANGED
    assert (folder / "2.json").read_bytes() == theirs
    assert len(mirror.read_theirs(found, images["2.jpg"], book).annotations) == 1


def test_the_import_bar_can_keep_labelme_files_in_step(folder: Path) -> None:
    (found,) = sniff_folder(folder)
    assert (found.format, found.files, found.can_mirror) == ("labelme", 3, True)
    assert Mirror(folder, "labelme").file_of("sub/x.y.png") == "sub/x.y.json"
