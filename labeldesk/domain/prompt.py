"""What a person showed a model: places that belong to an object, places that do not, a box."""

from __future__ import annotations

from dataclasses import dataclass, replace

from labeldesk.domain.geometry import XY, Rect


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, in pixels of the upright image, and whether the object is there."""

    at: XY
    is_positive: bool = True


@dataclass(frozen=True, slots=True)
class Prompt:
    """Spots and maybe a box around the object."""

    spots: tuple[Spot, ...] = ()
    box: Rect | None = None

    @property
    def shows_something(self) -> bool:
        """Whether it says where the object is, not only where it is not."""
        return self.box is not None or any(spot.is_positive for spot in self.spots)

    @property
    def bounds(self) -> Rect | None:
        """The rectangle around everything that was shown."""
        places = [Rect.spanned(spot.at, spot.at) for spot in self.spots]
        return Rect.enclosing(places if self.box is None else [*places, self.box])

    def with_spot(self, at: XY, *, is_positive: bool = True) -> Prompt:
        """One more place."""
        return replace(self, spots=(*self.spots, Spot(at, is_positive)))

    def with_box(self, box: Rect) -> Prompt:
        """Another box in place of the one before."""
        return replace(self, box=box)
