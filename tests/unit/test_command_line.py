"""The command line: the jobs of the window, exit codes, JSON, nothing heavy imported."""

from __future__ import annotations

import json
import re
import signal
import sys
import xml.etree.ElementTree as ET
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from PIL import Image

from labeldesk.cli import main
from labeldesk.cli.console import Console
from labeldesk.formats.report import Report
from labeldesk.storage.project import Project

CHECKOUT = Path(__file__).resolve().parents[2]
XML = """<annotation><filename>{name}</filename><size><width>80</width><height>60</height></size>
<object><name>{cls}</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>{x}</xmax><ymax>40</ymax></bndbox></object>
</annotation>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten images, eight of them with LabelImg XML beside them."""
    root = tmp_path / "照片 1"
    root.mkdir()
    for n in range(10):
        Image.new("RGB", (80, 60), (n, 0, 0)).save(root / f"{n}.png")
        if n < 8:
            text = XML.format(name=f"{n}.png", cls=["cat", "dog"][n % 2], x=30 + n)
            (root / f"{n}.xml").write_text(text)
    return root


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict, str]:
    code = main([*map(str, arguments), "--json"])
    said = capsys.readouterr()
    return code, json.loads(said.out), said.err


def test_a_folder_becomes_a_project_and_every_format(folder: Path, capsys) -> None:
    project = folder / "p.labeldesk"
    code, made, _ = run(capsys, "new", project, "--images", folder)
    assert (code, made["images"]) == (0, 10)
    code, taken, _ = run(capsys, "import", project, "--from", folder)
    assert (code, taken["annotations"], taken["format"], taken["new_images"]) == (0, 8, "voc", 0)
    code, again, _ = run(capsys, "import", project, "--from", folder)
    assert (again["annotations"], again["already_there"]) == (0, 8)
    code, told, _ = run(capsys, "stats", project)
    assert told["classes"] == {"cat": 4, "dog": 4}
    for format_id in ("voc", "yolo", "coco"):
        out = folder.parent / format_id
        code, done, _ = run(
            capsys, "export", project, "--format", format_id, "--out", out,
            "--split", "train=0.75,val=0.25", "--seed", 3,
        )  # fmt: skip
        assert (code, done["images"], done["annotations"]) == (0, 8, 8)
        facts = json.loads((out / "labeldesk-export.json").read_text())
        assert facts["counts"] == {"images": 8, "annotations": 8}
        assert facts["seed"] == 3
    assert len((folder.parent / "voc/ImageSets/Main/train.txt").read_text().split()) == 6
    assert run(capsys, "check", project)[0] == 0


def test_export_writes_by_state_and_says_when_there_is_nothing(folder: Path, capsys) -> None:
    project = folder / "p.labeldesk"
    main(["new", str(project), "--images", str(folder), "--json"])
    capsys.readouterr()
    out = folder.parent / "out"
    code, said, _ = run(capsys, "export", project, "--format", "voc", "--out", out)
    assert code == 3
    assert "no image to write" in said["message"]
    assert not out.exists()
    code, said, _ = run(
        capsys, "export", project, "--format", "voc", "--out", out, "--state", "all"
    )
    assert (code, said["images"]) == (0, 10)
    assert run(capsys, "export", project, "--format", "voc", "--out", out, "--state", "x")[0] == 2


def test_a_folder_with_other_files_is_not_written_into(folder: Path, capsys) -> None:
    before = sorted(p.name for p in folder.iterdir())
    convert = ("convert", "--from", folder, "--format", "yolo", "--out", folder)
    code, said, err = run(capsys, *convert)
    assert code == 3
    assert "did not write" in said["message"]
    assert "Choose another folder" in err
    assert sorted(p.name for p in folder.iterdir()) == before
    assert run(capsys, *convert, "--overwrite")[0] == 0
    assert (folder / "0.xml").exists()
    assert (folder / "labels/0.txt").exists()


def test_converting_there_and_back_keeps_every_box(folder: Path, tmp_path: Path, capsys) -> None:
    for middle in ("coco", "yolo"):
        there, back = tmp_path / middle, tmp_path / f"{middle}-back"
        to = ("--images", folder, "--format")
        assert run(capsys, "convert", "--from", folder, *to, middle, "--out", there)[0] == 0
        code, _, _ = run(
            capsys, "convert", "--from", there, *to, "voc", "--out", back, "--option", "layout=flat"
        )
        assert code == 0
        assert boxes(back) == boxes(folder)


def boxes(root: Path) -> dict[str, list[tuple[str, list[float]]]]:
    return {
        path.stem: [
            (item.findtext("name"), [float(v.text) for v in item.find("bndbox")])
            for item in ET.parse(path).iterfind("object")
        ]
        for path in root.rglob("*.xml")
    }


def test_the_raccoon_set_converts_there_and_back(shared: Path, tmp_path: Path, capsys) -> None:
    root = shared / "datitran+raccoon_dataset"
    for middle in ("coco", "yolo"):
        there, back = tmp_path / middle, tmp_path / f"{middle}-back"
        options = ("--images", root / "images", "--format")
        code, said, _ = run(
            capsys, "convert", "--from", root / "annotations", *options, middle, "--out", there
        )
        assert code == 1  # 145 of the 200 images are not there
        assert said["annotations"] == 217
        texts = {row["text"] for row in said["problems"]}
        assert all("missing" in t or "does not hold" in t for t in texts), texts
        if middle == "yolo":
            continue  # reading needs the sizes of images that are not there
        code, said, _ = run(
            capsys, "convert", "--from", there, *options, "voc", "--out", back,
        )  # fmt: skip
        assert boxes(back) == boxes(root / "annotations")
        from pycocotools.coco import COCO

        coco = COCO(next(there.rglob("instances*.json")))
        assert len(coco.anns) == 217
        capsys.readouterr()  # what pycocotools prints


def test_options_reach_the_format(folder: Path, tmp_path: Path, capsys) -> None:
    convert = ("convert", "--from", folder, "--images", folder, "--out", tmp_path / "out")
    code, _, _ = run(
        capsys, *convert, "--format", "yolo", "--option", "task=segment", "--copy-images"
    )
    assert code == 1  # boxes are written as outlines, which is said
    assert (tmp_path / "out/images/0.png").read_bytes() == (folder / "0.png").read_bytes()
    assert len((tmp_path / "out/labels/0.txt").read_text().split()) == 9


@pytest.mark.parametrize(
    "arguments",
    [[], ["nope"], ["convert"], ["export", "p", "--format", "voc"], ["new", "p"]],
)
def test_wrong_usage_exits_two(arguments: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


@pytest.mark.parametrize("split", ["train=0.5", "train=a", "=1", "train=0.5,train=0.5", "x"])
def test_a_wrong_split_is_refused(split: str, folder: Path, tmp_path: Path, capsys) -> None:
    code, said, _ = run(
        capsys, "convert", "--from", folder, "--format", "voc", "--out", tmp_path / "o",
        "--split", split,
    )  # fmt: skip
    assert code == 2
    assert "split" in said["message"]


def test_faults_of_the_world_are_told_and_exit_three(tmp_path: Path, capsys) -> None:
    gone = tmp_path / "gone"
    out = ("--format", "voc", "--out", tmp_path / "o")
    assert run(capsys, "convert", "--from", gone, *out)[0] == 3
    assert run(capsys, "convert", "--from", tmp_path, *out)[0] == 3
    assert run(capsys, "stats", gone)[0] == 3
    assert run(capsys, "inspect", gone)[0] == 3
    assert run(capsys, "new", tmp_path / "p.labeldesk", "--images", gone)[0] == 3
    assert not (tmp_path / "p.labeldesk").exists()


def test_a_conversion_of_nothing_readable_names_the_file(tmp_path: Path, capsys) -> None:
    (tmp_path / "bad.xml").write_text("<annotation><object>")
    code, said, err = run(
        capsys, "convert", "--from", tmp_path / "bad.xml", "--from-format", "voc",
        "--format", "coco", "--out", tmp_path / "o",
    )  # fmt: skip
    assert code == 3
    assert [(row["path"], row["place"]) for row in said["problems"]] == [("bad.xml", "line 1")]
    assert "bad.xml: line 1: This is no well-formed XML" in err
    assert not (tmp_path / "o").exists()


def test_json_is_ascii_where_the_terminal_knows_few_letters() -> None:
    out = TextIOWrapper(BytesIO(), encoding="ascii")
    Console(as_json=True, out=out).finish({"name": "猫 \udcff"}, [], Report())
    out.flush()
    assert json.loads(out.buffer.getvalue())["name"] == "猫 \udcff"


def test_a_locked_project_can_be_read_but_not_written(folder: Path, capsys) -> None:
    project = folder / "p.labeldesk"
    main(["new", str(project), "--images", str(folder), "--json"])
    capsys.readouterr()
    with Project.open(project, author="somebody"):
        code, said, _ = run(capsys, "import", project, "--from", folder)
        assert code == 3
        assert "somebody" in said["message"]
        assert run(capsys, "stats", project)[0] == 0


def files_in(root: Path) -> dict[str, bytes]:
    return {p.as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody presses Ctrl+C as soon as there is any progress."""
    press = lambda _console, _progress: signal.raise_signal(signal.SIGINT)  # noqa: E731
    monkeypatch.setattr(Console, "progress", press)


def test_ctrl_c_in_an_import_leaves_the_project_as_it_was(folder, capsys, interrupted) -> None:
    project = folder / "p.labeldesk"
    assert run(capsys, "new", project, "--images", folder)[0] == 0
    code, said, err = run(capsys, "import", project, "--from", folder)
    assert (code, said["message"]) == (3, "Stopped. Nothing was changed")
    assert "Stopped" in err
    with Project.open(project, author="me") as opened:
        assert not opened.image_columns().counts.any()
        assert not len(opened.classes())
        assert opened.peek_undo() is None


@pytest.mark.parametrize("is_there", [False, True])
def test_ctrl_c_in_an_export_leaves_the_folder_as_it_was(
    folder, tmp_path: Path, capsys, request, is_there: bool
) -> None:
    project, out = folder / "p.labeldesk", tmp_path / "deep" / "out"
    run(capsys, "new", project, "--images", folder)
    run(capsys, "import", project, "--from", folder)
    export = ("export", project, "--format", "voc", "--out", out)
    convert = ("convert", "--from", folder, "--format", "coco", "--out", out)
    if is_there:
        assert run(capsys, *export)[0] == 0
    before = files_in(tmp_path)
    request.getfixturevalue("interrupted")
    for command in (export, convert):
        assert run(capsys, *command)[0] == 3
        assert files_in(tmp_path) == before
        assert (tmp_path / "deep").exists() == is_there


def test_ctrl_c_twice_ends_at_once_and_nothing_is_half(
    folder, tmp_path: Path, capsys, monkeypatch
) -> None:
    def insist(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Console, "progress", insist)
    found = signal.getsignal(signal.SIGINT)  # not Python's own where a shell started the tests
    before = files_in(tmp_path)
    command = ("convert", "--from", folder, "--format", "voc", "--out", tmp_path / "out")
    assert main([*map(str, command)]) == 3
    assert "stopped at once" in capsys.readouterr().err
    assert files_in(tmp_path) == before
    assert signal.getsignal(signal.SIGINT) is found


def test_a_folder_that_is_listed_when_ctrl_c_comes_becomes_no_project(
    folder, capsys, monkeypatch
) -> None:
    from labeldesk.imaging import listing

    def pressed(*_: object, **__: object) -> list[str]:
        signal.raise_signal(signal.SIGINT)
        return []

    monkeypatch.setattr(listing, "list_images", pressed)
    assert run(capsys, "new", folder / "p.labeldesk", "--images", folder)[0] == 3
    assert not list(folder.glob("p.labeldesk*"))


def test_progress_is_written_over_on_a_terminal_and_nowhere_else(folder, tmp_path: Path) -> None:
    from labeldesk.domain.progress import Progress
    from labeldesk.formats.report import Report

    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    for err, said in ((StringIO(), ""), (Terminal(), "\r3 / 10\r      \r")):
        console = Console(out=StringIO(), err=err)
        console.progress(Progress(3, 10))
        assert console.finish({}, [], Report()) == 0
        assert err.getvalue() == said


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_any_name_that_a_folder_can_have_will_do(folder, tmp_path: Path, capsys) -> None:
    odd = tmp_path / "a b\n数据 'x'"
    folder.rename(odd)
    project, out = odd / "项目 1.labeldesk", tmp_path / "o ut\n出"
    assert run(capsys, "new", project, "--images", odd)[0] == 0
    assert run(capsys, "import", project, "--from", odd)[1]["annotations"] == 8
    for name in ("voc", "yolo", "coco"):
        code, done, _ = run(capsys, "export", project, "--format", name, "--out", out / name)
        assert (code, done["out"], done["annotations"]) == (0, str(out / name), 8)
        code, done, _ = run(
            capsys,
            "convert",
            "--from",
            out / name,
            "--images",
            odd,
            "--format",
            "voc",
            "--out",
            out / f"{name} 2",
        )
        assert (code, done["annotations"]) == (0, 8)
    assert run(capsys, "check", project)[0] == 0


def test_the_guide_names_every_key_that_is_printed(folder, tmp_path: Path, capsys) -> None:
    rows = (CHECKOUT / "docs/guide/commands.md").read_text(encoding="utf-8").splitlines()
    told = {}
    for row in rows:
        cells = [cell.strip() for cell in row.split("|")]
        if len(cells) == 4 and cells[1].startswith("`"):
            keys = set(re.findall("`([a-z_0-9]+)`", cells[2].split(" (")[0]))
            told |= dict.fromkeys(re.findall("`([a-z]+)`", cells[1]), keys)
    project, out = folder / "p.labeldesk", tmp_path / "out"
    commands = {
        "new": (project, "--images", folder),
        "import": (project, "--from", folder),
        "export": (project, "--format", "voc", "--out", out),
        "convert": ("--from", folder, "--format", "coco", "--out", tmp_path / "o"),
        "stats": (project,),
        "check": (project,),
    }
    for name, arguments in commands.items():
        code, said, _ = run(capsys, name, *arguments)
        assert code == 0
        assert set(said) - {"problems", "problem_counts"} == told[name], name
        assert {"problems", "problem_counts"} <= set(said)
    code, said, _ = run(capsys, "stats", tmp_path)
    assert (code, set(said)) == (3, {"error", "message"})


def test_a_doubtful_project_is_told_with_exit_one(folder, capsys) -> None:
    project = folder / "p.labeldesk"
    run(capsys, "new", project, "--images", folder)
    run(capsys, "import", project, "--from", folder)
    (folder / "3.png").unlink()
    code, said, _ = run(capsys, "check", project)
    assert code == 1
    assert said["problem_counts"]["error"] == 1
    (row,) = said["problems"]
    assert row == {
        "severity": "error", "text": "The image file is missing", "path": "3.png", "place": "",
    }  # fmt: skip


def test_a_model_is_said_and_run_and_stopped(folder, tmp_path: Path, capsys, request) -> None:
    pytest.importorskip("onnx")
    from labeldesk.domain.geometry import Size
    from labeldesk.suggest.fake import write_detector

    project, model = folder / "p.labeldesk", tmp_path / "m.onnx"
    write_detector(model, [(1.0, 2.0, 30.0, 40.0, 0.9, 0)], ("cat",), image=Size(80, 60))
    code, said, _ = run(capsys, "inspect", model)
    assert (code, said["task"], said["classes"]) == (0, "detect", ["cat"])
    run(capsys, "new", project, "--images", folder)
    code, said, _ = run(capsys, "suggest", project, "--model", model, "--accept")
    assert (code, said["images"], said["accepted"]) == (0, 10, 10)
    request.getfixturevalue("interrupted")
    code, said, _ = run(capsys, "suggest", project, "--model", model, "--accept")
    assert (code, said["images"], said["accepted"]) == (1, 1, 0)
    assert said["problems"][0]["text"].startswith("Stopped after 1 of 10 images")


def test_a_model_looks_at_large_images_in_tiles(folder, tmp_path: Path, capsys) -> None:
    from labeldesk.domain.geometry import Size
    from labeldesk.suggest.fake import write_detector

    project, model = folder / "p.labeldesk", tmp_path / "m.onnx"
    row = (8.0, 8.0, 16.0, 16.0, 0.9, 0)  # of every tile
    write_detector(model, [row], ("cat",), image=Size(32, 32), side=32)
    run(capsys, "new", project, "--images", folder)
    given = ["suggest", project, "--model", model]
    found = [run(capsys, *given, *o)[1] for o in ([], ["--tiles"], ["--tiles", "both"])]
    assert 10 == found[0]["suggestions"] < found[1]["suggestions"] < found[2]["suggestions"]
