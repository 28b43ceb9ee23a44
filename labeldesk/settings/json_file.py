"""A small JSON object on disk: replaced as a whole, put aside when it cannot be read."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from labeldesk.domain.ids import now_ms
from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, is_text

_PUT_ASIDE = QT_TRANSLATE_NOOP(
    "Settings", "Could not read {file}: {reason}. It was put aside as {aside}; defaults are used"
)
_UNREADABLE = QT_TRANSLATE_NOOP("Settings", "Could not read {file}: {reason}. Defaults are used")
_UNWRITABLE = QT_TRANSLATE_NOOP(
    "Settings", "Could not write {file}: {reason}. The change holds until the program ends"
)
_NO_OBJECT = "not a JSON object"
_LARGEST = 4_000_000


def read_object(path: Path) -> tuple[dict[str, Any], Problem | None]:
    """The object in `path`, or an empty one: silently if there is no file, else with a row.

    A file that is no JSON object is renamed, so that nothing the user had is overwritten.
    """
    try:
        if path.stat().st_size > _LARGEST:
            return {}, _put_aside(path, f"> {_LARGEST} B")
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, None
    except OSError as error:
        text = _UNREADABLE.filled(file=path.name, reason=error.strerror or str(error))
        return {}, Problem(Severity.WARNING, text, str(path))
    except (ValueError, RecursionError) as error:
        return {}, _put_aside(path, str(error))
    return (value, None) if isinstance(value, dict) else ({}, _put_aside(path, _NO_OBJECT))


def write_object(path: Path, value: Mapping[str, Any]) -> Problem | None:
    """Replace `path` by `value` so that a crash leaves the old or the new file; a row if not."""
    letters = json.dumps(value, ensure_ascii=False, indent=2)
    if not is_text(letters):  # the path of a folder, say, whose name is no Unicode
        letters = json.dumps(value, indent=2)
    sibling = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with sibling.open("w", encoding="utf-8", newline="\n") as file:
            file.write(f"{letters}\n")
            file.flush()
            os.fsync(file.fileno())
        sibling.replace(path)
    except OSError as error:
        text = _UNWRITABLE.filled(file=path.name, reason=error.strerror or str(error))
        return Problem(Severity.WARNING, text, str(path))
    return None


def _put_aside(path: Path, reason: str) -> Problem:
    aside = path.with_name(f"{path.stem}.broken-{now_ms()}{path.suffix}")
    try:
        path.rename(aside)
    except OSError:
        text = _UNREADABLE.filled(file=path.name, reason=reason)
    else:
        text = _PUT_ASIDE.filled(file=path.name, reason=reason, aside=aside.name)
    return Problem(Severity.WARNING, text, str(path))
