"""Object menu: what is done to the selection."""

from __future__ import annotations

from collections.abc import Callable

from labeldesk.actions import reasons
from labeldesk.actions.action import Action, Scope
from labeldesk.actions.desk import Desk
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text

_ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
_NUDGE = QT_TRANSLATE_NOOP("Actions", "Move selection {direction} by {pixels} px")
_DIRECTIONS = {
    "left": QT_TRANSLATE_NOOP("Actions", "left"),
    "right": QT_TRANSLATE_NOOP("Actions", "right"),
    "up": QT_TRANSLATE_NOOP("Actions", "up"),
    "down": QT_TRANSLATE_NOOP("Actions", "down"),
}


def _nudge(dx: int, dy: int) -> Callable[[Desk], None]:
    return lambda desk: desk.objects.nudge(dx, dy)


def _flag(name: str, title: Text, keys: tuple[str, ...] = ()) -> Action:
    def toggle(desk: Desk) -> None:
        desk.objects.toggle_flag(name)

    return Action(
        id=f"object.{name}",
        title=title,
        run=toggle,
        menu="object",
        group=3,
        keys=keys,
        when=reasons.selection,
        checked=lambda facts: name in facts.flags,
    )


ROWS = (
    Action(
        id="object.edit-class",
        title=QT_TRANSLATE_NOOP("Actions", "Change class…"),
        run=lambda desk: desk.objects.edit_class(),
        menu="object",
        group=2,
        keys=("Enter", "Ctrl+E"),
        scope=Scope.SELECTION,
        when=reasons.selection,
        keywords="relabel rename",
    ),
    Action(
        id="object.edit-attributes",
        title=QT_TRANSLATE_NOOP("Actions", "Edit attributes"),
        run=lambda desk: desk.attributes.edit(),
        menu="object",
        group=2,
        keys=("Shift+E",),
        when=reasons.fresh,
        icon="pencil",
        keywords="values properties flags fields",
    ),
    Action(
        id="class.pick",
        title=QT_TRANSLATE_NOOP("Actions", "Choose class…"),
        run=lambda desk: desk.classes.pick(),
        menu="object",
        group=2,
        keys=("/",),
        when=reasons.image,
        keywords="label current new",
    ),
    Action(
        id="class.add",
        title=QT_TRANSLATE_NOOP("Actions", "New class…"),
        run=lambda desk: desk.classes.add(),
        menu="object",
        group=2,
        when=reasons.writable,
        icon="plus",
    ),
    Action(
        id="class.edit",
        title=QT_TRANSLATE_NOOP("Actions", "Edit class…"),
        run=lambda desk: desk.classes.edit(),
        menu="object",
        group=2,
        when=reasons.classes,
        icon="pencil",
        keywords="attributes colour color key alias guideline rename",
    ),
    Action(
        id="class.move-up",
        title=QT_TRANSLATE_NOOP("Actions", "Move the current class up"),
        run=lambda desk: desk.classes.move(-1),
        menu="object",
        group=2,
        when=reasons.several_classes,
        keywords="order sort list yolo number",
    ),
    Action(
        id="class.move-down",
        title=QT_TRANSLATE_NOOP("Actions", "Move the current class down"),
        run=lambda desk: desk.classes.move(1),
        menu="object",
        group=2,
        when=reasons.several_classes,
        keywords="order sort list yolo number",
    ),
    Action(
        id="class.load-list",
        title=QT_TRANSLATE_NOOP("Actions", "Load a class list…"),
        run=lambda desk: desk.classes.load_list(),
        menu="object",
        group=2,
        when=reasons.writable,
        keywords="classes.txt names predefined",
    ),
    _flag("difficult", QT_TRANSLATE_NOOP("Actions", "Difficult"), ("Shift+Q",)),
    _flag("truncated", QT_TRANSLATE_NOOP("Actions", "Truncated"), ("Alt+Q",)),
    _flag("occluded", QT_TRANSLATE_NOOP("Actions", "Occluded"), ("Q",)),
    _flag("crowd", QT_TRANSLATE_NOOP("Actions", "Crowd")),
    Action(
        id="object.lock",
        title=QT_TRANSLATE_NOOP("Actions", "Lock"),
        run=lambda desk: desk.objects.toggle_locked(),
        menu="object",
        group=4,
        keys=("L",),
        when=reasons.selection,
        checked=lambda facts: facts.all_locked,
        icon="lock",
    ),
    Action(
        id="object.hide",
        title=QT_TRANSLATE_NOOP("Actions", "Hide"),
        run=lambda desk: desk.objects.hide(),
        menu="object",
        group=4,
        keys=("H",),
        when=reasons.selection,
        icon="eye-off",
    ),
    Action(
        id="object.show-all",
        title=QT_TRANSLATE_NOOP("Actions", "Show hidden objects"),
        run=lambda desk: desk.objects.show_all(),
        menu="object",
        group=4,
        keys=("Shift+H",),
        when=reasons.hidden,
        icon="eye",
    ),
    Action(
        id="object.group",
        title=QT_TRANSLATE_NOOP("Actions", "Group objects"),
        run=lambda desk: desk.groups.group(),
        menu="object",
        group=5,
        keys=("G",),
        when=reasons.several,
        icon="group",
        keywords="together belong",
    ),
    Action(
        id="object.ungroup",
        title=QT_TRANSLATE_NOOP("Actions", "Ungroup objects"),
        run=lambda desk: desk.groups.ungroup(),
        menu="object",
        group=5,
        keys=("Shift+G",),
        when=reasons.grouped,
    ),
    Action(
        id="object.select-group",
        title=QT_TRANSLATE_NOOP("Actions", "Select group"),
        run=lambda desk: desk.groups.select(),
        menu="object",
        group=5,
        when=reasons.of_group,
        keywords="members all",
    ),
    Action(
        id="object.lower",
        title=QT_TRANSLATE_NOOP("Actions", "Send backward"),
        run=lambda desk: desk.objects.raise_(-1),
        menu="object",
        group=6,
        keys=("[",),
        scope=Scope.SELECTION,
        when=reasons.selection,
    ),
    Action(
        id="object.raise",
        title=QT_TRANSLATE_NOOP("Actions", "Bring forward"),
        run=lambda desk: desk.objects.raise_(1),
        menu="object",
        group=6,
        keys=("]",),
        scope=Scope.SELECTION,
        when=reasons.selection,
    ),
    Action(
        id="object.next",
        title=QT_TRANSLATE_NOOP("Actions", "Next object"),
        run=lambda desk: desk.objects.cycle(1),
        menu="object",
        group=7,
        keys=("Tab",),
        when=reasons.objects,
        repeats=True,
    ),
    Action(
        id="object.previous",
        title=QT_TRANSLATE_NOOP("Actions", "Previous object"),
        run=lambda desk: desk.objects.cycle(-1),
        menu="object",
        group=7,
        keys=("Shift+Tab",),
        when=reasons.objects,
        repeats=True,
    ),
    *(
        Action(
            id=f"object.nudge-{name}{'' if by == 1 else '-10'}",
            title=_NUDGE.filled(direction=_DIRECTIONS[name], pixels=by),
            run=_nudge(dx * by, dy * by),
            keys=(f"{'' if by == 1 else 'Shift+'}{name.capitalize()}",),
            scope=Scope.SELECTION,
            when=reasons.selection,
            repeats=True,
            in_palette=False,
        )
        for by in (1, 10)
        for name, (dx, dy) in _ARROWS.items()
    ),
)
