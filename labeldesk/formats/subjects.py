"""The images that the entries of one file are about, for formats with one file for many images."""

from __future__ import annotations

from collections.abc import Sequence

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.pairing import Pairing
from labeldesk.formats.paths import relative_name
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report

_UNSAFE = QT_TRANSLATE_NOOP(
    "Formats", "The name {name} leads outside the folder; the image is left out"
)
_ELSEWHERE = QT_TRANSLATE_NOOP(
    "Formats", "The name {name} leads outside the folder; {path} is meant"
)
_MISSING = QT_TRANSLATE_NOOP("Formats", "The image {name} is missing; its objects are kept")
_AGAIN = QT_TRANSLATE_NOOP("Formats", "A second entry about the image {name}")
_SIZE = QT_TRANSLATE_NOOP("Formats", "The file says {told}, but the image is {real}")
_OUTSIDE = QT_TRANSLATE_NOOP("Formats", "The object lies outside the image")
_FLAT = QT_TRANSLATE_NOOP("Formats", "The box has no area")
_NAMELESS = QT_TRANSLATE_NOOP("Formats", 'An object without a name gets the class "{name}"')

NAMELESS = "object"  # the class a shape gets that nobody named, as on the canvas


class Subjects:
    """Finds the images that the entries of the file `file` name, and looks at what they hold."""

    def __init__(self, source: Source, file: str, report: Report) -> None:
        self._source = source
        self._file = file
        self._report = report
        self._pairing = Pairing(source.images)
        self._seen: set[str] = set()

    def path(self, names: Sequence[str], place: str) -> str | None:
        """The path of an image by one of the names it may have, the likeliest first.

        None, reported, where every name leads outside. Without an image it is the last name that
        does not.
        """
        path = self._found(names, place)
        if path is not None:
            if path in self._seen:
                self._report.warning(_AGAIN.filled(name=path), self._file, place)
            self._seen.add(path)
        return path

    def _found(self, names: Sequence[str], place: str) -> str | None:
        notes = []
        exact = [name for name in names if name in self._pairing]
        for name in exact[:1] or names:
            found, note = self._pairing.by_path(name, self._file)
            if note is not None:
                notes.append(note)
            if found is not None:
                self._say(note, place)
                if found != name and relative_name(name) is None:
                    text = _ELSEWHERE.filled(name=ascii(name[:200]), path=found)
                    self._report.info(text, self._file, place)
                return found
        return self._absent(names, notes[0] if notes else None, place)

    def _absent(self, names: Sequence[str], note: Text | None, place: str) -> str | None:
        plain = [one for one in map(relative_name, names) if one is not None]
        if not plain:
            text = _UNSAFE.filled(name=ascii(names[0][:200]))
            self._report.error(text, self._file, place)
            return None
        self._say(note, place)
        if self._pairing:
            self._report.warning(_MISSING.filled(name=plain[-1]), self._file, place)
        return plain[-1]

    def _say(self, note: Text | None, place: str) -> None:
        if note is not None:
            self._report.warning(note, self._file, place)

    def size(self, path: str, told: Size | None, place: str) -> Size | None:
        """The size of the image itself, else what the file says; reported where they differ."""
        real = self._source.probe.size(path)
        if real and told and real != told:
            text = _SIZE.filled(told=_by(told), real=_by(real))
            self._report.warning(text, self._file, place)
        return real or told

    def class_name(self, told: str | None, place: str) -> str:
        """The name of an object's class; reported where it has none."""
        name = (told or "").strip()
        if not name:
            self._report.warning(_NAMELESS.filled(name=NAMELESS), self._file, place)
        return name or NAMELESS

    def look_at(self, annotations: Sequence[Annotation], size: Size | None, place: str) -> None:
        """A word on objects without an area and on those that lie outside."""
        frame = Rect(0, 0, *size) if size else None
        for number, annotation in enumerate(annotations, start=1):
            bounds = annotation.shape.bounds
            if bounds is None:
                continue
            where = f"{place}, object {number}"
            if bounds.area == 0 and annotation.shape.kind == "box":
                self._report.warning(_FLAT, self._file, where)
            elif frame and bounds.area > 0 and not bounds.meets(frame):
                self._report.warning(_OUTSIDE, self._file, where)


def _by(size: Size) -> str:
    return f"{size.width} x {size.height}"
