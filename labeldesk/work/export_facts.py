"""What `labeldesk-export.json` says of an export beside the list of its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Json
from labeldesk.domain.classes import ClassList
from labeldesk.formats.port import Option
from labeldesk.work.watch import Count

if TYPE_CHECKING:
    from labeldesk.work.wishes import Export


@dataclass(frozen=True, slots=True)
class Written:
    """What went out: the format with all its options, what was asked for, what came of it."""

    format: str
    options: Mapping[str, Option]
    wish: Export
    count: Count
    classes: ClassList
    split: Mapping[str, str]


def facts_of(written: Written) -> dict[str, Json]:
    """Options and counts; who has them can make the same export again."""
    wish, count = written.wish, written.count
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
        "counts": {"images": count.images, "annotations": count.annotations},
        "classes": [item.name for item in written.classes],
    }
    numbers = {p.name: p.number for p in wish.recast.classes if p.number is not None}
    if numbers:
        facts["class_numbers"] = dict(numbers)
    if wish.shares:
        parts = Counter(written.split.values())
        facts |= {
            "split": dict(wish.shares),
            "seed": wish.seed,
            "split_by": wish.grouping.by,
            "split_stable": wish.grouping.is_stable,
            "split_pattern": wish.grouping.pattern,
            "parts": {name: parts[name] for name in wish.shares},
        }
    return facts
