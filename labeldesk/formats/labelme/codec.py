"""The codec of labelme's JSON files, and what those of kindred programs share with it."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Shape, Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.class_lists import list_text
from labeldesk.formats.copies import copy_image
from labeldesk.formats.each import beside, class_names, stem_for
from labeldesk.formats.folders import folder_of
from labeldesk.formats.keeps import FLAGS, INVISIBLE, LOST, Done, Keeps, restricted
from labeldesk.formats.labelme.dialect import LABELME, Dialect
from labeldesk.formats.labelme.files import LABELS, LabelmeReader, Place, file_bytes, had_picture
from labeldesk.formats.labelme.pictures import image_data
from labeldesk.formats.labelme.shapes import held_shape
from labeldesk.formats.naming import LabelNames
from labeldesk.formats.paths import last_name
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report

_TITLE = QT_TRANSLATE_NOOP("Formats", "labelme JSON")
_FOUND = QT_TRANSLATE_NOOP("Formats", "{n} JSON files with labelme's list of shapes")
_NOT_FOUND = QT_TRANSLATE_NOOP("Formats", "No JSON files with labelme's list of shapes")
_IMAGE_DATA = QT_TRANSLATE_NOOP("Formats", "Image inside the file")
_COPY = QT_TRANSLATE_NOOP("Formats", "Copy the images")
_ENTRY = re.compile(rb'"shapes"\s*:\s*\[\s*(\]|\{)')
_KEY = re.compile(rb'"(points|imagePath|imageHeight)"\s*:')
_PICTURE = re.compile(rb'"imageData"\s*:')
_OTHERS = re.compile(
    rb'"kie_linking"\s*:|"difficult"\s*:\s*\w+\s*,\s*"shape_type"|"checked"\s*:\s*\w+\s*,\s*"shapes"'
)  # X-AnyLabeling's; a mark of labelme may be called just so
_HEADS, _HEAD = 10, 16_384
AS_IT_WAS, ALL, NONE = "as-it-was", "all", "none"


class LabelmeCodec:
    """One JSON file for each image, with shapes, marks and classes of the whole image."""

    def __init__(self, dialect: Dialect = LABELME, title: Text = _TITLE) -> None:
        self.id = dialect.id
        self.title = title
        self.options = (
            OptionSpec("image_data", _IMAGE_DATA, AS_IT_WAS, (AS_IT_WAS, ALL, NONE)),
            OptionSpec("copy_images", _COPY, default=False),
        )
        self.dialect = dialect

    def keeps(self, _options: Options) -> Keeps:
        """All shapes but captions; attributes, groups, scores and marks."""
        kinds = {"tag", "box", "rotated-box", "polygon", "point", "polyline", "ellipse"}
        if self.dialect.has_masks:
            kinds |= {"mask", "keypoints"}

        def rule(annotation: Annotation, _size: Size | None) -> Shape | None:
            return held_shape(annotation, self.dialect)

        return Keeps(
            shapes=frozenset(kinds),
            shape=rule,
            quantum=INVISIBLE,
            flags=FLAGS,
            attributes=True,
            group=True,
            score=True,
            done=Done.YES if self.dialect.has_marks else Done.EMPTY,
            painted=tags_first,
        )

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By the beginnings of a few JSON files; those of kindred programs fit less."""
        found = [name for name in names if name.lower().endswith(".json")]
        fits = [fit_of(head(name, _HEAD), self.dialect) for name in found[:_HEADS]]
        if not any(fits):
            return Sniff(0.0, self.not_found)
        return Sniff(sum(fits) / len(fits), self.found.filled(n=len(found)), len(found))

    @property
    def found(self) -> Text:
        """What is said of a folder of such files; {n} of them."""
        return _FOUND

    @property
    def not_found(self) -> Text:
        """What is said of a folder without any."""
        return _NOT_FOUND

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """One image per file, in the order of the files."""
        yield from LabelmeReader(source, self.dialect, report).images()

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """A file for each image, in folders as the images are (and in that of its part of a
        split), and the names of the classes in ``labels.txt``.
        """
        keeps, taken = self.keeps(target.options), LabelNames()
        for image in images:
            target.cancel.check()
            cut = restricted(image, keeps, report)
            stem = stem_for(image.path, taken, ".json", report)
            part = target.split.get(image.path, "")
            name, copied = (posixpath.join(part, one) for one in (f"{stem}.json", image.path))
            if target.options.get("copy_images"):
                copy_image(target, image.path, copied, report)
            place = self._place(cut, target, name, copied, report)
            data = file_bytes(cut, class_names(cut, target.classes), self.dialect, place)
            target.write(name, data)
        target.write(LABELS, list_text(c.name for c in target.classes).encode())

    def _place(
        self, image: LabeledImage, target: Target, name: str, copied: str, report: Report
    ) -> Place:
        wish = target.options.get("image_data", AS_IT_WAS)
        is_inside = wish == ALL or (wish == AS_IT_WAS and had_picture(image, self.dialect))
        data = image_data(target, image.path, report) if is_inside else None
        if target.options.get("copy_images"):
            return Place(last_name(copied), data, lambda told: beside(told, name) == copied)
        way = _way_to(image.path, target, name)
        if way is not None:
            return Place(way, data)
        plain = posixpath.basename(image.path)
        return Place(plain, data, lambda told: last_name(told) == plain)


def _way_to(path: str, target: Target, name: str) -> str | None:
    """The image that stays where it is, as seen from the file."""
    if target.images is None or target.place is None:
        return None
    try:
        folder = os.path.abspath(target.place / folder_of(name))  # noqa: PTH100 (links as named)
        way = os.path.relpath(os.path.abspath(target.images / path), folder)  # noqa: PTH100
    except ValueError:  # on another drive
        return None
    return way.replace(os.sep, "/")


def fit_of(head: bytes, dialect: Dialect) -> float:
    """How well the beginning of a file fits: 0 not at all, 1 beyond doubt."""
    is_one = (_ENTRY.search(head) and _KEY.search(head)) or _PICTURE.search(head)
    if not is_one:
        return 0.0
    is_other = _OTHERS.search(head) is not None
    return 0.95 if is_other == dialect.has_marks else 0.2


def tags_first(
    annotations: Sequence[Annotation], path: str, report: Report | None
) -> Sequence[Annotation]:
    """A class of the whole image is a mark and no more: once, and without what belongs to it."""
    tags: dict[object, Annotation] = {}
    for one in annotations:
        if not isinstance(one.shape, Tag):
            continue
        plain = Annotation(
            id=one.id, class_id=one.class_id, shape=one.shape, origin=one.origin,
            suggestion_id=one.suggestion_id, author=one.author, created=one.created,
            edited=one.edited,
        )  # fmt: skip
        kept = replace(one, foreign=None)
        for what in ("attributes", "flags", "group", "score"):
            if report is not None and getattr(kept, what) != getattr(plain, what):
                report.warning(LOST.filled(what=what), path)
        tags.setdefault(one.class_id, plain)
    return [*tags.values(), *(one for one in annotations if not isinstance(one.shape, Tag))]


CODEC = LabelmeCodec()
