"""What is remembered of models beside their recipes: the device wished, the speed measured here."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from labeldesk.settings.json_file import read_object, write_object

FILE = "notes.json"
KEPT = 50  # times of the last images
_LONGEST_S = 1e6


@dataclass(frozen=True, slots=True)
class ModelNote:
    """`device` is what the user wishes (a key of `session.DEVICES`), `ran_on` the provider that
    the last images really ran on, `seconds` what the model took for each of them.
    """

    device: str = "auto"
    ran_on: str = ""
    seconds: tuple[float, ...] = ()

    @property
    def ms(self) -> float | None:
        """The median of the last images."""
        return statistics.median(self.seconds) * 1000 if self.seconds else None


class ModelNotes:
    """The notes of one models folder, by digest. Touches the disk: not on the UI thread."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def all(self) -> dict[str, ModelNote]:
        """Every note; what cannot be read is forgotten."""
        found, _ = read_object(self._path)
        return {sha256: _read(value) for sha256, value in found.items() if isinstance(value, dict)}

    def wish(self, sha256: str, device: str) -> None:
        """Remember on what that model is to run; times of another device no longer count."""
        notes = self.all()
        self._write({**notes, sha256: ModelNote(device)})

    def measured(self, sha256: str, ran_on: str, seconds: Sequence[float]) -> None:
        """Remember what images took, after those before on the same device."""
        notes = self.all()
        note = notes.get(sha256, ModelNote())
        before = note.seconds if note.ran_on == ran_on else ()
        times = (*before, *seconds)[-KEPT:]
        self._write({**notes, sha256: replace(note, ran_on=ran_on, seconds=times)})

    def forget(self, sha256: str) -> None:
        """The model is gone."""
        notes = self.all()
        if notes.pop(sha256, None) is not None:
            self._write(notes)

    def _write(self, notes: Mapping[str, ModelNote]) -> None:
        plain = {
            sha256: {
                "device": note.device,
                "ran_on": note.ran_on,
                "seconds": [round(one, 6) for one in note.seconds],
            }
            for sha256, note in notes.items()
        }
        write_object(self._path, plain)


def _read(value: Mapping[str, Any]) -> ModelNote:
    device, ran_on, seconds = (value.get(key) for key in ("device", "ran_on", "seconds"))
    times = seconds if isinstance(seconds, list) else []
    sound = [float(t) for t in times if isinstance(t, int | float) and 0 <= t < _LONGEST_S]
    return ModelNote(
        device if isinstance(device, str) else "auto",
        ran_on if isinstance(ran_on, str) else "",
        tuple(sound[-KEPT:]),
    )
