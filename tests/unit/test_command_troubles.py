"""The command line where the world is not as it should be: told, counted, never a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from labeldesk.cli import commands, main
from tests.unit.test_command_line import CHECKOUT, folder, run

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
    for name in ("voc", "coco", "yolo", "masks", "labelme", "xanylabeling", "createml", "isat"):
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


@pytest.fixture
def mistaken(monkeypatch) -> None:
    """A bug of ours in the middle of a command."""

    def fail(*_: object) -> None:
        raise KeyError("schlüssel")

    monkeypatch.setattr(commands, "stats", fail)


def test_a_mistake_of_ours_has_a_code_of_its_own_and_says_what_happened(
    folder, capsys, mistaken
) -> None:
    project = folder / "p.labeldesk"
    assert main(["new", str(project), "--images", str(folder)]) == 0
    capsys.readouterr()
    assert main(["stats", str(project)]) == 70
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" in said.err  # it belongs into a report
    assert said.err.splitlines()[-1].startswith("labeldesk: A mistake of Labeldesk")
    code, told, _ = run(capsys, "stats", project)
    assert code == 70
    assert "KeyError: 'schlüssel'" in told["message"]
    assert told["error"]["severity"] == "error"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize("more", [(), ("--json",)])
def test_nobody_needs_to_read_to_the_end(folder, tmp_path: Path, more) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "labeldesk", "convert", "--from", str(folder)]
    command += ["--format", "coco", "--out", str(out), *more]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        command, cwd=CHECKOUT, stdout=write, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")
    assert (out / "labeldesk-export.json").is_file()


@pytest.mark.parametrize(
    "wrong",
    [
        ("--format", "nosuch"),
        ("--format", "yolo", "--from-format", "nosuch"),
        ("--format", "yolo", "--option", "task=dance"),
        ("--format", "yolo", "--option", "nosuch=1"),
        ("--format", "yolo", "--option", "task"),
        ("--format", "yolo", "--read-option", "nosuch=1"),
        ("--format", "yolo", "--split", "train=2"),
        ("--format", "masks", "--voc-float"),
    ],
)
def test_what_does_not_exist_is_wrong_usage_and_writes_nothing(
    folder, tmp_path: Path, capsys, wrong
) -> None:
    out = tmp_path / "out"
    code, said, err = run(capsys, "convert", "--from", folder, "--out", out, *wrong)
    assert code == 2
    assert said["error"]["severity"] == "error"
    assert err.startswith("labeldesk: ")
    assert not out.exists()


def test_a_model_that_ends_its_process_costs_one_image_and_not_the_command(
    folder, tmp_path, capsys, monkeypatch
) -> None:
    pytest.importorskip("onnx")
    from labeldesk.domain.geometry import Size
    from labeldesk.suggest.fake import write_detector
    from labeldesk.suggest.worker import Worker

    project, model = folder / "p.labeldesk", tmp_path / "m.onnx"
    write_detector(model, [(1.0, 2.0, 30.0, 40.0, 0.9, 0)], ("cat",), image=Size(80, 60))
    run(capsys, "new", project, "--images", folder)
    asked, plain = [], Worker.run

    def killed(worker, *given):
        asked.append(worker.pid)
        if len(asked) == 3:
            psutil.Process(worker.pid).kill()
        return plain(worker, *given)

    monkeypatch.setattr(Worker, "run", killed)
    code, said, _ = run(capsys, "suggest", project, "--model", model)
    assert (code, said["images"], len(asked)) == (1, len(asked) - 1, said["images"] + 1)
    assert [problem["severity"] for problem in said["problems"]] == ["error"]


def test_a_model_is_said_in_lines_of_their_own(tmp_path, capsys) -> None:
    pytest.importorskip("onnx")
    from labeldesk.domain.geometry import Size
    from labeldesk.suggest.fake import write_detector

    model = tmp_path / "m.onnx"
    write_detector(model, [(1.0, 2.0, 30.0, 40.0, 0.9, 0)], ("cat",), image=Size(80, 60))
    assert main(["inspect", str(model)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("inputs: images float32 [1, 3, ") for line in lines)
    assert not [line for line in lines if line.startswith(("recipe", "warnings", "alternatives"))]
