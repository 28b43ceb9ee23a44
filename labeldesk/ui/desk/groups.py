"""Objects of the open image that belong together."""

from __future__ import annotations

from labeldesk.domain.text import QT_TRANSLATE_NOOP, counted
from labeldesk.editing import groups
from labeldesk.ui.desk.chosen import Chosen

GROUP = QT_TRANSLATE_NOOP("History", "Group")
UNGROUP = QT_TRANSLATE_NOOP("History", "Ungroup")
_GROUPED = QT_TRANSLATE_NOOP("Objects", "{n} objects are a group now")
_ALREADY = QT_TRANSLATE_NOOP("Objects", "These objects are a group already")
_FREED = QT_TRANSLATE_NOOP("Objects", "{n} object is in no group any more")
_FREED_MANY = QT_TRANSLATE_NOOP("Objects", "{n} objects are in no group any more")
_SELECTED = QT_TRANSLATE_NOOP("Objects", "The whole group is selected: {n} objects")


class Groups(Chosen):
    """The `groups` of the desk."""

    def group(self) -> None:
        """The selection as one group."""
        change = self._change(GROUP, lambda d, by: groups.grouped(d, self._selection, by))
        n = sum(after is not None and after.group is not None for _, after in change.steps.values())
        self._voice.toast(_GROUPED.filled(n=n) if n else _ALREADY)

    def ungroup(self) -> None:
        """The selection out of its groups."""
        change = self._change(UNGROUP, lambda d, by: groups.ungrouped(d, self._selection, by))
        if change:
            self._voice.toast(counted(len(change.steps), _FREED, _FREED_MANY))

    def select(self) -> None:
        """All objects of the groups that the selected ones are in."""
        session = self._workspace.shown.session
        if session is not None:
            self._select((*self._selection, *groups.members(session.document, self._selection)))
            self._voice.toast(_SELECTED.filled(n=len(self._selection)))
