"""The lists beside the folders: words of synsets, and what an export of ours says of its images."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.folders import folder_of, joined
from labeldesk.formats.imagenet.layout import SYNSET
from labeldesk.formats.paths import is_listed_name
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report

OURS = "labeldesk-folders.json"
WORDS = "words.txt"
_WORDS = (WORDS, "loc_synset_mapping.txt", "synset_words.txt")
_LINE = re.compile(r"(n\d{8})[\s,]+(\S.*)")

_BROKEN = QT_TRANSLATE_NOOP("Formats", "The list of folders cannot be read: {reason}")
_UNNAMED = QT_TRANSLATE_NOOP(
    "Formats", "{n} synsets are in no list of words; they are classes by their numbers"
)


@dataclass
class Listed:
    """What our own export says: classes by folder, and the images that files are of."""

    folders: dict[str, str] = field(default_factory=dict)
    images: dict[str, str] = field(default_factory=dict)

    def class_of(self, file: str) -> str | None:
        """The class of a file by the list."""
        above = [parent.as_posix() for parent in PurePosixPath(file).parents]
        return next((self.folders[one] for one in reversed(above) if one in self.folders), None)

    def covers(self, file: str) -> bool:
        """Whether the list is about the file."""
        return file in self.images or self.class_of(file) is not None


def list_bytes(folders: Mapping[str, str], images: Mapping[str, str]) -> bytes:
    """The file."""
    content = {"program": "labeldesk", "folders": folders, "images": images}
    return json.dumps(content, ensure_ascii=False, indent=0).encode(errors="backslashreplace")


def listed(source: Source, report: Report) -> Listed:
    """What all such lists say. The images are those of a folder that has all of them; where one
    is missing, another folder is meant.
    """
    found, there = Listed(), frozenset(source.images)
    for name in source.files:
        if PurePosixPath(name).name != OURS:
            continue
        try:
            folders, images = _parsed(source.text_of(name), name)
        except UserError as error:
            report.failure(error)
            continue
        place = folder_of(name)
        found.folders |= {joined(place, folder): one for folder, one in folders.items()}
        if there.issuperset(images.values()):
            found.images |= {joined(place, file): path for file, path in images.items()}
    return found


def _parsed(text: str, name: str) -> tuple[dict[str, str], dict[str, str]]:
    try:
        told = json.loads(text)
        folders = {str(k): str(v) for k, v in told["folders"].items() if str(v).strip()}
        images = {str(k): str(v) for k, v in told["images"].items() if is_listed_name(str(v))}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UserError(_BROKEN.filled(reason=str(error)[:100]), path=name) from error
    return folders, images


def words_of(source: Source, folders: Iterable[str], report: Report) -> dict[str, str]:
    """Class names by synset, for those of the folders that are one: all the words of its line, and
    its number where another one has the same words.
    """
    wanted = {folder for folder in folders if SYNSET.match(folder)}
    if not wanted:
        return {}
    words: dict[str, str] = {}
    for name in source.files:
        if PurePosixPath(name).name.lower() in _WORDS:
            try:
                lines = source.text_of(name).splitlines()
            except UserError as error:
                report.failure(error)
                continue
            rows = (_LINE.match(line) for line in lines)
            words |= {row[1]: row[2].strip() for row in rows if row and row[1] in wanted}
    if len(words) < len(wanted):
        report.info(_UNNAMED.filled(n=len(wanted) - len(words)))
    counts = Counter(words.values())
    return {s: text if counts[text] == 1 else f"{text} ({s})" for s, text in words.items()}
