"""Image files of an export: the same rule for every format."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from labeldesk.domain.problem import Severity, UsageError
from labeldesk.formats.keeps import CONVERTED
from labeldesk.formats.registry import BUILT_IN
from labeldesk.work.exporting import Done, Export, convert
from labeldesk.work.pictures import COPY, LINK, PATH
from labeldesk.work.sources import DataSet
from tests.qt.exchange import XML, hashes, pictures

OF_OBJECTS = [name for name in BUILT_IN if name not in {"imagenet", "captions"}]
SHARES = {"train": 0.5, "val": 0.5}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = pictures(tmp_path / "data" / "sub").parent
    (folder / "sub" / "5.png").unlink()
    for n in range(1, 5):
        (folder / "sub" / f"{n}.xml").write_text(XML.format(n=n))
    return folder


def exported(data: Path, name: str, mode: str, shares: dict[str, float]) -> Done:
    out = data.parent / f"{name}-{mode}"
    return convert(DataSet(data), Export(name, out, shares=shares, pictures=mode))


def worse(done: Done) -> list[str]:
    """What is reported of an export beside shapes that become others."""
    rows = [row for row in done.report.rows if row.severity is not Severity.INFO]
    return [str(row) for row in rows if row.text.source != CONVERTED.source]


@pytest.mark.parametrize("name", OF_OBJECTS)
@pytest.mark.parametrize("mode", [COPY, LINK])
@pytest.mark.parametrize("shares", [{}, SHARES], ids=["whole", "split"])
def test_every_format_carries_its_images_and_is_read_with_them(data, name, mode, shares) -> None:
    before = hashes(data)
    done = exported(data, name, mode, shares)
    assert not worse(done)
    sources = {path.read_bytes(): path for path in data.rglob("*.png")}
    files = [path for path in done.out.rglob("*.png") if path.read_bytes() in sources]
    assert {sources[path.read_bytes()].name for path in files} == {f"{n}.png" for n in range(1, 5)}
    assert len(files) == 4
    for file in files:
        assert file.samefile(sources[file.read_bytes()]) == (mode == LINK)
    facts = json.loads((done.out / "labeldesk-export.json").read_text())
    assert facts["images"] == mode
    back = convert(DataSet(done.out), Export("coco", data.parent / "back"))
    assert (back.images, back.annotations) == (4, 4)
    assert not [row for row in back.report.rows if "missing" in str(row)]
    assert hashes(data) == before


@pytest.mark.parametrize("name", OF_OBJECTS)
def test_a_list_of_paths_says_where_every_image_lies_and_is_no_label(data, name) -> None:
    done = exported(data, name, PATH, SHARES)
    assert not worse(done)
    listed = [
        line
        for part in SHARES
        for line in (done.out / f"image-paths-{part}.lst").read_text().splitlines()
    ]
    assert sorted(listed) == [str(data / "sub" / f"{n}.png") for n in range(1, 5)]
    assert not [p for p in done.out.rglob("*") if p.suffix == ".png" and p.samefile(listed[0])]
    back = convert(DataSet(done.out, images=data), Export("coco", data.parent / "back"))
    assert (back.images, back.annotations) == (4, 4)
    assert not [row for row in back.report.rows if "image-paths" in str(row)]


def test_where_no_links_can_be_made_the_images_are_copied_and_that_is_said_once(
    data, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_source: str, _place: Path) -> None:
        raise OSError(errno.EXDEV, "another disk")

    monkeypatch.setattr(os, "link", refused)
    done = exported(data, "coco", LINK, {})
    assert [str(row) for row in done.report.rows] == [
        "Hard links cannot be made there; the images are copied"
    ]
    assert len([*done.out.rglob("*.png")]) == 4


def test_an_export_over_hard_links_leaves_the_images_alone(data) -> None:
    before = hashes(data)
    exported(data, "yolo", LINK, {})
    exported(data, "yolo", COPY, {})
    exported(data, "yolo", LINK, SHARES)
    assert hashes(data) == before


def test_a_missing_image_is_reported_and_its_labels_go_out(data) -> None:
    (data / "sub/2.png").unlink()
    done = exported(data, "coco", COPY, {})
    assert done.images == 4
    assert any("cannot be copied" in str(row) for row in done.report.rows)


def test_nothing_else_can_be_done_with_image_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        assert Export("coco", tmp_path, pictures="move").mode
