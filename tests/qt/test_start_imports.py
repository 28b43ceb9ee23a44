"""What the start page must not wait for."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("cv2", "sqlalchemy", "onnx", "onnxruntime", "PIL", "shapely", "PySide6.QtSvg")


def test_the_start_page_needs_nothing_heavy() -> None:
    code = (
        "import sys, labeldesk.ui.panels.start_page, labeldesk.ui.panels.top_bar, "
        "labeldesk.ui.panels.status_line\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
