"""JSON text to values, with a word on everything that JSON leaves open or a stranger overdoes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text

JsonObject = dict[str, object]

TWICE = QT_TRANSLATE_NOOP("Coco", "The key {name} is there twice; the last one counts")
_NAN = QT_TRANSLATE_NOOP("Coco", "{name} is no JSON number; it is read as null")
_LONG = QT_TRANSLATE_NOOP("Coco", "A number of {n} digits is read as null")
_HALF = QT_TRANSLATE_NOOP("Coco", "A text holds half of a character; it is read as �")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")

_decoded = msgspec.json.Decoder().decode


class Decoder:
    """A key that occurs twice keeps its last value; NaN, Infinity and numbers of thousands of
    digits become None, half a pair of surrogates becomes U+FFFD. `oddities` collects a word on
    each, to be taken by the caller.
    """

    def __init__(self) -> None:
        self._oddities: list[Text] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_constant=self._constant
        )
        self._patient = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_constant=self._constant,
            parse_int=self._whole_number,
        )

    def oddities(self) -> list[Text]:
        """What there is to say since the last time."""
        taken, self._oddities = self._oddities, []
        return taken

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """Nothing is said of what is decoded meanwhile: it will be decoded once more."""
        kept = self._oddities
        self._oddities = []
        try:
            yield
        finally:
            self._oddities = kept

    def _object(self, pairs: list[tuple[str, object]]) -> JsonObject:
        made = dict(pairs)
        if len(made) != len(pairs):
            keys = [key for key, _ in pairs]
            name = next(key for key in keys if keys.count(key) > 1)
            self._oddities.append(TWICE.filled(name=_SURROGATE.sub("�", name)))
        return made

    def _constant(self, name: str) -> None:
        self._oddities.append(_NAN.filled(name=name))

    def _whole_number(self, digits: str) -> int | None:
        try:
            return int(digits)
        except ValueError:
            self._oddities.append(_LONG.filled(n=len(digits)))
            return None

    def first(self, text: str) -> tuple[object, int]:
        """The value that `text` begins with and where it ends; raises ValueError."""
        try:
            value, end = self._raw(text)
            if _SURROGATE_ESCAPE.search(text, 0, end):
                value = self._mended(value)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        return value, end

    def _raw(self, text: str) -> tuple[object, int]:
        said = len(self._oddities)
        try:
            return self._decoder.raw_decode(text)
        except json.JSONDecodeError:
            del self._oddities[said:]
            raise
        except ValueError:  # more digits than Python takes
            del self._oddities[said:]
            return self._patient.raw_decode(text)

    def _mended(self, value: object) -> object:
        mended = _without_halves(value)
        if mended != value:
            self._oddities.append(_HALF)
        return mended

    def whole(self, data: bytes) -> object:
        """The value that the bytes are; raises ValueError."""
        try:
            value = _decoded(data)
        except (ValueError, RecursionError):
            return self._whole(data)
        return value if data.count(b'"') == _quotes(value) else self._whole(data)

    def _whole(self, data: bytes) -> object:
        text = data.decode("utf-8")
        value, end = self.first(text)
        if end != len(text):
            raise ValueError("something follows the value")
        return value


def _quotes(value: object) -> int:
    """How many quotes the JSON of a value has if no key in it occurs twice and no text in it
    needs an escape; fewer than there are where lists hold texts: that is for a closer look.
    """
    if not isinstance(value, dict):
        return 0
    inside = value.values()
    texts = sum([type(one) is str for one in inside])
    return 2 * (len(value) + texts) + sum([_quotes(o) for o in inside if type(o) is dict])


def _without_halves(value: object) -> object:
    """The value with U+FFFD in the place of surrogates, which no file and no disk can hold."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [*map(_without_halves, value)]
    if isinstance(value, dict):
        return {_without_halves(key): _without_halves(one) for key, one in value.items()}
    return value
