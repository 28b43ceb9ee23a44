"""Image menu: going through the folder, states, classes by digit."""

from __future__ import annotations

from collections.abc import Callable

from labeldesk.actions import reasons
from labeldesk.actions.action import Action, Scope
from labeldesk.actions.desk import Desk
from labeldesk.domain.classes import DIGITS
from labeldesk.domain.text import QT_TRANSLATE_NOOP

_DIGIT = QT_TRANSLATE_NOOP("Actions", "Class on key {digit}")
_FRESH = QT_TRANSLATE_NOOP("Actions", "Make the new object the class on key {digit}")


def _digit(digit: str) -> Callable[[Desk], None]:
    return lambda desk: desk.classes.digit(digit)


def _relabel(digit: str) -> Callable[[Desk], None]:
    return lambda desk: desk.classes.relabel_fresh(digit)


ROWS = (
    Action(
        id="image.next",
        title=QT_TRANSLATE_NOOP("Actions", "Next image"),
        run=lambda desk: desk.images.step(1),
        menu="image",
        keys=("D",),
        when=reasons.image,
        icon="next",
        repeats=True,
        keywords="forward",
    ),
    Action(
        id="image.previous",
        title=QT_TRANSLATE_NOOP("Actions", "Previous image"),
        run=lambda desk: desk.images.step(-1),
        menu="image",
        keys=("A",),
        when=reasons.image,
        icon="previous",
        repeats=True,
        keywords="back",
    ),
    Action(
        id="image.next-to-do",
        title=QT_TRANSLATE_NOOP("Actions", "Next image to do"),
        run=lambda desk: desk.images.next_to_do(1),
        menu="image",
        keys=("Shift+D",),
        when=reasons.image,
        repeats=True,
        keywords="unlabelled open",
    ),
    Action(
        id="image.previous-to-do",
        title=QT_TRANSLATE_NOOP("Actions", "Previous image to do"),
        run=lambda desk: desk.images.next_to_do(-1),
        menu="image",
        keys=("Shift+A",),
        when=reasons.image,
        repeats=True,
    ),
    Action(
        id="image.forward-10",
        title=QT_TRANSLATE_NOOP("Actions", "Ten images on"),
        run=lambda desk: desk.images.step(10),
        menu="image",
        keys=("PageDown",),
        when=reasons.image,
        repeats=True,
    ),
    Action(
        id="image.back-10",
        title=QT_TRANSLATE_NOOP("Actions", "Ten images back"),
        run=lambda desk: desk.images.step(-10),
        menu="image",
        keys=("PageUp",),
        when=reasons.image,
        repeats=True,
    ),
    Action(
        id="image.first",
        title=QT_TRANSLATE_NOOP("Actions", "First image"),
        run=lambda desk: desk.images.first(),
        menu="image",
        keys=("Home",),
        when=reasons.image,
    ),
    Action(
        id="image.last",
        title=QT_TRANSLATE_NOOP("Actions", "Last image"),
        run=lambda desk: desk.images.last(),
        menu="image",
        keys=("End",),
        when=reasons.image,
    ),
    Action(
        id="image.go-to",
        title=QT_TRANSLATE_NOOP("Actions", "Go to image…"),
        run=lambda desk: desk.images.go_to(),
        menu="image",
        keys=("Ctrl+G",),
        when=reasons.image,
        keywords="find name number search",
    ),
    Action(
        id="image.mark-done",
        title=QT_TRANSLATE_NOOP("Actions", "Mark done"),
        run=lambda desk: desk.images.toggle_done(),
        menu="image",
        group=1,
        keys=("Space",),
        on_release=True,
        when=reasons.writable,
        checked=lambda facts: facts.image_done,
        icon="check",
        keywords="verify verified finished nothing here empty",
    ),
    Action(
        id="image.done-and-next",
        title=QT_TRANSLATE_NOOP("Actions", "Mark done and go on"),
        run=lambda desk: desk.images.done_and_next(),
        menu="image",
        group=1,
        keys=("Shift+Space",),
        when=reasons.writable,
    ),
    Action(
        id="image.exclude",
        title=QT_TRANSLATE_NOOP("Actions", "Exclude image"),
        run=lambda desk: desk.images.toggle_excluded(),
        menu="image",
        group=1,
        keys=("Ctrl+Shift+Delete",),
        when=reasons.writable,
        checked=lambda facts: facts.image_excluded,
        keywords="skip delete bin remove",
    ),
    Action(
        id="image.next-frame",
        title=QT_TRANSLATE_NOOP("Actions", "Next frame"),
        run=lambda desk: desk.display.step_frame(1),
        menu="image",
        group=2,
        keys=("Alt+D",),
        when=reasons.frames,
        repeats=True,
        keywords="page slice animation",
    ),
    Action(
        id="image.previous-frame",
        title=QT_TRANSLATE_NOOP("Actions", "Previous frame"),
        run=lambda desk: desk.display.step_frame(-1),
        menu="image",
        group=2,
        keys=("Alt+A",),
        when=reasons.frames,
        repeats=True,
        keywords="page slice animation",
    ),
    Action(
        id="image.add-caption",
        title=QT_TRANSLATE_NOOP("Actions", "Add caption…"),
        run=lambda desk: desk.captions.add(),
        menu="image",
        group=2,
        keys=("Shift+T",),
        when=reasons.writable,
        icon="caption",
        keywords="text describe description sentence",
    ),
    Action(
        id="image.look-again",
        title=QT_TRANSLATE_NOOP("Actions", "Look for new images"),
        run=lambda desk: desk.images.look_for_new(),
        menu="image",
        group=2,
        keys=("Shift+F5",),
        when=reasons.image,
        keywords="reload refresh rescan update folder files",
    ),
    Action(
        id="grid.exclude",
        title=QT_TRANSLATE_NOOP("Actions", "Exclude in the grid"),
        run=lambda desk: desk.images.toggle_excluded(),
        keys=("X",),
        scope=Scope.GRID,
        when=reasons.excludable,
        in_palette=False,
    ),
    Action(
        id="grid.select-all",
        title=QT_TRANSLATE_NOOP("Actions", "Select all images"),
        run=lambda desk: desk.images.select_all(),
        menu="image",
        group=2,
        keys=("Ctrl+A",),
        scope=Scope.GRID,
        when=reasons.grid,
        keywords="grid everything",
    ),
    Action(
        id="grid.select-current",
        title=QT_TRANSLATE_NOOP("Actions", "Select the current image alone"),
        run=lambda desk: desk.images.select_current(),
        menu="image",
        group=2,
        keys=("Escape",),
        scope=Scope.GRID,
        when=reasons.several_images,
        keywords="grid none deselect",
    ),
    *(
        Action(
            id=f"class.digit-{digit}",
            title=_DIGIT.filled(digit=digit),
            run=_digit(digit),
            keys=(digit,),
            when=reasons.image,
            in_palette=False,
        )
        for digit in DIGITS
    ),
    *(
        Action(
            id=f"class.relabel-{digit}",
            title=_FRESH.filled(digit=digit),
            run=_relabel(digit),
            keys=(f"Ctrl+{digit}",),
            when=reasons.fresh,
            in_palette=False,
        )
        for digit in DIGITS[:9]
    ),
)
