"""Class lists: text files with one name per line (classes.txt, predefined_classes.txt, *.names)."""

from __future__ import annotations

from collections.abc import Iterable

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.report import Report

CLASS_LISTS = ("predefined_classes.txt", "classes.txt")
"""How the list beside the images is called, the first that is there."""
_TWICE = QT_TRANSLATE_NOOP("Formats", "The class {name} is listed twice")


def names_in(text: str, path: str, report: Report) -> list[str]:
    """The names in order, trimmed. Blank lines at the end do not count; others keep their
    place, because in YOLO the line number is the class.
    """
    names = [line.strip() for line in text.splitlines()]
    while names and not names[-1]:
        names.pop()
    seen: set[str] = set()
    for number, name in enumerate(names, start=1):
        if name and name in seen:
            report.warning(_TWICE.filled(name=name), path, f"line {number}")
        seen.add(name)
    return names


def list_text(names: Iterable[str]) -> str:
    """The file of such a list."""
    return "".join(f"{' '.join(name.split())}\n" for name in names)
