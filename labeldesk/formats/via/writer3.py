"""Labeled images as a project of VIA 3, streaming."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from labeldesk.domain.annotation import Annotation, Json, Value
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Tag
from labeldesk.formats.entries import Object, as_object, json_bytes
from labeldesk.formats.report import Report
from labeldesk.formats.via.listing import MARK
from labeldesk.formats.via.objects import USUAL, attributes_told, metadata_keys, row_told, shown
from labeldesk.formats.via.version3 import (
    CHECKBOX,
    FILES,
    IMAGE_FILE,
    NAMES,
    RADIO,
    ROWS,
    SELECT,
    TEXT,
    VIEWS,
)
from labeldesk.formats.via.writer import NO_CLASS, Names
from labeldesk.formats.words import value_text

_REGION, _FILE = "FILE1_Z0_XY1", "FILE1_Z0_XY0"
_PLACES = {"1": "", "2": "", "3": "", "4": ""}


class Attributes:
    """The attributes of a project by number, those of a file that was read first."""

    def __init__(self, told: Object) -> None:
        self.rows: dict[str, Object] = {aid: dict(as_object(row)) for aid, row in told.items()}
        self._known = {
            (str(row.get("aname")), str(row.get("anchor_id"))): aid
            for aid, row in self.rows.items()
        }

    def number(self, name: str, anchor: str, kind: int = TEXT) -> str:
        """The number of an attribute of regions or of whole images; made if it is not there."""
        aid = self._known.get((name, anchor))
        if aid is None:
            aid = next(n for n in map(str, range(1, len(self.rows) + 2)) if n not in self.rows)
            self.rows[aid] = {
                "aname": name,
                "anchor_id": anchor,
                "type": kind,
                "desc": "",
                "options": {},
                "default_option_id": "",
            }
            self._known[name, anchor] = aid
        return aid

    def value(self, aid: str, text: str) -> str:
        """A value as its kind of attribute has it: the number of what was chosen."""
        row = self.rows[aid]
        kind, options = row.get("type"), dict(as_object(row.get("options")))
        if kind in (SELECT, RADIO):
            chosen = next((oid for oid, told in options.items() if told == text), None)
            if chosen is None:
                free = (str(n) for n in range(len(options), 2 * len(options) + 1))
                chosen = next(n for n in free if n not in options)
                row["options"] = options | {chosen: text}
            return chosen
        if kind == CHECKBOX and options:
            numbers = {str(told): oid for oid, told in options.items()}
            return ",".join(numbers.get(one, one) for one in text.split(", ") if one)
        return text


class Version3:
    """One project: regions go out as they come, files and views at the end."""

    def __init__(self, names: Names, out: IO[bytes], report: Report) -> None:
        self._names = names
        self._out = out
        self._report = report
        self._attributes: Attributes | None = None
        self._files: Object = {}
        self._taken: set[str] = set()
        self._count = 0
        out.write(b'{"%b":{' % ROWS.encode())

    def add(self, image: LabeledImage, extra: Object) -> None:
        """One image, already restricted to what the format keeps."""
        if self._attributes is None:
            self._attributes = Attributes(as_object(self._names.dataset.get(NAMES)))
        vid = str(len(self._files) + 1)
        name = self._names.name(image, extra)
        told = as_object(extra.get(FILES))
        usual: Object = {"type": IMAGE_FILE, "loc": 1, "src": ""}
        self._files[vid] = (
            {"fid": vid, "fname": name}
            | usual
            | {key: value for key, value in told.items() if key not in ("fid", "fname")}
        )
        for annotation in image.annotations:
            item = self._names.classes.get(annotation.class_id)
            if item is None:
                self._report.error(NO_CLASS, image.path)
                continue
            values = dict(self._values(annotation, item.name, self._attributes))
            self._write(annotation, vid, values)

    def _write(self, annotation: Annotation, vid: str, values: Object) -> None:
        told = metadata_keys(annotation)
        mid = str(told.get("mid") or "")
        self._count += 1
        if not mid or mid in self._taken:
            mid = f"{vid}_ld{self._count}"
        else:
            self._taken.add(mid)
        row: Object = {"vid": vid, "flg": told.get("flg", 0), "z": []}
        row |= {"xy": row_told(annotation), "av": values}
        start = b"\n" if self._count == 1 else b",\n"
        self._out.write(start + json_bytes(mid) + b":" + json_bytes(row))

    def _values(
        self, annotation: Annotation, name: str, attributes: Attributes
    ) -> Iterator[tuple[str, Json]]:
        key = self._names.key
        anchor = _FILE if isinstance(annotation.shape, Tag) else _REGION
        for attribute, value in attributes_told(annotation, name, key).items():
            aid = attributes.number(attribute, anchor, SELECT if attribute == key else TEXT)
            yield aid, attributes.value(aid, _text(shown(value)))

    def finish(self) -> None:
        """The rest of the file."""
        dataset = dict(self._names.dataset)
        dataset.pop(NAMES, None)
        key = self._names.key or USUAL
        config = as_object(dataset.pop("config", None)) or _config()
        project = as_object(dataset.pop("project", None)) or _project()
        attributes = self._attributes or Attributes({})
        vids: list[Json] = [*self._files]
        rest: Object = {
            FILES: self._files,
            VIEWS: {vid: {"fid_list": [vid]} for vid in self._files},
            NAMES: {**attributes.rows},
            "project": project | {"vid_list": vids},
            "config": config | {MARK: {"class": key}},
        }
        self._out.write(b"\n},\n" + json_bytes(rest | dataset)[1:] + b"\n")


def _text(value: Value | None) -> str:
    return "" if value is None else value_text(value)


def _project() -> Object:
    return {
        "pid": "__VIA_PROJECT_ID__",
        "rev": "__VIA_PROJECT_REV_ID__",
        "rev_timestamp": "__VIA_PROJECT_REV_TIMESTAMP__",
        "pname": "labeldesk",
        "data_format_version": "3.1.1",
        "creator": "Labeldesk",
    }


def _config() -> Object:
    """What VIA 3 begins with."""
    return {
        "file": {"loc_prefix": {**_PLACES}},
        "ui": {
            "file_content_align": "center",
            "file_metadata_editor_visible": True,
            "spatial_metadata_editor_visible": True,
            "temporal_segment_metadata_editor_visible": True,
            "spatial_region_label_attribute_id": "",
            "gtimeline_visible_row_count": "4",
        },
    }
