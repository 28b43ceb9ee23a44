"""Large JSON files entry by entry: the whole is looked through once, what an entry holds is decoded
when it is due.
"""

from __future__ import annotations

import codecs
import json
import math
from collections.abc import Mapping
from typing import TypeAlias, TypeGuard

import msgspec

from labeldesk.domain.annotation import Json
from labeldesk.domain.geometry import FARTHEST
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.port import Source
from labeldesk.formats.reading import read_bytes

Raw: TypeAlias = msgspec.Raw | bytes
Object: TypeAlias = "dict[str, Json]"

LARGEST = 256 << 20  # bytes of a file that is held while its entries are decoded
_ODD = 64 << 20  # bytes of a file that is decoded whole, as Python alone reads it
_BLOCK = 1 << 20
_BOM = b"\xef\xbb\xbf"
_KINDS = {int, float}
_DEEPEST = 200

_BROKEN = QT_TRANSLATE_NOOP("Formats", "This is no valid JSON: {reason}")
_DEEP = QT_TRANSLATE_NOOP("Formats", "The JSON is nested too deeply")
_NOT_UTF8 = QT_TRANSLATE_NOOP("Formats", "The file is not UTF-8 text")

_members = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_items = msgspec.json.Decoder(list[msgspec.Raw]).decode


def top(source: Source, name: str, limit: int = LARGEST) -> dict[str, Raw] | list[Raw] | None:
    """The members or the items of the root of a file, not yet decoded; None for another root.

    `UserError` with the place of a fault. NaN and Infinity, which Python writes, are let through.
    """
    data = read_bytes(source.path_of(name), shown=name, limit=limit).removeprefix(_BOM)
    _check_utf8(data, name)
    return opened(data, name)


def opened(raw: Raw, name: str) -> dict[str, Raw] | list[Raw] | None:
    """The members or items of a value in that file that is an object or a list; None for any
    other. `UserError` as `top`.
    """
    try:
        return _taken_apart(raw)
    except (msgspec.DecodeError, RecursionError):
        return _taken_whole(bytes(memoryview(raw)), name)


def _taken_apart(raw: Raw) -> dict[str, Raw] | list[Raw] | None:
    start = bytes(memoryview(raw)[:_BLOCK]).lstrip()[:1]
    if start == b"{":
        return dict(_members(raw))
    if start == b"[":
        return list(_items(raw))
    msgspec.json.decode(raw)  # refuses what is no JSON
    return None


def _check_utf8(data: bytes, name: str) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    for at in range(0, len(data) + 1, _BLOCK):
        block = data[at : at + _BLOCK]
        try:
            decoder.decode(block, final=at + _BLOCK > len(data))
        except UnicodeDecodeError as error:
            place = f"byte {at + error.start}"
            raise UserError(_NOT_UTF8, path=name, place=place) from error


def _taken_whole(data: bytes, name: str) -> dict[str, Raw] | list[Raw] | None:
    """Of what is no strict JSON; `UserError` where Python cannot read it either."""
    try:
        value = json.loads(data[:_ODD] if len(data) > _ODD else data)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UserError(_BROKEN.filled(reason=error.msg), path=name, place=place) from error
    except RecursionError as error:
        raise UserError(_DEEP, path=name) from error
    except ValueError as error:  # a whole number of thousands of digits
        reason = "a number is too long"
        raise UserError(_BROKEN.filled(reason=reason), path=name) from error
    if isinstance(value, dict):
        return {key: json.dumps(one).encode() for key, one in value.items()}
    return [json.dumps(one).encode() for one in value] if isinstance(value, list) else None


def decoded(raw: Raw | None) -> Json:
    """The value of an entry, None for none; `UserError` for one that is nested without end."""
    if raw is None:
        return None
    text = bytes(memoryview(raw)).decode()
    try:
        value: Json = json.loads(text)
    except RecursionError as error:
        raise UserError(_DEEP) from error
    except ValueError as error:
        raise UserError(_BROKEN.filled(reason=str(error)[:100])) from error
    if not _is_shallow(value, _DEEPEST):
        raise UserError(_DEEP)
    return value


def _is_shallow(value: Json, depth: int) -> bool:
    """Whether it can be written and copied without running out of stack."""
    layer: list[Json] = [value]
    for _ in range(depth):
        inner: list[Json] = []
        for one in layer:
            if isinstance(one, dict | list):
                inner.extend(one.values() if isinstance(one, dict) else one)
        if not inner:
            return True
        layer = inner
    return False


def as_object(value: Json) -> Object:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def is_number(value: object) -> TypeGuard[int | float]:
    """A finite number within reach of an image; true and false are none."""
    return type(value) in _KINDS and -FARTHEST <= value <= FARTHEST  # type: ignore[operator]


def plain_number(value: float) -> int | float:
    """A whole number as one, so that JSON has it without ``.0``."""
    return int(value) if value == int(value) else value


def is_same(a: Json, b: Json) -> bool:
    """Whether two values are the same JSON: 1, 1.0 and true are not."""
    return json.dumps(a, sort_keys=True) == json.dumps(b, sort_keys=True)


def json_bytes(value: Json | Mapping[str, Json], indent: int | None = None) -> bytes:
    """A value as JSON in UTF-8; what is no number in JSON becomes null, and halves of letters,
    which no UTF-8 can hold, become escapes.
    """
    try:
        return _dumped(value, indent)
    except ValueError:
        return _dumped(_cleaned(value), indent)


def _dumped(value: object, indent: int | None) -> bytes:
    separators = (",", ":") if indent is None else (",", ": ")
    options = {"indent": indent, "separators": separators, "allow_nan": False}
    try:
        return json.dumps(value, ensure_ascii=False, **options).encode()  # type: ignore[arg-type]
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, **options).encode()  # type: ignore[arg-type]


def _cleaned(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
