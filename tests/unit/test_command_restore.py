"""``labeldesk restore``: which backups there are, and one of them in the place of the project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from labeldesk.cli import main
from labeldesk.settings.places import Places
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
