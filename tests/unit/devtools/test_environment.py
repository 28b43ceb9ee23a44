"""The environment is filled when the lock changes, and left alone while it does not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from devtools import environment
from devtools.environment import Environment
from devtools.say import DevError

Made = tuple[Environment, list[list[str]]]


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """An environment that is not there yet, and the programs started to make it (by a fake uv)."""
    lock = tmp_path / "requirements.lock"
    lock.write_text("numpy==2.0\n", encoding="utf-8")
    here = Environment(tmp_path / ".venv", lock)
    calls: list[list[str]] = []

    def fake(command: Sequence[str | Path]) -> None:
        calls.append([str(part) for part in command])
        if "venv" in calls[-1]:
            here.python.parent.mkdir(parents=True)
            (here.folder / "pyvenv.cfg").touch()
            here.python.symlink_to(sys.executable)

    monkeypatch.setattr(environment, "must_run", fake)
    monkeypatch.setattr(environment, "program", lambda _: "uv")
    return here, calls


def what(calls: list[list[str]]) -> list[str]:
    """The kind of each call."""
    kinds = {"venv": "venv", "--require-hashes": "lock", "--editable": "project"}
    return [next(kind for word, kind in kinds.items() if word in call) for call in calls]


def test_the_first_time_it_is_made_and_filled_in_that_order(fresh: Made) -> None:
    here, calls = fresh

    here.make()

    assert what(calls) == ["venv", "lock", "project"]
    assert "--no-deps" in calls[2]


def test_the_second_time_nothing_is_started(fresh: Made) -> None:
    here, calls = fresh
    here.make()
    calls.clear()

    here.make()

    assert not calls


def test_another_lock_installs_again_into_the_same_folder(fresh: Made) -> None:
    here, calls = fresh
    here.make()
    calls.clear()
    here.lock.write_text("numpy==2.1\n", encoding="utf-8")

    here.make()

    assert what(calls) == ["lock", "project"]


def gone_interpreter(here: Environment) -> None:
    here.python.unlink()


def half_made(here: Environment) -> None:
    (here.folder / "labeldesk-stamp.json").unlink()


def broken_stamp(here: Environment) -> None:
    (here.folder / "labeldesk-stamp.json").write_text("{", encoding="utf-8")


@pytest.mark.parametrize("harm", [gone_interpreter, half_made, broken_stamp])
def test_a_folder_that_no_longer_works_is_made_anew(
    fresh: Made, harm: Callable[[Environment], None]
) -> None:
    here, calls = fresh
    here.make()
    calls.clear()
    harm(here)

    here.make()

    assert what(calls) == ["venv", "lock", "project"]


def test_a_folder_that_is_no_environment_is_not_removed(fresh: Made) -> None:
    here, _ = fresh
    here.folder.mkdir()
    (here.folder / "thesis.txt").touch()

    with pytest.raises(DevError, match="in the way"):
        here.make()

    assert (here.folder / "thesis.txt").exists()


def test_a_linked_folder_is_not_removed(fresh: Made, tmp_path: Path) -> None:
    here, _ = fresh
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    here.folder.symlink_to(elsewhere)

    with pytest.raises(DevError, match="link"):
        here.make()

    assert elsewhere.is_dir()
