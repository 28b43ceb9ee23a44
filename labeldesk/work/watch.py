"""How a job is watched and stopped, and what it hands back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from labeldesk.domain.image import LabeledImage
from labeldesk.domain.progress import Cancel, Progress, ProgressSink, ignore_progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP

IMAGES = QT_TRANSLATE_NOOP("Work", "images")


@dataclass(frozen=True, slots=True)
class Watch:
    """The eyes on a job: where progress goes, and the wish to stop."""

    progress: ProgressSink = ignore_progress
    cancel: Cancel = field(default_factory=Cancel)


@dataclass
class Count:
    """Images and annotations that went by."""

    images: int = 0
    annotations: int = 0

    def of(
        self, images: Iterable[LabeledImage], watch: Watch, total: int = 0
    ) -> Iterator[LabeledImage]:
        """The same images, counted, with progress told."""
        for image in images:
            watch.cancel.check()
            self.images += 1
            self.annotations += len(image.annotations)
            watch.progress(Progress(self.images, max(total, self.images) if total else 0, IMAGES))
            yield image
