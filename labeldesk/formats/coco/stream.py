"""A large JSON object read piece by piece: small members as values, long arrays as places.

COCO files reach hundreds of megabytes, and what belongs to one image is scattered over them.
So the elements of the long arrays are found by a pattern (a balanced object; no Python object
is made of it), remembered by their place in the file, and decoded when their image is due.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, Protocol

from labeldesk.formats.coco.decoder import Decoder, JsonObject

CHUNK = 4 << 20
_LONGEST = 64 << 20  # bytes of an element that the pattern may be tried on again and again

_TEXT = rb'"(?:[^"\\]++|\\.)*+"'
_FLAT = rb'\{(?:[^{}"]++|' + _TEXT + rb")*+\}"
_NESTED = rb'\{(?:[^{}"]++|' + _TEXT + rb"|" + _FLAT + rb")*+\}"
_OBJECT = rb'\{(?:[^{}"]++|' + _TEXT + rb"|" + _NESTED + rb")*+\}"
_ELEMENT = re.compile(rb"\s*(" + _OBJECT + rb")\s*([,\]])", re.DOTALL)
_OF_NUMBERS = "0123456789+-.eE"
_SPACE = re.compile(rb"\s*")


class JsonError(ValueError):
    """No JSON: what is wrong, and at which byte of the file."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(f"{message} (byte {offset})")
        self.offset = offset


class Elements(Protocol):
    """Takes the elements of one long array."""

    def add(self, offset: int, length: int, data: bytes) -> None:
        """One element as JSON, and where it stands in the file."""

    def clear(self) -> None:
        """The array occurs once more: what was added does not count."""


class _Window:
    """A stretch of the file that moves forward; every byte of it is checked to be UTF-8."""

    def __init__(self, stream: BinaryIO, tick: Callable[[int], None]) -> None:
        self._stream = stream
        self._tick = tick
        self._utf8 = codecs.getincrementaldecoder("utf-8")()
        self._read = 0
        self.data = b""
        self.base = 0
        self.at = 0

    @property
    def offset(self) -> int:
        """The place in the file."""
        return self.base + self.at

    def more(self) -> bool:
        """Reads on, letting go of what was passed; False at the end of the file."""
        chunk = self._stream.read(max(CHUNK, len(self.data) - self.at))
        try:
            self._utf8.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise JsonError("the file is not UTF-8 text", self._read + error.start) from error
        self._read += len(chunk)
        self.base += self.at
        self.data = self.data[self.at :] + chunk
        self.at = 0
        self._tick(self._read)
        return bool(chunk)

    def peek(self) -> bytes:
        """The next byte that is no space, empty at the end."""
        while True:
            space = _SPACE.match(self.data, self.at)
            self.at = space.end() if space else self.at
            if self.at < len(self.data) or not self.more():
                return self.data[self.at : self.at + 1]

    def take(self, wanted: bytes) -> bytes:
        """The next byte that is no space, one of `wanted`."""
        found = self.peek()
        if not found or found not in wanted:
            name = f"{found.decode('latin-1')!r}" if found else "the end of the file"
            raise JsonError(f"unexpected {name}", self.offset)
        self.at += 1
        return found


def _end_of_flat(data: bytes, start: int) -> int:
    """Where an object that holds no other ends, a comma or bracket right behind it: nearly all
    entries are so, and this takes a quarter of the pattern's time. 0 if it is not sure.
    """
    end = data.find(b"}", start) + 1
    is_followed = data.startswith((b",", b"]"), end)
    if not end or not is_followed or not data.startswith(b"{", start):
        return 0
    is_flat = data.find(b"{", start + 1, end) < 0 and data.find(b"\\", start, end) < 0
    return end if is_flat and data.count(b'"', start, end) % 2 == 0 else 0


class JsonStream:
    """Reads one file of the form ``{"name": value, ...}`` once, from its beginning."""

    def __init__(self, stream: BinaryIO, decoder: Decoder, tick: Callable[[int], None]) -> None:
        self._window = _Window(stream, tick)
        self._decoder = decoder

    def members(self, long: Mapping[str, Elements]) -> tuple[JsonObject, list[str]]:
        """All members as values, but arrays named in `long` go there element by element.

        Also the names that occur twice; the last one counts. Raises `JsonError`. A root that
        is no object comes back as the only member, named "".
        """
        if not self._window.data:
            self._window.more()
        if self._window.data.startswith(codecs.BOM_UTF8):
            self._window.at = len(codecs.BOM_UTF8)
        if self._window.peek() != b"{":
            if self._window.peek() == b"[":
                return {"": []}, []
            return {"": self._value()}, []
        self._window.take(b"{")
        found: JsonObject = {}
        twice: list[str] = []
        if self._window.peek() != b"}":
            self._fill(found, twice, long)
        else:
            self._window.take(b"}")
        if self._window.peek():
            raise JsonError("something follows the end of the data", self._window.offset)
        return found, twice

    def array(self, long: Elements) -> bool:
        """Whether the root is an array; its elements go to `long`. Raises `JsonError`."""
        self._window.more()
        if self._window.data.startswith(codecs.BOM_UTF8):
            self._window.at = len(codecs.BOM_UTF8)
        if self._window.peek() != b"[":
            return False
        self._window.take(b"[")
        for offset, length, data in self._elements():
            long.add(offset, length, data)
        if self._window.peek():
            raise JsonError("something follows the end of the data", self._window.offset)
        return True

    def _fill(self, found: JsonObject, twice: list[str], long: Mapping[str, Elements]) -> None:
        following = b","
        while following == b",":
            if self._window.peek() != b'"':
                raise JsonError("a name in quotes is missing", self._window.offset)
            name = str(self._value())
            self._window.take(b":")
            if name in found:
                twice.append(name)
            if name in long and self._window.peek() == b"[":
                long[name].clear()
                found[name] = []
                self._window.take(b"[")
                add = long[name].add
                for offset, length, data in self._elements():
                    add(offset, length, data)
            else:
                found[name] = self._value()
            following = self._window.take(b",}")

    def _elements(self) -> Iterator[tuple[int, int, bytes]]:
        window = self._window
        if window.peek() == b"]":
            window.take(b"]")
            return
        following = b","
        while following == b",":
            start = window.at + window.data.startswith((b" ", b"\n"), window.at)
            end = _end_of_flat(window.data, start)
            if end:
                yield window.base + start, end - start, window.data[start:end]
                window.at = end + 1
                following = window.data[end : end + 1]
                continue
            match = _ELEMENT.match(window.data, window.at)
            if match is not None:
                data = match[1]
                yield window.base + match.start(1), len(data), data
                window.at = match.end()
                following = match[2]
            elif window.peek() == b"{" and len(window.data) - window.at < _LONGEST:
                if not window.more():
                    yield self._odd_element()
                    following = window.take(b",]")
            else:
                yield self._odd_element()
                following = window.take(b",]")

    def _odd_element(self) -> tuple[int, int, bytes]:
        """An element that is no object, or nested more deeply than the pattern knows."""
        self._window.peek()
        offset = self._window.offset
        with self._decoder.unheard():
            value = self._value()
        return offset, self._window.offset - offset, json.dumps(value).encode()

    def _value(self) -> object:
        window = self._window
        window.peek()
        while True:
            text = window.data[window.at :].decode("utf-8", "surrogateescape")
            try:
                value, end = self._decoder.first(text)
            except ValueError as error:
                if window.more():
                    continue
                place = getattr(error, "pos", 0)
                raise JsonError(str(error).split(":")[0], window.offset + place) from error
            if not text[end:].lstrip(_OF_NUMBERS) and window.more():
                continue  # a number may go on beyond what was read
            window.at += len(text[:end].encode("utf-8", "surrogateescape"))
            return value
