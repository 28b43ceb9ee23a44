"""What model and labels do not agree on, on the image and in the panel Image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.selection import Selection
from labeldesk.quality.differences import Difference
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.canvas.doubts import DoubtMark
from labeldesk.ui.judging import Judging
from labeldesk.ui.panels.reasons import Reasons
from labeldesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from labeldesk.work.judging import Doubt

_WORDS = {
    Difference.MISSING: QT_TRANSLATE_NOOP("Judging", "Not labelled: {predicted} {score}"),
    Difference.EXTRA: QT_TRANSLATE_NOOP("Judging", "The model sees no {labelled}"),
    Difference.PLACE: QT_TRANSLATE_NOOP("Judging", "{labelled} overlaps by {iou} only"),
    Difference.CLASS: QT_TRANSLATE_NOOP("Judging", "{labelled}, or {predicted} {score}?"),
}


class JudgingBinding(QObject):
    """Follows the open image, the list and the comparison."""

    def __init__(
        self, workspace: Workspace, judging: Judging, canvas: Canvas, reasons: Reasons
    ) -> None:
        super().__init__(canvas)
        self._workspace = workspace
        self._judging = judging
        self._canvas = canvas
        self._reasons = reasons
        self._shown: tuple[Doubt, ...] = ()
        workspace.current_changed.connect(lambda _: self._show())
        workspace.listed.changed.connect(self._show)
        workspace.closed.connect(self._show)
        judging.changed.connect(self._show)
        reasons.opened.connect(self._open)

    def _show(self) -> None:
        self._shown = self._judging.of_open()
        words = [said_of(doubt) for doubt in self._shown]
        is_in_list = self._judging.is_listed
        self._reasons.set_reasons(words if is_in_list else None)
        self._canvas.set_doubts(
            [
                DoubtMark(doubt.place, said, doubt.predicted_place)
                for doubt, said in zip(self._shown, words, strict=True)
                if doubt.place is not None
            ]
        )

    def _open(self, position: int) -> None:
        doubt = self._shown[position]
        session = self._workspace.shown.session
        if session is not None and doubt.label in session.document and doubt.label is not None:
            self._canvas.set_selection(Selection((doubt.label,)))
        if doubt.place is not None:
            self._canvas.reveal(doubt.place)


def said_of(doubt: Doubt) -> Text:
    """The difference in words."""
    return _WORDS[doubt.what].filled(
        labelled=doubt.labelled,
        predicted=doubt.predicted,
        score=f"{doubt.score:.2f}",
        iou=f"{doubt.iou:.2f}",
    )
