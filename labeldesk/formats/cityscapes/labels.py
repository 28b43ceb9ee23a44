"""The labels of Cityscapes, and those that a data set in its form has beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.ids import ClassId
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.json_text import parsed
from labeldesk.formats.masks.colours import Rgb, hex_of, rgb_of_hex
from labeldesk.formats.paths import is_listed_name
from labeldesk.formats.report import Report

FORMAT = "cityscapes"
LEGEND = "labeldesk-cityscapes.json"
GROUP = "group"
IGNORED = 255  # of training ids
THOUSAND = 1000  # instance n of a label is its id times this, plus n
_MOST_WITH_INSTANCES = 65  # of 16 bits
_MOST = 254

_BROKEN = QT_TRANSLATE_NOOP("Cityscapes", "The list of labels cannot be read: {reason}")
_OWN = QT_TRANSLATE_NOOP("Cityscapes", "{name} is no label of Cityscapes; it has the id {id}")
_FULL = QT_TRANSLATE_NOOP("Cityscapes", "There are more classes than Cityscapes has ids")


class Label(NamedTuple):
    """A label; an id below 0 is never painted, a training id of 255 never learned."""

    name: str
    id: int
    train_id: int = IGNORED
    has_instances: bool = False
    colour: Rgb = (0, 0, 0)


LABELS = (
    Label("unlabeled", 0),
    Label("ego vehicle", 1),
    Label("rectification border", 2),
    Label("out of roi", 3),
    Label("static", 4),
    Label("dynamic", 5, colour=(111, 74, 0)),
    Label("ground", 6, colour=(81, 0, 81)),
    Label("road", 7, 0, colour=(128, 64, 128)),
    Label("sidewalk", 8, 1, colour=(244, 35, 232)),
    Label("parking", 9, colour=(250, 170, 160)),
    Label("rail track", 10, colour=(230, 150, 140)),
    Label("building", 11, 2, colour=(70, 70, 70)),
    Label("wall", 12, 3, colour=(102, 102, 156)),
    Label("fence", 13, 4, colour=(190, 153, 153)),
    Label("guard rail", 14, colour=(180, 165, 180)),
    Label("bridge", 15, colour=(150, 100, 100)),
    Label("tunnel", 16, colour=(150, 120, 90)),
    Label("pole", 17, 5, colour=(153, 153, 153)),
    Label("polegroup", 18, colour=(153, 153, 153)),
    Label("traffic light", 19, 6, colour=(250, 170, 30)),
    Label("traffic sign", 20, 7, colour=(220, 220, 0)),
    Label("vegetation", 21, 8, colour=(107, 142, 35)),
    Label("terrain", 22, 9, colour=(152, 251, 152)),
    Label("sky", 23, 10, colour=(70, 130, 180)),
    Label("person", 24, 11, has_instances=True, colour=(220, 20, 60)),
    Label("rider", 25, 12, has_instances=True, colour=(255, 0, 0)),
    Label("car", 26, 13, has_instances=True, colour=(0, 0, 142)),
    Label("truck", 27, 14, has_instances=True, colour=(0, 0, 70)),
    Label("bus", 28, 15, has_instances=True, colour=(0, 60, 100)),
    Label("caravan", 29, has_instances=True, colour=(0, 0, 90)),
    Label("trailer", 30, has_instances=True, colour=(0, 0, 110)),
    Label("train", 31, 16, has_instances=True, colour=(0, 80, 100)),
    Label("motorcycle", 32, 17, has_instances=True, colour=(0, 0, 230)),
    Label("bicycle", 33, 18, has_instances=True, colour=(119, 11, 32)),
    Label("license plate", -1, -1, colour=(0, 0, 142)),
)
STANDARD = {label.name: label for label in LABELS}


@dataclass(frozen=True)
class Legend:
    """Labels by name, those of Cityscapes among them; `images` by the place of their files."""

    labels: Mapping[str, Label] = field(default_factory=lambda: STANDARD)
    images: Mapping[str, str] = field(default_factory=dict)

    def of_id(self, number: int) -> Label | None:
        """The label of an id."""
        return next((one for one in self.labels.values() if one.id == number), None)

    def of_train_id(self, number: int) -> Label | None:
        """The label that is learned by this number."""
        return next((one for one in self.labels.values() if one.train_id == number), None)

    def split_group(self, name: str) -> tuple[str, bool]:
        """The label of a name, and whether it is a group of such: ``cargroup`` of cars."""
        if name not in self.labels and name.endswith(GROUP) and name != GROUP:
            return name.removesuffix(GROUP), True
        return name, False


def legend_in(data: bytes, name: str) -> Legend:
    """Our list of labels; `UserError` for what is none."""
    content = parsed(data, name)
    try:
        assert isinstance(content, dict)
        rows = [_label(row) for row in content["labels"]]  # type: ignore[union-attr, arg-type]
        images = content["images"].items()  # type: ignore[union-attr]
        told = {str(k): str(v) for k, v in images if is_listed_name(str(v))}
    except (AssertionError, KeyError, TypeError, ValueError, AttributeError) as error:
        text = _BROKEN.filled(reason=f"{type(error).__name__} {error}".strip())
        raise UserError(text, path=name) from error
    return Legend(STANDARD | {row.name: row for row in rows}, told)


def _label(row: Mapping[str, object]) -> Label:
    number, train_id = row["id"], row["trainId"]
    if type(number) is not int or type(train_id) is not int or number > _MOST:
        raise ValueError(f"id {number}")
    colour = rgb_of_hex(str(row["color"])) or (0, 0, 0)
    return Label(str(row["name"]), number, train_id, row["hasInstances"] is True, colour)


def legend_bytes(labels: Iterable[Label], images: Mapping[str, str]) -> bytes:
    """The list of labels that are not Cityscapes' own, and which images the files are of."""
    rows = [
        {
            "name": one.name,
            "id": one.id,
            "trainId": one.train_id,
            "hasInstances": one.has_instances,
            "color": hex_of(one.colour),
        }
        for one in labels
    ]
    content = {"format": "labeldesk-cityscapes", "labels": rows, "images": images}
    return json.dumps(content, indent=1).encode()


def labels_for(classes: ClassList, report: Report) -> dict[ClassId, Label]:
    """The label of every class: Cityscapes' own by name; others get ids from 34 on (their mask
    value where it is one of these) and training ids after those of Cityscapes.
    """
    found = {item.id: STANDARD[item.name] for item in classes if item.name in STANDARD}
    others = [item for item in classes if item.id not in found]
    ids = _ids(others)
    start = len([one for one in LABELS if 0 <= one.train_id < IGNORED]) if found else 0
    for train_id, item in enumerate(others, start=start):
        number = ids[item.id]
        colour = rgb_of_hex(item.colour) or (0, 0, 0)
        learned = min(train_id, IGNORED)
        is_counted = number <= _MOST_WITH_INSTANCES
        found[item.id] = Label(item.name, number, learned, is_counted, colour)
        report.info(_OWN.filled(name=item.name, id=number))
    return found


def _ids(classes: Iterable[ImageClass]) -> dict[ClassId, int]:
    first = max(one.id for one in LABELS) + 1
    found: dict[ClassId, int] = {}
    taken: set[int] = set()
    rest: list[ImageClass] = []
    for item in classes:
        wanted = item.mask_value
        if wanted is not None and first <= wanted <= _MOST and wanted not in taken:
            found[item.id] = wanted
            taken.add(wanted)
        else:
            rest.append(item)
    free = (n for n in count(first) if n not in taken)
    for item in rest:
        found[item.id] = next(free)
        if found[item.id] > _MOST:
            raise UserError(_FULL)
    return found
