"""Rows about models, two lines each: those of the library, and those that a catalogue offers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.suggest.catalogue import Offer
from labeldesk.suggest.library import Entry
from labeldesk.ui.model_words import TASKS, task_words
from labeldesk.ui.paint import CAPTION, STRONG, Fit, paint_text, width
from labeldesk.ui.theme import Role, px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.rows import RowDelegate, RowModel

KIND = QT_TRANSLATE_NOOP("Models", "{family}, {task}, {classes}")
BARE_KIND = QT_TRANSLATE_NOOP("Models", "{family}, {task}")
CLASS = QT_TRANSLATE_NOOP("Models", "{n} class")
CLASSES = QT_TRANSLATE_NOOP("Models", "{n} classes")
NO_LICENCE = QT_TRANSLATE_NOOP("Models", "licence not stated")
SPEED = QT_TRANSLATE_NOOP("Models", "{ms} ms on {device}")
WISH = QT_TRANSLATE_NOOP("Models", "on {device} where there is one")
NO_SPEED = QT_TRANSLATE_NOOP("Models", "not run yet")
HERE = QT_TRANSLATE_NOOP("Models", "in the library")
IN_USE = QT_TRANSLATE_NOOP("Models", "in use")
_KB, _MB, _GB = 1 << 10, 1 << 20, 1 << 30
_HASH = 8
_DEVICES = {"cpu": "CPU", "cuda": "CUDA", "directml": "DirectML", "coreml": "CoreML"}


def size_words(count: int) -> str:
    """Bytes as people read them: ``3.7 MB``."""
    for unit, name in ((_GB, "GB"), (_MB, "MB"), (_KB, "kB")):
        if count >= unit:
            return f"{count / unit:.1f} {name}"
    return f"{count} B"


@dataclass(frozen=True, slots=True)
class ModelRow:
    """`first` stands in bold, `beside` at its right end, `below` in small under it."""

    first: str
    beside: Text | str
    below: str
    is_marked: bool = False


def of_entry(entry: Entry, *, is_used: bool) -> ModelRow:
    """The row of a model in the library."""
    recipe, note = entry.recipe, entry.note
    classes = counted(len(recipe.classes), CLASS, CLASSES)
    what = TASKS[recipe.task]
    kind = (KIND if recipe.classes else BARE_KIND).filled(
        family=recipe.family, task=what, classes=classes
    )
    ms = f"{note.ms:.1f}" if note.ms is not None and note.ms < 10 else f"{note.ms or 0:.0f}"  # noqa: PLR2004
    speed = SPEED.filled(ms=ms, device=note.ran_on) if note.ms is not None else NO_SPEED
    wish = "" if note.device == "auto" else tr(WISH.filled(device=_DEVICES.get(note.device, "?")))
    parts = (
        tr(kind),
        size_words(entry.bytes),
        recipe.license or tr(NO_LICENCE),
        entry.sha256[:_HASH],
        tr(speed),
        wish,
    )
    below = " · ".join(part for part in parts if part)
    return ModelRow(entry.model.name, IN_USE if is_used else "", below, is_used)


def of_offer(offer: Offer, *, is_here: bool) -> ModelRow:
    """The row of a model that a catalogue offers."""
    parts = (
        tr(task_words(offer.task)),
        size_words(offer.bytes),
        offer.license or tr(NO_LICENCE),
        offer.host,
        offer.sha256[:_HASH],
    )
    below = " · ".join(part for part in parts if part)
    return ModelRow(offer.name, HERE if is_here else "", below, is_here)


class ModelRows(RowModel[ModelRow]):
    """Rows as they were given."""

    def spoken(self, row: ModelRow) -> str:
        return ", ".join(part for part in (row.first, tr(row.beside), row.below) if part)


class ModelRowDelegate(RowDelegate[ModelRow]):
    """Two lines."""

    tall = 44

    def full(self, row: ModelRow) -> str:
        return row.below

    def tip(self, row: ModelRow, across: int) -> str:
        return row.below if width(row.below, CAPTION) > across - px(36) else ""

    def draw(
        self, p: QPainter, place: QRectF, row: ModelRow, *, is_hot: bool, is_chosen: bool
    ) -> None:
        inner = place.adjusted(px(14), px(4), -px(14), -px(4))
        half = inner.height() / 2
        upper = QRectF(inner.left(), inner.top(), inner.width(), half)
        words = tr(row.beside)
        wide = width(words, CAPTION)
        mark: Role = "success" if row.is_marked else "t3"
        end = QRectF(upper.right() - wide, upper.top(), wide, half)
        paint_text(p, end, words, mark, CAPTION, Fit.RIGHT)
        paint_text(p, upper.adjusted(0, 0, -wide - px(12), 0), row.first, "t1", STRONG, Fit.MIDDLE)
        lower = QRectF(inner.left(), inner.top() + half, inner.width(), half)
        role: Role = "t2" if is_chosen else "t3"
        paint_text(p, lower, row.below, role, CAPTION, Fit.CUT)
