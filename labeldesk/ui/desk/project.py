"""Opening, importing, exporting, saving, leaving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.translate import tr
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace

_FOLDER = QT_TRANSLATE_NOOP("Files", "Open folder")
_FILE = QT_TRANSLATE_NOOP("Files", "Open project or image")
_MODEL = QT_TRANSLATE_NOOP("Files", "Add model")
_LIST = QT_TRANSLATE_NOOP("Files", "Load a class list")
_MODELS = QT_TRANSLATE_NOOP("Files", "ONNX models (*.onnx)")
_LISTS = QT_TRANSLATE_NOOP("Files", "Class lists (*.txt *.names *.yaml)")
_SAVED = QT_TRANSLATE_NOOP("Files", "All changes saved")


class Project:
    """The `project` of the desk. `export_wanted` and `import_wanted` open their dialogs;
    `before_save` is called on "Save now", e.g. to bring mirrored files in step; `leave` leaves
    the folder once everything is saved.
    """

    def __init__(self, workspace: Workspace, window: QWidget, voice: Voice) -> None:
        self._workspace = workspace
        self._window = window
        self._voice = voice
        self.export_wanted: Callable[[], None] = lambda: None
        self.import_wanted: Callable[[], None] = lambda: None
        self.before_save: Callable[[], None] = lambda: None
        self.leave: Callable[[], None] = workspace.close

    def open_folder(self) -> None:
        """Choose a folder of images."""
        chosen = QFileDialog.getExistingDirectory(self._window, tr(_FOLDER), self._here())
        if chosen:
            self._workspace.open(Path(chosen))

    def open_file(self) -> None:
        """Choose a project or an image."""
        chosen = self.ask_file(_FILE, "")
        if chosen is not None:
            self._workspace.open(chosen)

    def import_dataset(self) -> None:
        """Read annotations that lie somewhere."""
        self.import_wanted()

    def export(self) -> None:
        """Write a data set."""
        self.export_wanted()

    def save(self) -> None:
        """Everything is saved all the time; say so, and bring mirrored files in step."""
        self.before_save()
        if self._workspace.recorder.is_saved:
            self._voice.toast(_SAVED)

    def close(self) -> None:
        """Leave the folder, back to the start page."""
        self.leave()

    def reveal(self) -> None:
        """Show where the image lies, in the file manager of the system."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._workspace.path.parent)))

    def ask_model(self) -> Path | None:
        """Choose a model file."""
        return self.ask_file(_MODEL, tr(_MODELS))

    def ask_class_list(self) -> Path | None:
        """Choose a class list."""
        return self.ask_file(_LIST, tr(_LISTS))

    def ask_file(self, title: Text, kinds: str) -> Path | None:
        """Choose a file; None when the user thought better of it."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, tr(title), self._here(), kinds)
        return Path(chosen) if chosen else None

    def ask_folder(self, title: Text, start: str) -> Path | None:
        """Choose a folder."""
        chosen = QFileDialog.getExistingDirectory(self._window, tr(title), start or self._here())
        return Path(chosen) if chosen else None

    def _here(self) -> str:
        source = self._workspace.source
        return str(source.root if source is not None else Path.home())
