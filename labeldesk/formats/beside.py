"""What annotation files lie beside the images of a folder: the question of the import bar."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import Text
from labeldesk.formats.mirror import MIRRORED
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry


@dataclass(frozen=True, slots=True)
class Beside:
    """Files of one format: how many, how sure (0..1) and why, and whether a live mirror can
    keep them in step.
    """

    format: str
    title: Text
    files: int
    fit: float
    reason: Text

    @property
    def can_mirror(self) -> bool:
        """Whether `Mirror` knows the format."""
        return self.format in MIRRORED


def sniff_folder(root: Path, cancel: Cancel | None = None) -> tuple[Beside, ...]:
    """The formats found, the best fit first. Lists the folder and reads a few beginnings;
    nothing is imported. Call it off the UI thread: 100,000 files take about half a second.
    """
    source_root, files = Source.files_of(root, cancel)
    found = registry().sniffed(Source(root=source_root, files=files))
    return tuple(
        Beside(codec.id, codec.title, sniff.files, sniff.fit, sniff.reason)
        for codec, sniff in found
    )
