"""The classes of CamVid: their colours, the eleven that are learned, and lists of others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ClassId
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.masks.colours import (
    BLACK,
    Rgb,
    Row,
    colours_for,
    hex_of,
    rows_of_csv,
    rows_of_text,
)
from labeldesk.formats.masks.png import Colours
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report

FORMAT = "camvid"
COLOURS, CSV, CODES = "label_colors.txt", "class_dict.csv", "codes.txt"
LISTS = (COLOURS, CSV, CODES)
VOID = "Void"
_VOIDS = frozenset(("void", "unlabelled", "unlabeled"))
_MOST = 254

TABLE: Mapping[str, Rgb] = {
    "Animal": (64, 128, 64),
    "Archway": (192, 0, 128),
    "Bicyclist": (0, 128, 192),
    "Bridge": (0, 128, 64),
    "Building": (128, 0, 0),
    "Car": (64, 0, 128),
    "CartLuggagePram": (64, 0, 192),
    "Child": (192, 128, 64),
    "Column_Pole": (192, 192, 128),
    "Fence": (64, 64, 128),
    "LaneMkgsDriv": (128, 0, 192),
    "LaneMkgsNonDriv": (192, 0, 64),
    "Misc_Text": (128, 128, 64),
    "MotorcycleScooter": (192, 0, 192),
    "OtherMoving": (128, 64, 64),
    "ParkingBlock": (64, 192, 128),
    "Pedestrian": (64, 64, 0),
    "Road": (128, 64, 128),
    "RoadShoulder": (128, 128, 192),
    "Sidewalk": (0, 0, 192),
    "SignSymbol": (192, 128, 128),
    "Sky": (128, 128, 128),
    "SUVPickupTruck": (64, 128, 192),
    "TrafficCone": (0, 0, 64),
    "TrafficLight": (0, 64, 64),
    "Train": (192, 64, 128),
    "Tree": (128, 128, 0),
    "Truck_Bus": (192, 128, 192),
    "Tunnel": (64, 0, 64),
    "VegetationMisc": (192, 192, 0),
    "Wall": (64, 192, 0),
}
ELEVEN = ("Sky", "Building", "Column_Pole", "Road", "Sidewalk", "Tree", "SignSymbol", "Fence",
          "Car", "Pedestrian", "Bicyclist")  # fmt: skip

_FULL = QT_TRANSLATE_NOOP("Camvid", "There are more classes than a mask has values")
_NAMED_VOID = QT_TRANSLATE_NOOP(
    "Camvid", "{name} means nothing in CamVid: its objects read as unlabelled"
)
_USUAL = QT_TRANSLATE_NOOP("Camvid", "There is no list of classes; they are named as CamVid's own")


@dataclass(frozen=True)
class Legend:
    """Names by colour and by number; numbers of `voids` are of nothing."""

    colours: Mapping[Rgb, str] = field(default_factory=dict)
    numbers: Mapping[int, str] = field(default_factory=dict)
    voids: Collection[int] = ()


def legend_of(source: Source, report: Report) -> Legend:
    """What the lists of a source say; CamVid's own classes without any."""
    named = {name.rpartition("/")[2]: name for name in reversed(source.files)}
    texts: dict[str, str] = {}
    for one in LISTS:
        if one in named:
            try:
                texts[one] = source.text_of(named[one])
            except UserError as error:
                report.failure(error)
    rows = rows_of_text(texts.get(COLOURS, "")) or rows_of_csv(texts.get(CSV, ""))
    codes = [line.strip() for line in texts.get(CODES, "").splitlines()]
    if not rows and not codes:
        report.warning(_USUAL)
        return Legend({rgb: name for name, rgb in TABLE.items()}, dict(enumerate(ELEVEN)), (11,))
    colours = _by_colour(rows) or {rgb: name for name, rgb in TABLE.items()}
    if not any(codes):
        codes = [name for name, _ in rows]
    voids = [n for n, name in enumerate(codes) if name.lower() in _VOIDS or not name]
    numbers = {n: name for n, name in enumerate(codes) if n not in voids}
    return Legend(colours, numbers, voids)


def _by_colour(rows: list[Row]) -> dict[Rgb, str]:
    found: dict[Rgb, str] = {}
    for name, rgb in rows:
        found.setdefault(rgb, name)
    return found


def is_nothing(name: str, rgb: Rgb) -> bool:
    """Whether a colour of a list stands for pixels that are of no class."""
    return rgb == BLACK and name.lower() in _VOIDS


def numbers_for(classes: ClassList, report: Report) -> tuple[dict[ClassId, int], int]:
    """The number of every class, its mask value where that is free, from 0 on; and that of what
    is of none, after all of them.
    """
    found: dict[ClassId, int] = {}
    taken: set[int] = set()
    for item in classes:
        if item.name.lower() in _VOIDS:
            report.warning(_NAMED_VOID.filled(name=item.name))
        value = item.mask_value
        if value is not None and 0 <= value < _MOST and value not in taken:
            taken.add(value)
            found[item.id] = value
    free = (n for n in range(_MOST) if n not in taken)
    for item in classes:
        if item.id not in found:
            number = next(free, None)
            if number is None:
                raise UserError(_FULL)
            found[item.id] = number
    return found, max(found.values(), default=-1) + 1


def table_for(classes: ClassList, numbers: Mapping[ClassId, int], void: int) -> Colours:
    """The colours by number: CamVid's for its classes, else the class's own; black is void."""
    known = [
        replace(item, colour=hex_of(TABLE[item.name])) if item.name in TABLE else item
        for item in classes
    ]
    known.sort(key=lambda item: item.name not in TABLE)
    table = colours_for(ClassList(tuple(known)), numbers, void, own=True)
    table[void] = BLACK
    return table
