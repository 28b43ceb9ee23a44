"""View and Help menus: how things are looked at, and where to find them."""

from __future__ import annotations

from collections.abc import Callable

from labeldesk.actions import reasons
from labeldesk.actions.action import Action
from labeldesk.actions.desk import Desk
from labeldesk.actions.table.display import ROWS as DISPLAY
from labeldesk.actions.table.look import ROWS as LOOK
from labeldesk.domain.text import QT_TRANSLATE_NOOP


def _zoom(steps: int) -> Callable[[Desk], None]:
    return lambda desk: desk.view.zoom(steps)


ROWS = (
    Action(
        id="view.annotate",
        title=QT_TRANSLATE_NOOP("Actions", "Annotate"),
        run=lambda desk: desk.view.show("annotate"),
        menu="view",
        keys=("F5",),
        when=reasons.image,
        checked=lambda facts: facts.view == "annotate",
    ),
    Action(
        id="view.grid",
        title=QT_TRANSLATE_NOOP("Actions", "Grid"),
        run=lambda desk: desk.view.show("grid"),
        menu="view",
        keys=("F6",),
        when=reasons.image,
        checked=lambda facts: facts.view == "grid",
        keywords="triage thumbnails tags classify",
    ),
    Action(
        id="view.full-screen",
        title=QT_TRANSLATE_NOOP("Actions", "Full screen"),
        run=lambda desk: desk.view.toggle_full_screen(),
        menu="view",
        keys=("F11",),
        checked=lambda facts: facts.full_screen,
    ),
    Action(
        id="view.panels",
        title=QT_TRANSLATE_NOOP("Actions", "Panels"),
        run=lambda desk: desk.view.toggle_panels(),
        menu="view",
        keys=("F9",),
        when=reasons.image,
        keywords="sidebar column hide",
    ),
    Action(
        id="view.auto-advance",
        title=QT_TRANSLATE_NOOP("Actions", "Go on after tagging"),
        run=lambda desk: desk.view.toggle_auto_advance(),
        menu="view",
        when=reasons.image,
        checked=lambda facts: facts.auto_advance,
        keywords="auto advance triage next",
    ),
    Action(
        id="view.zoom-in",
        title=QT_TRANSLATE_NOOP("Actions", "Zoom in"),
        run=_zoom(1),
        menu="view",
        group=1,
        keys=("Ctrl++", "Ctrl+="),
        when=reasons.image,
        repeats=True,
    ),
    Action(
        id="view.zoom-out",
        title=QT_TRANSLATE_NOOP("Actions", "Zoom out"),
        run=_zoom(-1),
        menu="view",
        group=1,
        keys=("Ctrl+-",),
        when=reasons.image,
        repeats=True,
    ),
    Action(
        id="view.fit",
        title=QT_TRANSLATE_NOOP("Actions", "Fit image"),
        run=lambda desk: desk.view.fit(),
        menu="view",
        group=1,
        keys=("F",),
        when=reasons.image,
        keywords="window whole",
    ),
    Action(
        id="view.fit-width",
        title=QT_TRANSLATE_NOOP("Actions", "Fit width"),
        run=lambda desk: desk.view.fit_width(),
        menu="view",
        group=1,
        keys=("Shift+F",),
        when=reasons.image,
    ),
    Action(
        id="view.actual-size",
        title=QT_TRANSLATE_NOOP("Actions", "Actual size"),
        run=lambda desk: desk.view.actual_size(),
        menu="view",
        group=1,
        keys=("Ctrl+0",),
        when=reasons.image,
        keywords="100 % pixels one to one",
    ),
    Action(
        id="view.zoom-selection",
        title=QT_TRANSLATE_NOOP("Actions", "Zoom to selection"),
        run=lambda desk: desk.view.zoom_to_selection(),
        menu="view",
        group=1,
        keys=("Z",),
        when=reasons.selected,
    ),
    Action(
        id="view.keep-zoom",
        title=QT_TRANSLATE_NOOP("Actions", "Keep zoom between images"),
        run=lambda desk: desk.view.toggle_keep_zoom(),
        menu="view",
        group=1,
        checked=lambda facts: facts.keep_zoom,
    ),
    Action(
        id="view.compare",
        title=QT_TRANSLATE_NOOP("Actions", "Compare with the previous image"),
        run=lambda desk: desk.compare.show(),
        release=lambda desk: desk.compare.end(),
        menu="view",
        group=1,
        keys=("Y",),
        when=reasons.previous,
        checked=lambda facts: facts.compares,
        keywords="sequence difference changed before flicker while held",
    ),
    Action(
        id="view.blink",
        title=QT_TRANSLATE_NOOP("Actions", "Blink with the previous image"),
        run=lambda desk: desk.compare.blink(),
        menu="view",
        group=1,
        when=reasons.previous,
        checked=lambda facts: facts.blinks,
        keywords="compare sequence difference changed alternate flicker",
    ),
    *LOOK,
    *DISPLAY,
    Action(
        id="program.problems",
        title=QT_TRANSLATE_NOOP("Actions", "Problems"),
        run=lambda desk: desk.program.problems(),
        menu="view",
        group=3,
        when=reasons.problems,
        icon="warning",
        keywords="errors warnings messages",
    ),
    Action(
        id="program.palette",
        title=QT_TRANSLATE_NOOP("Actions", "Search actions…"),
        run=lambda desk: desk.program.palette(),
        menu="help",
        keys=("Ctrl+K",),
        in_palette=False,
        icon="search",
    ),
    Action(
        id="program.cheat-sheet",
        title=QT_TRANSLATE_NOOP("Actions", "Keys"),
        run=lambda desk: desk.program.cheat_sheet(),
        menu="help",
        keys=("F1", "?"),
        keywords="shortcuts cheat sheet help",
    ),
    Action(
        id="program.about",
        title=QT_TRANSLATE_NOOP("Actions", "About Labeldesk"),
        run=lambda desk: desk.program.about(),
        menu="help",
        keywords="version licence",
    ),
)
