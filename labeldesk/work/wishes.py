"""What is wanted of an export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from labeldesk.domain.problem import UsageError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.port import Codec, Option, chosen
from labeldesk.formats.registry import registry
from labeldesk.work.dividing import Division, Grouping
from labeldesk.work.framing import Framing
from labeldesk.work.pictures import COPIES, COPY, LINK, NONE, PATH, checked_mode, has_place
from labeldesk.work.recasting import Recast

_MADE = QT_TRANSLATE_NOOP("Work", "Images of another size are written anew, not linked or listed")
STATES = ("labelled", "done", "todo", "accepted", "all")


@dataclass(frozen=True, slots=True)
class Export:
    """What is wanted: the format and its options, where to, which images, how split.

    `state` is one of `STATES`: labelled (annotated or done, the default), done, todo,
    accepted by a reviewer, all. Excluded images never go out. `pictures` is one of `MODES`: what
    becomes of the image files.
    """

    format: str
    out: Path
    options: Mapping[str, Option] = field(default_factory=dict)
    state: str = "labelled"
    shares: Mapping[str, float] = field(default_factory=dict)
    seed: int = 0
    overwrite: bool = False
    pictures: str = NONE
    recast: Recast = field(default_factory=Recast)
    framing: Framing = field(default_factory=Framing)
    grouping: Grouping = field(default_factory=Grouping)

    def check(self) -> None:
        """`UsageError` for what cannot be, whatever is there."""
        codec_of(self)
        self.grouping.check()
        self.recast.check()
        self.framing.check()
        if not self.framing.is_none and self.mode in (LINK, PATH):
            raise UsageError(_MADE)

    @property
    def mode(self) -> str:
        """What becomes of the image files, also as older wishes say it."""
        is_asked = self.options.get(COPIES, False) in (True, "yes", "true", "1")
        is_asked |= not self.framing.is_none
        return COPY if self.pictures == NONE and is_asked else checked_mode(self.pictures)

    @property
    def division(self) -> Division:
        """How the images are split."""
        return Division(self.shares, self.seed, self.grouping)


def codec_of(wish: Export) -> tuple[Codec, dict[str, Option]]:
    """The codec, and its options over their defaults; `UsageError` for a wrong wish."""
    codec = registry().get(wish.format)
    mode, given = wish.mode, dict(wish.options)
    if has_place(codec):
        given[COPIES] = mode in (COPY, LINK)
    elif mode != NONE:
        given.pop(COPIES, None)
    return codec, chosen(codec, given)
