"""The sample is drawn into a folder of its own and never over anything."""

from __future__ import annotations

import math
from pathlib import Path
from typing import get_args

import cv2
import numpy as np
import pytest

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.work import sample_pictures
from labeldesk.work.sample import COUNT, Kind, make_sample, things

KINDS: tuple[Kind, ...] = get_args(Kind)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain pictures: what is drawn does not matter here."""
    plain = np.zeros((60, 80, 3), np.uint8)
    monkeypatch.setattr(sample_pictures, "picture", lambda *_: plain)


def everything(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


@pytest.mark.parametrize("kind", KINDS)
def test_a_sample_is_24_pictures_and_a_class_list(tmp_path: Path, kind: Kind) -> None:
    place = make_sample(tmp_path / "数据" / "Sample", kind)

    pictures = sorted(place.glob("*.jpg"))
    assert place == tmp_path / "数据" / "Sample"
    assert len(pictures) == COUNT
    assert (place / "classes.txt").read_text("utf-8").split() == ["leaf", "shell", "coin", "stone"]
    first = cv2.imdecode(np.frombuffer(pictures[0].read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert first is not None
    assert first.shape == (600, 800, 3)
    assert first.std() > 10
    assert [p.name for p in place.parent.iterdir()] == ["Sample"]


@pytest.mark.usefixtures("quick")
def test_asking_again_gives_the_same_folder_with_what_was_done_in_it(tmp_path: Path) -> None:
    place = make_sample(tmp_path / "sample", "detect")
    (place / "sample.labeldesk").write_text("an hour of work")
    before = everything(place)

    assert make_sample(tmp_path / "sample", "detect") == place
    assert everything(place) == before


@pytest.mark.usefixtures("quick")
def test_what_lies_there_stays_and_the_sample_goes_beside_it(tmp_path: Path) -> None:
    mine = tmp_path / "sample"
    mine.mkdir()
    (mine / "holiday.jpg").write_bytes(b"mine")
    (tmp_path / "sample 2").write_text("a file of that name")

    place = make_sample(mine, "classify")

    assert place == tmp_path / "sample 3"
    assert everything(mine) == {"holiday.jpg": b"mine"}
    assert make_sample(mine, "classify") == place
    assert make_sample(mine, "segment") == tmp_path / "sample 4"


@pytest.mark.usefixtures("quick")
def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "sample").mkdir()

    assert make_sample(tmp_path / "sample", "detect") == tmp_path / "sample"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("marker", ["", "[]", "{}", "{", '{"kind": "other"}'])
def test_a_marker_that_says_something_else_is_not_ours(tmp_path: Path, marker: str) -> None:
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample" / ".labeldesk-sample.json").write_text(marker)

    assert make_sample(tmp_path / "sample", "detect") == tmp_path / "sample 2"


@pytest.mark.usefixtures("quick")
def test_a_cancelled_sample_leaves_nothing(tmp_path: Path) -> None:
    cancel = Cancel()
    cancel.set()

    with pytest.raises(Cancelled):
        make_sample(tmp_path / "sample", "detect", cancel=cancel)

    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("quick")
def test_a_place_that_cannot_be_written_is_said_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(UserError) as told:
        make_sample(tmp_path / "file" / "sample", "detect")

    assert "sample" in str(told.value.path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", range(COUNT))
def test_things_lie_inside_and_apart(kind: Kind, number: int) -> None:
    found = things(kind, number)

    assert len(found) >= (1 if kind == "classify" else 2)
    for one in found:
        assert one.radius <= one.x <= 800 - one.radius
        assert one.radius <= one.y <= 600 - one.radius
    for n, one in enumerate(found):
        for other in found[:n]:
            away = math.hypot(one.x - other.x, one.y - other.y)
            assert away > 0.9 * (one.radius + other.radius)


def test_the_classes_take_turns_where_one_is_asked_for() -> None:
    names = [things("classify", n)[0].name for n in range(COUNT)]

    assert {name: names.count(name) for name in names} == dict.fromkeys(sample_pictures.CLASSES, 6)


def test_the_same_number_gives_the_same_picture() -> None:
    drawn = [sample_pictures.picture(things("detect", 3), 1, 3) for _ in range(2)]

    assert (drawn[0] == drawn[1]).all()
