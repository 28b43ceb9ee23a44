"""`check` looks at every file, and an export says which pictures are not whole."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.imaging.whole import ends_too_early, fault_of
from labeldesk.storage.project import Project
from labeldesk.work.looking import check
from labeldesk.work.watch import Watch
from tests.unit.test_command_line import folder, run

__all__ = ["folder"]  # a fixture
Capture = pytest.CaptureFixture[str]
CUT = "The image file ends too early; a part of it is missing"


@pytest.fixture
def broken(shared: Path, tmp_path: Path, capsys: Capture) -> Path:
    """A project over every awkward image there is."""
    root = tmp_path / "in"
    shutil.copytree(shared / "bad/images", root)
    project = tmp_path / "p.labeldesk"
    assert run(capsys, "new", project, "--images", root)[0] == 0
    return project


def test_check_names_every_image_that_is_broken_and_no_other(broken: Path, capsys: Capture) -> None:
    code, said, _ = run(capsys, "check", broken)
    assert code == 1
    rows = {row["path"]: row["text"] for row in said["problems"]}
    assert rows.keys() == {"zero.jpg", "truncated.jpg", "text.png", "ztxt_bomb.png"}
    assert "it is damaged" in rows["truncated.jpg"]
    assert "empty (0 bytes)" in rows["zero.jpg"]
    assert said["problem_counts"] == {"error": 4}


def test_an_export_says_which_image_is_cut_off_and_writes_it(
    broken: Path, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "out"
    command = ("export", broken, "--state", "all", "--format", "coco", "--out", out)
    code, said, _ = run(capsys, *command)
    assert code == 1
    rows = {row["path"]: row["text"] for row in said["problems"]}
    assert rows.keys() == {"zero.jpg", "truncated.jpg", "text.png", "ztxt_bomb.png"}
    assert rows["truncated.jpg"] == CUT
    (file,) = out.rglob("instances*.json")
    written = {one["file_name"] for one in json.loads(file.read_text())["images"]}
    assert "truncated.jpg" in written


def test_check_tells_how_far_it_is_and_stops_when_asked(folder: Path, capsys: Capture) -> None:
    path = folder / "p.labeldesk"
    run(capsys, "new", path, "--images", folder)
    with Project.open(path, author="me", mode="read") as project:
        told: list[tuple[int, int]] = []
        assert not len(check(project, Watch(lambda p: told.append((p.done, p.total)))))
        assert told == [(n, 10) for n in range(1, 11)]
        cancel = Cancel()
        watch = Watch(lambda _: cancel.set(), cancel)
        with pytest.raises(Cancelled):
            check(project, watch)


def test_a_picture_of_which_a_part_is_left_is_said_to_be_cut_off(
    folder: Path, capsys: Capture
) -> None:
    stream = io.BytesIO()
    Image.effect_noise((200, 100), 50).save(stream, "JPEG")
    (folder / "cut.jpg").write_bytes(stream.getvalue()[:-3000])
    path = folder / "p.labeldesk"
    run(capsys, "new", path, "--images", folder)
    code, said, _ = run(capsys, "check", path)
    assert code == 1
    (row,) = said["problems"]
    assert (row["path"], row["text"]) == ("cut.jpg", f"The image file is broken: {CUT}")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
@pytest.mark.parametrize("behind", [b"", bytes(5000)])
def test_what_is_whole_is_not_said_to_end_too_early(
    tmp_path: Path, kind: str, behind: bytes
) -> None:
    stream = io.BytesIO()
    Image.effect_noise((200, 100), 50).save(stream, kind)
    path = tmp_path / "a"
    path.write_bytes(stream.getvalue() + behind)
    assert not ends_too_early(path)
    assert fault_of(path) is None
    if kind in ("JPEG", "PNG", "WEBP"):
        path.write_bytes(stream.getvalue()[:-3000])
        assert ends_too_early(path)
        assert fault_of(path) is not None
