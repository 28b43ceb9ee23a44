"""Objects painted over each other: a pixel belongs to the last one, and to no other.

What is reported is what cannot come back: objects merged, pixels covered, objects gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.report import Report
from labeldesk.raster.overlap import to_mask

Numbers = NDArray[np.integer]
Place = tuple[int, int]

MOST_8_BIT = 254  # objects; 255 is void
MOST_16_BIT = 65534

_OVERLAP = QT_TRANSLATE_NOOP(
    "Masks", "{pixels} pixels of objects are under later ones, which have them now"
)
_COVERED = QT_TRANSLATE_NOOP("Masks", "{count} objects have no visible pixel; they are left out")
_MERGED = QT_TRANSLATE_NOOP(
    "Masks", "{count} objects become {regions} regions, one for every class"
)
_TOO_MANY = QT_TRANSLATE_NOOP("Masks", "More than {most} objects; the lowest are left out")
_NO_AREA = frozenset(("tag", "caption", "point", "polyline", "keypoints"))


def as_mask(annotation: Annotation, size: Size | None) -> Shape | None:
    """The pixels of an object in its image; None for one that has none to cover."""
    if size is None or annotation.shape.kind in _NO_AREA:
        return None
    return to_mask(annotation.shape, size)


def painted_instances(
    objects: Sequence[Annotation], path: str, report: Report | None, *, most: int = MOST_16_BIT
) -> list[Annotation]:
    """Every object's visible pixels, in painting order; at most `most` objects."""
    if len(objects) > most:
        _warn(report, path, _TOO_MANY.filled(most=most))
        objects = objects[-most:]
    seen, covered = visible_of(objects, list(range(1, len(objects) + 1)))
    say_covered(report, path, covered, len(objects) - len(seen))
    return [replace(objects[n - 1], shape=mask) for n, mask in sorted(seen.items())]


def painted_classes(
    objects: Sequence[Annotation], path: str, report: Report | None
) -> list[Annotation]:
    """One region for every class, in the order of their first pixels in reading order."""
    first: dict[int, Annotation] = {}
    numbers = {c: n for n, c in enumerate(dict.fromkeys(a.class_id for a in objects), start=1)}
    for annotation in objects:
        first.setdefault(numbers[annotation.class_id], annotation)
    seen, covered = visible_of(objects, [numbers[a.class_id] for a in objects])
    gone = sum(numbers[a.class_id] not in seen for a in objects)
    say_covered(report, path, covered, gone)
    if len(objects) - gone > len(seen):
        _warn(report, path, _MERGED.filled(count=len(objects) - gone, regions=len(seen)))
    return [replace(first[n], shape=mask) for n, mask in seen.items()]


def regions_of(
    numbers: Numbers, ignored: tuple[int, ...], origin: Place = (0, 0)
) -> dict[int, Mask]:
    """The pixels of every number that is not ignored, by first pixel in reading order.

    `origin` is the place (x, y) of the top left pixel in the image.
    """
    found, first = np.unique(numbers, return_index=True)
    masks: dict[int, Mask] = {}
    for at in np.argsort(first):
        number = int(found[at])
        if number in ignored:
            continue
        pixels = numbers == number
        rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
        y0, y1 = int(rows[0]), int(rows[-1]) + 1
        x0, x1 = int(columns[0]), int(columns[-1]) + 1
        masks[number] = Mask.of(pixels[y0:y1, x0:x1], origin[0] + x0, origin[1] + y0)
    return masks


def visible_of(
    objects: Sequence[Annotation], numbers: Sequence[int]
) -> tuple[dict[int, Mask], int]:
    """The visible pixels of every number, and how many of one number another has taken.

    The canvas is as small as the objects allow.
    """
    frame = Rect.enclosing([a.shape.bounds for a in objects if a.shape.bounds is not None])
    if frame is None:
        return {}, 0
    left, top = int(frame.x0), int(frame.y0)
    canvas = np.zeros((int(frame.height), int(frame.width)), np.uint16)
    covered = 0
    for annotation, number in zip(objects, numbers, strict=True):
        mask, bounds = annotation.shape, annotation.shape.bounds
        if not isinstance(mask, Mask) or bounds is None:
            continue
        x0, y0, x1, y1 = map(int, bounds)
        pixels = mask.pixels(x0, y0, x1, y1)
        window = canvas[y0 - top : y1 - top, x0 - left : x1 - left]
        covered += int(((window > 0) & (window != number) & pixels).sum())
        window[pixels] = number
    return regions_of(canvas, (0,), (left, top)), covered


def say_covered(report: Report | None, path: str, pixels: int, gone: int) -> None:
    """What was lost under others: pixels, and whole objects."""
    if pixels:
        _warn(report, path, _OVERLAP.filled(pixels=pixels))
    if gone:
        _warn(report, path, _COVERED.filled(count=gone))


def _warn(report: Report | None, path: str, text: Text) -> None:
    if report is not None:
        report.warning(text, path)
