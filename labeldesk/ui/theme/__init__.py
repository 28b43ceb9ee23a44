"""The one place for colours and measures: tokens, palette, scale and style sheet."""

from __future__ import annotations

from labeldesk.ui.theme.look import Look, Scheme, look, theme
from labeldesk.ui.theme.metrics import px, scale
from labeldesk.ui.theme.tokens import CONTRAST, DARK, LIGHT, ON_IMAGE, OnImage, Role, Theme

__all__ = [
    "CONTRAST",
    "DARK",
    "LIGHT",
    "ON_IMAGE",
    "Look",
    "OnImage",
    "Role",
    "Scheme",
    "Theme",
    "look",
    "px",
    "scale",
    "theme",
]
