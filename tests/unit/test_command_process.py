"""The command line as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

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
