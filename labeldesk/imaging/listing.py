"""Which files of a folder are images, by name alone: nothing is opened, few are looked at."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from labeldesk.domain.natural import natural_sorted
from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, is_text, readable
from labeldesk.imaging.label_images import without_labels
from labeldesk.imaging.source import os_fault

_CAMERAS = ("jpg", "jpeg", "jpe", "jfif", "mpo", "png", "apng", "webp", "gif", "bmp", "dib")
_PHONES = ("avif", "avifs", "heic", "heif", "hif")
_SCIENCE = ("tif", "tiff", "btf", "tf8", "jp2", "j2k", "jpx", "ppm", "pgm", "pbm", "pnm")
_CLINIC = ("dcm", "dicom")
_OLD = ("tga", "qoi", "pcx", "sgi", "ico", "dds")
EXTENSIONS = frozenset((*_CAMERAS, *_PHONES, *_SCIENCE, *_CLINIC, *_OLD))
"""What decode can read, in lower case, or says what to install for. Files lie about their
content; decode finds out."""

_DANGLING = QT_TRANSLATE_NOOP("Imaging", "Not listed: the link leads to nothing")
_OUTSIDE = QT_TRANSLATE_NOOP("Imaging", "Not listed: the link leaves the folder")
_LOOP = QT_TRANSLATE_NOOP("Imaging", "Not listed: the link leads in a circle")
_SPECIAL = QT_TRANSLATE_NOOP("Imaging", "Not listed: this is a pipe or a device")
_LINKED_FOLDER = QT_TRANSLATE_NOOP("Imaging", "Not followed: the folder is a link")
_ODD_FOLDER = QT_TRANSLATE_NOOP("Imaging", "Not looked into: the name of the folder is not UTF-8")
NO_UTF8 = QT_TRANSLATE_NOOP("Imaging", "Not listed: the name is not UTF-8; rename the file")
"""No project or annotation file could hold such a name."""
_LABELS = QT_TRANSLATE_NOOP(
    "Imaging",
    "Not listed: {n} files are masks of other images, e.g. of Cityscapes, ADE20K or Pascal VOC",
)
_CLOSED = QT_TRANSLATE_NOOP("Imaging", "Could not look into the folder: {reason}")
_NO_FOLDER = QT_TRANSLATE_NOOP("Imaging", "This is not a folder")

ReportProblem = Callable[[Problem], object]


def ignore_problem(_: Problem) -> None:
    """A sink for callers that do not report."""


def is_image_name(name: str) -> bool:
    """Whether a file of this name is listed: image extension in any case, not hidden."""
    stem, _, extension = name.rpartition(".")
    if not stem or name[0] == ".":  # hidden, and the ._x resource forks of macOS
        return False
    return extension in EXTENSIONS or extension.lower() in EXTENSIONS


def list_images(
    folder: Path | str,
    *,
    recursive: bool = False,
    report: ReportProblem = ignore_problem,
    cancel: Cancel | None = None,
) -> list[str]:
    """Paths of the images in `folder`, relative with forward slashes, in natural order.

    100,000 names take about 0.15 s. Links to files inside the folder are listed; those that
    leave it, dangle or circle, pipes and devices, and names that are no Unicode are reported
    instead. Linked folders are never followed. Raises UserError if `folder` cannot be read.
    """
    root = Path(folder)
    walk = _Walk(root, report, cancel or Cancel(), recursive=recursive)
    return natural_sorted(walk.images())


def image_names(root: Path, cancel: Cancel) -> list[str]:
    """The same of a folder and all below it, but in no order, and nothing is reported."""
    return _Walk(root, ignore_problem, cancel, recursive=True).images()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a folder and its sub-folders hold: images in natural order, and what was strange."""

    root: Path
    names: list[str]
    problems: tuple[Problem, ...] = ()

    @staticmethod
    def of(root: Path, cancel: Cancel | None = None) -> Listing:
        """Look now. Raises UserError if the folder cannot be read."""
        problems: list[Problem] = []
        names = list_images(root, recursive=True, report=problems.append, cancel=cancel)
        return Listing(root, names, tuple(problems))


class _Walk:
    """One pass over a folder and, if asked for, its sub-folders."""

    def __init__(
        self, root: Path, report: ReportProblem, cancel: Cancel, *, recursive: bool
    ) -> None:
        self._root = root
        self._real_root = os.path.realpath(root)
        self._report = report
        self._cancel = cancel
        self._recursive = recursive

    def images(self) -> list[str]:
        """All paths, in no order."""
        found: list[str] = []
        waiting = [""]
        while waiting:
            prefix = waiting.pop()
            self._cancel.check()
            rest: list[os.DirEntry[str]] = []
            try:
                self._sort_out(prefix, found, rest)
            except OSError as error:
                self._closed(prefix, error)
            found.extend(prefix + e.name for e in rest if self._is_linked_image(e, prefix))
            if self._recursive:
                waiting.extend(f"{prefix}{e.name}/" for e in rest if self._is_folder(e, prefix))
        if not is_text("".join(found)):
            found = [name for name in found if self._is_kept(name)]
        return self._without_labels(found) if self._recursive else found

    def _without_labels(self, found: list[str]) -> list[str]:
        """Masks of a data set are no images to be labeled, if their images are here too."""
        kept = without_labels(found)
        if len(kept) < len(found):
            text = _LABELS.filled(n=len(found) - len(kept))
            self._report(Problem(Severity.INFO, text, str(self._root)))
        return kept

    def _is_kept(self, name: str) -> bool:
        if is_text(name):
            return True
        self._report(Problem(Severity.WARNING, NO_UTF8, readable(name)))
        return False

    def _sort_out(self, prefix: str, found: list[str], rest: list[os.DirEntry[str]]) -> None:
        """Plain files, known from the listing itself, at once: the one case that must be fast.

        Entries are let go one by one: 100,000 of them would leave 20 MB of holes behind.
        """
        with os.scandir(self._root / prefix) as entries:
            for entry in entries:
                if is_image_name(entry.name) and entry.is_file(follow_symlinks=False):
                    found.append(prefix + entry.name)
                else:
                    rest.append(entry)

    def _closed(self, prefix: str, error: OSError) -> None:
        """A folder that cannot be looked into: the root is a fault, others are told."""
        place = self._root / prefix
        if not prefix:
            if isinstance(error, NotADirectoryError):
                raise UserError(_NO_FOLDER, path=str(place)) from error
            raise os_fault(place, error) from error
        text = _CLOSED.filled(reason=error.strerror or str(error))
        self._report(Problem(Severity.WARNING, text, prefix.rstrip("/")))

    def _is_linked_image(self, entry: os.DirEntry[str], prefix: str) -> bool:
        """True for a link to a file inside; what is neither that nor a folder is reported."""
        if not is_image_name(entry.name) or entry.is_dir(follow_symlinks=False):
            return False
        fault = self._fault_of_link(entry) if entry.is_symlink() else _SPECIAL
        if fault is not None:
            self._report(Problem(Severity.WARNING, fault, prefix + readable(entry.name)))
        return fault is None

    def _fault_of_link(self, entry: os.DirEntry[str]) -> Text | None:
        try:
            target = os.path.realpath(entry.path, strict=True)
            mode = Path(target).stat().st_mode
        except FileNotFoundError:
            return _DANGLING
        except OSError:
            return _LOOP
        if os.path.commonpath((target, self._real_root)) != self._real_root:
            return _OUTSIDE
        if stat.S_ISDIR(mode):
            return _LINKED_FOLDER
        return None if stat.S_ISREG(mode) else _SPECIAL

    def _is_folder(self, entry: os.DirEntry[str], prefix: str) -> bool:
        if entry.name.startswith("."):
            return False
        if entry.is_symlink() and not is_image_name(entry.name) and Path(entry.path).is_dir():
            self._report(Problem(Severity.INFO, _LINKED_FOLDER, prefix + readable(entry.name)))
        if not entry.is_dir(follow_symlinks=False):
            return False
        if not is_text(entry.name):
            self._report(Problem(Severity.WARNING, _ODD_FOLDER, prefix + readable(entry.name)))
            return False
        return True
