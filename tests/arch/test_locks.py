"""The lock files: complete, hashed, without addresses, in step with pyproject."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import product

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.arch.checkout import ROOT

LOCKS = {
    "requirements.lock": ("cpu", "dicom", "dev"),
    "requirements-gpu.lock": ("gpu", "dicom", "dev"),
}
EVERY = [*LOCKS, "devtools/samples.lock"]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (("linux", "Linux", "posix"), ("darwin", "Darwin", "posix"), ("win32", "Windows", "nt"))
PINNED = re.compile(r"^([\w.\[\],-]+==[^\s;\\]+)((?: ; [^\\]+)?)((?: \\\n    --hash=\S+)*)$", re.M)


def pins(name: str) -> list[tuple[Requirement, list[str]]]:
    """Each pinned requirement of a lock file with its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = [(Requirement(m[1] + m[2]), m[3].split("--hash=")[1:]) for m in PINNED.finditer(text)]
    assert len(found) == len(re.findall(r"^\S.*==", text, re.M))
    return found


def wanted(extras: tuple[str, ...]) -> Iterator[Requirement]:
    """What pyproject asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = list(project["dependencies"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    return map(Requirement, lines)


def machine(python: str, system: tuple[str, str, str]) -> dict[str, str]:
    """The marker environment of CPython `python` on `system`."""
    return {
        "python_version": python,
        "python_full_version": f"{python}.1",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "sys_platform": system[0],
        "platform_system": system[1],
        "os_name": system[2],
        "platform_machine": "x86_64",
        "extra": "",
    }


@pytest.mark.parametrize("name", EVERY)
def test_a_lock_holds_no_address_and_no_path(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert "://" not in text
    assert "file:" not in text
    assert not re.search(r"^-|\s--(?!hash=)| @ ", text, re.M)


@pytest.mark.parametrize("name", EVERY)
def test_every_pin_has_hashes_of_sha256(name: str) -> None:
    for requirement, hashes in pins(name):
        assert hashes, requirement
        assert all(re.match(r"sha256:[0-9a-f]{64}\b", value) for value in hashes), requirement


@pytest.mark.parametrize(("name", "python", "system"), [*product(LOCKS, PYTHONS, SYSTEMS)])
def test_a_lock_pins_what_pyproject_asks_for(
    name: str, python: str, system: tuple[str, str, str]
) -> None:
    here = machine(python, system)
    applying = [r for r, _ in pins(name) if r.marker is None or r.marker.evaluate(here)]
    versions = {canonicalize_name(r.name): str(r.specifier).removeprefix("==") for r in applying}

    assert len(versions) == len(applying), "a package is pinned twice"
    for requirement in wanted(LOCKS[name]):
        if requirement.marker is None or requirement.marker.evaluate(here):
            pinned = versions.get(canonicalize_name(requirement.name))
            assert pinned is not None, requirement
            assert requirement.specifier.contains(pinned), f"{requirement} is not {pinned}"


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_brings_one_opencv_and_one_onnxruntime(name: str) -> None:
    names = {canonicalize_name(r.name) for r, _ in pins(name)}

    assert "opencv-python" not in names
    assert "opencv-contrib-python" not in names
    assert "pyside6" not in names
