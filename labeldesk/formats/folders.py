"""What the folders of annotation files and of images say of each other.

Folders are relative POSIX paths, "" for the root.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

Parts = tuple[str, ...]

_TWINS = {
    "labels": ("images",),
    "labelTxt": ("images",),
    "Annotations": ("JPEGImages", "Images", "images"),
    "annotations": ("images", "JPEGImages"),
}
_KINDS = frozenset(
    ("labels", "label", "labeltxt", "annotations", "annotation", "annots", "xml", "xmls", "txt",
     "images", "image", "imgs", "img", "jpegimages", "pictures", "photos")
)  # fmt: skip
_SPLIT = {"train": "train", "training": "train", "val": "val", "valid": "val",
          "validation": "val", "test": "test", "testing": "test"}  # fmt: skip
_WORDS = re.compile(r"[\s_.\-/]+")
_DIGITS = re.compile(r"\d+")
_REMEMBERED = 4096


def folded(name: str) -> str:
    """Equal for names that differ in case or Unicode form only."""
    return unicodedata.normalize("NFC", name).casefold()


def folder_of(path: str) -> str:
    """The folder that a file lies in."""
    return path.rpartition("/")[0]


def joined(folder: str, name: str) -> str:
    """The path of a name in a folder."""
    return f"{folder}/{name}" if folder else name


@lru_cache(_REMEMBERED)
def places_of(folder: str) -> tuple[str, ...]:
    """Where the images of the annotation files of a folder lie, the likeliest first: in it, in
    its twin, in the folder without `labels` or `Annotations`.
    """
    parts = _parts(folder)
    found = [parts]
    at = next((n for n, part in enumerate(parts) if part in _TWINS), None)
    if at is not None:
        before, after = parts[:at], parts[at + 1 :]
        found += [(*before, twin, *after) for twin in _TWINS[parts[at]]]
        found += [(*before, *after), after]
    return tuple(dict.fromkeys(map("/".join, found)))


@lru_cache(_REMEMBERED)
def core(folder: str) -> Parts:
    """The names of the folder that say more than what kind of files are in it."""
    return tuple(name for name in map(folded, _parts(folder)) if name not in _KINDS)


def agree(folder: str, other: str) -> int:
    """How many folders from the last one on are the same, -1 if they differ before one of the
    two is at its end.
    """
    a, b = (list(map(folded, _parts(one)))[::-1] for one in (folder, other))
    shorter = min(len(a), len(b))
    return shorter if a[:shorter] == b[:shorter] else -1


def tail(folder: str, other: str) -> int:
    """How many folders from the last one on are the same."""
    pairs = zip(reversed(core(folder)), reversed(core(other)), strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(_length(folder, other)))


def way(folder: str, other: str) -> int:
    """How many folders from the root on are the same."""
    pairs = zip(_parts(folder), _parts(other), strict=False)
    return next(
        (n for n, (a, b) in enumerate(pairs) if a != b),
        min(len(_parts(folder)), len(_parts(other))),
    )


def are_parallel(folder: str, other: str) -> bool:
    """Whether the two are the same folder of two trees, like ``my/set/1`` and ``your/set/1``."""
    a, b = _parts(folder), _parts(other)
    return len(a) == len(b) > 1 and a[1:] == b[1:]


def contradict(folder: str, other: str) -> bool:
    """Whether names of the folders exclude each other: parts of a split, or ``seq1`` and
    ``seq2``.
    """
    a, b = core(folder), core(other)
    return any(_are_rivals(one, two) for one in a if one not in b for two in b if two not in a)


def split_words(path: str) -> frozenset[str]:
    """The parts of a split that a path names: train, val, test."""
    words = (_DIGITS.sub("", word) for word in _WORDS.split(folded(path)))
    return frozenset(_SPLIT[word] for word in words if word in _SPLIT)


def words_of(path: str) -> frozenset[str]:
    """The words of a path, folded."""
    return frozenset(_WORDS.split(folded(path)))


def _are_rivals(one: str, two: str) -> bool:
    split, other = split_words(one), split_words(two)
    if split and other and split.isdisjoint(other):
        return True
    return _DIGITS.sub("", one) == _DIGITS.sub("", two) and _has_digits(one) and _has_digits(two)


def _has_digits(name: str) -> bool:
    return _DIGITS.search(name) is not None


def _length(folder: str, other: str) -> tuple[int, int]:
    return len(core(folder)), len(core(other))


def _parts(folder: str) -> Parts:
    return tuple(folder.split("/")) if folder else ()
