"""A folder of Cityscapes as labeled images."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.cityscapes.labels import LEGEND, Legend, legend_in
from labeldesk.formats.cityscapes.layout import (
    INSTANCE_IDS,
    LABEL_IDS,
    POLYGONS,
    TRAIN_IDS,
    Frame,
    frames_of,
    is_of_cityscapes,
)
from labeldesk.formats.cityscapes.pixels import PixelReader
from labeldesk.formats.cityscapes.polygons import Scene, SceneReader
from labeldesk.formats.masks.png import read_png
from labeldesk.formats.pairing import Pairing
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report

PIXELS = "pixels"

_MISSING = QT_TRANSLATE_NOOP("Formats", "The image {name} is missing; its objects are kept")
_AGAIN = QT_TRANSLATE_NOOP("Formats", "A second file about the image {name}")
_SIZE = QT_TRANSLATE_NOOP(
    "Masks", "The mask has {mask} pixels and the image {image}; it is left out"
)
_OTHER_SIZE = QT_TRANSLATE_NOOP("Formats", "The file says {told}, but the image is {real}")
_NOTHING = QT_TRANSLATE_NOOP("Cityscapes", "No file has a name of Cityscapes")
_UNIT = QT_TRANSLATE_NOOP("Formats", "files")


class CityscapesReader:
    """Reads one source, frame by frame."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._frames = frames_of(source.files)
        self._wants_pixels = source.options.get("shapes") == PIXELS
        legend = self._legend()
        self._images = legend.images
        self._scenes = SceneReader(legend, source.classes, report)
        self._pixels = PixelReader(legend, source.classes, report)
        self._pairing = Pairing([name for name in source.images if not is_of_cityscapes(name)])
        self._seen: set[str] = set()

    def _legend(self) -> Legend:
        for name in self._source.files:
            if name.rpartition("/")[2] == LEGEND:
                try:
                    return legend_in(self._source.bytes_of(name), name)
                except UserError as error:
                    self._report.failure(error)
        return Legend()

    def read(self) -> Iterator[LabeledImage]:
        """Every frame that can be read; the others are reported."""
        if not self._frames:
            self._report.warning(_NOTHING, str(self._source.root))
        for done, frame in enumerate(self._frames):
            self._source.cancel.check()
            self._source.progress(Progress(done, len(self._frames), _UNIT))
            try:
                found = self._image(frame)
            except UserError as error:
                self._report.failure(error)
                continue
            if found is not None:
                yield found

    def _image(self, frame: Frame) -> LabeledImage | None:
        name, scene, is_exact = self._scene(frame)
        path = self._path(frame, name)
        real = self._source.probe.size(path)
        if real is not None and scene.size is not None and real != scene.size:
            sizes = [f"{one.width} x {one.height}" for one in (scene.size, real)]
            if is_exact:
                self._report.error(_SIZE.filled(mask=sizes[0], image=sizes[1]), name)
                return None
            self._report.warning(_OTHER_SIZE.filled(told=sizes[0], real=sizes[1]), name)
        size = real or scene.size
        return LabeledImage(path, size, scene.annotations, foreign=scene.foreign)

    def _scene(self, frame: Frame) -> tuple[str, Scene, bool]:
        """The file that is read, what it says, and whether it is of pixels."""
        files = frame.files
        kinds = (INSTANCE_IDS, LABEL_IDS, TRAIN_IDS)
        order = (*kinds, POLYGONS) if self._wants_pixels else (POLYGONS, *kinds)
        kind = next(one for one in order if one in files)
        name = files[kind]
        data = self._source.bytes_of(name)
        if kind == POLYGONS:
            return name, self._scenes.read(data, name), False
        raster = read_png(data, name)
        makers = {INSTANCE_IDS: self._pixels.instances, LABEL_IDS: self._pixels.labels}
        make = makers.get(kind, self._pixels.learned)
        found: tuple[Annotation, ...] = tuple(make(raster.numbers, name))
        size: Size = raster.size
        return name, Scene(size, found, None), True

    def _path(self, frame: Frame, name: str) -> str:
        told = self._images.get(frame.place)
        found, note = self._pairing.by_path(told or frame.image, frame.beside)
        if found is None and told is None:
            other, _ = self._pairing.by_stem(PurePosixPath(frame.image).name)
            found, second = (other, None) if other else self._pairing.by_stem(frame.beside)
            note = note if found is None else second
        if note is not None:
            self._report.warning(note, name)
        path = found or told or frame.image
        if found is None and self._pairing:
            self._report.warning(_MISSING.filled(name=path), name)
        if path in self._seen:
            self._report.warning(_AGAIN.filled(name=path), name)
        self._seen.add(path)
        return path
