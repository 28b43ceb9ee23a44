"""Both kinds of ADE20K as labeled images."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

import numpy as np

from labeldesk.domain.annotation import Annotation, Foreign, Json, Origin
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.ade20k.layout import LEGEND, Frame, frames_of, scene_files
from labeldesk.formats.ade20k.names import FORMAT, LIST, OTHER, SCENE_PARSING, listed_names
from labeldesk.formats.ade20k.objects import Told, annotation_of, matched, told_in, told_in_text
from labeldesk.formats.entries import Object, as_object
from labeldesk.formats.json_text import is_plain, parsed
from labeldesk.formats.masks.paint import regions_of
from labeldesk.formats.masks.png import Numbers, read_colours, read_png
from labeldesk.formats.pairing import Pairing
from labeldesk.formats.paths import is_listed_name
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report

FILE, LEFT = "$file", "$left"
"""What is kept of the JSON file of an image: all but its objects, and those without pixels."""

_MISSING = QT_TRANSLATE_NOOP("Formats", "The image {name} is missing; its objects are kept")
_AGAIN = QT_TRANSLATE_NOOP("Formats", "A second file about the image {name}")
_SIZE = QT_TRANSLATE_NOOP(
    "Masks", "The mask has {mask} pixels and the image {image}; it is left out"
)
_NO_LIST = QT_TRANSLATE_NOOP(
    "Ade20k", "There is no objectInfo150.txt; the classes are named as those of scene parsing"
)
_UNNAMED = QT_TRANSLATE_NOOP("Ade20k", "Nothing names the class {number}; it is called {name}")
_NOTHING = QT_TRANSLATE_NOOP("Ade20k", "No file is where ADE20K has its masks")
_UNIT = QT_TRANSLATE_NOOP("Formats", "files")


class Ade20kReader:
    """Reads one source, image by image."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._frames = frames_of(source.files)
        self._scenes = {} if self._frames else scene_files(source.files)
        masks = {name for frame in self._frames for _, name in frame.levels}
        others = masks | self._scenes.keys()
        self._pairing = Pairing([name for name in source.images if name not in others])
        self._told_images = self._legend()
        self._seen: set[str] = set()
        self._names: dict[int, str] = {}

    def _legend(self) -> dict[str, str]:
        for name in self._source.files:
            if name.rpartition("/")[2] != LEGEND:
                continue
            try:
                document = as_object(parsed(self._source.bytes_of(name), name))
            except UserError as error:
                self._report.failure(error)
                continue
            told = as_object(document.get("images"))
            return {k: v for k, v in told.items() if isinstance(v, str) and is_listed_name(v)}
        return {}

    def read(self) -> Iterator[LabeledImage]:
        """Every image that has masks; what cannot be read is reported."""
        if self._scenes:
            self._names = self._listed()
        elif not self._frames:
            self._report.warning(_NOTHING, str(self._source.root))
        jobs: list[Frame | str] = [*self._frames, *self._scenes]
        for done, job in enumerate(jobs):
            self._source.cancel.check()
            self._source.progress(Progress(done, len(jobs), _UNIT))
            try:
                yield self._scene(job) if isinstance(job, str) else self._full(job)
            except UserError as error:
                self._report.failure(error)

    def _listed(self) -> dict[int, str]:
        """The names of scene parsing, each class made in their order."""
        found: dict[int, str] = {}
        for name in self._source.files:
            if name.rpartition("/")[2] == LIST:
                try:
                    found = listed_names(self._source.text_of(name))
                except UserError as error:
                    self._report.failure(error)
        if not found:
            self._report.warning(_NO_LIST)
            return dict(enumerate(SCENE_PARSING, start=1))
        for value, name in found.items():
            self._source.classes.named(name, mask_value=value)
        return found

    def _scene(self, name: str) -> LabeledImage:
        raster = read_png(self._source.bytes_of(name), name)
        path = self._path(self._scenes[name], name)
        self._check(raster.size, path, name)
        found = []
        for number, mask in regions_of(raster.numbers, (OTHER,)).items():
            class_name = self._name(number, name)
            class_id = self._source.classes.named(class_name, mask_value=number)
            one = Annotation(
                id=AnnotationId(new_id()), class_id=class_id, shape=mask, origin=Origin.IMPORTED
            )
            found.append(one)
        return LabeledImage(path, raster.size, tuple(found))

    def _name(self, number: int, file: str) -> str:
        name = self._names.get(number)
        if name is None:
            name = self._names[number] = f"class {number}"
            self._report.warning(_UNNAMED.filled(number=number, name=name), file)
        return name

    def _full(self, frame: Frame) -> LabeledImage:
        document, told = self._about(frame)
        path = self._path(frame.base, frame.seg)
        found: list[Annotation] = []
        used: list[Told] = []
        size: Size | None = None
        for level, name in frame.levels:
            pixels = read_colours(self._source.bytes_of(name), name)
            size = Size(pixels.shape[1], pixels.shape[0])
            self._check(size, path, name)
            wide = pixels.astype(np.int32)
            regions = _regions((wide[..., 0] // 10 * 256 + wide[..., 1]) * 256 + wide[..., 2])
            rows = matched(regions, told, level)
            used += [one for one in rows if one is not None]
            found += self._level(regions, rows, level, name)
        extra: Object = {FILE: document} if document else {}
        left: list[Json] = [one.row for one in told if not any(one is other for other in used)]
        extra |= {LEFT: left} if left and document else {}
        foreign = Foreign(FORMAT, extra) if extra else None
        return LabeledImage(path, size, tuple(found), foreign=foreign)

    def _about(self, frame: Frame) -> tuple[Object, list[Told]]:
        """The JSON file but for its objects, and the objects."""
        if not frame.about.endswith(".json"):
            text = self._source.text_of(frame.about) if frame.about else ""
            return {}, told_in_text(text)
        document = as_object(parsed(self._source.bytes_of(frame.about), frame.about))
        inner = as_object(document.get("annotation"))
        rest = {key: one for key, one in inner.items() if key != "object"}
        return rest if is_plain(rest) else {}, told_in(document)

    def _level(
        self,
        regions: Sequence[tuple[int, int, Mask]],
        rows: Sequence[Told | None],
        level: int,
        file: str,
    ) -> Iterator[Annotation]:
        for (number, _, mask), told in zip(regions, rows, strict=True):
            if told is not None and told.name:
                self._names.setdefault(number, told.name)
            name = told.name if told is not None and told.name else self._name(number, file)
            class_id = self._source.classes.named(name, mask_value=number)
            yield annotation_of(told, mask, class_id, level)

    def _check(self, size: Size, path: str, name: str) -> None:
        real = self._source.probe.size(path)
        if real is not None and real != size:
            shown = [f"{one.width} x {one.height}" for one in (size, real)]
            raise UserError(_SIZE.filled(mask=shown[0], image=shown[1]), path=name)

    def _path(self, place: str, name: str) -> str:
        """The image of a mask, by the place that it has in the layout."""
        told = self._told_images.get(place)
        own = told or f"{place}.jpg"
        if told is not None:
            found, note = self._pairing.by_path(told, name)
        elif own in self._pairing:
            found, note = own, None
        else:
            folder = "" if name.endswith("_seg.png") else PurePosixPath(name).parent.as_posix()
            stem = f"{place}.png" if not folder else name
            found, note = self._pairing.by_stem(stem)
        if note is not None:
            self._report.warning(note, name)
        is_scene = name in self._scenes
        path = found or told or (f"images/{own}" if is_scene else own)
        if found is None and self._pairing:
            self._report.warning(_MISSING.filled(name=path), name)
        if path in self._seen:
            self._report.warning(_AGAIN.filled(name=path), name)
        self._seen.add(path)
        return path


def _regions(numbers: Numbers) -> list[tuple[int, int, Mask]]:
    """Class, instance and pixels of every region, by instance; what is of no class is none."""
    found = [
        (value // 256, value % 256, mask)
        for value, mask in regions_of(numbers, ()).items()
        if value // 256 != OTHER
    ]
    return sorted(found, key=lambda one: one[1])
