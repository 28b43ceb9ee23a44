"""The threshold of suggestions, with the histogram of their scores above it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.paint import paint_box
from labeldesk.ui.theme import px, theme
from labeldesk.ui.widgets.slider import Slider

BINS = 20
STEPS = 100
_FULL = 4
"""So many suggestions of one score fill the height, unless there are more of another."""


class ScoreSlider(Slider):
    """0.00 to 1.00 in hundredths. `score_changed(float)` while it moves, `settled` at rest.

    `plain` makes it a slider of a setting: blue up to the thumb, no histogram.
    """

    score_changed = Signal(float)
    settled = Signal(float)
    plain = False

    def __init__(self, words: Text, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._bins: NDArray[np.int64] = np.zeros(BINS, np.int64)
        self.setRange(0, STEPS)
        self.valueChanged.connect(lambda v: self.score_changed.emit(v / STEPS))
        self.sliderReleased.connect(lambda: self.settled.emit(self.score()))

    def score(self) -> float:
        """The threshold, 0..1."""
        return self.value() / STEPS

    def set_score(self, score: float) -> None:
        """Move the thumb; says nothing."""
        self.show_value(round(score * STEPS))

    def set_scores(self, scores: NDArray[np.floating]) -> None:
        """Scores (n,) 0..1 of all suggestions of the image, shown or not."""
        self._bins = np.histogram(scores, BINS, (0.0, 1.0))[0]
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(32 if self.plain else 38))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(100), self.sizeHint().height())

    def track(self) -> QRectF:
        y = self.height() / 2 - px(2) if self.plain else self.height() - px(12)
        return QRectF(0, y, self.width(), px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, track = theme(), self.track()
        with QPainter(self) as p:
            at = track.left() + track.width() * self.score()
            lit = (t.fill if self.plain else t.suggestion) if self.isEnabled() else t.disabled
            ends = (track.topLeft(), QPointF(at, track.bottom()))
            if not self.plain:
                ends = (QPointF(at, track.top()), track.bottomRight())
            self._paint_bins(p, track, at)
            paint_box(p, track, t.track, None, px(2))
            paint_box(p, QRectF(*ends), lit, None, px(2))
            self.paint_thumb(p)

    def _paint_bins(self, p: QPainter, track: QRectF, at: float) -> None:
        t = theme()
        most = max(int(self._bins.max()), _FULL)
        step, room = track.width() / BINS, track.top() - px(3)
        for i, count in enumerate(self._bins):
            if not count:
                continue
            tall = max(px(3), round(room * float(np.sqrt(count / most))))
            bar = QRectF(track.left() + i * step + 0.5, track.top() - px(2) - tall, step - 1, tall)
            p.fillRect(bar, t.suggestion if bar.center().x() >= at else t.track)
