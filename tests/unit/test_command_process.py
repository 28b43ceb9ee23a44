"""The command line as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.test_command_line import CHECKOUT, folder

__all__ = ["folder"]


def test_a_second_process_does_the_same(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "labeldesk", "convert", "--from", str(folder),
               "--format", "coco", "--out", str(tmp_path / "out"), "--json"]  # fmt: skip
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["annotations"] == 8
    assert done.stderr == ""


def test_neither_qt_nor_anything_heavy_is_imported_for_help() -> None:
    code = (
        "import sys\nfrom labeldesk.__main__ import cli\n"
        "try: cli(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'PySide6', 'cv2', 'sqlalchemy', 'numpy', 'onnx', 'lxml'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("word", "hint"), [("exprot", " (did you mean export?)"), ("zzz", ""), ("./export", "")]
)
def test_a_word_that_names_nothing_is_answered_before_a_window_needs_a_screen(
    tmp_path: Path, word: str, hint: str
) -> None:
    code = (
        "import sys\nfrom labeldesk.__main__ import main\n"
        f"code = main([{word!r}])\n"
        "sys.exit(99 if 'PySide6' in sys.modules else code)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"labeldesk: no such file or command: {word}{hint}")
    assert len(done.stderr.splitlines()) == 1
