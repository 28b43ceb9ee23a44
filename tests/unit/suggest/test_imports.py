"""What loads with the suggestions, before any model does."""

from __future__ import annotations

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
