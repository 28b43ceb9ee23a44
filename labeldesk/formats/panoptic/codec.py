"""The codec of COCO panoptic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import PurePosixPath

from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.coco.categories import category_ids
from labeldesk.formats.keeps import Keeps, restricted
from labeldesk.formats.masks.paint import as_mask, painted_instances
from labeldesk.formats.panoptic.reader import PART, PREFIX, PanopticFile
from labeldesk.formats.panoptic.segments import FORMAT
from labeldesk.formats.panoptic.writer import PanopticWriter
from labeldesk.formats.paths import is_listed_name
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report
from labeldesk.formats.volumes import Volumes

_TITLE = QT_TRANSLATE_NOOP("Panoptic", "COCO panoptic")
_FOUND = QT_TRANSLATE_NOOP("Panoptic", "{name} lists segments, beside PNG files of their ids")
_NOT_FOUND = QT_TRANSLATE_NOOP("Panoptic", "No JSON file here lists segments of COCO panoptic")
_SEGMENTS = re.compile(rb'"segments_info"\s*:')
_COCO = re.compile(rb'^(\xef\xbb\xbf)?\s*\{\s*"(info|licenses|images|annotations|categories)"\s*:')
_FAR = 1 << 20
_WITHOUT_SPLIT = "default"


class PanopticCodec:
    """Every pixel of one segment at most, whose class and crowd are known."""

    id = FORMAT
    title: Text = _TITLE
    options: tuple[OptionSpec, ...] = ()

    def keeps(self, options: Options) -> Keeps:
        """Visible pixels in painting order, and crowds."""
        return Keeps(
            shapes=frozenset(("mask",)),
            shape=as_mask,
            flags=frozenset(("crowd",)),
            painted=painted_instances,
        )

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By lists of segments near the beginning, or by name and the folder that goes with it."""
        return _VOLUMES.sniff(names, head)

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """The images of every file; a broken one is reported."""
        yield from _VOLUMES.images(source, report, PanopticFile)

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``annotations/panoptic_PART.json`` and its folder for every part."""
        keeps = self.keeps(target.options)
        ids = category_ids(target.classes, report)
        with ExitStack() as stack:
            writers: dict[str, PanopticWriter] = {}

            def writer_of(part: str) -> PanopticWriter:
                if part not in writers:
                    name = f"annotations/{PREFIX}{part}.json"
                    made = PanopticWriter(target, name, ids, report)
                    writers[part] = stack.enter_context(made)
                return writers[part]

            for image in images:
                target.cancel.check()
                sized = target.sized(image)
                part = _part_of(image, target)
                writer_of(part).add(restricted(sized, keeps, report))
            if not writers:
                writer_of(_WITHOUT_SPLIT)
            for writer in writers.values():
                writer.finish()


def _part_of(image: LabeledImage, target: Target) -> str:
    """The part of an image: by the split, without one that of the file it came from."""
    foreign = image.foreign
    if target.split or foreign is None or foreign.format != FORMAT:
        return target.split.get(image.path) or _WITHOUT_SPLIT
    kept = foreign.extra.get(PART)
    is_word = isinstance(kept, str) and "/" not in kept and is_listed_name(f"{kept}.json")
    return str(kept) if is_word else _WITHOUT_SPLIT


def _fit(name: str, head: Head) -> float:
    """By segments near the beginning, or by name; never without COCO's lists."""
    start = head(name)
    if not _COCO.search(start):
        return 0.0
    is_named = PurePosixPath(name).name.lower().startswith("panoptic")
    is_one = is_named or _SEGMENTS.search(start) or _SEGMENTS.search(head(name, _FAR))
    return 0.93 if is_one else 0.0


_VOLUMES = Volumes((".json",), _fit, _FOUND, _FOUND, _NOT_FOUND)
CODEC = PanopticCodec()
