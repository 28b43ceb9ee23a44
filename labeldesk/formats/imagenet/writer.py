"""Labeled images as copies in the folders of their classes."""

from __future__ import annotations

from pathlib import PurePosixPath

from labeldesk.domain.classes import ImageClass
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.copies import copy_image
from labeldesk.formats.folders import folded, joined
from labeldesk.formats.imagenet.layout import SYNSET, folder_for, is_split
from labeldesk.formats.imagenet.lists import OURS, WORDS, list_bytes
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report

_RENAMED = QT_TRANSLATE_NOOP("Formats", "The name is taken; the copy is called {name}")
_FOLDER = QT_TRANSLATE_NOOP("Formats", "The folder of the class {name} is called {folder}")
_LACKS = QT_TRANSLATE_NOOP(
    "Formats",
    "No image of the class {name} is in the part {part}: trainers that number classes by the "
    "folders of each part number them differently there",
)


class ImageNetWriter:
    """Copies the images of one target, then writes the lists. An image is cut down first."""

    def __init__(self, target: Target, report: Report) -> None:
        self._target = target
        self._report = report
        self._names = {item.id: item.name for item in target.classes}
        synsets = {item.id: one for item in target.classes if (one := _synset(item))}
        taken = {folded(one) for one in synsets.values()}
        self._folders = {
            item.id: synsets.get(item.id) or folder_for(item.name, taken) for item in target.classes
        }
        self._written: dict[str, str] = {}
        self._classes: dict[str, set[str]] = {}
        self._images: dict[str, str] = {}
        self._taken: set[str] = set()

    def add(self, image: LabeledImage) -> None:
        """Copies one image into the folder of its class, into none without a class."""
        path = PurePosixPath(image.path)
        own = path.parts[0] if len(path.parts) > 1 and is_split(path.parts[0]) else ""
        rest = path.parts[1:] if own else path.parts
        part = self._target.split.get(image.path, "") or own
        if image.annotations:
            class_id = image.annotations[0].class_id
            folder = self._folders[class_id]
            rest = rest[1:] if len(rest) > 1 and rest[0] == folder else rest
            self._written[joined(part, folder)] = self._names[class_id]
            self._classes.setdefault(part, set()).add(self._names[class_id])
            wish = joined(part, PurePosixPath(folder, *rest).as_posix())
        else:
            wish = joined(part, path.name)
        name = self._free(wish)
        if name != wish:
            self._report.info(_RENAMED.filled(name=name), image.path)
        self._images[name] = image.path
        copy_image(self._target, image.path, name, self._report)

    def _free(self, wish: str) -> str:
        path, name, number = PurePosixPath(wish), wish, 1
        while folded(name) in self._taken:
            number += 1
            name = path.with_name(f"{path.stem}-{number}{path.suffix}").as_posix()
        self._taken.add(folded(name))
        return name

    def finish(self) -> None:
        """The lists: classes by folder, and words of synsets as ImageNet has them."""
        used = set(self._written.values())
        words = []
        for item in self._target.classes:
            folder = self._folders[item.id]
            if item.name not in used or folder == item.name:
                continue
            if folder == _synset(item):
                words.append(f"{folder}\t{' '.join(item.name.split())}\n")
            else:
                self._report.info(_FOLDER.filled(name=item.name, folder=folder), folder)
        if words:
            text = "".join(sorted(words))
            self._target.write(WORDS, text.encode(errors="backslashreplace"))
        for part, classes in self._classes.items():
            for name in sorted(used - classes):
                self._report.warning(_LACKS.filled(name=name, part=part), part)
        self._target.write(OURS, list_bytes(self._written, self._images))


def _synset(item: ImageClass) -> str | None:
    """The number of a class in ImageNet, which it has for an alias."""
    return next((one for one in item.aliases if SYNSET.match(one)), None)
