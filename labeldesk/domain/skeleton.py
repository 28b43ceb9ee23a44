"""The template of a class's keypoints: what its joints are called, joined by and laid out like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import XY, Rect, Ring
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.turn import UPRIGHT, Turn

ABSENT, HIDDEN, VISIBLE = 0, 1, 2  # as COCO has it
Pair: TypeAlias = tuple[int, int]
_SIDES = re.compile(r"(?i)left|right|(?<![a-z])[lr](?![a-z])")
_MIDDLE = (0.5, 0.5)
_ENOUGH = 4  # joints that say how a set is stretched, one more than it takes


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Joints by name in their order, as every set of keypoints of the class has them.

    `edges` join two joints each, `flips` are pairs that change places in a mirror, the left one
    first; `layout` is where the joints are in a unit square, (0, 0) its top left. `by_side` asks
    for other tints left and right.
    """

    names: tuple[str, ...]
    edges: tuple[Pair, ...] = ()
    flips: tuple[Pair, ...] = ()
    layout: tuple[tuple[float, float], ...] = ()
    by_side: bool = True

    def __post_init__(self) -> None:
        if not self.names:
            raise ValueError("a template has at least one joint")
        if len(self.layout) != len(self.names):
            raise ValueError("every joint has a place in the layout")
        for a, b in (*self.edges, *self.flips):
            if a == b or not (0 <= a < len(self.names) and 0 <= b < len(self.names)):
                raise ValueError("an edge or a flip pair joins two joints that there are")

    @staticmethod
    def of(
        names: Iterable[str],
        edges: Iterable[Pair] = (),
        flips: Iterable[Pair] | None = None,
        layout: Iterable[tuple[float, float]] | None = None,
    ) -> Skeleton:
        """With flip pairs read off the names and joints on a ring, where nothing else is known.

        What does not hold together (edges of joints that there are not) is left out.
        """
        known = tuple(names)
        pairs = flips_of(known) if flips is None else flips
        places = ring(len(known)) if layout is None else tuple(layout)
        return Skeleton(known, _sound(edges, len(known)), _sound(pairs, len(known)), places)

    def __len__(self) -> int:
        return len(self.names)

    @property
    def sides(self) -> tuple[int, ...]:
        """For each joint -1 left, 1 right, 0 neither; all 0 unless `by_side`."""
        return _sides(self)

    @property
    def flip_index(self) -> tuple[int, ...]:
        """For each joint the one that takes its place in a mirror, often itself."""
        index = list(range(len(self.names)))
        for a, b in self.flips:
            index[a], index[b] = b, a
        return tuple(index)

    def laid(self, rect: Rect, turn: Turn = UPRIGHT) -> Keypoints:
        """The template in a rectangle of the image, every joint visible.

        It stands upright on a screen where the image lies as `turn` says. Left stays the left of
        whoever is in the image: where the screen mirrors that, it mirrors the template too.
        """
        shares = turn.unmirrored.shares_into(np.array(self.layout))
        places = shares * (rect.width, rect.height) + (rect.x0, rect.y0)
        return Keypoints(Ring(places), (VISIBLE,) * len(self))

    def name(self, index: int) -> str:
        """What a joint is called; its number where the template has none."""
        return self.names[index] if index < len(self.names) else str(index + 1)

    def swapped(self, joints: Keypoints) -> Keypoints:
        """Left and right joints in each other's places, with how visible they are.

        A set of another number of joints stays as it is.
        """
        order = self.flip_index
        if len(joints.joints) != len(order):
            return joints
        points = joints.joints.points[list(order)]
        return Keypoints(Ring(points), tuple(joints.visibility[i] for i in order))

    def guessed(self, joints: Keypoints, index: int) -> XY:
        """Where a joint should be, as the ones that are there lie: the layout moved, turned and
        stretched onto them.
        """
        there = [i for i, v in enumerate(joints.visibility[: len(self)]) if v]
        if not there:
            return XY(0.0, 0.0)
        layout = np.array(self.layout)
        wanted = layout[index] if index < len(self) else np.array(_MIDDLE)
        ours, theirs = joints.joints.points[there], layout[there]
        if len(there) >= _ENOUGH and np.linalg.matrix_rank(theirs - theirs[0], tol=0.05) > 1:
            flat = np.column_stack((theirs, np.ones(len(there))))
            fit = np.linalg.lstsq(flat, ours, rcond=None)[0]
            x, y = (np.append(wanted, 1.0) @ fit).tolist()
            return XY(x, y)
        return _alike(ours, theirs, wanted)


def _alike(
    ours: NDArray[np.float64], theirs: NDArray[np.float64], wanted: NDArray[np.float64]
) -> XY:
    """`wanted` moved, turned and scaled as `theirs` were to become `ours`, for few joints."""
    a, b = ours @ (1, 1j), theirs @ (1, 1j)
    spread = b - b.mean()
    length = float((abs(spread) ** 2).sum())
    turn = (spread.conj() * (a - a.mean())).sum() / length if length else 0
    place = a.mean() + turn * (wanted @ (1, 1j) - b.mean())
    return XY(float(place.real), float(place.imag))


@dataclass(frozen=True, slots=True)
class JointMap:
    """How sets of keypoints follow when their template changes.

    `before` is how many joints the template had, 0 if there was none; `sources` says for each
    joint that it has now which one that was, None for a new one.
    """

    before: int
    sources: tuple[int | None, ...]

    @property
    def is_identity(self) -> bool:
        """Whether nothing has to follow."""
        return self.sources == tuple(range(self.before))

    def applied_to(self, joints: Keypoints) -> Keypoints:
        """A set with joints added as absent, dropped or in another order.

        A set that was not of the template loses nothing: it gets absent joints where it has
        fewer than there are now, and stays as it is where it has more.
        """
        points, seen = joints.joints.points, joints.visibility
        if len(seen) != self.before:
            more = len(self.sources) - len(seen)
            if more <= 0:
                return joints
            return Keypoints(
                Ring(np.concatenate([points, np.zeros((more, 2))])), seen + (ABSENT,) * more
            )
        rows = [(0.0, 0.0) if i is None else tuple(points[i].tolist()) for i in self.sources]
        return Keypoints(Ring(rows), tuple(ABSENT if i is None else seen[i] for i in self.sources))

    def carried(self, joints: Keypoints) -> Keypoints | None:
        """As `applied_to`; None where no joint that is there would be left."""
        after = self.applied_to(joints)
        return after if any(after.visibility) or not any(joints.visibility) else None


def with_visibility(joints: Keypoints, index: int, visibility: int) -> Keypoints:
    """One joint as visible, hidden or absent; where it was is remembered."""
    seen = list(joints.visibility)
    seen[index] = visibility
    return Keypoints(joints.joints, tuple(seen))


def placed(joints: Keypoints, index: int, at: XY, visibility: int = VISIBLE) -> Keypoints:
    """One joint at a place."""
    return with_visibility(
        Keypoints(joints.joints.with_point(index, at), joints.visibility), index, visibility
    )


def present(joints: Keypoints) -> NDArray[np.bool_]:
    """Which joints are not absent, bool (n,)."""
    seen: NDArray[np.bool_] = np.array(joints.visibility, dtype=np.uint8) > ABSENT
    return seen


def flips_of(names: Sequence[str]) -> tuple[Pair, ...]:
    """The pairs that the words left and right in names make, also l and r; the left one first."""
    places = {name.casefold(): i for i, name in enumerate(names)}
    other = {"left": "right", "right": "left", "l": "r", "r": "l"}
    found = []
    for i, name in enumerate(names):
        word = _SIDES.search(name.replace("_", " "))
        if word is None or word[0].casefold()[0] != "l":
            continue
        twin = f"{name[: word.start()]}{other[word[0].casefold()]}{name[word.end() :]}".casefold()
        if twin in places:
            found.append((i, places[twin]))
    return tuple(found)


def ring(count: int) -> tuple[tuple[float, float], ...]:
    """Places on a circle, the first at the top."""
    turn = np.arange(count) * (2 * np.pi / max(count, 1)) - np.pi / 2
    rows = np.stack((0.5 + 0.45 * np.cos(turn), 0.5 + 0.45 * np.sin(turn)), axis=1).round(3)
    return tuple((x, y) for x, y in rows.tolist())


def without_joint(skeleton: Skeleton, index: int) -> Skeleton:
    """The template without a joint, its edges and its flip pair."""
    order = [i for i in range(len(skeleton)) if i != index]
    return reordered(skeleton, order)


def reordered(skeleton: Skeleton, order: Sequence[int]) -> Skeleton:
    """The joints of these numbers in this order; edges and pairs follow."""
    place = {old: new for new, old in enumerate(order)}
    return replace(
        skeleton,
        names=tuple(skeleton.names[i] for i in order),
        layout=tuple(skeleton.layout[i] for i in order),
        edges=_moved(skeleton.edges, place),
        flips=_moved(skeleton.flips, place),
    )


def _moved(pairs: Iterable[Pair], place: dict[int, int]) -> tuple[Pair, ...]:
    return tuple((place[a], place[b]) for a, b in pairs if a in place and b in place)


def _sound(pairs: Iterable[Pair], count: int) -> tuple[Pair, ...]:
    known = range(count)
    return tuple(dict.fromkeys((a, b) for a, b in pairs if a != b and a in known and b in known))


@lru_cache(maxsize=256)
def _sides(skeleton: Skeleton) -> tuple[int, ...]:
    sides = [0] * len(skeleton)
    if skeleton.by_side:
        for a, b in skeleton.flips:
            sides[a], sides[b] = -1, 1
    return tuple(sides)
