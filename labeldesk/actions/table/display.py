"""View > Display: lighter, steeper, stretched, and back to how images are."""

from __future__ import annotations

from collections.abc import Callable

from labeldesk.actions import reasons
from labeldesk.actions.action import Action
from labeldesk.actions.desk import Desk
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text


def _row(name: str, title: Text, run: Callable[[Desk], None], keywords: str) -> Action:
    return Action(
        id=f"display.{name}",
        title=title,
        run=run,
        menu="view",
        submenu="display",
        group=2,
        when=reasons.image,
        keywords=keywords,
    )


ROWS = (
    Action(
        id="display.open",
        title=QT_TRANSLATE_NOOP("Actions", "Adjust display"),
        run=lambda desk: desk.display.open(),
        menu="view",
        submenu="display",
        group=2,
        when=reasons.image,
        icon="brightness",
        keywords="brightness contrast gamma window level bands channels histogram",
    ),
    _row(
        "brighter",
        QT_TRANSLATE_NOOP("Actions", "Brighter"),
        lambda desk: desk.display.brighten(1),
        "brightness lighter light",
    ),
    _row(
        "darker",
        QT_TRANSLATE_NOOP("Actions", "Darker"),
        lambda desk: desk.display.brighten(-1),
        "brightness",
    ),
    _row(
        "more-contrast",
        QT_TRANSLATE_NOOP("Actions", "More contrast"),
        lambda desk: desk.display.steepen(1),
        "steeper",
    ),
    _row(
        "less-contrast",
        QT_TRANSLATE_NOOP("Actions", "Less contrast"),
        lambda desk: desk.display.steepen(-1),
        "flatter",
    ),
    Action(
        id="display.stretch",
        title=QT_TRANSLATE_NOOP("Actions", "Stretch values of this image"),
        run=lambda desk: desk.display.stretch(),
        menu="view",
        submenu="display",
        group=2,
        when=reasons.deep,
        keywords="window level percentiles auto 16 bit normalize",
    ),
    Action(
        id="display.reset",
        title=QT_TRANSLATE_NOOP("Actions", "Show images as they are"),
        run=lambda desk: desk.display.reset(),
        menu="view",
        submenu="display",
        group=2,
        when=reasons.adjusted,
        keywords="brightness contrast gamma window bands reset neutral original",
    ),
)
