"""Writing one file for each part of a split."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack

from labeldesk.domain.image import LabeledImage
from labeldesk.formats.coco.writer import CocoWriter
from labeldesk.formats.keeps import Keeps, restricted
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report

_WITHOUT_SPLIT = "default"


def write_parts(
    images: Iterable[LabeledImage],
    target: Target,
    keeps: Keeps,
    report: Report,
    make: Callable[[], CocoWriter],
    kind: str,
) -> None:
    """``annotations/KIND_PART.json`` for every part, ``default`` without a split."""
    with ExitStack() as stack:
        writers: dict[str, CocoWriter] = {}
        for image in images:
            target.cancel.check()
            sized = target.sized(image)
            part = target.split.get(image.path, _WITHOUT_SPLIT)
            if part not in writers:
                writers[part] = stack.enter_context(make())
            writers[part].add(restricted(sized, keeps, report), report)
        if not writers:
            writers[_WITHOUT_SPLIT] = stack.enter_context(make())
        for part, writer in writers.items():
            writer.finish(f"annotations/{kind}_{part}.json")
