"""What loads with the suggestions, before any model does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = {"PySide6", "onnx", "onnxruntime", "cv2", "PIL", "sqlalchemy", "yaml", "psutil"}


def test_the_engine_loads_nothing_heavy_until_it_is_asked():
    code = (
        "import sys, labeldesk.suggest.engine, labeldesk.suggest.library, labeldesk.suggest.apart;"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True
    )
    assert not HEAVY & set(done.stdout.split())


def test_a_model_that_runs_leaves_nothing_in_the_home_of_the_user(tmp_path: Path):
    code = (
        "import sys, pathlib, numpy as np;"
        "from labeldesk.suggest.session import load;"
        "from tests.unit.suggest.models import written;"
        "answer = {'scores': np.ones((1, 3), np.float32)};"
        "path = pathlib.Path(sys.argv[1], 'm.onnx');"
        "session, _ = load(written(path, answer).model);"
        "one = session.get_inputs()[0];"
        "session.run(None, {one.name: np.zeros(one.shape, np.float32)})"
    )
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    folders = {name: str(home) for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA")}
    held = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "ORT_"))}
    subprocess.run(
        [sys.executable, "-c", code, str(work)],
        check=True, cwd=Path(__file__).parents[3], env={**held, **folders},
    )  # fmt: skip
    assert [str(path) for path in home.rglob("*") if path.is_file()] == []
