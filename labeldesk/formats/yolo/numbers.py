"""Class numbers for the live mirror: those that reading gives, and never others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from labeldesk.domain.classes import ClassList, folded
from labeldesk.domain.ids import ClassId
from labeldesk.domain.natural import natural_sorted
from labeldesk.domain.problem import Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.atomic import write_atomically
from labeldesk.formats.class_lists import list_text
from labeldesk.formats.folders import joined
from labeldesk.formats.paths import safe_path
from labeldesk.formats.port import Source
from labeldesk.formats.reading import files_below, read_bytes
from labeldesk.formats.report import Report
from labeldesk.formats.yolo.files import is_about_labels, is_text
from labeldesk.formats.yolo.names import LISTS, Names, is_list

OURS = "classes.txt"  # the only list that is made longer
_USUAL = (*LISTS, "data.yaml", "data.yml")

_NO_CLASS = QT_TRANSLATE_NOOP("Mirror", "The class {name} is not in the list of names, {file}")
_NO_LIST = QT_TRANSLATE_NOOP(
    "Mirror", "There is no list of names here: the class {name} has no number"
)
_ALIKE = QT_TRANSLATE_NOOP("Mirror", "{first} and {second} in {file} are one class here")
_CHANGED = QT_TRANSLATE_NOOP(
    "Mirror", "{file} was changed by another program: its numbers may mean other classes now"
)
_AGAIN = QT_TRANSLATE_NOOP("Mirror", "Import the folder again to keep it in step")


@dataclass(frozen=True, slots=True)
class Longer:
    """A list of names before (None: there is none) and with the names that it needs."""

    file: str
    old: bytes | None
    new: bytes


class Numbers:
    """The numbers of classes in the label files of one folder.

    Lists of names are found as a reader of the whole folder finds them, so that a number means
    in every file what it meant when that was read. A class that has none gets one at the end of
    a classes.txt; other lists are never edited.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lists: tuple[str, ...] | None = None
        self._has_labels = False
        self._seen: dict[str, list[str]] = {}

    def lists(self, name: str) -> tuple[str, ...]:
        """The lists of names that there are, as far as a label file is concerned."""
        if self._lists is None:
            files = files_below(self._root)
            self._lists = tuple(file for file in files if is_list(file))
            self._has_labels = any(is_text(n) and not is_about_labels(n) for n in files)
        folders = [folder.as_posix() for folder in PurePosixPath(name).parents]
        near = (joined("" if folder == "." else folder, n) for folder in folders for n in _USUAL)
        new = [file for file in near if file not in self._lists and (self._root / file).is_file()]
        if new:
            self._lists = tuple(natural_sorted([*self._lists, *new]))
        return tuple(file for file in self._lists if (self._root / file).is_file())

    def names(self, name: str) -> Names:
        """The names as reading has them; `UserError` where a list of them cannot be read."""
        report = Report()
        names = Names(Source(root=self._root, files=self.lists(name)), report)
        fault = next((row for row in report.rows if row.severity is Severity.ERROR), None)
        if fault is not None:
            raise UserError(fault.text, path=fault.path, place=fault.place)
        return names

    def of(
        self, name: str, classes: ClassList, used: Collection[ClassId], names: Names
    ) -> tuple[dict[ClassId, int], Longer | None]:
        """The numbers of the classes for a label file, and the list that must be written for
        them; `UserError` where a class that is used can have none.
        """
        file, known = names.file_of(name), names.of(name)
        if file is None or known is None:
            return self._without_list(name, classes, used)
        self._follow(file, known)
        numbers = _matched(classes, known, used, file)
        new = [item for item in classes if item.id in used and item.id not in numbers]
        if not new:
            return numbers, None
        if PurePosixPath(file).name.lower() != OURS:
            short = PurePosixPath(file).name
            raise UserError(_NO_CLASS.filled(name=new[0].name, file=short), path=name)
        old = read_bytes(safe_path(self._root, file), shown=file)
        longer = Longer(file, old, _appended(old, [item.name for item in new]))
        return numbers | {item.id: len(known) + n for n, item in enumerate(new)}, longer

    def write(self, longer: Longer) -> None:
        """Puts a longer list in the place of the one that it was made of."""
        place = safe_path(self._root, longer.file)
        now = read_bytes(place, shown=longer.file) if place.exists() else None
        if now != longer.old:
            raise UserError(_CHANGED.filled(file=longer.file), path=longer.file)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(place, longer.new)

    def _follow(self, file: str, known: list[str]) -> None:
        """A list may become longer while we look on, and nothing else."""
        before = self._seen.setdefault(file, known)
        if known[: len(before)] != before:
            raise UserError(_CHANGED.filled(file=file), path=file, advice=_AGAIN)
        self._seen[file] = known

    def _without_list(
        self, name: str, classes: ClassList, used: Collection[ClassId]
    ) -> tuple[dict[ClassId, int], Longer | None]:
        """Numbers stand for names. Only where there is no label file yet can a list be made."""
        numbers = {item.id: int(item.name) for item in classes if _is_number(item.name)}
        new = [item for item in classes if item.id in used and item.id not in numbers]
        if not new:
            return numbers, None
        if self._has_labels:
            raise UserError(_NO_LIST.filled(name=new[0].name), path=name)
        ours = [item for item in classes if item.id in used]
        file = PurePosixPath(name).with_name(OURS).as_posix()
        text = list_text(item.name for item in ours)
        return {item.id: n for n, item in enumerate(ours)}, Longer(file, None, text.encode())


def _matched(
    classes: ClassList, known: list[str], used: Collection[ClassId], file: str
) -> dict[ClassId, int]:
    """The place in the list of every class that is in it: of its name, else of one that an import
    takes for it.
    """
    exact = {_in_list(item.name): item.id for item in reversed(classes.items)}
    numbers: dict[ClassId, int] = {}
    for n, word in enumerate(known):
        if word in exact:
            numbers.setdefault(exact[word], n)
    for n, word in enumerate(known):
        item = classes.named(word) if word and word not in exact else None
        if item is None or numbers.setdefault(item.id, n) == n:
            continue
        first = known[numbers[item.id]]
        if item.id in used and first != word and folded(first) == folded(word):
            raise UserError(_ALIKE.filled(first=first, second=word, file=file), path=file)
    return numbers


def _in_list(name: str) -> str:
    return " ".join(name.split())


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit() and str(int(name)) == name


def _appended(old: bytes, names: list[str]) -> bytes:
    """The list with more names at its end, the rest as it is. Blank lines at the end are none."""
    newline = b"\r\n" if b"\r\n" in old else b"\n"
    lines = [line.encode() for line in list_text(names).splitlines()]
    kept = old.rstrip()
    return newline.join([*([kept] if kept else []), *lines, b""])
