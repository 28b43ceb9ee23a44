"""Class names for a model: from its metadata, or from a list that lies beside it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from labeldesk.suggest.plain_yaml import NotPlain, plain

LONGEST_METADATA = 64 << 10
LARGEST_FILE = 1 << 20
MOST_NAMES = 100_000

SUFFIXES = (".names", ".txt", ".labels", ".yaml", ".yml")
COMMON = (
    "classes.txt", "labels.txt", "obj.names", "coco.names", "data.yaml", "classes.names",
    "coco.txt", "imagenet.txt", "imagenet_classes.txt",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameList:
    """Names in slot order and where they were read, for people."""

    names: tuple[str, ...]
    source: str


def literal(text: str) -> object:
    """A Python literal out of metadata; None for anything else or anything too long."""
    if len(text) > LONGEST_METADATA:
        return None
    try:
        value: object = ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None
    return value


def in_metadata(metadata: Mapping[str, str]) -> tuple[str, ...]:
    """The names that Ultralytics and others write, ``{0: 'person', ...}`` or a list."""
    return _ordered(literal(metadata.get("names", "")))


def beside(model: Path) -> Iterator[NameList]:
    """Every name list beside a model that can be read, the ones of its own name first."""
    stem = model.stem
    own = [model.with_name(f"{part}{suffix}") for part in _stems(stem) for suffix in SUFFIXES]
    seen: set[Path] = set()
    for file in [*own, *(model.with_name(name) for name in COMMON), *_others(model.parent)]:
        if file in seen:
            continue
        seen.add(file)
        names = _read(file)
        if names:
            yield NameList(names, file.name)


def of_file(path: Path) -> tuple[str, ...]:
    """The names in a list; none if it cannot be read as one."""
    return _read(path)


def _stems(stem: str) -> tuple[str, ...]:
    short = stem.rsplit("_", 1)[0]
    return (stem, f"{stem}_labels", f"{stem}.labels", f"{short}_labels")


def _others(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("*.names"))[:20]
    except OSError:
        return []


def _read(file: Path) -> tuple[str, ...]:
    try:
        if not file.is_file() or file.stat().st_size > LARGEST_FILE:
            return ()
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ()
    if file.suffix in {".yaml", ".yml"}:
        return _in_yaml(text)
    lines = [line.strip() for line in text.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines[:MOST_NAMES])


def _in_yaml(text: str) -> tuple[str, ...]:
    try:
        data = plain(text)
    except NotPlain:
        return ()
    return _ordered(data.get("names")) if isinstance(data, dict) else ()


def _ordered(value: object) -> tuple[str, ...]:
    """Names of ``{slot: name}`` or ``[name, ...]``; slots left out are called by their number."""
    if isinstance(value, (list, tuple)):
        return tuple(str(name) for name in value[:MOST_NAMES])
    if not isinstance(value, dict) or not value:
        return ()
    try:
        slots = {int(key): str(name) for key, name in value.items()}
    except (TypeError, ValueError):
        return ()
    top = max(slots)
    if min(slots) < 0 or top >= MOST_NAMES:
        return ()
    return tuple(slots.get(slot, f"class{slot}") for slot in range(top + 1))
