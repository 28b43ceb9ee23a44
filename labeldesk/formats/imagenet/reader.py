"""Images in folders as labeled images."""

from __future__ import annotations

from collections.abc import Iterator

from labeldesk.domain.annotation import Annotation, Origin
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.progress import Progress
from labeldesk.domain.shapes import Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.imagenet.layout import SYNSET, Layout
from labeldesk.formats.imagenet.lists import listed, words_of
from labeldesk.formats.pictures import as_images, is_picture
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report
from labeldesk.formats.subjects import Subjects

_UNLABELLED = QT_TRANSLATE_NOOP("Formats", "{n} images lie in no folder of a class")
_NONE = QT_TRANSLATE_NOOP("Formats", "There are no images here")
_UNIT = QT_TRANSLATE_NOOP("Formats", "files")


class ImageNetReader:
    """Reads the images of one source."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._names = [name for name in source.files if is_picture(name)]
        self._listed = listed(source, report)
        rest = [name for name in self._names if not self._listed.covers(name)]
        self._layout = Layout(rest)
        found = {*map(self._layout.class_of, rest)} - {None}
        folders = {one.rpartition("/")[2] for one in self._listed.folders} | found
        self._words = words_of(source, filter(None, folders), report)
        self._subjects = Subjects(source, source.root.name, report)

    def images(self) -> Iterator[LabeledImage]:
        """Every image in natural order, then those that only a list of ours names."""
        names = list(dict.fromkeys((*self._names, *self._listed.images)))
        if not names:
            self._report.warning(_NONE, self._source.root.name)
        unlabelled = 0
        paths = as_images(self._source, names)
        for done, (name, own) in enumerate(zip(names, paths, strict=True)):
            self._source.cancel.check()
            self._source.progress(Progress(done, len(names), _UNIT))
            path = self._subjects.path([self._listed.images.get(name) or own, name], name)
            if path is None:
                continue
            class_id = self._class(name)
            unlabelled += class_id is None
            annotations = () if class_id is None else (_tag(class_id),)
            yield LabeledImage(path, self._source.probe.size(path), annotations)
        if unlabelled:
            self._report.info(_UNLABELLED.filled(n=unlabelled), self._source.root.name)

    def _class(self, name: str) -> ClassId | None:
        classes, told = self._source.classes, self._listed.class_of(name)
        if told is not None:
            return classes.named(told)
        if self._listed.covers(name):
            return None
        folder = self._layout.class_of(name)
        if folder is None:
            return None
        if SYNSET.match(folder) and folder in self._words:
            return classes.called(self._words[folder], folder)
        return classes.named(folder)


def _tag(class_id: ClassId) -> Annotation:
    return Annotation(
        id=AnnotationId(new_id()), class_id=class_id, shape=Tag(), origin=Origin.IMPORTED
    )
