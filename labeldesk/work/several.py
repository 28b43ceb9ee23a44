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
    """Images that get another state, and their places in the catalogue."""

    change: StateChange
    places: Places

    def follow(self, images: Catalogue) -> None:
        """Remember how far they are now, before the disk has answered."""
        after = [step[1] for step in self.change.states.values()]
        bytes_ = {state: state_byte(state) for state in set(after)}
        images.states[self.places] = np.array([bytes_[state] for state in after], np.uint8)


def marked(images: Catalogue, places: Places, *, done: bool) -> Marking:
    """Those that are not yet so become done, or to do."""
    others = places[(images.states[places] & DONE != 0) != done]
    return _changed(images, others, lambda state: replace(state, done=done))


def excluded(images: Catalogue, places: Places, *, on: bool) -> Marking:
    """Those that are not yet so are excluded, or taken in again."""
    others = places[(images.states[places] & EXCLUDED != 0) != on]
    return _changed(images, others, lambda state: replace(state, excluded=on))


def _changed(images: Catalogue, places: Places, to: Callable[[ImageState], ImageState]) -> Marking:
    """Of many images most share one state: each is made once."""
    states = _states(images, places)
    steps = {state: (state, to(state)) for state in set(states)}
    ids = ids_at(images, places)
    made = {image_id: steps[state] for image_id, state in zip(ids, states, strict=True)}
    return Marking(StateChange(made), places)


def _states(images: Catalogue, places: Places) -> list[ImageState]:
    bytes_ = images.states[places]
    plain = {byte: state_of(byte) for byte in np.unique(bytes_).tolist()}
    states = [plain[byte] for byte in bytes_.tolist()]
    for n in np.flatnonzero(np.isin(places, list(images.comments))).tolist():
        states[n] = images.state(int(places[n]))
    return states
