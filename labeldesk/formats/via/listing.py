"""The images of a VIA file with their regions, whichever version wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from labeldesk.domain.annotation import Json
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.entries import Object, Raw, as_object, decoded, opened
from labeldesk.formats.report import Report
from labeldesk.formats.via.objects import Region

METADATA, ATTRIBUTES, SETTINGS = "_via_img_metadata", "_via_attributes", "_via_settings"
MARK = "labeldesk"  # key of what VIA has no word for: which attribute is the class
SIZE, FILE = "size", "file_attributes"

_NO_ENTRY = QT_TRANSLATE_NOOP("Via", "The entry names no file; it is left out")
_NO_REGION = QT_TRANSLATE_NOOP("Via", "The region is no object; it is left out")


@dataclass(frozen=True, slots=True)
class Entry:
    """One image: its name, its regions, and what else is said of it."""

    name: str
    regions: tuple[Region, ...]
    place: str
    extra: Object = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """A file: its images, as often as they are asked for; attributes by name, those of regions;
    which attribute it says is the class; and its members that are about all images.
    """

    entries: Callable[[Report], Iterator[Entry]]
    declared: Mapping[str, Json] = field(default_factory=dict)
    key: str = ""
    dataset: Object = field(default_factory=dict)


def version2(root: Mapping[str, Raw], name: str) -> Listing:
    """Of version 1 or 2: a whole project, or its annotations alone."""
    if METADATA not in root:
        return Listing(lambda report: _entries(root, name, report))
    rows = opened(root[METADATA], name)
    members = rows if isinstance(rows, dict) else {}
    dataset = {
        key: decoded(raw)
        for key, raw in root.items()
        if key not in (METADATA, "_via_image_id_list")
    }
    mark = as_object(as_object(dataset.get(SETTINGS)).get(MARK)).get("class")
    return Listing(
        lambda report: _entries(members, name, report),
        as_object(as_object(dataset.get(ATTRIBUTES)).get("region")),
        mark if isinstance(mark, str) else "",
        dataset,
    )


def _entries(rows: Mapping[str, Raw], name: str, report: Report) -> Iterator[Entry]:
    for key, raw in rows.items():
        place = ascii(key[:200])[1:-1]
        try:
            entry = _entry(as_object(decoded(raw)), name, place, report)
        except UserError as error:
            report.error(error.text, name, place)
            continue
        if entry is None:
            report.error(_NO_ENTRY, name, place)
        else:
            yield entry


def _entry(told: Object, name: str, place: str, report: Report) -> Entry | None:
    filename, rows = told.get("filename"), told.get("regions")
    if not isinstance(filename, str) or not filename.strip():
        return None
    listed = list(rows.values()) if isinstance(rows, dict) else rows
    regions = []
    for number, row in enumerate(listed if isinstance(listed, list) else (), start=1):
        where = f"{place}, region {number}"
        if not isinstance(row, dict):
            report.error(_NO_REGION, name, where)
            continue
        more = {k: v for k, v in row.items() if k not in ("shape_attributes", "region_attributes")}
        shape = as_object(row.get("shape_attributes"))
        regions.append(Region(shape, as_object(row.get("region_attributes")), where, more))
    extra = {key: value for key, value in told.items() if key not in ("filename", "regions")}
    return Entry(filename, tuple(regions), place, extra)
