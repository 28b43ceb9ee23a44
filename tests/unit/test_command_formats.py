"""What a format lets one choose is told by the command line itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from labeldesk.cli import main
from tests.unit.test_command_line import folder, run

__all__ = ["folder"]  # a fixture


def test_the_formats_and_their_options_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["formats"]) == 0
    told = capsys.readouterr().out
    assert "masks: PNG masks\n  layout=semantic|instance|voc|colour  Layout\n" in told
    assert "  float=no|yes  Keep fractions\n" in told
    code, said, _ = run(capsys, "formats", "yolo")
    assert code == 0
    (yolo,) = said["formats"]
    assert yolo["options"][0]["id"] == "task"
    assert yolo["options"][0]["choices"] == ["auto", "detect", "segment", "pose"]
    assert run(capsys, "formats", "nosuch")[0] == 2


def test_an_unknown_option_or_value_is_answered_with_those_there_are(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    convert = ("convert", "--from", folder, "--format", "masks", "--out", folder.parent / "out")
    code, said, _ = run(capsys, *convert, "--option", "nonsense=1")
    assert code == 2
    start = "masks has no option nonsense; it has layout=semantic|instance|voc|colour, palette="
    assert said["message"].startswith(start)
    code, said, _ = run(capsys, *convert, "--option", "layout=nonsense")
    assert code == 2
    assert "write layout=semantic|instance|voc" in said["message"]


def test_one_is_not_spoken_of_as_many(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in folder.iterdir():
        if file.stem != "0":
            file.unlink()
    assert main(["convert", "--from", str(folder), "--format", "coco", "--out",
                 str(folder.parent / "out")]) == 0  # fmt: skip
    told = capsys.readouterr().out
    assert told.startswith("1 annotation on 1 image\n")
    assert told.endswith("(coco, 1 file)\n")
