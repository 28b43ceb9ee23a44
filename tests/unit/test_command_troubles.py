"""The command line where the world is not as it should be: told, counted, never a traceback."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from labeldesk.cli import main
from tests.unit.test_command_line import folder, run

__all__ = ["folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_one_name_that_is_no_utf8_stops_nothing_else(folder, tmp_path: Path, capsys) -> None:
    odd = os.fsdecode(b"a\xff")
    shutil.copy(folder / "0.png", folder / f"{odd}.png")
    shutil.copy(folder / "0.xml", folder / f"{odd}.xml")
    project = folder / "p.labeldesk"
    code, made, _ = run(capsys, "new", project, "--images", folder)
    assert (code, made["images"]) == (1, 10)
    assert [row["path"] for row in made["problems"]] == [r"a\xff.png"]
    code, taken, _ = run(capsys, "import", project, "--from", folder)
    assert (code, taken["annotations"]) == (1, 8)
    assert [row["path"] for row in taken["problems"]] == [r"a\xff.xml"]
    for name in ("voc", "coco", "yolo", "masks"):
        command = ("convert", "--from", folder, "--format", name, "--out", tmp_path / name)
        code, done, _ = run(capsys, *command)
        assert (code, done["annotations"]) == (1, 8), name
        told = {row["path"] for row in done["problems"] if "UTF-8" in row["text"]}
        assert told == {r"a\xff.png", r"a\xff.xml"}
        back = ("--from", tmp_path / name, "--images", folder, "--out", tmp_path / f"{name} 2")
        code, done, _ = run(capsys, "convert", *back, "--format", "coco")
        assert (code, done["annotations"]) == (1, 8), name
    assert main(["new", str(tmp_path / f"{odd}.labeldesk"), "--images", str(folder)]) == 1
    said = capsys.readouterr()
    assert r"a\udcff.labeldesk: 10 images" in said.out
    assert r"a\xff.png: Not listed" in said.err
    assert run(capsys, "check", tmp_path / f"{odd}.labeldesk")[0] == 0
