"""Exports never harm what lies in the folder, and a killed swap is finished or taken back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from labeldesk.domain.problem import UserError
from labeldesk.formats import swap
from labeldesk.formats.atomic import write_atomically
from labeldesk.formats.folder import Manner, export_into, manner_for
from labeldesk.formats.manifest import MANIFEST, read_manifest


def writing(**files: str):
    def fill(folder: Path) -> dict:
        for name, text in files.items():
            path = folder / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return {"format": "voc", "counts": {"images": len(files)}}

    return fill


def content(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): p.read_text()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.name != MANIFEST
    }


def test_a_new_folder_is_written_whole_and_lists_its_files(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    done = export_into(out, writing(a="1", sub__b="2"))
    assert done.manner is Manner.WHOLE
    assert content(out) == {"a": "1", "sub/b": "2"}
    data = json.loads((out / MANIFEST).read_text())
    assert data["program"] == "labeldesk"
    assert data["counts"] == {"images": 2}
    assert set(data["files"]) == {"a", "sub/b"}
    assert [p.name for p in out.parent.iterdir()] == ["out"]


def test_an_earlier_export_is_replaced_with_nothing_left_of_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_into(out, writing(a="1", b="2"))
    export_into(out, writing(a="3"))
    assert content(out) == {"a": "3"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_is_written(tmp_path: Path) -> None:
    assert export_into(tmp_path, writing(a="1")).manner is Manner.WHOLE


def test_a_folder_with_foreign_files_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(UserError, match=r"mine\.txt"):
        export_into(tmp_path, writing(a="1"))
    assert content(tmp_path) == {"mine.txt": "x"}


def test_a_changed_file_of_an_export_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_into(out, writing(a="1", b="2"))
    (out / "b").write_text("my work")
    with pytest.raises(UserError, match="b was changed"):
        export_into(out, writing(a="3", b="4"))
    assert content(out) == {"a": "1", "b": "my work"}


def test_allowed_to_overwrite_it_leaves_foreign_files_of_other_names(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    done = export_into(tmp_path, writing(a="1", b="2"), overwrite=True)
    assert done.manner is Manner.FILES
    again = export_into(tmp_path, writing(a="3"), overwrite=True)
    assert content(tmp_path) == {"a": "3", "mine.txt": "x"}
    assert again.removed == ("b",)
    assert set(read_manifest(tmp_path).files) == {"a"}


def test_a_stale_file_that_was_changed_stays(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    export_into(tmp_path, writing(a="1", b="2"), overwrite=True)
    (tmp_path / "b").write_text("my work")
    export_into(tmp_path, writing(a="3"), overwrite=True)
    assert content(tmp_path) == {"a": "3", "b": "my work", "mine.txt": "x"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(UserError):
        manner_for(tmp_path / "out", overwrite=True)


def test_links_inside_the_folder_are_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "victim").write_text("x")
    out = tmp_path / "out"
    out.mkdir()
    (out / "sub").symlink_to(outside, target_is_directory=True)
    (out / "a").symlink_to(outside / "victim")
    with pytest.raises(UserError):
        export_into(out, writing(sub__victim="1"), overwrite=True)
    export_into(out, writing(a="1"), overwrite=True)
    assert (outside / "victim").read_text() == "x"
    assert (out / "a").read_text() == "1"


def test_a_failure_while_filling_leaves_everything_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_into(out, writing(a="1"))

    def fail(folder: Path) -> dict:
        (folder / "half").write_text("x")
        raise UserError(text="no")  # type: ignore[arg-type]

    with pytest.raises(UserError):
        export_into(out, fail)
    assert content(out) == {"a": "1"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_file_put_there_while_it_is_filled_is_refused_and_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_into(out, writing(a="1"))

    def fill(folder: Path) -> dict:
        (out / "thesis.txt").write_text("my work")
        return writing(a="2")(folder)

    with pytest.raises(UserError, match=r"thesis\.txt"):
        export_into(out, fill)
    assert content(out) == {"a": "1", "thesis.txt": "my work"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_file_changed_while_it_is_filled_is_refused_and_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_into(out, writing(a="1"))

    def fill(folder: Path) -> dict:
        (out / "a").write_text("my work")
        return writing(a="2")(folder)

    with pytest.raises(UserError, match="a was changed"):
        export_into(out, fill)
    assert content(out) == {"a": "my work"}


def test_allowed_to_overwrite_a_file_put_there_meanwhile_stays_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_into(out, writing(a="1"))

    def fill(folder: Path) -> dict:
        (out / "thesis.txt").write_text("my work")
        return writing(a="2")(folder)

    assert export_into(out, fill, overwrite=True).manner is Manner.FILES
    assert content(out) == {"a": "2", "thesis.txt": "my work"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_appears_while_it_is_filled_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"

    def fill(folder: Path) -> dict:
        out.mkdir()
        (out / "thesis.txt").write_text("my work")
        return writing(a="2")(folder)

    with pytest.raises(UserError, match=r"thesis\.txt"):
        export_into(out, fill)
    assert content(out) == {"thesis.txt": "my work"}
    assert [p.name for p in out.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("at", ["rename", "new"])
def test_a_file_that_comes_at_the_last_moment_is_kept_and_its_place_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    out = tmp_path / "out"
    export_into(out, writing(a="1"))
    rename = Path.rename

    def late(self: Path, target: Path) -> Path:
        if self == out:
            (out / ("thesis.txt" if at == "new" else "a")).write_text("my work")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", late)
    done = export_into(out, writing(a="2"))
    monkeypatch.undo()
    assert content(out) == {"a": "2"}
    (old,) = done.kept
    assert "my work" in content(old).values()
    assert export_into(out, writing(a="3")).kept == (old,)
    assert "my work" in content(old).values()


def test_when_the_second_rename_fails_the_folder_is_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    export_into(out, writing(a="1"))
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if ".new-" in self.name:
            raise PermissionError(13, "somebody holds it")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(UserError, match="somebody holds it"):
        export_into(out, writing(a="2"))
    assert content(out) == {"a": "1"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_folders_made_for_an_export_that_failed_go_again(tmp_path: Path) -> None:
    def fail(_: Path) -> dict:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_into(tmp_path / "deep" / "deeper" / "out", fail)
    assert list(tmp_path.iterdir()) == []


def make_export(folder: Path, *, marked: bool = False, **files: str) -> None:
    export_into(folder, writing(**files))
    if marked:
        owner = {"pid": 2**22 + 1, "host": __import__("socket").gethostname(), "started": 1.0}
        (folder / ".labeldesk-writing").write_text(json.dumps(owner))


def test_killed_between_the_renames_with_a_complete_folder_it_is_finished(tmp_path: Path) -> None:
    make_export(tmp_path / "out.old-1f", a="1")
    make_export(tmp_path / "out.new-1f", a="2")
    swap.recover(tmp_path / "out")
    assert content(tmp_path / "out") == {"a": "2"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_killed_between_the_renames_with_an_incomplete_folder_it_is_reverted(
    tmp_path: Path,
) -> None:
    make_export(tmp_path / "out.old-1f", a="1")
    make_export(tmp_path / "out.new-1f", marked=True, a="2")
    swap.recover(tmp_path / "out")
    assert content(tmp_path / "out") == {"a": "1"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_killed_after_the_renames_the_old_folder_goes(tmp_path: Path) -> None:
    make_export(tmp_path / "out", a="2")
    make_export(tmp_path / "out.old-1f", a="1")
    swap.recover(tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_killed_after_the_renames_an_old_folder_with_more_in_it_stays(tmp_path: Path) -> None:
    make_export(tmp_path / "out", a="2")
    make_export(tmp_path / "out.old-1f", a="1")
    (tmp_path / "out.old-1f" / "a").write_text("my work")
    assert swap.recover(tmp_path / "out") == [tmp_path / "out.old-1f"]
    assert content(tmp_path / "out.old-1f") == {"a": "my work"}


def test_what_a_killed_export_left_inside_is_no_foreign_file(tmp_path: Path) -> None:
    make_export(tmp_path / "out", a="1")
    make_export(tmp_path / "out" / ".labeldesk.new-1f", marked=True, a="2")
    assert manner_for(tmp_path / "out") is Manner.WHOLE
    export_into(tmp_path / "out", writing(a="3"))
    assert content(tmp_path / "out") == {"a": "3"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_folders_that_only_look_like_ours_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out.old-1f").mkdir()
    (tmp_path / "out.old-1f" / "thesis.txt").write_text("x")
    (tmp_path / "out.new-2f").mkdir()
    (tmp_path / "out").mkdir()
    swap.recover(tmp_path / "out")
    assert (tmp_path / "out.old-1f" / "thesis.txt").exists()
    assert (tmp_path / "out.new-2f").exists()


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize("step", ["fill", "between"])
def test_after_kill_the_next_export_finds_its_way(tmp_path: Path, step: str) -> None:
    out = tmp_path / "out"
    export_into(out, writing(a="1"))
    code = f"""
import os, signal
from pathlib import Path
from labeldesk.formats import folder, swap
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
def fill(new):
    (new / "a").write_text("2")
    if {step!r} == "fill": die()
    return {{}}
rename = Path.rename
def counted(self, target):
    rename(self, target)
    if {step!r} == "between": die()
Path.rename = counted
folder.export_into(Path({str(out)!r}), fill)
"""
    killed = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path.cwd())
    assert killed.returncode == -signal.SIGKILL
    assert out.exists() == (step == "fill")
    export_into(out, writing(a="3"))
    assert content(out) == {"a": "3"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_file_is_replaced_atomically_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["a.xml"]
