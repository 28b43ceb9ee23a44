"""What the numbers of masks mean: our legend, CVAT's label map, labelme's list of names."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ClassId
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, is_text, readable
from labeldesk.formats.masks.colours import (
    Row,
    hex_of,
    rgb_of,
    rows_of_csv,
    rows_of_text,
    table_of,
)
from labeldesk.formats.masks.png import Colours, voc_colours
from labeldesk.formats.paths import is_listed_name
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report

LEGEND = "legend.json"
LABELMAP = "labelmap.txt"
CLASS_DICT = "class_dict.csv"
LABEL_COLOURS = "label_colors.txt"
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
_UNLABELLED = frozenset((_BACKGROUND, "void", "unlabelled", "unlabeled", "unknown"))

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
    colours: Colours | None = None,
) -> bytes:
    """Our legend as a file; `facts` are the layout and the value of void, `colours` those of
    masks in colour by value.
    """
    rows = [
        {"value": values[item.id], "name": item.name, "colour": item.colour}
        | ({} if colours is None else {"mask_colour": hex_of(colours[values[item.id]])})
        for item in sorted(classes, key=lambda item: values[item.id])
    ]
    layout, void = facts
    content = {"format": KIND, "layout": layout, "unlabelled": UNLABELLED, "void": void}
    return json.dumps({**content, "classes": rows, "images": images}, indent=1).encode()


def labelmap_bytes(classes: ClassList, values: Mapping[ClassId, int], colours: Colours) -> bytes:
    """A label map as CVAT and Datumaro read it, with the colours of the palette."""
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
    if CLASS_DICT in named:
        return _coloured(rows_of_csv(source.text_of(named[CLASS_DICT])))
    if LABEL_COLOURS in named:
        return _coloured(rows_of_text(source.text_of(named[LABEL_COLOURS])))
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
        rows = content["classes"]
        names = {int(row["value"]): readable(str(row["name"])) for row in rows}
        told = {int(r["value"]): str(r["mask_colour"]) for r in rows if "mask_colour" in r}
        paths = {str(key): str(path) for key, path in content["images"].items()}
        images = {k: path for k, path in paths.items() if is_listed_name(path) and is_text(path)}
        void = int(content["void"])
        colours = table_of(told, void) if told else None
        return Legend(names, void, str(content["layout"]), colours, images)
    except _FAULTS as error:
        raise UserError(_BROKEN.filled(reason=str(error)), path=name) from error


def _labelmap(text: str) -> Legend:
    """A label map. With VOC's colours a class has the value of its colour, else of its line."""
    rows: list[Row] = []
    for line in text.splitlines():
        parts = line.strip().rsplit(":", _FIELDS - 1)
        if line.startswith("#") or len(parts) != _FIELDS:
            continue
        rgb = rgb_of(parts[1].split(","))
        if rgb is not None:
            rows.append((parts[0], rgb))
    return _coloured(rows)


def _coloured(rows: Sequence[Row]) -> Legend:
    """Names with their colours: VOC's colours have VOC's numbers, others that of their line."""
    standard = {tuple(map(int, c)): n for n, c in enumerate(voc_colours())}
    if all(rgb in standard for _, rgb in rows):
        names = {standard[rgb]: name for name, rgb in rows}
        colours = None
    else:
        rows = sorted(rows, key=lambda row: row[0].lower() not in _UNLABELLED)  # to get 0
        first = 0 if rows[0][0].lower() in _UNLABELLED else 1
        names = dict(enumerate((name for name, _ in rows), start=first))
        colours = np.array([(0, 0, 0)] * first + [rgb for _, rgb in rows], dtype=np.uint8)
    if names.get(UNLABELLED, "").lower() in _UNLABELLED:
        del names[UNLABELLED]
    return Legend(names, colours=colours)
