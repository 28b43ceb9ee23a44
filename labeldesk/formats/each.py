"""Formats with one annotation file for each image: which image a file is about, and its size."""

from __future__ import annotations

import math
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.folders import folder_of, joined
from labeldesk.formats.naming import LabelNames
from labeldesk.formats.pairing import Found, Pairing
from labeldesk.formats.paths import is_listed_name, last_name
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report

NAMELESS = "object"  # the class a shape gets that nobody named, as on the canvas

_MISSING = QT_TRANSLATE_NOOP("Formats", "The image {name} is missing; its objects are kept")
_SIZE = QT_TRANSLATE_NOOP("Formats", "The file says {told}, but the image is {real}")
_OTHER = QT_TRANSLATE_NOOP("Formats", "The file names {told} but lies beside {used}")
_AGAIN = QT_TRANSLATE_NOOP("Formats", "A second file about the image {name}")
_OUTSIDE = QT_TRANSLATE_NOOP("Formats", "The object lies outside the image")
_BEYOND = QT_TRANSLATE_NOOP("Formats", "The object reaches out of the image")
_FLAT = QT_TRANSLATE_NOOP("Formats", "The box has no area")
_SAME_STEM = QT_TRANSLATE_NOOP("Formats", "Another image has this stem; the file is {name}")
_UNIT = QT_TRANSLATE_NOOP("Formats", "files")


class OtherFileError(UserError):
    """A file of another kind: passed over with a word, for there are many reasons to be there."""

    @property
    def problem(self) -> Problem:
        """A warning, as nothing of it was wanted."""
        return replace(super().problem, severity=Severity.WARNING)


class Files:
    """The annotation files `names` of a source, each about one image."""

    def __init__(self, source: Source, names: Sequence[str], report: Report) -> None:
        self._source = source
        self._names = names
        self._report = report
        self._pairing = Pairing(source.images, names)
        self._seen: set[str] = set()

    def images(self, image: Callable[[str], LabeledImage]) -> Iterator[LabeledImage]:
        """What `image` makes of every file; broken files are reported and left out."""
        yield from self.all_images(lambda name: (image(name),))

    def all_images(self, images: Callable[[str], Iterable[LabeledImage]]) -> Iterator[LabeledImage]:
        """The same of files that may be about several."""
        for done, name in enumerate(self._names):
            self._source.cancel.check()
            self._source.progress(Progress(done, len(self._names), _UNIT))
            try:
                yield from images(name)
            except UserError as error:
                self._report.failure(error)

    def __contains__(self, path: str) -> bool:
        return path in self._pairing

    def path(
        self, own: str | None, told: str, fallback: str, name: str, *, by_stem: bool = True
    ) -> str:
        """The image of the file `name`: `own`, the path that our own file says, else by the name
        it was `told`, or (`by_stem`) by stem, as most programs do, where both exist and disagree;
        `fallback` where there is no such image.
        """
        path = self._paired(own, told, name, by_stem=by_stem)
        if path is None:
            path = fallback
            if self._pairing:
                self._report.warning(_MISSING.filled(name=path), name)
        if path in self._seen:
            self._report.warning(_AGAIN.filled(name=path), name)
        self._seen.add(path)
        return path

    def _paired(self, own: str | None, told: str, name: str, *, by_stem: bool) -> str | None:
        if own is not None and own in self._pairing:
            return own
        found = self._pairing.by_name(told, name) if told else Found(None)
        if by_stem and not (found.path and self._pairing.is_of_stem(found.path, name)):
            of_stem = self._pairing.by_stem(name)
            if told and of_stem.path and last_name(told) != last_name(of_stem.path):
                text = _OTHER.filled(told=ascii(told[:200]), used=of_stem.path)
                self._report.warning(text, name)
            found = of_stem if of_stem.path else Found(found.path, found.note or of_stem.note)
        if found.note is not None:
            self._report.warning(found.note, name)
        return found.path

    def size(self, told: Size | None, path: str, name: str) -> Size | None:
        """The size of the image, else the one that the file says."""
        real = self._source.probe.size(path)
        if real and told and real != told:
            text = _SIZE.filled(told=_by(told), real=_by(real))
            self._report.warning(text, name, "size")
        return real or told

    def look_at(
        self,
        annotations: Iterable[Annotation],
        size: Size | None,
        name: str,
        *,
        margin: float = math.inf,
    ) -> None:
        """Reports objects that cannot be seen, and those that reach out of the image by more
        than `margin` pixels.
        """
        frame = Rect(0, 0, *size) if size else None
        for number, annotation in enumerate(annotations, start=1):
            bounds = annotation.shape.bounds
            if bounds is None:
                continue
            if bounds.area == 0 and annotation.shape.kind == "box":
                self._report.warning(_FLAT, name, f"object {number}")
            elif frame and not bounds.meets(frame):
                self._report.warning(_OUTSIDE, name, f"object {number}")
            elif frame and frame.expanded(margin).intersection(bounds) != bounds:
                self._report.warning(_BEYOND, name, f"object {number}")


def _by(size: Size) -> str:
    return f"{size.width} x {size.height}"


def beside(told: str, name: str) -> str | None:
    """The path that a name means which is relative to the folder of the file `name`; both
    slashes separate. None where it leads out of everything.
    """
    text = told.strip().replace("\\", "/")
    if not text or text.startswith("/") or ":" in text.partition("/")[0] or "\0" in text:
        return None
    path = posixpath.normpath(joined(folder_of(name), text))
    return path if is_listed_name(path) and path != "." else None


def own_beside(told: str, name: str) -> str | None:
    """The image beside the file `name` that the file was named after by our own export."""
    if "/" in told or not is_listed_name(told):
        return None
    return joined(folder_of(name), told) if is_named_after(told, name) else None


def is_named_after(image: str, name: str) -> bool:
    """Whether the file `name` is called as our own export calls that of the image."""
    stem, plain = PurePosixPath(name).stem, PurePosixPath(image)
    return stem in (plain.stem, plain.name) or stem.startswith(f"{plain.name}.")


def stem_for(path: str, names: LabelNames, suffix: str, report: Report) -> str:
    """The name of the file of an image without its `suffix`; `cat.png` beside `cat.jpg` becomes
    `cat.png`.
    """
    stem = names.take(path)
    if stem != PurePosixPath(path).with_suffix("").as_posix():
        report.info(_SAME_STEM.filled(name=f"{stem}{suffix}"), path)
    return stem


def class_names(image: LabeledImage, classes: ClassList) -> list[str]:
    """The class name of every annotation, in order."""
    found = (classes.get(annotation.class_id) for annotation in image.annotations)
    return [item.name if item else NAMELESS for item in found]
