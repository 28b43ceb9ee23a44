"""onnxruntime, the only way to it: what it would tell its maker about this machine is off."""

from __future__ import annotations

import os
from typing import Any

SILENT = "ORT_DISABLE_TELEMETRY"


def onnxruntime() -> Any:  # noqa: ANN401 (the module)
    """The module; raises `ImportError` where it is not installed.

    From 1.32 on its wheels collect device, system and interpreter in a queue of their own under
    the user's cache folder, and send that. It has to be switched off before the first import,
    in every process.
    """
    os.environ[SILENT] = "1"
    import onnxruntime as ort

    return ort
