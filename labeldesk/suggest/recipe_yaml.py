"""Recipes as YAML: read without trust, written so that a person can edit them."""

from __future__ import annotations

import math
import os
import reprlib
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from labeldesk.domain.annotation import Json
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.plain_yaml import NotPlain, plain
from labeldesk.suggest.recipe import ExtraInput, InputSpec, OutputSpec, Recipe, Thresholds

LARGEST = 4 << 20  # bytes of a recipe; a class list of 20,000 names is far below
SUFFIX = ".recipe.yaml"
_Spec = TypeVar("_Spec", Recipe, InputSpec, OutputSpec, Thresholds, ExtraInput)

_NOT_YAML = QT_TRANSLATE_NOOP("Recipe", "This recipe is not readable YAML: {reason}")
_TOO_LARGE = QT_TRANSLATE_NOOP("Recipe", "This recipe is larger than {limit} bytes")
_UNKNOWN = QT_TRANSLATE_NOOP("Recipe", "A recipe has no field of this name")
_MISSING = QT_TRANSLATE_NOOP("Recipe", "This field of the recipe is missing")
_WRONG = QT_TRANSLATE_NOOP("Recipe", "{value} does not fit here")


def as_plain(recipe: Recipe) -> dict[str, Json]:
    """The recipe as mappings, lists, texts and numbers."""
    return _plain(recipe)


def _plain(spec: Any) -> dict[str, Json]:  # noqa: ANN401 (any of the dataclasses)
    result: dict[str, Json] = {}
    for item in fields(spec):
        value = getattr(spec, item.name)
        if isinstance(value, (InputSpec, OutputSpec, Thresholds)):
            result[item.name] = _plain(value)
        elif isinstance(value, StrEnum):
            result[item.name] = value.value
        elif isinstance(value, tuple):
            result[item.name] = [_plain(v) if isinstance(v, ExtraInput) else v for v in value]
        else:
            result[item.name] = dict(value) if isinstance(value, Mapping) else value
    return result


def dump(recipe: Recipe) -> str:
    """The recipe as YAML text."""
    import yaml

    text: str = yaml.safe_dump(
        as_plain(recipe), sort_keys=False, allow_unicode=True, default_flow_style=None, width=100
    )
    return text


def write(path: Path, recipe: Recipe) -> None:
    """Put a recipe into a file, whole or not at all; raises `OSError`."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".recipe-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(dump(recipe))
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def load(path: Path) -> Recipe:
    """The recipe in a file; raises `UserError` naming the field that is wrong."""
    if path.stat().st_size > LARGEST:
        raise UserError(_TOO_LARGE.filled(limit=LARGEST), path=str(path))
    try:
        return parse(path.read_text(encoding="utf-8-sig"), path=str(path))
    except UnicodeDecodeError as error:
        raise UserError(_NOT_YAML.filled(reason=str(error)), path=str(path)) from error


def parse(text: str, *, path: str = "") -> Recipe:
    """The recipe in a YAML text; raises `UserError` naming the field that is wrong."""
    try:
        data = plain(text)
    except NotPlain as error:
        raise UserError(_NOT_YAML.filled(reason=str(error)), path=path) from error
    return _spec(Recipe, data, path, "")


def of_plain(data: Mapping[str, Json]) -> Recipe:
    """The recipe that `as_plain` gave; raises `UserError` naming the field that is wrong."""
    return _spec(Recipe, dict(data), "", "")


def _spec(kind: type[_Spec], data: object, path: str, place: str) -> _Spec:
    if not isinstance(data, dict):
        raise UserError(_WRONG.filled(value=reprlib.repr(data)), path=path, place=place)
    known = {item.name: item for item in fields(kind)}
    for key in data:
        if key not in known:
            raise UserError(_UNKNOWN, path=path, place=f"{place}{key}")
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for name, item in known.items():
        if name in data:
            values[name] = _value(hints[name], data[name], path, f"{place}{name}")
        elif item.default is MISSING and item.default_factory is MISSING:
            raise UserError(_MISSING, path=path, place=f"{place}{name}")
    return kind(**values)


def _value(kind: Any, value: object, path: str, place: str) -> object:  # noqa: ANN401 (a type hint)
    if kind in (InputSpec, OutputSpec, Thresholds):
        return _spec(kind, value, path, f"{place}.")
    if kind == tuple[ExtraInput, ...]:
        return _extras(value, path, place)
    try:
        return _READERS.get(kind, _enum(kind))(value)
    except (ValueError, TypeError, OverflowError) as error:
        text = _WRONG.filled(value=reprlib.repr(value))
        raise UserError(text, path=path, place=place) from error


def _extras(value: object, path: str, place: str) -> tuple[ExtraInput, ...]:
    if not isinstance(value, list):
        text = _WRONG.filled(value=reprlib.repr(value))
        raise UserError(text, path=path, place=place)
    return tuple(
        _spec(ExtraInput, item, path, f"{place}.{index}.") for index, item in enumerate(value)
    )


def _enum(kind: Any) -> Callable[[Any], object]:  # noqa: ANN401 (a type hint)
    return kind if isinstance(kind, type) and issubclass(kind, StrEnum) else _mapping


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError
    return float(value)


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _mapping(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError
    return {_text(key): _text(item) for key, item in value.items()}


_READERS: Mapping[Any, Callable[[Any], object]] = {
    str: _text,
    bool: _flag,
    int: _count,
    float: _number,
    tuple[str, ...]: lambda value: tuple(map(_text, _listed(value))),
    tuple[float, ...]: lambda value: tuple(map(_number, _listed(value))),
}
