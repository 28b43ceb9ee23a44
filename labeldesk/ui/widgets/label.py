"""Words that are only read: one line, or a wrapped paragraph."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.paint import BODY, Face, Fit, font, height, paint_text, width
from labeldesk.ui.theme import Role, px, theme
from labeldesk.ui.translate import tr

_CUTS = frozenset({Fit.CUT, Fit.CUT_RIGHT, Fit.CUT_CENTRE, Fit.MIDDLE, Fit.MIDDLE_CENTRE})


class Label(QLabel):
    """One line in a role and face; its width follows its words unless they may be cut."""

    def __init__(
        self,
        words: Text | str = "",
        role: Role = "t1",
        face: Face = BODY,
        fit: Fit = Fit.LEFT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._role, self._face, self._fit = words, role, face, fit
        self.setTextFormat(Qt.TextFormat.PlainText)
        across = QSizePolicy.Policy.Preferred if fit in _CUTS else QSizePolicy.Policy.Minimum
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self._say()

    def set_words(self, words: Text | str) -> None:
        """Say something else."""
        if words != self._words:
            self._words = words
            self._say()

    def _say(self) -> None:
        self.setText(tr(self._words))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(width(self.text(), self._face), height(self._face))

    def minimumSizeHint(self) -> QSize:
        if self._fit in _CUTS:
            return QSize(px(24), height(self._face))
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            paint_text(p, self.rect(), self.text(), self._role, self._face, self._fit)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)


class Paragraph(QLabel):
    """Words that may take several lines."""

    def __init__(
        self,
        words: Text | str = "",
        role: Role = "t2",
        face: Face = BODY,
        *,
        centred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._role, self._face = words, role, face
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignTop)
        self.setFont(font(face))
        self.set_words(words)

    def set_words(self, words: Text | str) -> None:
        """Say something else."""
        self._words = words
        self.setText(tr(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            p.setFont(font(self._face))
            p.setPen(theme().colour(self._role))
            flags = self.alignment() | Qt.TextFlag.TextWordWrap
            p.drawText(QRect(self.contentsRect()), int(flags), self.text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.set_words(self._words)
        super().changeEvent(event)


class Line(QWidget):
    """A separator of 1 px; `upright` for a short one between things in a bar."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        self._upright = upright
        if upright:
            self.setFixedSize(1, px(16))
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            p.fillRect(self.rect(), theme().line)


class Ground(QWidget):
    """A plain area in one colour of the theme: what bars and columns stand on."""

    def __init__(self, role: Role = "panel", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground: Role = role
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            p.fillRect(event.rect(), theme().colour(self._ground))
