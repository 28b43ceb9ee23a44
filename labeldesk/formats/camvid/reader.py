"""Copies of CamVid as labeled images."""

from __future__ import annotations

from collections.abc import Iterator

from labeldesk.domain.annotation import Annotation, Origin
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.camvid.layout import LEGEND, masks_in
from labeldesk.formats.camvid.names import is_nothing, legend_of
from labeldesk.formats.entries import as_object
from labeldesk.formats.json_text import parsed
from labeldesk.formats.masks.colours import Rgb, hex_of, packed
from labeldesk.formats.masks.files import IN_COLOUR, kind_of
from labeldesk.formats.masks.paint import regions_of
from labeldesk.formats.masks.png import read_colours, read_png
from labeldesk.formats.pairing import Pairing
from labeldesk.formats.paths import is_listed_name
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report

_MISSING = QT_TRANSLATE_NOOP("Formats", "The image {name} is missing; its objects are kept")
_AGAIN = QT_TRANSLATE_NOOP("Formats", "A second file about the image {name}")
_SIZE = QT_TRANSLATE_NOOP(
    "Masks", "The mask has {mask} pixels and the image {image}; it is left out"
)
_UNNAMED = QT_TRANSLATE_NOOP("Camvid", "No list names the value {value}; its class is {name}")
_STRANGE = QT_TRANSLATE_NOOP(
    "Camvid", "{pixels} pixels have colours of no class, e.g. {colour}; they are left out"
)
_NOTHING = QT_TRANSLATE_NOOP("Camvid", "No file is where CamVid has its masks")
_UNIT = QT_TRANSLATE_NOOP("Formats", "files")


class CamvidReader:
    """Reads one source, mask by mask."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._masks = masks_in(source.files)
        self._legend = legend_of(source, report)
        self._images = self._told_images()
        self._pairing = Pairing([name for name in source.images if name not in self._masks])
        self._unnamed: set[int] = set()
        self._seen: set[str] = set()

    def _told_images(self) -> dict[str, str]:
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
        """Every image that has a mask; what cannot be read is reported."""
        if not self._masks:
            self._report.warning(_NOTHING, str(self._source.root))
        for done, name in enumerate(self._masks):
            self._source.cancel.check()
            self._source.progress(Progress(done, len(self._masks), _UNIT))
            try:
                yield self._image(name)
            except UserError as error:
                self._report.failure(error)

    def _image(self, name: str) -> LabeledImage:
        data = self._source.bytes_of(name)
        read = self._coloured if kind_of(data) in IN_COLOUR else self._numbered
        size, found = read(data, name)
        path = self._path(name)
        real = self._source.probe.size(path)
        if real is not None and real != size:
            shown = [f"{one.width} x {one.height}" for one in (size, real)]
            raise UserError(_SIZE.filled(mask=shown[0], image=shown[1]), path=name)
        return LabeledImage(path, size, tuple(_annotation(*one) for one in found))

    def _coloured(self, data: bytes, name: str) -> tuple[Size, list[tuple[ClassId, Mask]]]:
        colours = packed(read_colours(data, name))
        found: list[tuple[ClassId, Mask]] = []
        strange: list[tuple[Rgb, int]] = []
        for value, mask in regions_of(colours, (0,)).items():
            rgb = (value >> 16, value >> 8 & 255, value & 255)
            class_name = self._legend.colours.get(rgb)
            if class_name is None:
                strange.append((rgb, mask.area))
            else:
                found.append((self._named(class_name, rgb), mask))
        black = self._legend.colours.get((0, 0, 0))
        if black is not None and not is_nothing(black, (0, 0, 0)) and (colours == 0).any():
            found.append((self._named(black, (0, 0, 0)), Mask.of(colours == 0)))
        if strange:
            pixels = sum(area for _, area in strange)
            text = _STRANGE.filled(pixels=pixels, colour=hex_of(strange[0][0]))
            self._report.warning(text, name)
        return Size(colours.shape[1], colours.shape[0]), found

    def _named(self, name: str, rgb: Rgb) -> ClassId:
        class_id = self._source.classes.named(name)
        self._source.classes.coloured(class_id, hex_of(rgb))
        return class_id

    def _numbered(self, data: bytes, name: str) -> tuple[Size, list[tuple[ClassId, Mask]]]:
        raster = read_png(data, name)
        found = []
        for value, mask in regions_of(raster.numbers, tuple(self._legend.voids)).items():
            class_name = self._legend.numbers.get(value, f"class {value}")
            if value not in self._legend.numbers and value not in self._unnamed:
                self._unnamed.add(value)
                self._report.warning(_UNNAMED.filled(value=value, name=class_name), name)
            found.append((self._source.classes.named(class_name, mask_value=value), mask))
        return raster.size, found

    def _path(self, name: str) -> str:
        place = self._masks[name]
        told = self._images.get(place)
        if told is not None:
            found, note = self._pairing.by_path(told, name)
        else:
            found, note = self._pairing.by_stem(f"{place}.png")
        if note is not None:
            self._report.warning(note, name)
        path = found or told or f"{place}.png"
        if found is None and self._pairing:
            self._report.warning(_MISSING.filled(name=path), name)
        if path in self._seen:
            self._report.warning(_AGAIN.filled(name=path), name)
        self._seen.add(path)
        return path


def _annotation(class_id: ClassId, mask: Mask) -> Annotation:
    return Annotation(
        id=AnnotationId(new_id()), class_id=class_id, shape=mask, origin=Origin.IMPORTED
    )
