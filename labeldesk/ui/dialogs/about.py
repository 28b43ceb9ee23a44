"""About: version, where things are kept, what it is made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.dialogs.form import Form
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.paint import BODY, Fit
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.label import Label, Paragraph

TITLE = QT_TRANSLATE_NOOP("About", "About Labeldesk")
VERSION = QT_TRANSLATE_NOOP("About", "Version {version}")
STAYS = QT_TRANSLATE_NOOP(
    "About",
    "Everything stays on this computer: images, annotations and models are sent nowhere.",
)
COPY = QT_TRANSLATE_NOOP("About", "Copy details")
CLOSE = QT_TRANSLATE_NOOP("About", "Close")


class AboutDialog(Sheet):
    """`facts` are (title, value) rows. Signal: `copy_wanted(text of all rows)`."""

    copy_wanted = Signal(str)
    wide = 520

    def __init__(
        self,
        version: str,
        facts: Sequence[tuple[Text, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(TITLE, parent)
        self.setObjectName("about-dialog")
        self.add_title(TITLE)
        words = QVBoxLayout()
        words.setContentsMargins(px(27), 0, px(27), px(12))
        words.setSpacing(px(8))
        words.addWidget(Label(VERSION.filled(version=version), "t1"))
        words.addWidget(Paragraph(STAYS, "t2"))
        self.column.addLayout(words)
        form = Form()
        for title, value in facts:
            form.add(title, Label(value, "t2", BODY, Fit.MIDDLE))
        self.column.addLayout(form)
        self.column.addSpacing(px(16))
        foot = self.add_foot()
        foot.addStretch(1)
        copy = Button(COPY, Kind.LINK)
        text = "\n".join([f"Labeldesk {version}", *(f"{title}: {value}" for title, value in facts)])
        copy.clicked.connect(lambda: self.copy_wanted.emit(text))
        self._close = Button(CLOSE, high=32)
        self._close.clicked.connect(self.left)
        foot.addWidget(copy)
        foot.addWidget(self._close)

    def first_focus(self) -> QWidget:
        return self._close
