"""Folders of processes that are no more go; those of others stay."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from labeldesk.jobs.scratch import scratch_folder

TOP = Path(__file__).resolve().parents[3]
CHILD = """
import sys
from labeldesk.jobs.scratch import scratch_folder
folder = scratch_folder("test")
open(folder.name + "/part-1", "w").close()
print(folder.name, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    """The system's folder of temporary files, for us and for children."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_what_a_killed_process_left_goes_with_the_next_one_of_its_kind(temporary):
    foreign = temporary / "labeldesk-test-00000000-999999999-x"
    foreign.mkdir()  # of another machine
    command = [sys.executable, "-c", CHILD]
    with subprocess.Popen(
        command, cwd=TOP, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        left = Path(child.stdout.readline().strip())
        with scratch_folder("test") as mine:
            assert left.is_dir()  # its owner lives
            assert Path(mine).is_dir()
        child.kill()
    assert (left / "part-1").exists()
    with scratch_folder("other"):
        assert left.is_dir()
    with scratch_folder("test") as mine:
        assert not left.exists()
        assert {*temporary.iterdir()} == {foreign, Path(mine)}
    assert [*temporary.iterdir()] == [foreign]
