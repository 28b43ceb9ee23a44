"""Object menu: what is done to the form of the selected objects."""

from __future__ import annotations

from labeldesk.actions import reasons
from labeldesk.actions.action import Action
from labeldesk.actions.desk import Desk
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text


def _combine(way: str, title: Text, keys: tuple[str, ...] = (), keywords: str = "") -> Action:
    def combine(desk: Desk) -> None:
        desk.shapes.combine(way)

    return Action(
        id=f"object.{way}",
        title=title,
        run=combine,
        menu="object",
        submenu="combine",
        keys=keys,
        when=reasons.several_areas,
        keywords=keywords,
    )


def _convert(form: str, title: Text) -> Action:
    def convert(desk: Desk) -> None:
        desk.shapes.convert(form)

    return Action(
        id=f"object.to-{form}",
        title=title,
        run=convert,
        menu="object",
        submenu="convert",
        when=reasons.selection,
        keywords="change kind shape type",
    )


def _align(edge: str, title: Text) -> Action:
    def align(desk: Desk) -> None:
        desk.shapes.align(edge)

    return Action(
        id=f"object.align-{edge}",
        title=title,
        run=align,
        menu="object",
        submenu="align",
        when=reasons.several,
        keywords="line up arrange",
    )


ROWS = (
    _combine("union", QT_TRANSLATE_NOOP("Actions", "Join into one"), ("J",), "union merge add"),
    _combine(
        "subtract", QT_TRANSLATE_NOOP("Actions", "Cut the others out of the first"), (), "minus"
    ),
    _combine("hole", QT_TRANSLATE_NOOP("Actions", "Make holes of the others"), (), "subtract"),
    _combine("intersect", QT_TRANSLATE_NOOP("Actions", "Keep what they share"), (), "and overlap"),
    _combine("xor", QT_TRANSLATE_NOOP("Actions", "Keep what they do not share"), (), "exclude"),
    Action(
        id="object.separate",
        title=QT_TRANSLATE_NOOP("Actions", "Separate parts"),
        run=lambda desk: desk.shapes.separate(),
        menu="object",
        submenu="combine",
        when=reasons.selection,
        keywords="explode split islands multipart",
    ),
    Action(
        id="object.fill-holes",
        title=QT_TRANSLATE_NOOP("Actions", "Fill holes"),
        run=lambda desk: desk.shapes.fill_holes(),
        menu="object",
        submenu="combine",
        when=reasons.selection,
        keywords="close gaps",
    ),
    _convert("box", QT_TRANSLATE_NOOP("Actions", "To box")),
    _convert("rotated-box", QT_TRANSLATE_NOOP("Actions", "To rotated box")),
    _convert("polygon", QT_TRANSLATE_NOOP("Actions", "To polygon")),
    _convert("mask", QT_TRANSLATE_NOOP("Actions", "To mask")),
    _convert("ellipse", QT_TRANSLATE_NOOP("Actions", "To ellipse")),
    Action(
        id="object.simplify",
        title=QT_TRANSLATE_NOOP("Actions", "Simplify outline…"),
        run=lambda desk: desk.shapes.simplify(),
        menu="object",
        submenu="convert",
        when=reasons.selection,
        keywords="fewer vertices reduce points",
    ),
    Action(
        id="object.smooth",
        title=QT_TRANSLATE_NOOP("Actions", "Smooth outline"),
        run=lambda desk: desk.shapes.smooth(),
        menu="object",
        submenu="convert",
        when=reasons.selection,
        keywords="jagged round soften mask polygon",
    ),
    Action(
        id="object.tighten",
        title=QT_TRANSLATE_NOOP("Actions", "Tighten to edges"),
        run=lambda desk: desk.shapes.tighten(),
        menu="object",
        submenu="convert",
        when=reasons.selection,
        keywords="fit box shrink snap object",
    ),
    Action(
        id="object.angle",
        title=QT_TRANSLATE_NOOP("Actions", "Angle…"),
        run=lambda desk: desk.shapes.angle(),
        menu="object",
        submenu="convert",
        when=reasons.selection,
        keywords="rotate turn degrees",
    ),
    _align("left", QT_TRANSLATE_NOOP("Actions", "Align left edges")),
    _align("centre", QT_TRANSLATE_NOOP("Actions", "Align centres horizontally")),
    _align("right", QT_TRANSLATE_NOOP("Actions", "Align right edges")),
    _align("top", QT_TRANSLATE_NOOP("Actions", "Align top edges")),
    _align("middle", QT_TRANSLATE_NOOP("Actions", "Align centres vertically")),
    _align("bottom", QT_TRANSLATE_NOOP("Actions", "Align bottom edges")),
    Action(
        id="object.fill-rest",
        title=QT_TRANSLATE_NOOP("Actions", "Fill the rest with the current class"),
        run=lambda desk: desk.shapes.fill_rest(),
        menu="object",
        submenu="combine",
        when=reasons.writable,
        keywords="background every pixel unlabeled",
    ),
    Action(
        id="edit.select-same-class",
        title=QT_TRANSLATE_NOOP("Actions", "Select all of this class"),
        run=lambda desk: desk.shapes.select_same_class(),
        menu="edit",
        group=2,
        when=reasons.selected,
        keywords="same class",
    ),
)
