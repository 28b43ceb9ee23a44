"""How image and objects are shown: rows of the View menu, gathered under "Look and guides"."""

from __future__ import annotations

from collections.abc import Callable

from labeldesk.actions import reasons
from labeldesk.actions.action import Action
from labeldesk.actions.desk import Desk
from labeldesk.actions.facts import Facts
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text


def _fill(steps: int) -> Callable[[Desk], None]:
    return lambda desk: desk.look.fill(steps)


def _switch(
    name: str, title: Text, keywords: str, *, keys: tuple[str, ...] = (), group: int = 1
) -> Action:
    def turn(desk: Desk) -> None:
        desk.look.toggle(name)

    def is_on(facts: Facts) -> bool:
        return name in facts.switches

    return Action(
        id=f"view.{name}",
        title=title,
        run=turn,
        menu="view",
        submenu="look",
        group=group,
        keys=keys,
        when=reasons.image,
        checked=is_on,
        keywords=keywords,
    )


def _turn(way: str, title: Text, keys: tuple[str, ...], keywords: str) -> Action:
    def turn(desk: Desk) -> None:
        desk.look.turn(way)

    return Action(
        id=f"view.turn-{way}" if way in ("left", "right") else f"view.flip-{way}",
        title=title,
        run=turn,
        menu="view",
        submenu="turn",
        group=3,
        keys=keys,
        when=reasons.image,
        icon=f"turn-{way}" if way in ("left", "right") else f"flip-{way}",
        keywords=keywords,
    )


ROWS = (
    Action(
        id="view.look",
        title=QT_TRANSLATE_NOOP("Actions", "Look and guides…"),
        run=lambda desk: desk.look.options(),
        menu="view",
        submenu="look",
        keys=("Alt+L",),
        when=reasons.image,
        icon="look",
        keywords="display appearance opacity colours names guides",
    ),
    Action(
        id="view.labels",
        title=QT_TRANSLATE_NOOP("Actions", "Names on the image"),
        run=lambda desk: desk.view.cycle_labels(),
        menu="view",
        submenu="look",
        group=1,
        keys=("Ctrl+L",),
        when=reasons.image,
        keywords="labels class names",
    ),
    _switch(
        "outline-only",
        QT_TRANSLATE_NOOP("Actions", "Outlines only"),
        "no fill masks hollow border transparent",
        keys=("Ctrl+M",),
    ),
    _switch(
        "by-object",
        QT_TRANSLATE_NOOP("Actions", "A colour for each object"),
        "colour by object class instance random",
    ),
    Action(
        id="view.fill-more",
        title=QT_TRANSLATE_NOOP("Actions", "Fill objects more"),
        run=_fill(1),
        menu="view",
        submenu="look",
        group=1,
        keys=("Ctrl+]",),
        when=reasons.image,
        repeats=True,
        keywords="opacity opaque stronger masks transparency",
    ),
    Action(
        id="view.fill-less",
        title=QT_TRANSLATE_NOOP("Actions", "Fill objects less"),
        run=_fill(-1),
        menu="view",
        submenu="look",
        group=1,
        keys=("Ctrl+[",),
        when=reasons.image,
        repeats=True,
        keywords="opacity transparent weaker masks transparency",
    ),
    _switch(
        "unlabeled",
        QT_TRANSLATE_NOOP("Actions", "Unlabeled pixels"),
        "bare every pixel semantic coverage percentage gaps",
        group=2,
    ),
    _switch(
        "crosshair",
        QT_TRANSLATE_NOOP("Actions", "Crosshair"),
        "guides lines cursor",
        group=2,
    ),
    _switch(
        "pixel-grid",
        QT_TRANSLATE_NOOP("Actions", "Pixel grid"),
        "values numbers raw intensity lines zoom",
        group=2,
    ),
    _switch(
        "magnifier",
        QT_TRANSLATE_NOOP("Actions", "Magnifier"),
        "lens loupe zoom exact pixel vertex precise",
        keys=("Shift+M",),
        group=2,
    ),
    _switch(
        "overview",
        QT_TRANSLATE_NOOP("Actions", "Overview map"),
        "minimap navigator inset whole image",
        group=2,
    ),
    Action(
        id="view.peek",
        title=QT_TRANSLATE_NOOP("Actions", "Image only, while held"),
        run=lambda desk: desk.view.peek(on=True),
        release=lambda desk: desk.view.peek(on=False),
        menu="view",
        submenu="look",
        group=1,
        keys=("Ctrl+H",),
        when=reasons.image,
        in_palette=False,
        keywords="hide all",
    ),
    _turn(
        "right",
        QT_TRANSLATE_NOOP("Actions", "Rotate view right"),
        ("Ctrl+Shift+R",),
        "turn clockwise 90 orientation",
    ),
    _turn(
        "left",
        QT_TRANSLATE_NOOP("Actions", "Rotate view left"),
        ("Ctrl+Shift+L",),
        "turn anticlockwise counterclockwise 90 orientation",
    ),
    _turn(
        "across",
        QT_TRANSLATE_NOOP("Actions", "Flip view horizontally"),
        ("Alt+H",),
        "mirror left right orientation",
    ),
    _turn(
        "down",
        QT_TRANSLATE_NOOP("Actions", "Flip view vertically"),
        ("Alt+V",),
        "mirror upside down top bottom orientation",
    ),
    Action(
        id="view.upright",
        title=QT_TRANSLATE_NOOP("Actions", "View upright"),
        run=lambda desk: desk.look.turn("upright"),
        menu="view",
        submenu="turn",
        group=3,
        keys=("Alt+R",),
        when=reasons.turned,
        keywords="reset rotation flip orientation upright",
    ),
)
