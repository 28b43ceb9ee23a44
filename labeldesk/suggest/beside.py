"""Settings that exporters write beside a model: read without trust, kept as plain values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from labeldesk.suggest.plain_yaml import plain

LARGEST_FILE = 1 << 20
PADDLE = ("infer_cfg.yml", "inference.yml")
OPENMMLAB = ("pipeline.json",)


def settings(model: Path) -> Iterator[tuple[str, object]]:
    """Name and content of each file of settings in the model's folder that can be read."""
    for names, parse in ((PADDLE, plain), (OPENMMLAB, json.loads)):
        for name in names:
            value = _read(model.with_name(name), parse)
            if value is not None:
                yield name, value


def _read(file: Path, parse: Callable[[str], object]) -> object:
    try:
        if not file.is_file() or file.stat().st_size > LARGEST_FILE:
            return None
        return parse(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None


def steps(value: object, key: str) -> Iterator[dict[str, Any]]:
    """Every mapping with that key anywhere inside, in order of reading."""
    if isinstance(value, dict):
        if key in value:
            yield value
        for inner in value.values():
            yield from steps(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from steps(inner, key)


def numbers(value: object) -> tuple[float, ...]:
    """A list of numbers; empty for anything else."""
    if not isinstance(value, list):
        return ()
    plain = [n for n in value if isinstance(n, (int, float)) and not isinstance(n, bool)]
    return tuple(map(float, plain)) if len(plain) == len(value) else ()
