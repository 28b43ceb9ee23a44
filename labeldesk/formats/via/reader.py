"""One file of VIA as labeled images."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from labeldesk.domain.annotation import Annotation, Foreign
from labeldesk.domain.classes import AttributeKind, AttributeSpec
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.entries import Object, as_object, top
from labeldesk.formats.paths import last_name, relative_name
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report
from labeldesk.formats.subjects import NAMELESS, Subjects
from labeldesk.formats.via.listing import Entry, Listing, version2
from labeldesk.formats.via.objects import (
    Region,
    annotation_of,
    class_key,
    class_name,
    count_into,
    shape_in,
)
from labeldesk.formats.via.shapes import FORMAT, UnknownShapeError
from labeldesk.formats.via.table import Table
from labeldesk.formats.via.version3 import Version3, is_version3

OPTION = "class_attribute"
DATASET, KEY, NAME, PATH, REGIONS = "$dataset", "$class", "$name", "$path", "$regions"
"""What is kept of the file with its first image, and of each image: the attribute that is the
class, its name where that is not the path, and the regions that could not be read."""
_KINDS = {"dropdown": AttributeKind.SELECT, "radio": AttributeKind.SELECT}

_NO_VIA = QT_TRANSLATE_NOOP("Via", "The file holds no annotations of VIA")
_NO_CLASS = QT_TRANSLATE_NOOP(
    "Via", 'No attribute of the regions is plainly the class; they get the class "{name}"'
)
_CLASS = QT_TRANSLATE_NOOP("Via", "The attribute {name} of the regions is taken for their class")


def listing_of(source: Source, name: str) -> Listing:
    """The images of a file; `UserError` if it is not of VIA."""
    if name.lower().endswith(".csv"):
        return Table(source.text_of(name), name).listing()
    root = top(source, name)
    if not isinstance(root, dict):
        raise UserError(_NO_VIA, path=name)
    return Version3(root, name).listing() if is_version3(root) else version2(root, name)


class ViaFile:
    """Reads one file of a source, twice: first for the attribute that is the class."""

    def __init__(self, source: Source, name: str, report: Report) -> None:
        self._source = source
        self._name = name
        self._report = report
        self._subjects = Subjects(source, name, report)
        self._listing = listing_of(source, name)
        self._key = self._found_key()
        self._specs = self._declared()
        self._dataset = self._listing.dataset

    def _found_key(self) -> str | None:
        counts: Counter[str] = Counter()
        count = 0
        for entry in self._listing.entries(Report()):
            self._source.cancel.check()
            for region in entry.regions:
                count += 1
                count_into(counts, region.attributes)
        own = self._listing.key
        wanted = str(self._source.options.get(OPTION) or "") or (own if own in counts else "")
        key = class_key(counts, self._listing.declared, wanted)
        if key is None and count:
            self._report.warning(_NO_CLASS.filled(name=NAMELESS), self._name)
        elif key is not None and not wanted:
            self._report.info(_CLASS.filled(name=ascii(key[:60])), self._name)
        return key

    def _declared(self) -> tuple[AttributeSpec, ...]:
        """Attributes that the file declares for all regions alike; the classes in their order."""
        specs = []
        for name, told in self._listing.declared.items():
            options = as_object(as_object(told).get("options"))
            if name == self._key:
                for option in filter(str.strip, options):
                    self._source.classes.named(option)
                continue
            kind = _KINDS.get(str(as_object(told).get("type")), AttributeKind.TEXT)
            chosen = tuple(options) if kind is AttributeKind.SELECT else ()
            specs.append(AttributeSpec(name, kind, chosen))
        return tuple(specs)

    def images(self) -> Iterator[LabeledImage]:
        """Every image of the file."""
        for count, entry in enumerate(self._listing.entries(self._report)):
            self._source.cancel.check()
            self._source.progress(Progress(count, 0))
            image = self._image(entry)
            if image is not None:
                yield image

    def _image(self, entry: Entry) -> LabeledImage | None:
        path = self._subjects.path(names_of(entry.name), entry.place)
        if path is None:
            return None
        size = self._subjects.size(path, None, entry.place)
        extra: Object = dict(entry.extra)
        if self._dataset:
            extra[DATASET], self._dataset = self._dataset, {}
        if self._key is not None:
            extra[KEY] = self._key
        if entry.name != path:
            extra |= {NAME: entry.name, PATH: path}
        found: list[Annotation] = []
        for region in entry.regions:
            self._take(region, found, extra)
        self._subjects.look_at(found, size, entry.place)
        return LabeledImage(path, size, tuple(found), foreign=Foreign(FORMAT, extra))

    def _take(self, region: Region, found: list[Annotation], extra: Object) -> None:
        try:
            shape = shape_in(region.told)
        except UnknownShapeError as error:
            self._report.warning(error.text, self._name, region.place)
            kept = extra.setdefault(REGIONS, [])
            if isinstance(kept, list) and isinstance(region.told, dict):
                told: Object = {"shape_attributes": region.told}
                kept.append(told | {"region_attributes": region.attributes} | region.more)
            return
        except UserError as error:
            self._report.error(error.text, self._name, region.place)
            return
        name = class_name(region.attributes, self._key)
        if not name and self._key is not None:
            self._subjects.class_name(name, region.place)
        class_id = self._source.classes.named(name or NAMELESS, attributes=self._specs)
        found.append(annotation_of(region, self._key, shape, class_id))


def names_of(told: str) -> list[str]:
    """The names that an image may have; that of a web address or of another computer's file is
    its last part.
    """
    last = last_name(told)
    return [told] if relative_name(told) or not last else [told, last]
