"""The action table: every row, in the order in which menus show them."""

from __future__ import annotations

from labeldesk.actions.action import Action
from labeldesk.actions.table import (
    edit,
    file,
    images,
    keypoints,
    learn,
    objects,
    shapes,
    suggest,
    tools,
    view,
)

ACTIONS: tuple[Action, ...] = (
    *file.ROWS,
    *edit.ROWS,
    *images.ROWS,
    *tools.ROWS,
    *objects.ROWS,
    *shapes.ROWS,
    *keypoints.ROWS,
    *suggest.ROWS,
    *learn.ROWS,
    *view.ROWS,
)


def action(action_id: str) -> Action:
    """The row of that id; KeyError if there is none."""
    return _BY_ID[action_id]


_BY_ID = {row.id: row for row in ACTIONS}
