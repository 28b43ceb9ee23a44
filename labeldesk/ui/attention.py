"""What a model is to look at beside a run: the open image, then those that come next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from labeldesk.domain.ids import ImageId
from labeldesk.suggest.batch import ImageFailure, Lane
from labeldesk.ui.workspace import Workspace

AHEAD = 2
"""So many images are looked at before they are opened."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The open image, None if it needs no look; those that come next, nearest first."""

    open: ImageId | None
    ahead: tuple[ImageId, ...]


class Attention(QObject):
    """No image is looked at twice. What comes next is what the filter lets through, forward until
    somebody goes back, and the other way at the end.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._seen: set[ImageId] = set()
        self._vain: set[ImageId] = set()  # failed before they were opened
        self._before = 0
        self._direction = 1
        workspace.opened.connect(self._opened)
        workspace.current_changed.connect(self._went)
        workspace.listed.grown.connect(self._moved)

    def wanted(self) -> Wanted:
        """What has not been looked at of the open image and those that come next, done ones left
        out.
        """
        workspace = self._workspace
        known = self._seen | self._vain
        near = self._next(self._direction) or self._next(-self._direction)
        is_new = not workspace.state.done and workspace.image_id not in self._seen
        return Wanted(
            workspace.image_id if is_new else None, tuple(one for one in near if one not in known)
        )

    def answered(self, image_id: ImageId) -> None:
        """It was looked at."""
        self._seen.add(image_id)

    def failed(self, failure: ImageFailure) -> bool:
        """It has no answer; gives whether that matters now. What was looked at ahead in vain is
        looked at again when it is opened.
        """
        workspace, image_id = self._workspace, failure.image_id
        is_open = workspace.is_open and image_id == workspace.image_id
        matters = is_open or failure.lane is not Lane.PREFETCH
        (self._seen if matters else self._vain).add(image_id)
        return matters

    def again(self, image_id: ImageId) -> None:
        """What was seen on it does not count any more."""
        self._seen.discard(image_id)
        self._vain.discard(image_id)

    def start_over(self) -> None:
        """Nothing has been looked at: there is another model, or another project."""
        self._seen.clear()
        self._vain.clear()

    def _next(self, direction: int) -> list[ImageId]:
        return self._workspace.listed.ahead(AHEAD * direction)

    def _opened(self) -> None:
        self._before, self._direction = self._workspace.index, 1

    def _went(self, index: int) -> None:
        if index != self._before:
            self._direction = self._workspace.listed.sieve.direction(self._before, index)
            self._before = index

    def _moved(self) -> None:
        self._before = self._workspace.index  # the same image, at another place
