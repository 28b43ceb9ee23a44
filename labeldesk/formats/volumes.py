"""The files of a format that each tell of many images: which they are, and what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import Text, counted
from labeldesk.formats.port import Head, Sniff, Source
from labeldesk.formats.report import Report
from labeldesk.formats.subjects import images_of

FEW = 50  # files that are looked at when a format is sought


class Volume(Protocol):
    """One file that is open."""

    def images(self) -> Iterator[LabeledImage]:
        """What it holds; raises `UserError` where it is broken."""


def _no(_: bytes) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Volumes:
    """`fit` says how surely the file of a name is one, 0 for no; only those with one of `endings`
    are asked about. `one`, `many` ({n}, {name}) and `none` are said of what was found.
    `is_blank` tells, by its beginning, a file that an export without images leaves.
    """

    endings: tuple[str, ...]
    fit: Callable[[str, Head], float]
    one: Text
    many: Text
    none: Text
    is_blank: Callable[[bytes], bool] = _no

    def among(self, names: Sequence[str], head: Head, most: int | None = None) -> dict[str, float]:
        """How surely each file is one; those that are not are left out. Of many only the first
        `most` are looked at.
        """
        named = [name for name in names if name.lower().endswith(self.endings)][:most]
        fits = {name: self.fit(name, head) for name in named}
        return {name: fit for name, fit in fits.items() if fit > 0}

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By the surest of a few."""
        found = self.among(names, head, FEW)
        if not found:
            return Sniff(0.0, self.none)
        text = counted(len(found), self.one, self.many).filled(name=next(iter(found)))
        return Sniff(max(found.values()), text, len(found))

    def images(
        self, source: Source, report: Report, reader: Callable[[Source, str, Report], Volume]
    ) -> Iterator[LabeledImage]:
        """What `reader` gives of every file; a broken one is reported, and so is it if there is
        none. A file that was asked for by itself is read in any case: that says why it is none.
        """
        found: Sequence[str] = list(self.among(source.files, source.head_of))
        if not found and len(source.files) == 1:
            found = source.files
        elif not found and not any(self.is_blank(source.head_of(name)) for name in source.files):
            report.error(self.none, str(source.root))
        for name in found:
            yield from images_of(partial(_opened, reader, source, name, report), name, report)


def _opened(
    reader: Callable[[Source, str, Report], Volume], source: Source, name: str, report: Report
) -> Iterator[LabeledImage]:
    return reader(source, name, report).images()
