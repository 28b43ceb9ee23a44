"""The strip of long jobs: what, how far, how long yet, what came of it, Pause and Cancel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.paint import CAPTION, STRONG, Fit
from labeldesk.ui.theme import Role, px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.icon_label import IconLabel
from labeldesk.ui.widgets.label import Ground, Label
from labeldesk.ui.widgets.progress import ProgressBar

NAME = QT_TRANSLATE_NOOP("JobStrip", "Jobs")
PAUSE = QT_TRANSLATE_NOOP("JobStrip", "Pause")
RESUME = QT_TRANSLATE_NOOP("JobStrip", "Resume")
CANCEL = QT_TRANSLATE_NOOP("JobStrip", "Cancel")
OF = QT_TRANSLATE_NOOP("JobStrip", "{done} of {total}")
OF_LEFT = QT_TRANSLATE_NOOP("JobStrip", "{done} of {total}, {left} left")
OF_RATE_LEFT = QT_TRANSLATE_NOOP("JobStrip", "{done} of {total}, {rate} a second, {left} left")
FAILED = QT_TRANSLATE_NOOP("JobStrip", "{n} failed")
SECONDS = QT_TRANSLATE_NOOP("JobStrip", "{n} s")
MINUTES = QT_TRANSLATE_NOOP("JobStrip", "{n} min")
HOURS = QT_TRANSLATE_NOOP("JobStrip", "{n} h {m} min")
_MINUTE, _HOUR = 60, 3600
_LONG = 90
_HIGH = 20  # a line is low enough to leave room for the filmstrip below it
_MANY = 10  # a second: then the fraction says nothing


class JobKind(Enum):
    """What a job works on; decides its icon and colour."""

    MODEL = "model"
    WORK = "success"
    FILES = "import"


_COLOUR: dict[JobKind, Role] = {
    JobKind.MODEL: "suggestion",
    JobKind.WORK: "success",
    JobKind.FILES: "t3",
}


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job. `left` seconds or None while unknown; `total` 0 while unknown; `rate` is what is
    done in a second, `failed` what went wrong so far.
    """

    id: str
    kind: JobKind
    title: Text
    done: int = 0
    total: int = 0
    left: float | None = None
    result: Text | None = None
    paused: bool = False
    can_pause: bool = False
    rate: float | None = None
    failed: int = 0


def how_long(seconds: float) -> Text:
    """``40 s``, ``2 min``, ``1 h 20 min``."""
    if seconds < _LONG:
        return SECONDS.filled(n=max(1, round(seconds)))
    if seconds < _HOUR:
        return MINUTES.filled(n=round(seconds / _MINUTE))
    hours, rest = divmod(round(seconds / _MINUTE), _MINUTE)
    return HOURS.filled(n=hours, m=rest)


def how_far(row: JobRow) -> Text | str:
    """Count and, when they are known, speed and time left."""
    if not row.total:
        return ""
    done, total = row.done, row.total
    if row.left is None:
        return OF.filled(done=done, total=total)
    if row.rate is None:
        return OF_LEFT.filled(done=done, total=total, left=how_long(row.left))
    rate = f"{row.rate:.0f}" if row.rate >= _MANY else f"{row.rate:.1f}"
    return OF_RATE_LEFT.filled(done=done, total=total, rate=rate, left=how_long(row.left))


class JobLine(QWidget):
    """One job in two lines with its bar between."""

    paused = Signal(str)
    cancelled = Signal(str)
    failures = Signal(str)

    def __init__(self, row: JobRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = row.id
        self._shown: JobRow | None = None
        self._icon = IconLabel(row.kind.value, _COLOUR[row.kind])
        self._title = Label(row.title, "t1", STRONG, Fit.CUT)
        self._far = Label("", "t2", CAPTION, Fit.RIGHT)
        self._bar = ProgressBar(_COLOUR[row.kind], 160)
        self._result = Label("", "t2", CAPTION, Fit.CUT)
        self._failed = Button(FAILED.filled(n=0), Kind.LINK, high=_HIGH)
        self._failed.clicked.connect(lambda: self.failures.emit(self._id))
        self._pause = Button(PAUSE, Kind.LINK, high=_HIGH)
        self._cancel = Button(CANCEL, Kind.LINK, high=_HIGH)
        self._pause.clicked.connect(lambda: self.paused.emit(self._id))
        self._cancel.clicked.connect(lambda: self.cancelled.emit(self._id))
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(px(12), 0, px(9), 0)
        line.setSpacing(px(8))
        line.addWidget(self._icon)
        line.addWidget(self._title, 2)
        line.addWidget(self._bar, 3)
        line.addWidget(self._far)
        line.addWidget(self._result, 2)
        line.addWidget(self._failed)
        line.addWidget(self._pause)
        line.addWidget(self._cancel)
        self.set_row(row)

    def set_row(self, row: JobRow) -> None:
        """Show how far it is now; the same again costs nothing."""
        if row == self._shown:
            return
        self._shown = row
        self._title.set_words(row.title)
        self._far.set_words(how_far(row))
        self._far.setMinimumWidth(max(self._far.minimumWidth(), self._far.sizeHint().width()))
        self._bar.set_share(row.done / row.total if row.total else -1.0)
        self._result.set_words(row.result or "")
        self._failed.setVisible(row.failed > 0)
        self._failed.set_words(FAILED.filled(n=row.failed))
        self._pause.setVisible(row.can_pause)
        self._pause.set_words(RESUME if row.paused else PAUSE)
        self._line.activate()  # a paint may come before the event that would widen the words


class JobStrip(Ground):
    """Hidden while there is no job. Signals: `pause_wanted(id)` (pause or resume),
    `cancel_wanted(id)`, `failures_wanted(id)`.
    """

    pause_wanted = Signal(str)
    cancel_wanted = Signal(str)
    failures_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.setObjectName("job-strip")
        self.setAccessibleName(tr(NAME))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._lines: dict[str, JobLine] = {}
        self._rows: dict[str, JobRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 1, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def put(self, row: JobRow) -> None:
        """Show one job, or how far it is now; the others stay."""
        self._rows[row.id] = row
        self.set_jobs(tuple(self._rows.values()))

    def take(self, name: str) -> None:
        """The job of that id is over."""
        if self._rows.pop(name, None) is not None:
            self.set_jobs(tuple(self._rows.values()))

    def set_jobs(self, rows: Sequence[JobRow]) -> None:
        """Show these jobs. Cheap: called up to ten times a second."""
        for gone in self._lines.keys() - {row.id for row in rows}:
            line = self._lines.pop(gone)
            line.hide()
            line.deleteLater()
        for row in rows:
            if row.id in self._lines:
                self._lines[row.id].set_row(row)
                continue
            line = self._lines[row.id] = JobLine(row)
            line.paused.connect(self.pause_wanted)
            line.cancelled.connect(self.cancel_wanted)
            line.failures.connect(self.failures_wanted)
            self._column.addWidget(line)
        self.setVisible(bool(rows))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(NAME))
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(320), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as p:
            p.fillRect(0, 0, self.width(), 1, theme().line)
