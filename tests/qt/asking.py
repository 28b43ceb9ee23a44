"""A class that asks for attributes, and two objects of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from labeldesk.domain.changes import ClassChange
from labeldesk.domain.classes import AttributeKind, AttributeSpec
from labeldesk.domain.text import Text
from tests.qt.program import photographs

COLOUR = AttributeSpec("colour", AttributeKind.SELECT, ("red", "grey"), "grey")
CALM = AttributeSpec("calm", AttributeKind.CHECKBOX)
AGE = AttributeSpec("age", AttributeKind.NUMBER)
NOTE = AttributeSpec("note", AttributeKind.TEXT)


def asking(start: Any, tmp_path: Path) -> Any:
    """The program with the classes cat, which asks for all four, and dog."""
    made = start(photographs(tmp_path / "pictures"))
    made.until(lambda: made.workspace.shown.session)
    made.window.resize(1440, 900)
    made.add_classes("cat", "dog")
    cat = made.workspace.classes.named("cat")
    whole = replace(cat, attributes=(COLOUR, CALM, AGE, NOTE))
    made.workspace.apply(ClassChange({cat.id: (cat, whole)}), Text("Test", "Attributes"))
    made.until(lambda: made.workspace.classes.named("cat").attributes)
    made.ready()
    return made


def two_selected(hand: Any) -> Any:
    """Two cats, both selected."""
    hand.box((10, 10), (60, 50))
    hand.box((80, 10), (130, 50))
    hand.key("Escape", "Escape", "Ctrl+A")
    assert len(hand.program.canvas.env.selection) == 2
    return hand


def values(hand: Any) -> list[dict[str, object]]:
    """What the objects of the image have as attributes."""
    return [dict(one.attributes) for one in hand.shapes()]


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Near its left end, unless it is said where."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or QPoint(12, widget.height() // 2))
