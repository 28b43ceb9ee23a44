"""What lies beside the images of a folder just opened: the question of the import bar."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.formats.beside import Beside, sniff_folder
from labeldesk.formats.class_lists import CLASS_LISTS
from labeldesk.formats.mirror import Mirror
from labeldesk.formats.report import Report
from labeldesk.work.projects import read_classes

CLASSES = "classes"
SURE = 0.4  # pictures with a palette may be masks, but to ask about them would be a nuisance


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be taken in: files of a format, or (without a format) names of a class list.

    `can_mirror`: the files lie where the live mirror writes, so that it can keep them in step.
    """

    found: Beside | None = None
    can_mirror: bool = False
    list_file: Path | None = None
    names: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What an answer is remembered under."""
        return self.found.format if self.found is not None else CLASSES


def look_beside(
    root: Path,
    images: Sequence[str],
    answered: Collection[str],
    report: Report,
    cancel: Cancel | None = None,
) -> Offer | None:
    """The best of what was not answered before; None if there is nothing. Reads beginnings of
    files only, and a class list where it is all there is: if that cannot be read, `report` hears
    why. Call it off the UI thread.
    """
    found = sniff_folder(root, cancel)
    for beside in found:
        if beside.fit >= SURE and beside.format not in answered:
            return Offer(beside, can_mirror=_is_in_place(root, beside, images))
    if any(beside.fit >= SURE for beside in found) or CLASSES in answered:
        return None
    return _class_list(root, report)


def _is_in_place(root: Path, beside: Beside, images: Sequence[str]) -> bool:
    if not beside.can_mirror:
        return False
    mirror = Mirror(root, beside.format)
    return any((root / mirror.file_of(image)).is_file() for image in images)


def _class_list(root: Path, report: Report) -> Offer | None:
    for name in CLASS_LISTS:
        path = root / name
        if path.is_file():
            try:
                classes = read_classes(path, Report())
            except UserError as error:
                report.add(replace(error.problem, path=name))
                continue
            if len(classes):
                return Offer(list_file=path, names=tuple(item.name for item in classes))
    return None
