"""A catalogue: models that somebody offers, with the address, the size and the sha256 of each.

A file of the user's, YAML or JSON; none comes with the program. Reading one asks nobody anything.
"""

from __future__ import annotations

import json
import reprlib
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.plain_yaml import plain
from labeldesk.suggest.recipe import Task

LARGEST = 4 << 20  # bytes of the file
MOST = 10_000
LARGEST_MODEL = 2 << 30
SUFFIXES = (".yaml", ".yml", ".json")
_WORDS = ("name", "address", "sha256", "license", "task")
_LONGEST = 2000  # letters of one of them
_LENGTH = 64  # of a sha256
_DIGITS = frozenset("0123456789abcdef")

BYTES = QT_TRANSLATE_NOOP("Catalogue", "bytes")
_UNREADABLE = QT_TRANSLATE_NOOP("Catalogue", "This catalogue cannot be read: {reason}")
_NO_LIST = QT_TRANSLATE_NOOP("Catalogue", "A catalogue has a list named models")
_MISSING = QT_TRANSLATE_NOOP("Catalogue", "{key} is missing")
_WRONG = QT_TRANSLATE_NOOP("Catalogue", "{value} does not fit here")
_ADDRESS = QT_TRANSLATE_NOOP(
    "Catalogue", "Only https addresses can be downloaded from, and http on this machine: {address}"
)


@dataclass(frozen=True, slots=True)
class Offer:
    """One model of a catalogue. `bytes` is what the file must have, `task` may be empty."""

    name: str
    address: str
    sha256: str
    bytes: int
    license: str = ""
    task: str = ""

    @property
    def host(self) -> str:
        """Who would be asked for it."""
        return urlsplit(self.address).netloc.rpartition("@")[2]


def read(path: Path) -> tuple[Offer, ...]:
    """Every model in a catalogue; raises `UserError` naming the line that is wrong."""
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(_UNREADABLE.filled(reason=f"> {LARGEST} B"), path=str(path))
        text = path.read_text(encoding="utf-8-sig")
        data = json.loads(text) if path.suffix.lower() == ".json" else plain(text)
    except (OSError, ValueError, RecursionError) as error:
        raise UserError(_UNREADABLE.filled(reason=str(error)), path=str(path)) from error
    rows = data.get("models") if isinstance(data, dict) else None
    if not isinstance(rows, list) or len(rows) > MOST:
        raise UserError(_NO_LIST, path=str(path))
    return tuple(_offer(row, str(path), f"models[{index}]") for index, row in enumerate(rows))


def checked_address(address: str) -> SplitResult:
    """The parts of an address that may be downloaded from; raises `UserError`."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname))
        if sound and parts.hostname and parts.username is None and (parts.port or 1) > 0:
            return parts
    except ValueError:
        pass
    raise UserError(_ADDRESS.filled(address=reprlib.repr(address)))


def _is_here(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


def _offer(row: object, path: str, place: str) -> Offer:
    if not isinstance(row, dict):
        raise _wrong(row, path, place)
    texts = {key: _words(row.get(key, ""), path, f"{place}.{key}") for key in _WORDS}
    for key in ("name", "address", "sha256"):
        if not texts[key]:
            raise UserError(_MISSING.filled(key=key), path=path, place=place)
    try:
        checked_address(texts["address"])
    except UserError as error:
        raise UserError(error.text, path=path, place=f"{place}.address") from error
    sha256, size = texts["sha256"].lower(), row.get("bytes")
    if len(sha256) != _LENGTH or not set(sha256) <= _DIGITS:
        raise _wrong(sha256, path, f"{place}.sha256")
    if not isinstance(size, int) or isinstance(size, bool) or not 0 < size <= LARGEST_MODEL:
        raise _wrong(size, path, f"{place}.bytes")
    if texts["task"] not in {"", *Task}:
        raise _wrong(texts["task"], path, f"{place}.task")
    return Offer(texts["name"], texts["address"], sha256, size, texts["license"], texts["task"])


def _words(value: object, path: str, place: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise _wrong(value, path, place)
    return value.strip()


def _wrong(value: object, path: str, place: str) -> UserError:
    return UserError(_WRONG.filled(value=reprlib.repr(value)), path=path, place=place)
