from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeldesk.domain.classes import PALETTE
from labeldesk.ui.theme import CONTRAST, DARK, LIGHT, Scheme, Theme, look
from labeldesk.ui.theme.look import palette
from labeldesk.ui.theme.sheet import sheet
from labeldesk.ui.theme.tokens import BLACK, WHITE
from labeldesk.ui.widgets.swatch import contrast, paint_swatch, text_on

UI = Path(__file__).resolve().parents[2] / "labeldesk"
THEMES = pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=lambda t: t.name)
GROUNDS = ("window", "panel", "raised", "field", "hover")


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    "role", ["t1", "t2", "t3", "accent", "danger", "warning", "success", "suggestion"]
)
def test_every_text_reads_on_every_ground(theme: Theme, ground: str, role: str) -> None:
    assert contrast(getattr(theme, role), getattr(theme, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("ground", ["sel", "press"])
@pytest.mark.parametrize("role", ["t1", "t2"])
def test_content_reads_on_selected_and_pressed_rows(theme: Theme, ground: str, role: str) -> None:
    assert contrast(getattr(theme, role), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize(("theme", "floor"), [(DARK, 5.2), (LIGHT, 5.5), (CONTRAST, 7.4)])
def test_white_reads_on_the_main_button(theme: Theme, floor: float) -> None:
    assert contrast(theme.on_fill, theme.fill) >= floor - 0.05


@THEMES
def test_ring_and_control_edges_are_seen_on_panels(theme: Theme) -> None:
    assert contrast(theme.accent, theme.panel) >= 5.85
    assert contrast(theme.control, theme.panel) >= 3


def test_captions_may_not_stand_on_selected_rows_in_dark() -> None:
    assert contrast(DARK.t3, DARK.sel) < 4.5


@pytest.mark.parametrize("code", PALETTE)
def test_black_reads_on_every_class_colour(code: str) -> None:
    assert text_on(QColor(code)) == BLACK


def test_dark_own_colours_get_white_text() -> None:
    assert text_on(QColor("navy")) == WHITE


def test_no_colour_is_written_outside_the_theme() -> None:
    hex_colour = re.compile(r"[\"']#[0-9A-Fa-f]{3,8}[\"']")
    allowed = {UI / "ui" / "theme" / "tokens.py", UI / "domain" / "classes.py"}
    own = [f for layer in ("ui", "actions", "tools") for f in (UI / layer).rglob("*.py")]
    found = [f.name for f in own if f not in allowed and hex_colour.search(f.read_text("utf-8"))]
    assert not found


def test_the_style_sheet_is_small_and_only_for_menus() -> None:
    lines = sheet(DARK).strip().splitlines()
    assert len(lines) < 25
    assert all(line.startswith("QMenu") for line in lines)


def test_choosing_a_theme_tells_qt_and_whoever_listens(qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignal(look().changed):
        look().choose(Scheme.LIGHT)
    assert look().theme is LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Window) == LIGHT.panel


@THEMES
def test_greyed_text_of_qt_widgets_is_our_grey(theme: Theme) -> None:
    group, role = QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text
    assert palette(theme).color(group, role) == theme.disabled


@pytest.mark.parametrize("dpr", [1.0, 2.0])
def test_every_second_mark_makes_another_swatch(qapp: QApplication, dpr: float) -> None:
    def painted(mark: int) -> bytes:
        image = QImage(round(40 * dpr), round(20 * dpr), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(dpr)
        image.fill(DARK.panel)
        with QPainter(image) as p:
            paint_swatch(p, QRectF(0, 0, 40, 20), PALETTE[0], mark)
        return bytes(image.constBits())

    assert len({painted(mark) for mark in (0, 1, 2, 61, 162)}) == 5
