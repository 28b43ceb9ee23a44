"""The status line: the tool's hint and keys at the left, facts at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.paint import BODY, BUTTON, Fit, height, paint_box, paint_text, width
from labeldesk.ui.theme import Role, px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.key_cap import caps_width, paint_caps
from labeldesk.ui.widgets.label import Ground, Label, Line

SAVED = QT_TRANSLATE_NOOP("StatusLine", "All changes saved")
ZOOM = QT_TRANSLATE_NOOP("StatusLine", "{n} %")
_CAPS = 3


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One key and what it does just now, e.g. Shift: Square."""

    keys: str
    words: Text


class HintLine(QLabel):
    """Words and at most three keys; keys that find no room are left out from the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: Text | str = ""
        self._keys: tuple[KeyHint, ...] = ()
        self.setObjectName("status-hint")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_hint(self, words: Text | str, keys: Sequence[KeyHint] = ()) -> None:
        """Show this hint."""
        self._words, self._keys = words, tuple(keys)[:_CAPS]
        self._say()

    def _say(self) -> None:
        words = tr(self._words)
        self.setText(words)
        spoken = [words, *(f"{hint.keys}: {tr(hint.words)}" for hint in self._keys)]
        self.setAccessibleName(", ".join(spoken))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(px(300), max(px(18), height(BODY)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            words = tr(self._words)
            area = QRectF(self.rect())
            paint_text(p, area, words, "t1", BUTTON, Fit.CUT)
            x = width(words, BUTTON) + px(16)
            for hint in self._keys:
                caps, said = caps_width(hint.keys), tr(hint.words)
                if x + caps + px(6) + width(said) > area.width():
                    break
                paint_caps(p, x + caps, area.center().y(), hint.keys)
                x += caps + px(6)
                paint_text(p, QRectF(x, 0, width(said), area.height()), said, "t2")
                x += width(said) + px(14)


class DotLabel(Label):
    """A label behind a small disc in a colour: the model and its device."""

    def __init__(self) -> None:
        super().__init__("", "t2", BODY)
        self._dot: Role = "success"

    def set_dot(self, dot: Role) -> None:
        """Colour of the disc."""
        self._dot = dot
        self.update()

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(px(12), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            disc = QRectF(0, self.height() / 2 - px(3), px(6), px(6))
            paint_box(p, disc, theme().colour(self._dot), None, px(3))
            place = QRectF(self.rect()).adjusted(px(12), 0, 0, 0)
            paint_text(p, place, self.text(), "t2", BODY)


class StatusLine(Ground):
    """24 px high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hint = HintLine()
        self._place = Label("", "t2", BODY, Fit.RIGHT)
        self._value = Label("", "t2", BODY, Fit.RIGHT)
        self._zoom = Label("", "t2", BODY, Fit.RIGHT)
        self._turn = Label("", "t1", BODY, Fit.RIGHT)
        self._selected = Label("", "t2", BODY, Fit.RIGHT)
        self._model = DotLabel()
        self._saved = Label(SAVED, "t2", BODY, Fit.RIGHT)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 1, px(12), 0)
        row.setSpacing(px(12))
        row.addWidget(self.hint, 1)
        self._lines: list[tuple[Label, Line]] = []
        facts = (self._place, self._value, self._zoom, self._turn, self._selected)
        for label in (*facts, self._model, self._saved):
            line = Line(upright=True)
            line.setFixedHeight(px(10))
            row.addWidget(line)
            row.addWidget(label)
            self._lines.append((label, line))
        self._show_lines()

    def set_hint(self, words: Text | str, keys: Sequence[KeyHint] = ()) -> None:
        """The tool's hint and at most three keys."""
        self.hint.set_hint(words, keys)

    def set_place(self, x: float | None, y: float | None) -> None:
        """Where the pointer is, image px; None when it is not over the image."""
        said = "" if x is None or y is None else f"x {x:.1f}  y {y:.1f}"
        self._set(self._place, said)
        # The widest so far: the facts beside it do not move under the eye.
        self._place.setMinimumWidth(max(self._place.minimumWidth(), width(said)))

    def set_value(self, said: str) -> None:
        """The values of the pixel under the pointer; empty where they are not shown."""
        self._set(self._value, said)
        self._value.setMinimumWidth(max(self._value.minimumWidth(), width(said)))

    def set_zoom(self, share: float | None) -> None:
        """Screen pixels per image pixel; None without an image."""
        self._set(self._zoom, "" if share is None else ZOOM.filled(n=round(share * 100)))

    def set_turn(self, words: Text | str) -> None:
        """How the image is turned or flipped; empty while it is not."""
        self._set(self._turn, words)

    def set_selected(self, words: Text | str) -> None:
        """How many images are selected; empty for the current one alone."""
        self._set(self._selected, words)

    def set_model(self, words: Text | str, dot: Role = "success") -> None:
        """Model and true device; empty for none."""
        self._model.set_dot(dot)
        self._set(self._model, words)
        self._row.activate()

    def set_saved(self, words: Text | str = SAVED) -> None:
        """What holds for the edits just now, e.g. "Saving"."""
        self._set(self._saved, words)

    def _set(self, label: Label, words: Text | str) -> None:
        was_empty = not label.text()
        label.set_words(words)
        if was_empty != (not label.text()):
            self._show_lines()
        if label.width() < label.sizeHint().width():
            self._row.activate()  # a paint may come before the event that would widen it

    def _show_lines(self) -> None:
        is_first = True
        for label, line in self._lines:
            label.setVisible(bool(label.text()))
            line.setVisible(bool(label.text()) and not is_first)
            is_first = is_first and not label.text()

    def sizeHint(self) -> QSize:
        return QSize(px(600), max(px(24), height(BODY) + px(5)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(300), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as p:
            p.fillRect(0, 0, self.width(), 1, theme().line)
