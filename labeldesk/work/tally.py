"""The classes of the open project and how many objects each has, kept in step with edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.ids import ClassId

ClassSteps = Mapping[ClassId, tuple[ImageClass | None, ImageClass | None]]


class Tally:
    """A class list with counts; edits adjust it without asking the disk."""

    def __init__(self, classes: ClassList, counts: Mapping[ClassId, int]) -> None:
        self.classes = classes
        self.counts: Counter[ClassId] = Counter(counts)

    def follow(self, steps: ClassSteps) -> bool:
        """Classes made, changed or removed; whether there were any."""
        for class_id, (_, after) in steps.items():
            if after is None:
                self.classes = self.classes.without([class_id])
            else:
                self.classes = self.classes.with_class(after)
        return bool(steps)

    def count(self, changes: ChangeSet) -> int:
        """Adjust the counts; gives by how many the image's objects grew."""
        grown = 0
        for before, after in changes.steps.values():
            if before is not None:
                self.counts[before.class_id] -= 1
                grown -= 1
            if after is not None:
                self.counts[after.class_id] += 1
                grown += 1
        return grown
