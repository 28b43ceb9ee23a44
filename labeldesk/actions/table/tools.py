"""Tools, and the keys that a gesture under way hears."""

from __future__ import annotations

from collections.abc import Callable

from labeldesk.actions import reasons
from labeldesk.actions.action import Action
from labeldesk.actions.desk import Desk
from labeldesk.actions.facts import Facts
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text


def _tool(
    name: str,
    title: Text,
    keys: tuple[str, ...],
    icon: str,
    keywords: str,
    *,
    toolbar: bool = True,
) -> Action:
    def choose(desk: Desk) -> None:
        desk.tools.choose(name)

    def chosen(facts: Facts) -> bool:
        return facts.tool == name

    return Action(
        id=f"tool.{name}",
        title=title,
        run=choose,
        menu="object",
        submenu="tools",
        keys=keys,
        when=reasons.image,
        checked=chosen,
        icon=icon,
        toolbar=toolbar,
        keywords=keywords,
    )


def _radius(factor: float) -> Callable[[Desk], None]:
    return lambda desk: desk.tools.radius(factor)


ROWS = (
    _tool("select", QT_TRANSLATE_NOOP("Actions", "Select"), ("V", "Ctrl+J"), "select", "edit move"),
    _tool("box", QT_TRANSLATE_NOOP("Actions", "Box"), ("W", "R"), "box", "rectangle bounding"),
    _tool(
        "rotated",
        QT_TRANSLATE_NOOP("Actions", "Rotated box"),
        ("O",),
        "rotated-box",
        "oriented obb turned",
    ),
    _tool(
        "extreme",
        QT_TRANSLATE_NOOP("Actions", "Box by four points"),
        ("Alt+W",),
        "box",
        "extreme clicking",
        toolbar=False,
    ),
    _tool(
        "ellipse",
        QT_TRANSLATE_NOOP("Actions", "Ellipse"),
        ("Shift+C",),
        "ellipse",
        "circle oval",
        toolbar=False,
    ),
    _tool("polygon", QT_TRANSLATE_NOOP("Actions", "Polygon"), ("P",), "polygon", "outline region"),
    _tool(
        "livewire",
        QT_TRANSLATE_NOOP("Actions", "Live-wire"),
        ("Shift+P",),
        "polygon",
        "scissors edges magnetic lasso",
        toolbar=False,
    ),
    _tool(
        "line",
        QT_TRANSLATE_NOOP("Actions", "Line"),
        ("Shift+L",),
        "polyline",
        "polyline linestrip path",
        toolbar=False,
    ),
    _tool("brush", QT_TRANSLATE_NOOP("Actions", "Brush"), ("B",), "brush", "mask paint pixels"),
    _tool("eraser", QT_TRANSLATE_NOOP("Actions", "Eraser"), ("E",), "eraser", "mask remove rub"),
    _tool("point", QT_TRANSLATE_NOOP("Actions", "Point"), ("K",), "point", "marker place"),
    _tool(
        "keypoints",
        QT_TRANSLATE_NOOP("Actions", "Keypoints"),
        ("C",),
        "keypoints",
        "pose skeleton joints landmarks template",
    ),
    _tool(
        "wand",
        QT_TRANSLATE_NOOP("Actions", "Wand"),
        ("Shift+W",),
        "wand",
        "magic colour flood fill",
    ),
    _tool(
        "segment",
        QT_TRANSLATE_NOOP("Actions", "Segment by click"),
        ("S",),
        "prompt",
        "sam smart click magic mask model prompt interactive",
    ),
    _tool(
        "superpixel",
        QT_TRANSLATE_NOOP("Actions", "Superpixel brush"),
        ("Shift+B",),
        "superpixel",
        "segments watershed mask paint regions edges",
        toolbar=False,
    ),
    _tool(
        "cutout",
        QT_TRANSLATE_NOOP("Actions", "Cut out"),
        ("Shift+O",),
        "spark",
        "grabcut foreground object",
        toolbar=False,
    ),
    _tool(
        "cut",
        QT_TRANSLATE_NOOP("Actions", "Cut apart"),
        ("Alt+J",),
        "minus",
        "split slice knife divide",
        toolbar=False,
    ),
    _tool(
        "stretch",
        QT_TRANSLATE_NOOP("Actions", "Redraw a stretch of outline"),
        ("Shift+R",),
        "pencil",
        "reshape correct border part polygon",
        toolbar=False,
    ),
    _tool(
        "ruler",
        QT_TRANSLATE_NOOP("Actions", "Ruler"),
        ("M",),
        "minus",
        "measure distance length angle",
        toolbar=False,
    ),
    _tool("tag", QT_TRANSLATE_NOOP("Actions", "Tag image"), ("T",), "tag", "classify label triage"),
    Action(
        id="tool.snap",
        title=QT_TRANSLATE_NOOP("Actions", "Snap to other objects"),
        run=lambda desk: desk.tools.toggle_snap(),
        menu="object",
        submenu="tools",
        group=1,
        when=reasons.image,
        checked=lambda facts: facts.snap,
        keywords="magnet vertices edges shared border",
    ),
    Action(
        id="tool.square-brush",
        title=QT_TRANSLATE_NOOP("Actions", "Square brush"),
        run=lambda desk: desk.tools.toggle_square(),
        menu="object",
        submenu="tools",
        group=1,
        when=reasons.image,
        checked=lambda facts: facts.square_brush,
        keywords="eraser shape round pixels",
    ),
    Action(
        id="tool.no-overlap",
        title=QT_TRANSLATE_NOOP("Actions", "No overlap of masks"),
        run=lambda desk: desk.tools.toggle_no_overlap(),
        menu="object",
        submenu="tools",
        group=1,
        when=reasons.writable,
        checked=lambda facts: facts.no_overlap,
        keywords="exclusive pixels newest stroke erase from others semantic",
    ),
    Action(
        id="tool.repeat",
        title=QT_TRANSLATE_NOOP("Actions", "Draw with the last tool"),
        run=lambda desk: desk.tools.repeat(),
        menu="object",
        keys=("N",),
        when=reasons.writable,
        keywords="again another new",
    ),
    Action(
        id="tool.redraw",
        title=QT_TRANSLATE_NOOP("Actions", "Redraw"),
        run=lambda desk: desk.tools.redraw(),
        menu="object",
        keys=("Shift+N",),
        when=reasons.selection,
        keywords="again anew replace shape keep class attributes",
    ),
    Action(
        id="tool.radius-down",
        title=QT_TRANSLATE_NOOP("Actions", "Smaller brush"),
        run=_radius(1 / 1.2),
        keys=("[",),
        when=reasons.brushing,
        repeats=True,
    ),
    Action(
        id="tool.radius-up",
        title=QT_TRANSLATE_NOOP("Actions", "Larger brush"),
        run=_radius(1.2),
        keys=("]",),
        when=reasons.brushing,
        repeats=True,
    ),
    Action(
        id="tool.escape",
        title=QT_TRANSLATE_NOOP("Actions", "Step back: gesture, selection, tool"),
        run=lambda desk: desk.tools.escape(),
        keys=("Escape",),
        when=reasons.image,
        in_palette=False,
    ),
)
