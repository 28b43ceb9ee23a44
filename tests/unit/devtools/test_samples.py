"""The demo's model and photographs are found, or said to be missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from devtools import samples as module
from devtools.environment import Environment
from devtools.samples import MODEL, PHOTOGRAPHS, samples
from devtools.say import DevError


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """An environment whose packages would lie in `tmp_path`."""
    monkeypatch.setattr(module, "site_packages", lambda _: tmp_path)
    return Environment(Path(sys.prefix), tmp_path / "requirements.lock")


def bring(folder: Path, *names: str) -> None:
    for name in (MODEL, *(f"skimage/data/{name}" for name in names)):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


def test_what_is_there_is_not_installed_again(
    here: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Environment, "install_without_dependencies", lambda *_: pytest.fail("again")
    )
    bring(tmp_path, *PHOTOGRAPHS)

    found = samples(here)

    assert found.model.name == "centerface.onnx"
    assert [file.name for file in found.photographs] == list(PHOTOGRAPHS)


def test_what_is_missing_is_installed_from_the_lock_with_hashes(
    here: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def install(_: Environment, lock: Path) -> None:
        asked.append(lock)
        bring(tmp_path, *PHOTOGRAPHS)

    monkeypatch.setattr(Environment, "install_without_dependencies", install)

    assert not samples(here).missing()
    assert asked == [module.LOCK]


def test_a_package_that_lost_a_photograph_is_named(
    here: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Environment, "install_without_dependencies", lambda *_: None)
    bring(tmp_path, *PHOTOGRAPHS[:-1])

    with pytest.raises(DevError, match=r"did not bring rocket\.jpg"):
        samples(here)
