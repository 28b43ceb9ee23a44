"""The built wheel, installed away from the checkout, works as the checkout does."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.arch.checkout import ROOT


def call(*command: str | Path, folder: Path) -> str:
    """The output of a program that must succeed."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the wheel in it and our packages within reach."""
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    (wheel,) = folder.glob("labeldesk-*.whl")
    call(sys.executable, "-m", "venv", "--without-pip", folder / "venv", folder=folder)
    windows = sys.platform == "win32"
    python = folder / "venv" / ("Scripts/python.exe" if windows else "bin/python")
    uv = shutil.which("uv")
    if uv:
        call(uv, "pip", "install", "--python", python, "--no-deps", wheel, folder=folder)
    else:
        pip = [sys.executable, "-m", "pip", "--python", python]
        call(*pip, "install", "--no-deps", "--no-index", wheel, folder=folder)
    purelib = call(
        python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder
    )
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(purelib, "packages_of_the_checkout.pth").write_text("\n".join(sorted(ours)))
    return python


def test_resources_are_found_inside_the_installed_package(installed: Path, tmp_path: Path) -> None:
    code = "from labeldesk.settings.resource import resource; print(resource('README.md'))"

    found = Path(call(installed, "-I", "-c", code, folder=tmp_path))

    assert found.parent.name == "resources"
    assert found.parent.parent.name == "labeldesk"
    assert ROOT not in found.parents
    assert found.read_bytes() == (ROOT / "resources" / "README.md").read_bytes()


def test_every_file_of_resources_and_of_the_package_is_in_the_wheel(
    installed: Path, tmp_path: Path
) -> None:
    place = call(
        installed, "-I", "-c", "import labeldesk; print(labeldesk.__file__)", folder=tmp_path
    )
    package = Path(place).parent

    for source, copy in (
        (ROOT / "labeldesk", package),
        (ROOT / "resources", package / "resources"),
    ):
        for file in source.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                assert (copy / file.relative_to(source)).is_file(), file


def test_the_codecs_come_through_the_entry_points(installed: Path, tmp_path: Path) -> None:
    code = (
        "from importlib.metadata import distribution\n"
        "print(*(e.name for e in distribution('labeldesk').entry_points), sep='\\n')"
    )

    names = call(installed, "-I", "-c", code, folder=tmp_path).splitlines()

    assert {
        "labeldesk",
        "labeldesk-cli",
        "voc",
        "coco",
        "yolo",
        "masks",
        "labelme",
        "xanylabeling",
    } <= set(names)
