"""Good files made bad with a sense of what they are: values of JSON, words of XML and of tables,
chunks of PNG; and now and then bytes, whatever the file is. All of it follows from a seed.
"""

from __future__ import annotations

import copy
import json
import random
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any

JUNK: list[Any] = [
    None, True, 0, -1, 1.5, 1e308, 10**30, 10**400, float("nan"), float("inf"), "", "\ud800",
    "a" * 300, [], {}, [[]], [1, 2], [1], {"a": 1}, "../../x", "C:\\a.jpg", -0.0, 2**64, "\x00",
    {"": None}, " cat ", "x", "é\x00", [[1e7, 1], [2, 3], [4, -1e7]],
    [[True, 1], [1, 2], [2, 3]],
]  # fmt: skip
WORDS = [
    "", "nan", "-1", "1e999", "x", "0", "9" * 20, "1,2", "1,2;3,4", "../../x", "&lt;", "é", "-0",
    "inf", "1e7", "0.5", '"', "yes", "C:\\a.jpg", "/etc/passwd", "\u2028", "2", "1e-320",
]  # fmt: skip
_IN_XML = re.compile(r'="([^"]*)"|>([^<>]*)<')
_ELEMENT = re.compile(r"<(\w+)[^<>]*(?:/>|>[^<>]*</\1>)")
_ENTITY = '<!DOCTYPE a [<!ENTITY e "' + "x" * 50 + '">]>'
_WORD = re.compile(r"[^\s,:;\[\]]+")
_AT_MOST = 3


def mutated(name: str, data: bytes, dice: random.Random) -> bytes:
    """The file with something odd in a few places."""
    for _ in range(dice.randint(1, _AT_MOST)):
        change = _way_of(name, dice)
        data = change(data, dice)
    return data


def _way_of(name: str, dice: random.Random) -> Callable[[bytes, random.Random], bytes]:
    ending = name.rpartition(".")[2].lower()
    by_ending = {"json": in_json, "xml": in_xml, "png": in_png}
    return in_bytes if dice.random() < 0.1 else by_ending.get(ending, in_words)


def in_json(data: bytes, dice: random.Random) -> bytes:
    """Another value, one less, one twice, or one under another's key."""
    try:
        value = json.loads(data)
    except ValueError:
        return in_bytes(data, dice)
    found = [*_places(value)]
    if not found:
        return json.dumps(dice.choice(JUNK)).encode()
    *way, last = dice.choice(found)
    inner = value
    for key in way:
        inner = inner[key]
    change = dice.random()
    if change < 0.55:
        inner[last] = copy.deepcopy(dice.choice(JUNK))
    elif change < 0.7:
        del inner[last]
    elif isinstance(inner, list):
        inner.insert(last, copy.deepcopy(dice.choice([inner[last], *JUNK])))
    else:
        other = dice.choice([*inner, "id", "label", "points", "x"])
        inner[other] = copy.deepcopy(dice.choice([inner[last], *JUNK]))
    try:
        return json.dumps(value).encode()
    except ValueError:  # a number of more digits than Python writes
        return data


def _places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if place:
        yield place
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from _places(value[key], (*place, key))


def in_xml(data: bytes, dice: random.Random) -> bytes:
    """Another word in an attribute or a text, an element less or twice, an entity."""
    text = data.decode("utf-8", "replace")
    change = dice.random()
    elements = [*_ELEMENT.finditer(text)]
    words = [*_IN_XML.finditer(text)]
    if change < 0.05:
        text = re.sub(r"^(<\?xml[^>]*>)?", lambda m: m[0] + _ENTITY, text, count=1)
    elif change < 0.35 and elements:
        one = dice.choice(elements)
        text = text[: one.start()] + one[0] * dice.choice([0, 2]) + text[one.end() :]
    elif words:
        one = dice.choice(words)
        group = 1 if one[1] is not None else 2
        text = f"{text[: one.start(group)]}{dice.choice(WORDS)}{text[one.end(group) :]}"
    return text.encode()


def in_words(data: bytes, dice: random.Random) -> bytes:
    """Another word in a table or list, a line less or twice."""
    text = data.decode("utf-8", "replace")
    lines, words = text.splitlines(keepends=True), [*_WORD.finditer(text)]
    if lines and dice.random() < 0.3:
        at = dice.randrange(len(lines))
        lines[at : at + 1] = lines[at : at + 1] * dice.choice([0, 2])
        text = "".join(lines)
    elif words:
        one = dice.choice(words)
        text = f"{text[: one.start()]}{dice.choice(WORDS)}{text[one.end() :]}"
    return text.encode()


def in_png(data: bytes, dice: random.Random) -> bytes:
    """Another byte in a chunk, its checksum right again, a chunk less or twice."""
    chunks, at = [], 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">L", data, at)
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += 12 + length
    if not chunks:
        return in_bytes(data, dice)
    at = dice.randrange(len(chunks))
    kind, content = chunks[at]
    if dice.random() < 0.3 or not content:
        chunks[at : at + 1] = chunks[at : at + 1] * dice.choice([0, 2])
    else:
        changed = bytearray(content)
        changed[dice.randrange(len(changed))] = dice.choice([0, 1, 3, 16, 127, 255])
        chunks[at] = (kind, bytes(changed))
    return data[:8] + b"".join(
        struct.pack(">L", len(c)) + k + c + struct.pack(">L", zlib.crc32(k + c)) for k, c in chunks
    )


def in_bytes(data: bytes, dice: random.Random) -> bytes:
    """Cut off, a byte changed, a piece twice or gone, a mark at the beginning."""
    if not data:
        return dice.choice([b"{", b"<", b"\x89PNG", b"\xff\xfe", b"0 0 0 0 0"])
    at = dice.randrange(len(data))
    end = min(len(data), at + dice.randint(1, 40))
    return dice.choice([
        lambda: data[:at],
        lambda: data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :],
        lambda: data[:end] + data[at:],
        lambda: data[:at] + data[end:],
        lambda: b"\xef\xbb\xbf" + data,
        lambda: data.decode("latin-1").encode("utf-16"),
        lambda: b"",
    ])()  # fmt: skip
