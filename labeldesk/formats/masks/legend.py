"""What the numbers of masks mean: our legend, CVAT's label map, labelme's list of names."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ClassId
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, is_text, readable
from labeldesk.formats.masks.png import Colours, voc_colours
from labeldesk.formats.paths import is_listed_name
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report

LEGEND = "legend.json"
LABELMAP = "labelmap.txt"
CLASS_NAMES = "class_names.txt"
KIND = "labeldesk-masks"
UNLABELLED, VOID, VOID_16 = 0, 255, 65535
_VOC_NAMES = [
    "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow",
    "diningtable", "dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa",
    "train", "tvmonitor",
]  # fmt: skip
_FIELDS = 4  # of a line of a label map: name, colour, parts, actions
_BACKGROUND = "background"

_TAKEN = QT_TRANSLATE_NOOP(
    "Masks", "The classes {first} and {second} have the same mask value; {second} gets {value}"
)
_FULL = QT_TRANSLATE_NOOP("Masks", "There are more classes than a mask has values")
_BROKEN = QT_TRANSLATE_NOOP("Masks", "The legend cannot be read: {reason}")
_VOC = QT_TRANSLATE_NOOP("Masks", "There is no legend; the classes are named after VOC's own list")


@dataclass(frozen=True)
class Legend:
    """Names by value; `colours` of RGB masks by value; `images` by the name of their mask.

    `layout` is empty when the legend is not one of ours.
    """

    names: Mapping[int, str] = field(default_factory=dict)
    void: int | None = None
    layout: str = ""
    colours: Colours | None = None
    images: Mapping[str, str] = field(default_factory=dict)


def values_of(classes: ClassList, report: Report) -> dict[ClassId, int]:
    """The value of every class: its own, else the next free one from 1 on by order.

    0 and 255 are given to a class only if it asks: they mean unlabelled and void. Whether 0 can
    be a class's is seen from the images, see `MasksWriter`.
    """
    owners: dict[int, str] = {}
    values: dict[ClassId, int] = {}
    for item in classes:
        wanted = item.mask_value
        if wanted is not None and 0 <= wanted < VOID_16 and wanted not in owners:
            owners[wanted] = item.name
            values[item.id] = wanted
    free = _free(owners)
    for item in classes:
        if item.id in values:
            continue
        value = next(free, None)
        if value is None:
            raise UserError(_FULL)
        values[item.id] = value
        if item.mask_value is not None:
            first = owners.get(item.mask_value, "")
            report.warning(_TAKEN.filled(first=first, second=item.name, value=value))
    return values


def instead_of_0(values: Mapping[ClassId, int]) -> int:
    """The value for a class that cannot have 0."""
    value = next(_free(frozenset(values.values())), None)
    if value is None:
        raise UserError(_FULL)
    return value


def _free(taken: Collection[int]) -> Iterator[int]:
    return (n for n in range(1, VOID_16) if n not in taken and n != VOID)


def legend_bytes(
    facts: tuple[str, int],
    classes: ClassList,
    values: Mapping[ClassId, int],
    images: Mapping[str, str],
) -> bytes:
    """Our legend as a file; `facts` are the layout and the value of void."""
    rows = [
        {"value": values[item.id], "name": item.name, "colour": item.colour}
        for item in sorted(classes, key=lambda item: values[item.id])
    ]
    layout, void = facts
    content = {"format": KIND, "layout": layout, "unlabelled": UNLABELLED, "void": void}
    return json.dumps({**content, "classes": rows, "images": images}, indent=1).encode()


def labelmap_bytes(classes: ClassList, values: Mapping[ClassId, int]) -> bytes:
    """A label map as CVAT and Datumaro read it, with the colours of the palette."""
    colours = voc_colours()
    names = {UNLABELLED: _BACKGROUND, **{values[item.id]: item.name for item in classes}}
    lines = ["# label:color_rgb:parts:actions"]
    for value, name in sorted(names.items()):
        if value < len(colours):
            rgb = ",".join(str(int(c)) for c in colours[value])
            lines.append(f"{' '.join(name.replace(':', ' ').split())}:{rgb}::")
    return ("\n".join(lines) + "\n").encode()


_FAULTS = (
    ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip


def legend_of(source: Source, report: Report) -> Legend:
    """The legend that lies with the masks, or what can be told without one."""
    named = {name.rpartition("/")[2]: name for name in reversed(source.files)}
    try:
        found = _written(source, named)
        if found is not None:
            return found
    except UserError as error:
        report.failure(error)
    if any("SegmentationClass/" in name for name in source.files):
        report.warning(_VOC)
        return Legend(dict(enumerate(_VOC_NAMES, start=1)))
    known = source.classes.classes
    return Legend({c.mask_value: c.name for c in known if c.mask_value is not None})


def _written(source: Source, named: Mapping[str, str]) -> Legend | None:
    """The best legend among the files, None for none."""
    if LEGEND in named:
        found = _ours(source.bytes_of(named[LEGEND]), named[LEGEND])
        if found is not None:
            return found
    if LABELMAP in named:
        return _labelmap(source.text_of(named[LABELMAP]))
    if CLASS_NAMES in named:
        lines = source.text_of(named[CLASS_NAMES]).splitlines()
        return Legend({n: line.strip() for n, line in enumerate(lines) if n and line.strip()})
    return None


def _ours(data: bytes, name: str) -> Legend | None:
    """Our legend; None for another program's file of that name."""
    try:
        content = json.loads(data)
        if not isinstance(content, dict) or content.get("format") != KIND:
            return None
        names = {int(row["value"]): readable(str(row["name"])) for row in content["classes"]}
        told = {str(key): str(path) for key, path in content["images"].items()}
        images = {key: path for key, path in told.items() if is_listed_name(path) and is_text(path)}
        return Legend(names, int(content["void"]), str(content["layout"]), None, images)
    except _FAULTS as error:
        raise UserError(_BROKEN.filled(reason=str(error)), path=name) from error


def _labelmap(text: str) -> Legend:
    """A label map. With VOC's colours a class has the value of its colour, else of its line."""
    rows: list[tuple[str, tuple[int, ...]]] = []
    for line in text.splitlines():
        parts = line.strip().rsplit(":", _FIELDS - 1)
        if line.startswith("#") or len(parts) != _FIELDS:
            continue
        rgb = tuple(int(c) for c in parts[1].split(",") if c.strip().isdecimal())
        if len(rgb) == 3 and max(rgb) < 256:  # noqa: PLR2004 (red, green, blue)
            rows.append((parts[0], rgb))
    standard = {tuple(map(int, c)): n for n, c in enumerate(voc_colours())}
    if all(rgb in standard for _, rgb in rows):
        names = {standard[rgb]: name for name, rgb in rows}
        colours = None
    else:
        names = {n: name for n, (name, _) in enumerate(rows)}
        colours = np.array([rgb for _, rgb in rows], dtype=np.uint8)
    if names.get(UNLABELLED) == _BACKGROUND:
        del names[UNLABELLED]
    return Legend(names, colours=colours)
