"""Labeled images as one file of VIA 2, streaming: a project, its annotations alone, or CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import IO

from labeldesk.domain.annotation import Json
from labeldesk.domain.classes import AttributeKind
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.entries import Object, as_object, json_bytes
from labeldesk.formats.paths import UnsafePathError, is_listed_name, safe_path
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report
from labeldesk.formats.via.listing import ATTRIBUTES, FILE, MARK, METADATA, SETTINGS, SIZE
from labeldesk.formats.via.objects import USUAL, region_told
from labeldesk.formats.via.reader import DATASET, KEY, NAME, OPTION, PATH, REGIONS
from labeldesk.formats.via.shapes import FORMAT
from labeldesk.formats.via.table import HEADER, row_text

_OURS = frozenset((DATASET, KEY, NAME, PATH, REGIONS, SIZE, FILE))
_VERSION = "_via_data_format_version"

NO_CLASS = QT_TRANSLATE_NOOP("Formats", "The object's class is not among the classes written")


class Names:
    """What the files of both versions are about: the class's attribute, images and classes."""

    def __init__(self, target: Target, report: Report) -> None:
        self._target = target
        self._report = report
        self.classes = {item.id: item for item in target.classes}
        self.key = str(target.options.get(OPTION) or "")
        self.dataset: Object = {}
        self._told: set[str] = set()

    def begin(self, image: LabeledImage) -> Object | None:
        """What the image's own file said of it; None, reported, where it cannot be written."""
        if not is_listed_name(image.path):
            self._report.failure(UnsafePathError(image.path))
            return None
        foreign = image.foreign
        extra: Object = {}
        if foreign is not None and foreign.format == FORMAT:
            extra = dict(foreign.extra)
        self.key = self.key or str(extra.get(KEY) or USUAL)
        self.dataset = as_object(extra.get(DATASET)) | self.dataset
        return extra

    def name(self, image: LabeledImage, extra: Mapping[str, Json]) -> str:
        """How the image's own file called it as long as it lies there, and no other is so."""
        name = str(extra.get(NAME)) if extra.get(PATH) == image.path else image.path
        if name in self._told:
            name = image.path
        self._told.add(name)
        return name

    def size(self, image: LabeledImage, extra: Mapping[str, Json]) -> Json:
        """Bytes of the image's file; -1 where nobody knows, as VIA has it."""
        told = extra.get(SIZE)
        if told is not None or self._target.images is None:
            return -1 if told is None else told
        with suppress(OSError, UserError):
            return safe_path(self._target.images, image.path).stat().st_size
        return -1

    def regions(self, image: LabeledImage) -> list[Object]:
        """Its objects as VIA 2 has them."""
        found = []
        for annotation in image.annotations:
            item = self.classes.get(annotation.class_id)
            if item is None:
                self._report.error(NO_CLASS, image.path)
                continue
            found.append(region_told(annotation, item.name, self.key))
        return found


class Version2:
    """A project, or (`alone`) the object that its export of annotations is."""

    def __init__(self, names: Names, out: IO[bytes], *, alone: bool) -> None:
        self._names = names
        self._out = out
        self._alone = alone
        self._keys: list[str] = []
        self._attributes: dict[str, dict[str, None]] = {"region": {}, "file": {}}
        out.write(b"{" if alone else b'{"%b":{' % METADATA.encode())

    def add(self, image: LabeledImage, extra: Object) -> None:
        """One image, already restricted to what the format keeps."""
        names = self._names
        name, size = names.name(image, extra), names.size(image, extra)
        regions: list[Json] = [*names.regions(image)]
        unread = extra.get(REGIONS)
        regions += unread if isinstance(unread, list) else []
        file = as_object(extra.get(FILE))
        more = {k: v for k, v in extra.items() if k not in _OURS}
        told = {"filename": name, "size": size, "regions": regions, FILE: file, **more}
        key = f"{name}{size}"
        self._attributes["file"].update(dict.fromkeys(file))
        for region in regions:
            told_of = as_object(as_object(region).get("region_attributes"))
            self._attributes["region"].update(dict.fromkeys(told_of))
        start = b",\n" if self._keys else b"\n"
        self._out.write(start + json_bytes(key) + b":" + json_bytes(told))
        self._keys.append(key)

    def finish(self) -> None:
        """The rest of the file."""
        if self._alone:
            self._out.write(b"\n}\n")
            return
        told = dict(self._names.dataset)
        settings = as_object(told.pop(SETTINGS, None)) or _settings()
        settings = settings | {MARK: {"class": self._names.key or USUAL}}
        declared = as_object(told.pop(ATTRIBUTES, None))
        version = told.pop(_VERSION, "2.0.10")
        rest = {SETTINGS: settings, ATTRIBUTES: self._declared(declared), _VERSION: version}
        rest |= {"_via_image_id_list": [*self._keys], **told}
        self._out.write(b"\n},\n" + json_bytes(rest)[1:] + b"\n")

    def _declared(self, told: Object) -> Object:
        regions, key = as_object(told.get("region")), self._names.key or USUAL
        classes = self._names.classes.values()
        of_class = as_object(regions.get(key))
        if not of_class or of_class.get("type") in ("dropdown", "radio"):
            usual = _dropdown([item.name for item in classes])
            options = as_object(of_class.get("options")) | as_object(usual["options"])
            regions = regions | {key: usual | of_class | {"options": options}}
        specs = {spec.name: spec for item in classes for spec in item.attributes}
        for name in self._attributes["region"].keys() - regions.keys():
            spec = specs.get(name)
            is_chosen = spec is not None and spec.kind is AttributeKind.SELECT
            regions[name] = _dropdown(spec.options) if spec and is_chosen else _text_attribute()
        files = as_object(told.get("file"))
        more = {name: _text_attribute() for name in self._attributes["file"] if name not in files}
        return told | {"region": regions, "file": files | more}


def _text_attribute() -> Json:
    return {"type": "text", "description": "", "default_value": ""}


def _dropdown(names: Iterable[str]) -> Object:
    options: Object = dict.fromkeys(names, "")
    return {"type": "dropdown", "description": "", "options": options, "default_options": {}}


def _settings() -> Object:
    """What VIA 2 begins with."""
    image: Object = {
        "region_label": "__via_region_id__",
        "region_color": "__via_default_region_color__",
        "region_label_font": "10px Sans",
        "on_image_annotation_editor_placement": "NEAR_REGION",
    }
    return {
        "ui": {
            "annotation_editor_height": 25,
            "annotation_editor_fontsize": 0.8,
            "leftsidebar_width": 18,
            "image_grid": {
                "img_height": 80,
                "rshape_fill": "none",
                "rshape_fill_opacity": 0.3,
                "rshape_stroke": "yellow",
                "rshape_stroke_width": 2,
                "show_region_shape": True,
                "show_image_policy": "all",
            },
            "image": image,
        },
        "core": {"buffer_size": 18, "filepath": {}, "default_filepath": ""},
        "project": {"name": "labeldesk"},
    }


class Rows2:
    """The CSV of VIA 2."""

    def __init__(self, names: Names, out: IO[bytes]) -> None:
        self._names = names
        self._out = out
        out.write(",".join(HEADER).encode() + b"\n")

    def add(self, image: LabeledImage, extra: Object) -> None:
        """One image, already restricted to what the format keeps."""
        name, told = self._names.name(image, extra), self._names.size(image, extra)
        size = told if isinstance(told, int) else -1
        file, regions = as_object(extra.get(FILE)), self._names.regions(image)
        if not regions:
            self._out.write(row_text(name, (size, 0, 0), (file, {}, {})))
        for number, region in enumerate(regions):
            shape, attributes = map(as_object, list(region.values())[:2])
            counts = (size, len(regions), number)
            self._out.write(row_text(name, counts, (file, shape, attributes)))

    def finish(self) -> None:
        """Every row is there."""
