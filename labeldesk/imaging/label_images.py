"""Pictures that are labels of others, in the layouts of well-known data sets, by name alone.

Each must have its image where the data set has it; a folder of nothing else is left as it is.
"""

from __future__ import annotations

import re

_MARKS = (
    "_gtFine_", "_gtCoarse_", "SegmentationClass", "SegmentationObject", "annotations/", "_seg.png",
    "_parts_", "instance_", "annot/", "_labels/", "LabeledApproved_full/", "labels/",
)  # fmt: skip
_CITYSCAPES = re.compile(
    r"(?P<before>(?:.*/)?)gt(?:Fine|Coarse)/(?P<rest>.+)_gt(?:Fine|Coarse)_"
    r"(?:labelIds|labelTrainIds|instanceIds|instanceTrainIds|color)"
)
_ADE = re.compile(r"(?P<base>(?:.*/)?ADE_[^/]+?)(?:_seg|_parts_\d+|/instance_\d+_ADE_[^/]+)")
_PAIRS = (
    (_CITYSCAPES, "{before}leftImg8bit/{rest}_leftImg8bit"),
    (re.compile(r"(?P<before>(?:.*/)?)Segmentation(?:Class|Object)(?:Aug|PNG|Raw)?/(?P<rest>.+)"),
     "{before}JPEGImages/{rest}"),
    (re.compile(r"(?P<before>(?:.*/)?)annotations/(?P<rest>.+)"), "{before}images/{rest}"),
    (_ADE, "{base}"),
    (re.compile(r"(?P<before>(?:.*/)?)(?P<part>[^/]+)annot/(?P<rest>.+)"), "{before}{part}/{rest}"),
    (re.compile(r"(?P<before>(?:.*/)?)(?P<part>[^/]+)_labels/(?P<rest>.+)_L"),
     "{before}{part}/{rest}"),
    (re.compile(r"(?P<before>(?:.*/)?)LabeledApproved_full/(?P<rest>.+)_L"),
     "{before}701_StillsRaw_full/{rest}"),
    (re.compile(r"(?P<before>(?:.*/)?)labels/(?P<rest>.+)_P"), "{before}images/{rest}"),
)  # fmt: skip
_PANOPTIC = re.compile(r"(?P<before>(?:.*/)?)annotations/panoptic_(?P<part>[^/]+)/(?P<rest>[^/]+)")
_IMAGES_OF_COCO = ("{before}{part}/{rest}", "{before}images/{part}/{rest}", "{before}images/{rest}")
_PNG = ".png"


def without_labels(names: list[str]) -> list[str]:
    """The pictures of a folder and all below it but for those that are labels of others there.

    100,000 names without a trace of such a data set cost a few milliseconds.
    """
    text = "\n".join(names)
    if not any(mark in text for mark in _MARKS):
        return names
    stems = {name.rpartition(".")[0] for name in names}
    return [name for name in names if not _is_label(name, stems)]


def _is_label(name: str, stems: set[str]) -> bool:
    if not name.endswith(_PNG):
        return False
    stem = name.removesuffix(_PNG)
    for pattern, image in _PAIRS:
        match = pattern.fullmatch(stem)
        if match and image.format(**match.groupdict()) in stems:
            return True
    match = _PANOPTIC.fullmatch(stem)
    return match is not None and any(
        image.format(**match.groupdict()) in stems for image in _IMAGES_OF_COCO
    )
