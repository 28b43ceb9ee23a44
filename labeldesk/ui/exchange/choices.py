"""What the export dialog offers beside the format: which images, which split, which folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from labeldesk.domain.image import Review
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.manifest import MANIFEST
from labeldesk.storage.records import DONE, EXCLUDED, state_of
from labeldesk.ui.dialogs.split_bar import Share
from labeldesk.ui.widgets.drop_down import Option
from labeldesk.work.catalogue import Catalogue
from labeldesk.work.wishes import STATES

NONE = "none"
SPLITS: Mapping[str, Mapping[str, float]] = {
    NONE: {},
    "two": {"train": 0.8, "val": 0.2},
    "three": {"train": 0.7, "val": 0.2, "test": 0.1},
}
_SPLITS: dict[str, Text] = {
    NONE: QT_TRANSLATE_NOOP("Exchange", "No split"),
    "two": QT_TRANSLATE_NOOP("Exchange", "80 % train, 20 % val"),
    "three": QT_TRANSLATE_NOOP("Exchange", "70 % train, 20 % val, 10 % test"),
}
_STATES: dict[str, Text] = {
    "labelled": QT_TRANSLATE_NOOP("Exchange", "With objects or done"),
    "done": QT_TRANSLATE_NOOP("Exchange", "Done"),
    "todo": QT_TRANSLATE_NOOP("Exchange", "To do"),
    "accepted": QT_TRANSLATE_NOOP("Exchange", "Accepted"),
    "all": QT_TRANSLATE_NOOP("Exchange", "All images"),
}
_OF = QT_TRANSLATE_NOOP("Exchange", "{n} of {total}")
_MOST_NAMES = 1_000


def state_counts(catalogue: Catalogue) -> dict[str, int]:
    """How many images each of `STATES` lets through; excluded ones never go out."""
    states = np.asarray(catalogue.states)
    accepted = [b for b in np.unique(states) if state_of(int(b)).review is Review.ACCEPTED]
    here, done = (states & EXCLUDED) == 0, (states & DONE) != 0
    masks = {
        "labelled": done | (np.asarray(catalogue.counts) > 0),
        "done": done,
        "todo": ~done,
        "accepted": np.isin(states, accepted),
        "all": np.ones(len(states), dtype=bool),
    }
    return {name: int(np.count_nonzero(masks[name] & here)) for name in STATES}


def state_options(counts: Mapping[str, int], total: int) -> tuple[Option, ...]:
    """Which images, each with its count."""
    return tuple(
        Option(name, _STATES[name], _OF.filled(n=counts[name], total=total)) for name in STATES
    )


def split_options() -> tuple[Option, ...]:
    """None, two or three parts."""
    return tuple(Option(name, words) for name, words in _SPLITS.items())


def shares_of(split: str, images: int) -> tuple[Share, ...]:
    """The parts of a split with their counts."""
    return tuple(Share(name, s, round(s * images)) for name, s in SPLITS[split].items())


def counted_shares(parts: Mapping[str, int]) -> tuple[Share, ...]:
    """The parts as the images really fall."""
    total = sum(parts.values()) or 1
    return tuple(Share(name, count / total, count) for name, count in parts.items())


def usual_folder(root: Path, format_id: str) -> Path:
    """A sibling of the images' folder: FOLDER-FORMAT, where nothing else lies; an earlier export
    there is replaced. In a place that cannot be written to, the user's own folder.
    """
    parent = root.parent if os.access(root.parent, os.W_OK) else Path.home()
    first = parent / f"{root.name}-{format_id}"
    for number in range(1, _MOST_NAMES):
        folder = first if number == 1 else first.with_name(f"{first.name}-{number}")
        if not folder.exists() or (folder / MANIFEST).is_file():
            return folder
    return first
