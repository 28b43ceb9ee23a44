"""What a deed on several images at once changes: values, made without asking the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.changes import StateChange
from labeldesk.domain.ids import ImageId
from labeldesk.domain.image import ImageState
from labeldesk.storage.records import DONE, EXCLUDED, state_byte, state_of
from labeldesk.work.catalogue import Catalogue

Places = NDArray[np.intp]


def ids_at(images: Catalogue, places: Places) -> tuple[ImageId, ...]:
    """The ids of the images in those places."""
    return tuple(map(ImageId, images.ids[places].tolist()))


def are_done(images: Catalogue, places: Places) -> bool:
    """Whether all of them are done."""
    return bool((images.states[places] & DONE).all())


def are_excluded(images: Catalogue, places: Places) -> bool:
    """Whether all of them are excluded."""
    return bool((images.states[places] & EXCLUDED).all())


@dataclass(frozen=True, slots=True)
class Marking:
    """Images that get another state, their places in the catalogue and their state bytes then."""

    change: StateChange
    places: Places
    after: NDArray[np.uint8]

    def follow(self, images: Catalogue) -> None:
        """Remember how far they are now, before the disk has answered."""
        images.states[self.places] = self.after


def marked(images: Catalogue, places: Places, *, done: bool) -> Marking:
    """Those that are not yet so become done, or to do."""
    others = places[(images.states[places] & DONE != 0) != done]
    return _changed(images, others, lambda state: replace(state, done=done))


def excluded(images: Catalogue, places: Places, *, on: bool) -> Marking:
    """Those that are not yet so are excluded, or taken in again."""
    others = places[(images.states[places] & EXCLUDED != 0) != on]
    return _changed(images, others, lambda state: replace(state, excluded=on))


def _changed(images: Catalogue, places: Places, to: Callable[[ImageState], ImageState]) -> Marking:
    """Most of many images share one state: each is made once."""
    before = images.states[places]
    steps: dict[int, tuple[ImageState, ImageState]] = {}
    bytes_ = np.zeros(256, np.uint8)
    for byte in np.unique(before).tolist():
        state = state_of(byte)
        steps[byte] = (state, to(state))
        bytes_[byte] = state_byte(steps[byte][1])
    each = [steps[byte] for byte in before.tolist()]
    for n in np.flatnonzero(np.isin(places, list(images.comments))).tolist():
        state = images.state(int(places[n]))
        each[n] = (state, to(state))
    change = StateChange(dict(zip(ids_at(images, places), each, strict=True)))
    return Marking(change, places, bytes_[before])
