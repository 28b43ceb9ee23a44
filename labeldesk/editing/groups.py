"""Objects of an image that belong together: a number that they share."""

from __future__ import annotations

from collections import Counter

from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.ids import AnnotationId
from labeldesk.editing.operations import By, Ids, free, next_group, present, revised

TWO = 2


def grouped(document: Document, ids: Ids, by: By) -> ChangeSet:
    """The objects as one group, out of those they were in; nothing if they are just that."""
    chosen = free(document, ids)
    before = {one.group for one in chosen}
    is_whole = len(before) == 1 and None not in before
    if len(chosen) < TWO or (is_whole and len(members(document, ids)) == len(chosen)):
        return ChangeSet()
    number = next_group(document)
    change = revised(chosen, lambda _: {"group": number}, by)
    return _without_single(document, change, before, by)


def ungrouped(document: Document, ids: Ids, by: By) -> ChangeSet:
    """The objects out of their groups; one that would be left alone in a group leaves too."""
    chosen = [one for one in free(document, ids) if one.group is not None]
    change = revised(chosen, lambda _: {"group": None}, by)
    return _without_single(document, change, {one.group for one in chosen}, by)


def members(document: Document, ids: Ids) -> list[AnnotationId]:
    """Every object of the groups that these are in."""
    groups = {one.group for one in present(document, ids)} - {None}
    return [one.id for one in document.values() if one.group in groups]


def _without_single(
    document: Document, change: ChangeSet, groups: set[int | None], by: By
) -> ChangeSet:
    after = change.applied_to(document)
    counts = Counter(one.group for one in after.values() if one.group in groups)
    single = {group for group, n in counts.items() if n == 1 and group is not None}
    alone = [one for one in after.values() if one.group in single and not one.locked]
    return change.then(revised(alone, lambda _: {"group": None}, by))
