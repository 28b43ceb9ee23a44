"""The little style sheet of menus; everything else paints itself (LOOK 12).

It is set on each menu, never on the application: there it would slow every widget down and
take the painting of text fields away from us.
"""

from __future__ import annotations

from labeldesk.ui.theme.metrics import px
from labeldesk.ui.theme.tokens import Theme

_SHEET = """
QMenuBar {{ background: {window}; color: {t2}; border: 0; padding: 0; }}
QMenuBar::item {{ background: transparent; padding: {p5}px {p10}px; border-radius: {p5}px; }}
QMenuBar::item:selected {{ background: {hover}; color: {t1}; }}
QMenuBar::item:pressed {{ background: {press}; color: {t1}; }}
QMenu {{ background: {raised}; color: {t1}; border: 1px solid {line_raised}; padding: {p4}px; }}
QMenu::item {{ padding: {p5}px {p24}px {p5}px {p12}px; border-radius: {p4}px; }}
QMenu::item:selected {{ background: {sel}; }}
QMenu::item:disabled {{ color: {disabled}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {p4}px {p8}px; }}
QMenu::icon {{ padding-left: {p8}px; }}
"""


def sheet(theme: Theme) -> str:
    """QSS for QMenuBar and QMenu; under 25 lines, made from tokens."""
    sizes = {f"p{n}": px(n) for n in (4, 5, 8, 10, 12, 24)}
    names = ("window", "hover", "press", "raised", "line", "line_raised", "sel")
    texts = ("t1", "t2", "disabled")
    codes = {name: getattr(theme, name).name() for name in (*names, *texts)}
    return _SHEET.format(**sizes, **codes)
