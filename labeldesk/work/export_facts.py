"""What `labeldesk-export.json` says of an export beside the list of its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Json
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.formats.port import Option
from labeldesk.formats.report import Report

if TYPE_CHECKING:
    from labeldesk.work.wishes import Export


@dataclass
class Tally:
    """Images by their part of the split and objects by class, as they go by."""

    split: Mapping[str, str]
    parts: Counter[str] = field(default_factory=Counter)
    objects: Counter[ClassId] = field(default_factory=Counter)

    def of(self, images: Iterable[LabeledImage]) -> Iterator[LabeledImage]:
        """The same images."""
        for image in images:
            self.parts[self.split.get(image.path, "")] += 1
            self.objects.update(one.class_id for one in image.annotations)
            yield image


@dataclass(frozen=True, slots=True)
class Written:
    """What went out: the format with all its options, what was asked for, what came of it."""

    format: str
    options: Mapping[str, Option]
    wish: Export
    tally: Tally
    classes: ClassList
    report: Report


def facts_of(written: Written) -> dict[str, Json]:
    """Options and counts; who has them can make the same export again."""
    wish, tally = written.wish, written.tally
    objects = {item.name: tally.objects[item.id] for item in written.classes}
    facts: dict[str, Json] = {
        "format": written.format,
        "options": dict(written.options),
        "state": wish.state,
        "images": wish.mode,
        "shapes": {
            "form": wish.recast.form,
            "tolerance": wish.recast.tolerance,
            "holes": wish.recast.holes,
            "others": wish.recast.others,
        },
        "framing": {
            "resize": wish.framing.resize,
            "crop": wish.framing.crop,
            "margin": wish.framing.margin,
            "tile": wish.framing.tile,
            "overlap": wish.framing.overlap,
        },
        "counts": {"images": tally.parts.total(), "annotations": tally.objects.total()},
        "objects": dict(objects),
        "problems": {one.value: n for one, n in sorted(written.report.severities.items())},
        "classes": [item.name for item in written.classes],
    }
    numbers = {p.name: p.number for p in wish.recast.classes if p.number is not None}
    if numbers:
        facts["class_numbers"] = dict(numbers)
    if wish.shares:
        facts |= {
            "split": dict(wish.shares),
            "seed": wish.seed,
            "split_by": wish.grouping.by,
            "split_stable": wish.grouping.is_stable,
            "split_pattern": wish.grouping.pattern,
            "parts": {name: tally.parts[name] for name in wish.shares},
        }
    return facts
