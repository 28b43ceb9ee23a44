"""One file of Label Studio as labeled images."""

from __future__ import annotations

from collections.abc import Iterator

from labeldesk.domain.annotation import Annotation, Foreign, Json
from labeldesk.domain.geometry import FARTHEST, Size
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.shapes import Shape, Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.entries import Object, Raw, decoded, top
from labeldesk.formats.labelstudio.results import Item, annotation_of, items_of
from labeldesk.formats.labelstudio.shapes import CHOICES, FORMAT, UNKNOWN, shape_of
from labeldesk.formats.labelstudio.tasks import Task, names_of, size_told, tasks_in
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report
from labeldesk.formats.subjects import Subjects

TASK, GIVEN, KEY, NAME, PATH = "task", "annotations", "key", "name", "path"
"""What is kept of a task with its image: itself, its annotations without their objects, and how
its data names the image."""

_NO_LIST = QT_TRANSLATE_NOOP("LabelStudio", "The file holds no list of tasks of Label Studio")
_NO_TASK = QT_TRANSLATE_NOOP("LabelStudio", "The task is no object; it is left out")
_NO_IMAGE = QT_TRANSLATE_NOOP("LabelStudio", "The task has no image; it is left out")
_SEVERAL = QT_TRANSLATE_NOOP(
    "LabelStudio", "The task has {n} annotations; the objects of all of them are taken"
)
_PREDICTED = QT_TRANSLATE_NOOP("LabelStudio", "What models proposed is kept but not shown")
_CANCELLED = QT_TRANSLATE_NOOP("LabelStudio", "An annotation that was skipped is left out")
_LABELS = QT_TRANSLATE_NOOP(
    "LabelStudio", "The object has {n} labels; {name} is taken for its class"
)
_TURNED = QT_TRANSLATE_NOOP(
    "LabelStudio",
    "The image was turned by {angle} degrees in Label Studio; objects are read as if not",
)
_NO_SIZE = QT_TRANSLATE_NOOP(
    "LabelStudio", "Nobody knows the size of the image, of which this is told in percent"
)
_OVER = QT_TRANSLATE_NOOP("LabelStudio", "The object reaches beyond the image")
_SLACK = 0.01  # pixels


class LabelStudioFile:
    """Reads one file of a source."""

    def __init__(self, source: Source, name: str, report: Report) -> None:
        self._source = source
        self._name = name
        self._report = report
        self._subjects = Subjects(source, name, report)

    def images(self) -> Iterator[LabeledImage]:
        """Every image of every task; `UserError` where the file is none of Label Studio's."""
        root = top(self._source, self._name)
        rows: list[Raw] = root if isinstance(root, list) else []
        if isinstance(root, dict):
            if not {"data", GIVEN} & root.keys():
                raise UserError(_NO_LIST, path=self._name)
            rows = [self._source.bytes_of(self._name)]  # one task by itself
        if root is None:
            raise UserError(_NO_LIST, path=self._name)
        for number, raw in enumerate(rows, start=1):
            self._source.cancel.check()
            self._source.progress(Progress(number, len(rows)))
            yield from self._tasks(raw, f"task {number}")

    def _tasks(self, raw: Raw, place: str) -> Iterator[LabeledImage]:
        try:
            told = decoded(raw)
        except UserError as error:
            self._report.error(error.text, self._name, place)
            return
        if not isinstance(told, dict):
            self._report.error(_NO_TASK, self._name, place)
            return
        tasks = list(tasks_in(told))
        if not tasks:
            self._report.warning(_NO_IMAGE, self._name, place)
        for task in tasks:
            image = self._image(task, place)
            if image is not None:
                yield image

    def _image(self, task: Task, place: str) -> LabeledImage | None:
        path = self._subjects.path(names_of(task.told), place)
        if path is None:
            return None
        sides = size_told(task.given)
        told = Size(*sides) if sides and max(sides) <= FARTHEST else None
        size = self._subjects.size(path, told, place)
        if task.predictions:
            self._report.info(_PREDICTED, self._name, place)
        live = [one for one in task.given if not one.is_cancelled]
        if len(live) > 1:
            self._report.warning(_SEVERAL.filled(n=len(live)), self._name, place)
        found: list[Annotation] = []
        kept: list[Json] = []
        for number, given in enumerate(task.given):
            where = f"{place}, annotation {number + 1}" if len(task.given) > 1 else place
            items, rest = items_of(given.results)
            if given.is_cancelled:
                self._report.warning(_CANCELLED, self._name, where)
                items, rest = [], list(given.results)
            for item in items:
                self._take(item, found, size, (number, where))
            self._say_rest(rest, where)
            kept.append({**given.envelope, "result": [*rest]} if rest else {**given.envelope})
        self._subjects.look_at(found, size, place)
        self._look_beyond(found, size, place)
        extra: Object = {TASK: task.rest, GIVEN: kept, KEY: task.key, NAME: task.told, PATH: path}
        is_done = any(one.is_done for one in live)
        foreign = Foreign(FORMAT, extra)
        return LabeledImage(path, size, tuple(found), ImageState(done=is_done), foreign)

    def _say_rest(self, rest: list[Object], place: str) -> None:
        for result in rest:
            text = UNKNOWN.filled(kind=ascii(str(result.get("type"))[:60]))
            self._report.warning(text, self._name, place)

    def _take(
        self, item: Item, found: list[Annotation], size: Size | None, at: tuple[int, str]
    ) -> None:
        which, place = at
        where = f"{place}, result {str(item.told.get('id'))[:60]!a}"
        try:
            shape = self._shape(item, size)
        except UserError as error:
            self._report.error(error.text, self._name, where)
            return
        turn = item.told.get("image_rotation")
        if turn:
            self._report.warning(_TURNED.filled(angle=str(turn)[:20]), self._name, where)
        if len(item.labels) > 1:
            text = _LABELS.filled(n=len(item.labels), name=ascii(item.labels[0][:60]))
            self._report.warning(text, self._name, where)
        name = self._subjects.class_name(item.labels[0] if item.labels else "", where)
        class_id = self._source.classes.named(name)
        found.append(annotation_of(item, shape, class_id, size, which))

    def _shape(self, item: Item, size: Size | None) -> Shape:
        if item.kind == CHOICES:
            return Tag()
        if size is None:
            raise UserError(_NO_SIZE)
        return shape_of(item.kind, item.value, size)

    def _look_beyond(self, found: list[Annotation], size: Size | None, place: str) -> None:
        if size is None:
            return
        for number, annotation in enumerate(found, start=1):
            bounds = annotation.shape.bounds
            if bounds is None:
                continue
            low = min(bounds.x0, bounds.y0)
            beyond = max(bounds.x1 - size.width, bounds.y1 - size.height, -low)
            if beyond > _SLACK:
                self._report.warning(_OVER, self._name, f"{place}, object {number}")
