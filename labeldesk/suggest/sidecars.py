"""What Hugging Face lays beside a model: `config.json` and `preprocessor_config.json`.

Exports of optimum and timm say nothing about classes and colours inside the ONNX file; these do.
They are read without trust: bounded in size, as plain values, and nothing they name is followed.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from labeldesk.suggest.names import MOST_NAMES, NameList

LARGEST_FILE = 8 << 20  # bytes; 21,000 classes in two tables take 2 MB
LONGEST_NAME = 200
CONFIG, PREPARATION, PROCESSOR = "config.json", "preprocessor_config.json", "processor_config.json"
SUBFOLDERS = frozenset({"onnx"})
"""Folders of models whose files of settings lie one level up, as on the hub."""
_INTERPOLATIONS = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3}
_IMAGE_AXES = 3
_WORD = re.compile(r"[A-Za-z0-9_-]{1,40}")

Plain = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sidecars:
    """The two files as plain values; empty where one is missing or unreadable."""

    config: Plain = field(default_factory=dict)
    preparation: Plain = field(default_factory=dict)

    @property
    def model_type(self) -> str:
        """The kind of network, as Transformers calls it; empty if it is not said in one word."""
        kind = _text(self.config.get("model_type"))
        return kind if _WORD.fullmatch(kind) else ""

    @property
    def is_multi_label(self) -> bool:
        """Whether several classes may hold at once."""
        return self.config.get("problem_type") == "multi_label_classification"

    def mentions(self, word: str) -> bool:
        """Whether the name of the weights holds that word."""
        said = [self.config.get("_name_or_path"), self.config.get("name_or_path")]
        return any(word in _text(item).lower() for item in said)

    @property
    def names(self) -> tuple[str, ...]:
        """The class names in slot order; empty where they are missing or only numbered."""
        table = self.config.get("id2label")
        if not isinstance(table, dict) or not 0 < len(table) <= MOST_NAMES:
            return _listed(self.config.get("label_names"))
        try:
            slots = {int(key): _text(name) or f"class{key}" for key, name in table.items()}
        except (TypeError, ValueError):
            return ()
        top = max(slots)
        if min(slots) < 0 or top >= MOST_NAMES or all(n == f"LABEL_{s}" for s, n in slots.items()):
            return ()
        return tuple(slots.get(slot, f"class{slot}") for slot in range(top + 1))

    @property
    def lists(self) -> tuple[NameList, ...]:
        """The names as a list among others."""
        return (NameList(self.names, CONFIG),) if self.names else ()


def beside(model: Path) -> Sidecars:
    """The files that belong to a model. Reads a few kilobytes, never fails."""
    folders = [model.parent]
    if model.parent.name.lower() in SUBFOLDERS:
        folders.append(model.absolute().parent.parent)
    config: Plain = next(_read(folders, CONFIG), {})
    preparation = next(_read(folders, PREPARATION), None)
    return Sidecars(config, _inner(folders, config) if preparation is None else preparation)


def _inner(folders: list[Path], config: Plain) -> Plain:
    """The settings of images where they are part of another file."""
    inner = next(_read(folders, PROCESSOR), {}).get("image_processor")
    return inner if isinstance(inner, dict) else _timm(config)


def _read(folders: list[Path], name: str) -> Iterator[dict[str, object]]:
    for folder in folders:
        file = folder / name
        try:
            if not file.is_file() or file.stat().st_size > LARGEST_FILE:
                continue
            value = json.loads(file.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            yield value


def _timm(config: Plain) -> Plain:
    """The settings of timm in the words of the other."""
    said = config.get("pretrained_cfg")
    if not isinstance(said, dict):
        return {}
    sides, share = said.get("input_size"), number(said.get("crop_pct")) or 1.0
    if not isinstance(sides, list) or len(sides) != _IMAGE_AXES:
        return {}
    height, width = (whole(side) for side in sides[1:])
    short = math.floor(min(height, width) / min(max(share, 0.01), 1.0))
    return {
        "size": {"shortest_edge": short},
        "crop_size": {"height": height, "width": width},
        "do_center_crop": True,
        "image_mean": said.get("mean"),
        "image_std": said.get("std"),
        "resample": _INTERPOLATIONS.get(_text(said.get("interpolation")), 2),
    }


def number(value: object) -> float | None:
    """A finite number, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        result = float(value)
    except OverflowError:
        return None
    return result if math.isfinite(result) else None


def whole(value: object) -> int:
    """A number of pixels; 0 for anything else or beyond reason."""
    most = 1 << 14
    plain = isinstance(value, int) and not isinstance(value, bool)
    return value if plain and isinstance(value, int) and 0 < value <= most else 0


def _text(value: object) -> str:
    return value[:LONGEST_NAME] if isinstance(value, str) else ""


def _listed(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_NAMES:
        return ()
    return tuple(_text(name) or f"class{slot}" for slot, name in enumerate(value))
