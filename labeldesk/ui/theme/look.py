"""The theme in use: chosen by the user or following the system, told to Qt as one palette."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from labeldesk.ui.theme import metrics
from labeldesk.ui.theme.tokens import CONTRAST, DARK, LIGHT, Theme


class Scheme(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "high-contrast"


_FIXED = {Scheme.DARK: DARK, Scheme.LIGHT: LIGHT, Scheme.CONTRAST: CONTRAST}


class Look(QObject):
    """Holds the current `Theme`; `changed` after each switch, before widgets repaint.

    `motion` is False when animations are to take no time (setting or system).
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = DARK
        self.motion = True
        self._scheme = Scheme.SYSTEM
        self._app: QApplication | None = None

    @property
    def scheme(self) -> Scheme:
        """What was asked for last."""
        return self._scheme

    def install(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        """Give `app` the Fusion style, the palette and the font; then follow the system."""
        self._app = app
        app.setStyle("Fusion")
        metrics.rescale()
        font = QFont(app.font())
        font.setPixelSize(metrics.px(12))
        app.setFont(font)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        self.choose(scheme)

    def choose(self, scheme: Scheme) -> None:
        """Use that scheme from now on."""
        self._scheme = scheme
        wanted = _FIXED.get(scheme) or _of_system()
        self.theme = wanted
        if self._app is not None:
            self._app.setPalette(palette(wanted))
            QToolTip.setPalette(palette(wanted))
        self.changed.emit()

    def _system_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self.choose(Scheme.SYSTEM)


def _of_system() -> Theme:
    """The theme the system asks for; dark where it does not say."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return CONTRAST
    if hints.colorScheme() == Qt.ColorScheme.Light:
        return LIGHT
    return DARK


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's own widgets understand it, all three groups."""
    made = QPalette()
    rest = {
        QPalette.ColorRole.Window: theme.panel,
        QPalette.ColorRole.WindowText: theme.t1,
        QPalette.ColorRole.Base: theme.field,
        QPalette.ColorRole.AlternateBase: theme.panel,
        QPalette.ColorRole.Text: theme.t1,
        QPalette.ColorRole.PlaceholderText: theme.t3,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.t1,
        QPalette.ColorRole.BrightText: theme.danger,
        QPalette.ColorRole.Highlight: theme.sel,
        QPalette.ColorRole.HighlightedText: theme.t1,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.t1,
        QPalette.ColorRole.Light: theme.raised,
        QPalette.ColorRole.Midlight: theme.hover,
        QPalette.ColorRole.Mid: theme.line,
        QPalette.ColorRole.Dark: theme.line,
        QPalette.ColorRole.Shadow: theme.line,
        QPalette.ColorRole.Accent: theme.accent,
    }
    for role, colour in rest.items():
        made.setColor(role, colour)
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.disabled)
    return made


_LOOK: list[Look] = []


def look() -> Look:
    """The look of this process; made at the first call."""
    if not _LOOK:
        _LOOK.append(Look())
    return _LOOK[0]


def theme() -> Theme:
    """The theme in use now."""
    return look().theme


def mixed(under: QColor, over: QColor, share: float) -> QColor:
    """`over` laid over `under` with opacity `share` (0..1)."""

    def part(a: float, b: float) -> float:
        return a + (b - a) * share

    return QColor.fromRgbF(
        part(under.redF(), over.redF()),
        part(under.greenF(), over.greenF()),
        part(under.blueF(), over.blueF()),
    )
