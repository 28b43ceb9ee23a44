"""The values of the settings, kept in one JSON file."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.settings.json_file import read_object, write_object
from labeldesk.settings.table import SETTINGS, Setting, V

Later = Callable[[Callable[[], None]], object]
Listener = Callable[[Setting[Any]], object]

_NOT_A_VALUE = QT_TRANSLATE_NOOP(
    "Settings", "{value} is no value for this setting; the default is used"
)


def at_once(call: Callable[[], None]) -> None:
    """The `later` that does not put off."""
    call()


class Settings:
    """Get, set, listen. Set from one thread; get from any.

    A change is kept at once and written through `later` (the window hands writing to a worker).
    Keys this version does not know stay in the file. What went wrong while reading stands in
    `problems`; what goes wrong while writing goes to `report`.
    """

    def __init__(
        self,
        path: Path,
        *,
        later: Later = at_once,
        report: Callable[[Problem], object] | None = None,
    ) -> None:
        self._path = path
        self._later = later
        self._listeners: list[Listener] = []
        self._writing = threading.Lock()
        self._values, problem = read_object(path)
        self.problems: list[Problem] = [problem] if problem else []
        self.problems.extend(self._faults())
        self._report = report or self.problems.append

    def get(self, setting: Setting[V]) -> V:
        """The chosen value, or the default."""
        value = self._values.get(setting.id, setting.default)
        return setting.kind(value) if setting.accepts(value) else setting.default

    def set(self, setting: Setting[V], value: V) -> None:
        """Choose `value`; ValueError if the setting does not accept it."""
        if not setting.accepts(value):
            raise ValueError(f"{value!r} is no value for {setting.id}")
        if self.get(setting) == value and setting.id in self._values:
            return
        self._values = {**self._values, setting.id: setting.kind(value)}
        self._later(self._write)
        for listener in tuple(self._listeners):
            listener(setting)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every setting that changes, on the thread that sets it.

        The returned function ends it.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _write(self) -> None:
        with self._writing:
            problem = write_object(self._path, self._values)
        if problem is not None:
            self._report(problem)

    def _faults(self) -> list[Problem]:
        return [
            Problem(
                Severity.WARNING,
                _NOT_A_VALUE.filled(value=repr(self._values[row.id])[:80]),
                str(self._path),
                row.id,
            )
            for row in SETTINGS
            if row.id in self._values and not row.accepts(self._values[row.id])
        ]
