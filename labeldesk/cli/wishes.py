"""The arguments of an export as what is wanted."""

from __future__ import annotations

import argparse
from pathlib import Path

from labeldesk.domain.changes import Merge
from labeldesk.domain.problem import UsageError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.port import Option
from labeldesk.work.dividing import PATTERN, Grouping
from labeldesk.work.framing import Framing
from labeldesk.work.pictures import COPY, checked_mode
from labeldesk.work.recasting import Recast, picks
from labeldesk.work.splits import parse_split
from labeldesk.work.wishes import Export

_MERGE = QT_TRANSLATE_NOOP("Work", "{text} is no way to merge; there are {ways}")
_OPTION = QT_TRANSLATE_NOOP("Work", "{text} is no option; write NAME=VALUE")


def wish_of(given: argparse.Namespace) -> Export:
    """What `export` and `convert` are asked for; `UsageError` for what cannot be."""
    options = named_options(given.option)
    if given.voc_float:
        options["float"] = True
    return Export(
        format=given.write_format,
        out=given.out,
        options=options,
        state=getattr(given, "state", "labelled"),
        shares=parse_split(given.split),
        seed=given.seed,
        overwrite=given.overwrite,
        pictures=checked_mode(COPY if given.copy_images else given.image_files),
        grouping=_grouping(given),
        recast=_recast(given),
        framing=_framing(given),
    )


def _grouping(given: argparse.Namespace) -> Grouping:
    pattern = given.split_pattern or ""
    grouping = Grouping(PATTERN if pattern else given.split_by, given.split_stable, pattern)
    grouping.check()
    return grouping


def _framing(given: argparse.Namespace) -> Framing:
    framing = Framing(
        crop=given.crop, margin=given.margin, tile=given.tiles, overlap=given.overlap
    ).resized(given.resize)
    framing.check()
    return framing


def _recast(given: argparse.Namespace) -> Recast:
    text = given.only
    if text and Path(text).is_file():
        text = ",".join(Path(text).read_text(encoding="utf-8-sig").splitlines())
    recast = Recast(picks(text), given.shapes, given.tolerance, given.holes, given.other_shapes)
    recast.check()
    return recast


def named_options(texts: list[str]) -> dict[str, Option]:
    """``NAME=VALUE`` as a table."""
    found: dict[str, Option] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise UsageError(_OPTION.filled(text=text))
        found[name] = value
    return found


def merge_of(given: argparse.Namespace) -> Merge | None:
    """What becomes of imported objects that meet others; None for a preview."""
    ways = ", ".join(Merge)
    if given.merge not in [*Merge]:
        raise UsageError(_MERGE.filled(text=given.merge, ways=ways))
    return None if given.preview else Merge(given.merge)
