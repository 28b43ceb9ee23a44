"""What a model of the library was recognised by, noted beside its recipe."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labeldesk.domain.text import Text

FILE = "recognised.json"
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Recognised:
    """How sure (0..1) and why."""

    sure: float
    why: tuple[Text, ...] = ()


def note(folder: Path, sure: float, why: Sequence[Text]) -> None:
    """Write it into the folder of the model; raises `OSError`."""
    said = {"sure": sure, "why": [_plain(one) for one in why]}
    temporary = folder / f".{FILE}"
    temporary.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    temporary.replace(folder / FILE)


def noted(folder: Path) -> Recognised | None:
    """What is written there; None where nothing is, or nothing that can be read."""
    path = folder / FILE
    try:
        if path.stat().st_size > _LARGEST:
            return None
        match json.loads(path.read_text(encoding="utf-8")):
            case {"sure": float() | int() as sure, "why": list() as why}:
                return Recognised(float(sure), tuple(_text(one) for one in why))
            case _:
                return None
    except (OSError, ValueError, RecursionError):
        return None


def _plain(text: Text) -> dict[str, Any]:
    args = {k: _plain(v) if isinstance(v, Text) else v for k, v in text.args.items()}
    return {"context": text.context, "source": text.source, "args": args}


def _text(plain: object) -> Text:
    match plain:
        case {"context": str(context), "source": str(source), "args": dict() as args}:
            text = Text(context, source, {str(k): _argument(v) for k, v in args.items()})
            _check(text)
            return text
        case _:
            raise ValueError(plain)


def _argument(plain: object) -> str | int | float | Text:
    return plain if isinstance(plain, str | int | float) else _text(plain)


def _check(text: Text) -> None:
    """Every gap can be filled."""
    try:
        str(text)
    except (KeyError, IndexError, AttributeError) as error:
        raise ValueError(text.source) from error
