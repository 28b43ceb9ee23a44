"""``labeldesk restore``: which backups there are, and one of them in the place of the project."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from labeldesk.cli import main
from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit
from labeldesk.domain.ids import AnnotationId, ClassId, ImageId
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.settings.places import Places
from labeldesk.storage.errors import ProjectDamaged
from labeldesk.storage.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.labeldesk"
    Project.create(path, root=tmp_path, author="ana").close()
    return path


def backed_up(project: Path) -> Path:
    with Project.open(project, author="ana") as opened:
        return opened.back_up(Places.of_environment().backups)


def run(capsys, *arguments: object) -> tuple[int, dict, str]:
    code = main([*map(str, arguments), "--json"])
    said = capsys.readouterr()
    return code, json.loads(said.out), said.err


def test_backups_are_listed_with_what_they_hold_and_whether_they_are_sound(project, capsys):
    sound, broken = backed_up(project), backed_up(project)
    broken.write_bytes(broken.read_bytes()[:4096])
    project.write_bytes(b"")
    code, said, _ = run(capsys, "restore", project, "--list")
    assert code == 1
    assert [(row["file"], row["sound"], row["annotations"]) for row in said["backups"]] == [
        (str(broken), False, None),
        (str(sound), True, 0),
    ]
    assert project.read_bytes() == b""
    assert main(["restore", str(project), "--list"]) == 1
    assert "damaged" in capsys.readouterr().out


def test_the_newest_sound_backup_takes_the_place_and_the_rest_is_told(project, capsys):
    sound, broken = backed_up(project), backed_up(project)
    broken.write_bytes(b"")
    project.write_bytes(b"rubbish" * 999)
    code, said, err = run(capsys, "stats", project)
    assert code == 3
    assert f"labeldesk restore {project}" in err
    code, said, _ = run(capsys, "restore", project)
    assert (code, said["backup"]) == (1, str(sound))
    assert Path(said["kept_as"]).read_bytes() == b"rubbish" * 999
    assert str(broken) in said["problems"][0]["path"]
    assert run(capsys, "stats", project)[0] == 0


def test_a_backup_can_be_named(project, capsys):
    first, _ = backed_up(project), backed_up(project)
    code, said, _ = run(capsys, "restore", project, "--backup", first)
    assert (code, said["backup"]) == (0, str(first))
    assert said["kept_as"] is not None


def test_without_a_backup_nothing_is_changed(project, capsys):
    project.write_bytes(b"")
    code, said, _ = run(capsys, "restore", project)
    assert code == 3
    assert "no backup" in said["message"]
    assert project.read_bytes() == b""
    assert run(capsys, "restore", project, "--list")[:2] == (
        0,
        {"backups": [], "problems": [], "problem_counts": {}},
    )
    assert run(capsys, "restore", project, "--backup", project)[0] == 3


def test_a_project_in_use_is_not_restored(project, capsys):
    backed_up(project)
    with Project.open(project, author="ana"):
        code, said, _ = run(capsys, "restore", project)
    assert code == 3
    assert "has this project open" in said["message"]


def damaged_inside(project: Path) -> None:
    """It still opens: only pages in the middle, of annotations, are rubbish."""
    size = project.stat().st_size
    with project.open("r+b") as file:
        file.seek(size * 2 // 3)
        file.write(b"\xde\xad\xbe\xef" * (size // 16))


@pytest.mark.parametrize(
    "command", [("stats",), ("check",), ("export", "--format", "voc", "--out", "out")]
)
def test_damage_found_while_reading_is_told_like_that_found_while_opening(
    project, tmp_path, monkeypatch, capsys, command
):
    monkeypatch.chdir(tmp_path)
    with Project.open(project, author="ana") as opened:
        opened.add_images([ImageRecord(id=ImageId(1), path="a.jpg")]).result()
        boxes = [
            Annotation(id=AnnotationId(n), class_id=ClassId(1), shape=Box(n, 1, n + 5, 9))
            for n in range(4_000)
        ]
        opened.commit(Edit(ImageId(1), ChangeSet.adding(*boxes)), Text("Test", "Draw")).result()
    backed_up(project)
    damaged_inside(project)
    name, *more = command
    code, said, err = run(capsys, name, project, *more)
    assert code == 3
    assert "damaged" in said["message"]
    assert f"labeldesk restore {project}" in err
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE annotation SET geometry = x'00'",
        "UPDATE annotation SET attributes = '{'",
        "UPDATE annotation SET origin = 'mxnual'",
        "UPDATE annotation SET attributes = CAST(x'ff' AS TEXT)",
    ],
)
def test_a_row_that_nobody_wrote_is_damage_too(project, capsys, sql):
    box = Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=Box(1, 1, 5, 9))
    with Project.open(project, author="ana") as opened:
        opened.add_images([ImageRecord(id=ImageId(1), path="a.jpg")]).result()
        opened.commit(Edit(ImageId(1), ChangeSet.adding(box)), Text("Test", "Draw")).result()
    with closing(sqlite3.connect(project)) as link, link:
        link.execute(sql)
    code, said, _ = run(capsys, "stats", project)
    assert (code, "damaged" in said["message"]) == (3, True)
    with Project.open(project, author="ana") as opened, pytest.raises(ProjectDamaged):
        opened.document(ImageId(1))
