"""Which image each label file of an export of ours is of, and what its words for classes mean.

YOLO's and DOTA's files do not say it, and their names are not enough where images are called alike.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.folders import folder_of, joined
from labeldesk.formats.paths import is_listed_name
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report

ORIGINS = "labeldesk-images.json"
_BROKEN = QT_TRANSLATE_NOOP("Formats", "The list of images cannot be read: {reason}")


def origins_bytes(images: Mapping[str, str], words: Mapping[str, str] | None = None) -> bytes:
    """The file; `images` are paths by the names of their label files, `words` classes by what
    stands for them.
    """
    content: dict[str, object] = {"program": "labeldesk", "labels": images}
    if words:
        content["classes"] = words
    return json.dumps(content, ensure_ascii=False, indent=0).encode()


def origins_of(source: Source, report: Report) -> dict[str, str]:
    """The images by label file, of all such lists in the source.

    A list tells something of the folder that it was made from. Where an image that it names is
    missing, another folder is meant, and it is not used.
    """
    there = frozenset(source.images)
    found: dict[str, str] = {}
    for name in source.files:
        if name.rpartition("/")[2] == ORIGINS:
            try:
                listed = _listed(source.text_of(name), name)
            except UserError as error:
                report.failure(error)
                continue
            if there.issuperset(listed.values()):
                found |= {joined(folder_of(name), file): path for file, path in listed.items()}
    return found


def words_of(source: Source) -> dict[str, str]:
    """Class names by what stands for them in the label files."""
    found: dict[str, str] = {}
    for name in source.files:
        if name.rpartition("/")[2] == ORIGINS:
            with suppress(
                UserError, ValueError, TypeError, KeyError, AttributeError, RecursionError
            ):
                words = json.loads(source.text_of(name))["classes"]
                found |= {str(k): str(v) for k, v in words.items() if str(v).strip()}
    return found


def _listed(text: str, name: str) -> dict[str, str]:
    try:
        labels = json.loads(text)["labels"]
        return {str(k): str(v) for k, v in labels.items() if is_listed_name(str(v))}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UserError(_BROKEN.filled(reason=str(error)), path=name) from error
