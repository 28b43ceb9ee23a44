"""Templates of keypoints as COCO's categories have them: names, and edges that count from 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from labeldesk.domain.skeleton import Pair, Skeleton
from labeldesk.domain.skeletons import called
from labeldesk.formats.coco.listing import is_whole
from labeldesk.formats.coco.parse import OWN
from labeldesk.formats.coco.values import Row, are_numbers

KEYPOINTS, SKELETON = "keypoints", "skeleton"
_PAIR = 2


def template_of(row: Row) -> Skeleton | None:
    """The template of a category; None where it names no joints or does not hold together.

    Pairs and layout, for which COCO has no word, are ours if we wrote them, else those of a
    template that comes along with the same names.
    """
    names, told = row.get(KEYPOINTS), row.get(SKELETON, [])
    if not isinstance(names, list) or not names or not all(isinstance(n, str) for n in names):
        return None
    edges = _pairs(told, 1, len(names))
    if edges is None or not isinstance(told, list):
        return None
    usual = _usual(tuple(names), edges)
    own = row.get(OWN)
    return _with_own(usual, own) if isinstance(own, dict) else usual


def template_members(skeleton: Skeleton) -> dict[str, Any]:
    """The members of a category that say it, ours only where others would not guess as much."""
    members: dict[str, Any] = {
        KEYPOINTS: list(skeleton.names),
        SKELETON: [[a + 1, b + 1] for a, b in skeleton.edges],
    }
    usual = _usual(skeleton.names, skeleton.edges)
    own: dict[str, Any] = {}
    if skeleton.flips != usual.flips:
        own["flips"] = [[a + 1, b + 1] for a, b in skeleton.flips]
    if skeleton.layout != usual.layout:
        own["layout"] = [list(place) for place in skeleton.layout]
    if skeleton.by_side != usual.by_side:
        own["by_side"] = skeleton.by_side
    return {**members, OWN: own} if own else members


def _usual(names: tuple[str, ...], edges: tuple[Pair, ...]) -> Skeleton:
    known = called(names)
    if known is not None:
        return replace(known, names=names, edges=edges)
    return Skeleton.of(names, edges)


def _with_own(skeleton: Skeleton, own: Mapping[str, Any]) -> Skeleton:
    count = len(skeleton)
    flips, layout = _pairs(own.get("flips"), 1, count), own.get("layout")
    if flips is not None:
        skeleton = replace(skeleton, flips=flips)
    if isinstance(layout, list) and len(layout) == count and all(map(_is_place, layout)):
        skeleton = replace(skeleton, layout=tuple((float(x), float(y)) for x, y in layout))
    if isinstance(own.get("by_side"), bool):
        skeleton = replace(skeleton, by_side=own["by_side"])
    return skeleton


def _is_place(value: object) -> bool:
    return isinstance(value, list) and len(value) == _PAIR and are_numbers(value)


def _pairs(value: object, first: int, count: int) -> tuple[Pair, ...] | None:
    """Pairs of joints that there are; None if that is not what it is."""
    if not isinstance(value, list):
        return None
    found = []
    for pair in value:
        if not isinstance(pair, list) or len(pair) != _PAIR or not all(map(is_whole, pair)):
            return None
        a, b = pair[0] - first, pair[1] - first
        if a == b or not (0 <= a < count and 0 <= b < count):
            return None
        found.append((a, b))
    return tuple(found)
