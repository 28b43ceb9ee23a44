"""JSON files of other programs: read with the place of a fault, written back in their own style."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any, TypeGuard

from labeldesk.domain.annotation import Json
from labeldesk.domain.geometry import FARTHEST
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.reading import decoded

_BROKEN = QT_TRANSLATE_NOOP("Formats", "This is no valid JSON: {reason}")
_DEEP = QT_TRANSLATE_NOOP("Formats", "The JSON is nested too deeply")
_BOM = b"\xef\xbb\xbf"
_INDENT = re.compile(rb"[\[{]\r?\n([ \t]+)")
_COLON = re.compile(rb'":(\s?)')
_COMMA = re.compile(rb"[\]}\"\d],(\s?)")
_AT_END = re.compile(rb"\s*\Z")
_HALF = re.compile("[\ud800-\udfff]")
_KINDS = {int, float}
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is laid out: the same value in the same style is the same text."""

    indent: str | None = "  "
    comma: str = ","
    colon: str = ": "
    is_ascii: bool = False
    newline: str = "\n"
    tail: str = ""
    has_bom: bool = False

    def as_json(self) -> dict[str, Json]:
        """What differs from the usual, to be kept with an image."""
        usual = asdict(Style())
        return {key: value for key, value in asdict(self).items() if value != usual[key]}

    @staticmethod
    def of_json(value: Json) -> Style:
        """What `as_json` gave; the usual one for anything else."""
        try:
            return Style(**value) if isinstance(value, dict) else Style()  # type: ignore[arg-type]
        except TypeError:
            return Style()


def style_of(data: bytes) -> Style:
    """The style of a file, by its beginning and its end."""
    text = data.removeprefix(_BOM)
    head = text[:4096]
    indent, colon, comma = _INDENT.match(text.lstrip()[:200]), _COLON.search(head), None
    if indent is None:
        comma = _COMMA.search(head)
    end = _AT_END.search(text[-20:])
    return Style(
        indent=indent[1].decode() if indent else None,
        comma=", " if comma and comma[1] else ",",
        colon=": " if colon is None or colon[1] else ":",
        is_ascii=text.isascii() and b"\\u" in text,
        newline="\r\n" if b"\r\n" in head else "\n",
        tail=end[0].decode().replace("\r\n", "\n") if end else "",
        has_bom=data.startswith(_BOM),
    )


def parsed(data: bytes, name: str) -> Json:
    """The value of a file; `UserError` with line and column for what is no JSON.

    NaN and Infinity, which Python writes, are read; it is for the caller to refuse them.
    """
    text = decoded(data, name)
    try:
        value: Json = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UserError(_BROKEN.filled(reason=error.msg), path=name, place=place) from error
    except RecursionError as error:
        raise UserError(_DEEP, path=name) from error
    except ValueError as error:  # a whole number of thousands of digits
        reason = "a number is too long"
        raise UserError(_BROKEN.filled(reason=reason), path=name) from error
    return value


def repeated_key(data: bytes, name: str) -> str | None:
    """A key that an object of the file has twice: of two values `parsed` gives the last."""
    found: list[str] = []

    def looked_at(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        table = dict(pairs)
        if len(table) < len(pairs):
            keys = [key for key, _ in pairs]
            found.extend(key for key in table if keys.count(key) > 1)
        return table

    with suppress(RecursionError, ValueError):
        json.loads(decoded(data, name), object_pairs_hook=looked_at)
    return next(iter(found), None)


def dumped(value: object, style: Style) -> bytes:
    """The file of a value; what is no number in JSON must not be in it.

    Halves of letters, which no file in UTF-8 can hold, are written as escapes.
    """
    try:
        return _laid_out(value, style, is_ascii=style.is_ascii)
    except UnicodeEncodeError:
        return _laid_out(value, style, is_ascii=True)


def _laid_out(value: object, style: Style, *, is_ascii: bool) -> bytes:
    if style.indent is None:
        separators = (style.comma, style.colon)
        text = json.dumps(value, separators=separators, ensure_ascii=is_ascii, allow_nan=False)
    else:
        quoted = encode_basestring_ascii if is_ascii else encode_basestring
        text = _indented(value, style, "\n", quoted)
    whole = f"{text}{style.tail}".replace("\n", style.newline)
    return (_BOM if style.has_bom else b"") + whole.encode()


def _indented(value: Any, style: Style, start: str, quoted: Callable[[str], str]) -> str:  # noqa: ANN401 (any JSON)
    """As `json.dumps`, whose own way to indent takes three times as long."""
    kind = type(value)
    if kind is float and math.isfinite(value):
        return float.__repr__(value)
    if kind is str:
        return quoted(value)
    inner, comma = f"{start}{style.indent}", style.comma.rstrip()
    if kind is list and value:
        items = [_indented(item, style, inner, quoted) for item in value]
        return f"[{inner}{f'{comma}{inner}'.join(items)}{start}]"
    if kind is dict and value:
        items = [
            f"{quoted(key)}{style.colon}{_indented(item, style, inner, quoted)}"
            for key, item in value.items()
        ]
        return f"{{{inner}{f'{comma}{inner}'.join(items)}{start}}}"
    return json.dumps(value, allow_nan=False)


def is_plain(value: Json, depth: int = 0) -> bool:
    """Whether all numbers in a value are numbers in JSON, and nothing lies so deep in it that
    who writes it gives up.
    """
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return depth < _DEEPEST and all(is_plain(item, depth + 1) for item in inner)
    return not isinstance(value, float) or math.isfinite(value)


def name_in(text: str) -> str:
    """The name that a text of a file is: trimmed, and U+FFFD for halves of letters, which JSON
    can say and no file in UTF-8.
    """
    return _HALF.sub("\ufffd", text).strip()


def is_text(text: str) -> bool:
    """Whether there are whole letters in it only."""
    return _HALF.search(text) is None


def is_number(value: object) -> TypeGuard[int | float]:
    """A finite number within reach of an image; true and false are none."""
    return type(value) in _KINDS and -FARTHEST <= value <= FARTHEST  # type: ignore[operator]


def is_same(a: object, b: object) -> bool:
    """Whether two values are the same JSON: 1, 1.0 and true are not, nor keys in other order."""
    return a is b or (a == b and repr(a) == repr(b))


def lost(old: Json, new: Any, place: str = "") -> Iterator[str]:  # noqa: ANN401 (JSON of ours)
    """The places in a value that another one does not have just so; null is nothing to lose."""
    if isinstance(old, dict) and isinstance(new, Mapping):
        for key, value in old.items():
            yield from lost(value, new.get(key), f"{place}.{key}" if place else key)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for n, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from lost(one, other, f"{place}[{n}]")
    elif old is not None and (type(old) is not type(new) or old != new):
        yield place
