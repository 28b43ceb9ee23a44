"""From `Text` to the words of the chosen language, at the edge and nowhere else."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from labeldesk.domain.text import Text
from labeldesk.settings.resource import resource
from labeldesk.ui.numbers import Grouped


class Language(StrEnum):
    """The languages there are; SYSTEM takes the first of them that the system prefers."""

    SYSTEM = "system"
    ENGLISH = "en"
    CHINESE = "zh_CN"


_installed: list[QTranslator] = []


def tr(text: Text | str) -> str:
    """`text` in the language in use, its gaps filled; a str (user's data) comes back as it is."""
    if isinstance(text, str):
        return text
    said = QCoreApplication.translate(text.context, text.source)
    if not text.args:
        return said
    return said.format(**{name: _argument(value) for name, value in text.args.items()})


def _argument(value: Text | str | float) -> str | float:
    if isinstance(value, Text):
        return tr(value)
    return Grouped(value) if isinstance(value, int) and not isinstance(value, bool) else value


def use_language(language: Language) -> Language:
    """Switch to `language` and tell which one it became; widgets hear LanguageChange."""
    wanted = _of_system() if language is Language.SYSTEM else language
    for old in _installed:
        QCoreApplication.removeTranslator(old)
    _installed.clear()
    if wanted is not Language.ENGLISH:
        translator = QTranslator()
        if not translator.load(str(resource(f"translations/labeldesk_{wanted}.qm"))):
            return Language.ENGLISH
        _installed.append(translator)
        QCoreApplication.installTranslator(translator)
    return wanted


def _of_system() -> Language:
    for name in QLocale.system().uiLanguages():
        if name.startswith("zh"):
            return Language.CHINESE
        if name.startswith("en"):
            return Language.ENGLISH
    return Language.ENGLISH
