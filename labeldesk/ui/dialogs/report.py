"""The report before the first byte: what is lost, what stays behind, what reads back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from labeldesk.domain.problem import Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.paint import BODY, NAME, STRONG, Fit, paint_box
from labeldesk.ui.panels.problems import ICON, ROLE
from labeldesk.ui.theme import px, theme
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.icon_label import IconLabel
from labeldesk.ui.widgets.label import Ground, Label, Line
from labeldesk.ui.widgets.scroll_bar import thin

HOW = QT_TRANSLATE_NOOP("Report", "What to do about it")
_ROOM, _LEAST = 132, 52
"""So much of the findings is seen at once, in a small window one; the others are scrolled to."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One finding. `options` offers ways to handle it, `show` the words of a link instead."""

    id: str
    severity: Severity
    title: Text
    detail: Text | None = None
    options: tuple[Option, ...] = ()
    current: str = ""
    show: Text | None = None


class ReportLine(QWidget):
    """Icon, two lines, and at the right what can be done."""

    def __init__(self, row: ReportRow, report: Report) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(px(16), px(6), px(12), px(6))
        line.setSpacing(px(12))
        mark = QVBoxLayout()
        mark.setContentsMargins(0, px(4), 0, 0)
        mark.addWidget(IconLabel(ICON[row.severity], ROLE[row.severity], 20))
        mark.addStretch()
        line.addLayout(mark)
        words = QVBoxLayout()
        words.setSpacing(px(4))
        words.addWidget(Label(row.title, "t1", STRONG, Fit.CUT))
        if row.detail is not None:
            words.addWidget(Label(row.detail, "t2", BODY, Fit.CUT))
        line.addLayout(words, 1)
        if row.options:
            field = DropDown(HOW, row.options, fixed=True)
            field.choose(row.current or row.options[0].id)
            field.chosen.connect(lambda option: report.option_chosen.emit(row.id, option))
            line.addWidget(field)
        elif row.show is not None:
            link = Button(row.show, Kind.LINK)
            link.clicked.connect(lambda: report.show_wanted.emit(row.id))
            line.addWidget(link)


class Findings(QScrollArea):
    """Room for the findings, as much with none as with many."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        thin(self)

    def sizeHint(self) -> QSize:
        return QSize(px(_ROOM), px(_ROOM))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_LEAST), px(_LEAST))


class Report(QFrame):
    """The framed table; its size is the same whatever it says. Signals:
    `option_chosen(row id, option id)`, `show_wanted(row id)`.
    """

    option_chosen = Signal(str, str)
    show_wanted = Signal(str)

    def __init__(self, title: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(px(15), px(12), px(16), px(4))
        self._checked = Label("", "t2", BODY, Fit.RIGHT)
        head.addWidget(Label(title, "t1", NAME, Fit.CUT), 1)
        head.addWidget(self._checked)
        column.addLayout(head)
        self._area = Findings()
        column.addWidget(self._area, 1)
        self._line = Line()
        column.addWidget(self._line)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(8), px(16), px(8))
        foot.setSpacing(px(12))
        self._good = IconLabel("success", "success", 20)
        self._result = Label("", "t1", BODY, Fit.CUT)
        foot.addWidget(self._good)
        foot.addWidget(self._result, 1)
        column.addLayout(foot)
        for widget in (self._line, self._good, self._result):
            keeping = widget.sizePolicy()
            keeping.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(keeping)
        self.rows: tuple[ReportRow, ...] = ()
        self.checked: Text | str = ""
        self.set_rows(())
        self.set_result(None)

    def set_rows(self, rows: Sequence[ReportRow], checked: Text | str = "") -> None:
        """Show these findings; `checked` such as "checked 421 images"."""
        self.set_checked(checked)
        if self._area.widget() is not None and tuple(rows) == self.rows:
            return
        self.rows = tuple(rows)
        page = Ground("panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(0)
        for row in rows:
            column.addWidget(ReportLine(row, self))
        column.addStretch(1)
        self._area.setWidget(page)

    def set_checked(self, words: Text | str) -> None:
        """How far the check is; the findings stay."""
        self.checked = words
        self._checked.set_words(words)

    def set_result(self, words: Text | None) -> None:
        """The last line: how much reads back exactly; None hides it."""
        for widget in (self._line, self._good, self._result):
            widget.setVisible(words is not None)
        self._result.set_words(words or "")

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            paint_box(p, QRectF(self.rect()), None, theme().line, px(8))
