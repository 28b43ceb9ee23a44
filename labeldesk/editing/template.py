"""A template of keypoints being edited, and where each of its joints came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from labeldesk.domain.skeleton import JointMap, Skeleton, flips_of, reordered, without_joint
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text

NAMELESS = QT_TRANSLATE_NOOP("Templates", "Joint {n} has no name")
TWICE = QT_TRANSLATE_NOOP("Templates", "Two joints are called {name}")
ONE_JOINT = QT_TRANSLATE_NOOP("Templates", "A template has at least one joint")
_MIDDLE = (0.5, 0.5)


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """`origins` says for each joint which one of the template before that is, None for a new one;
    `before` is how many that had.
    """

    skeleton: Skeleton
    origins: tuple[int | None, ...]
    before: int = 0

    @staticmethod
    def of(skeleton: Skeleton | None, otherwise: Skeleton) -> TemplateDraft:
        """Beginning with a class's template, or with another where it has none."""
        if skeleton is None:
            return TemplateDraft(otherwise, (None,) * len(otherwise))
        count = len(skeleton)
        return TemplateDraft(skeleton, tuple(range(count)), count)

    @property
    def joint_map(self) -> JointMap:
        """How keypoints that are there follow."""
        return JointMap(self.before, self.origins)

    @property
    def added(self) -> int:
        """Joints that the template before did not have."""
        return sum(origin is None for origin in self.origins) if self.before else 0

    @property
    def dropped(self) -> int:
        """Joints of the template before that are gone."""
        return self.before - sum(origin is not None for origin in self.origins)

    @property
    def fault(self) -> Text | None:
        """Why it cannot be used; None if it can."""
        seen: set[str] = set()
        for number, name in enumerate(self.skeleton.names, 1):
            if not name.strip():
                return NAMELESS.filled(n=number)
            if name.strip().casefold() in seen:
                return TWICE.filled(name=name)
            seen.add(name.strip().casefold())
        return None

    def replaced(self, skeleton: Skeleton) -> TemplateDraft:
        """Another template in its place.

        With as many joints it is the same ones under other names; else those of the same names.
        """
        if len(skeleton) == len(self.skeleton):
            return replace(self, skeleton=skeleton)
        names = {n.casefold(): o for n, o in zip(self.skeleton.names, self.origins, strict=True)}
        origins = tuple(names.get(name.casefold()) for name in skeleton.names)
        return replace(self, skeleton=skeleton, origins=origins)

    def with_joint(self) -> TemplateDraft:
        """One more joint, at the end and in the middle, with a name to be changed."""
        number = len(self.skeleton) + 1
        while f"p{number}" in self.skeleton.names:
            number += 1
        names = (*self.skeleton.names, f"p{number}")
        grown = replace(self.skeleton, names=names, layout=(*self.skeleton.layout, _MIDDLE))
        return replace(self, skeleton=grown, origins=(*self.origins, None))

    def without_joint(self, index: int) -> TemplateDraft:
        """Without one; the last one stays."""
        if len(self.skeleton) == 1:
            return self
        origins = self.origins[:index] + self.origins[index + 1 :]
        return replace(self, skeleton=without_joint(self.skeleton, index), origins=origins)

    def shifted(self, index: int, by: int) -> TemplateDraft:
        """A joint one place further up (-1) or down (1), as far as there are places."""
        to = index + by
        if not 0 <= to < len(self.skeleton):
            return self
        order = list(range(len(self.skeleton)))
        order[index], order[to] = order[to], order[index]
        return self._in_order(order)

    def _in_order(self, order: Sequence[int]) -> TemplateDraft:
        origins = tuple(self.origins[i] for i in order)
        return replace(self, skeleton=reordered(self.skeleton, order), origins=origins)

    def renamed(self, index: int, name: str) -> TemplateDraft:
        """A joint called otherwise; pairs follow names where those speak of left and right."""
        names = list(self.skeleton.names)
        before = flips_of(names)
        names[index] = name
        told = flips_of(names)
        known = {i for pair in told for i in pair}
        chosen = (pair for pair in self.skeleton.flips if pair not in before)
        others = [pair for pair in chosen if known.isdisjoint(pair)]
        renamed = replace(self.skeleton, names=tuple(names), flips=(*told, *others))
        return replace(self, skeleton=renamed)

    def joined(self, a: int, b: int) -> TemplateDraft:
        """Two joints joined by a line, or apart again if they were."""
        edges = self.skeleton.edges
        kept = tuple(edge for edge in edges if set(edge) != {a, b})
        if len(kept) == len(edges) and a != b:
            kept = (*kept, (a, b))
        return self._with(edges=kept)

    def paired(self, a: int, b: int | None) -> TemplateDraft:
        """Two joints change places in a mirror, `a` the left one; None: `a` with nobody."""
        kept = [pair for pair in self.skeleton.flips if not {a, b} & set(pair)]
        if b is not None and a != b:
            kept.append((a, b))
        return self._with(flips=tuple(kept))

    def moved(self, index: int, x: float, y: float) -> TemplateDraft:
        """A joint at another place of the layout."""
        layout = list(self.skeleton.layout)
        layout[index] = (round(min(max(x, 0.0), 1.0), 3), round(min(max(y, 0.0), 1.0), 3))
        return self._with(layout=tuple(layout))

    def tinted(self, *, by_side: bool) -> TemplateDraft:
        """With other tints left and right, or without."""
        return self._with(by_side=by_side)

    def _with(self, **parts: object) -> TemplateDraft:
        return replace(self, skeleton=replace(self.skeleton, **parts))  # type: ignore[arg-type]  # fields by name
