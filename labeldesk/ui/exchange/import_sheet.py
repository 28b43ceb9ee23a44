"""The import dialog at work: what lies there is recognised while its fields are filled."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from labeldesk.domain.problem import Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.formats.registry import registry
from labeldesk.jobs.runner import Runner
from labeldesk.ui.dialogs.import_dataset import ImportDialog
from labeldesk.ui.dialogs.report import ReportRow
from labeldesk.ui.exchange.rest import Rest
from labeldesk.ui.widgets.drop_down import Option
from labeldesk.work import results
from labeldesk.work.finding import Found, find
from labeldesk.work.sources import AUTO, DataSet

_AUTO = QT_TRANSLATE_NOOP("Exchange", "Recognised")
_LOOKING = QT_TRANSLATE_NOOP("Exchange", "Looking…")
_NO_SOURCE = QT_TRANSLATE_NOOP("Exchange", "Choose a file or folder of annotations")
_NO_FORMAT = QT_TRANSLATE_NOOP("Exchange", "No known annotation format was found here")
_NO_FORMAT_MORE = QT_TRANSLATE_NOOP("Exchange", "Choose the format, or another folder")
_NO_IMAGES = QT_TRANSLATE_NOOP("Exchange", "No images were found")
_NO_IMAGES_MORE = QT_TRANSLATE_NOOP("Exchange", "Choose the folder of the images")
_IMAGE = QT_TRANSLATE_NOOP("Exchange", "{n} image in {folder}")
_IMAGES = QT_TRANSLATE_NOOP("Exchange", "{n} images in {folder}")
_PACKED = QT_TRANSLATE_NOOP("Exchange", "{n} image will be unpacked into {folder}")
_PACKED_MANY = QT_TRANSLATE_NOOP("Exchange", "{n} images will be unpacked into {folder}")
_OPENS = QT_TRANSLATE_NOOP("Exchange", "Opens the folder {folder}")


class ImportSheet(QObject):
    """One opening of the dialog. Signal: `accepted(DataSet)`, its `images` always set.

    `root` is the folder that is open, None on the start page. `ask_folder(start)` opens the
    system's dialog.
    """

    accepted = Signal(object)

    def __init__(self, runner: Runner, root: Path | None) -> None:
        super().__init__()
        self.dialog = ImportDialog()
        self.ask_folder: Callable[[str], Path | None] = lambda _: None
        self._runner = runner
        self._root = root
        self._format = AUTO
        self._images: Path | None = root
        self._found: Found | None = None
        self._look_number = 0
        self._rest = Rest(self._look, self)
        dialog = self.dialog
        dialog.source_edited.connect(lambda _: self._look_soon())
        dialog.typing_ended.connect(self._rest.hurry)
        dialog.images_edited.connect(self._images_edited)
        dialog.source_wanted.connect(self._ask_source)
        dialog.images_wanted.connect(self._ask_images)
        dialog.format_chosen.connect(self._choose_format)
        dialog.accepted.connect(self._accept)

    def begin(self, source: Path | None) -> None:
        """Fill the fields and look."""
        start = source or self._root
        self.dialog.set_source(str(start) if start else "")
        self.dialog.set_images(str(self._images) if self._images else "")
        self._show_formats()
        self._look()

    def end(self) -> None:
        """The dialog is gone: what is being looked at no longer matters."""
        self._rest.stop()
        self._forget()

    def _images_edited(self, text: str) -> None:
        self._images = Path(text).expanduser() if text.strip() else None
        self._look_soon()

    def _ask_source(self) -> None:
        chosen = self.ask_folder(self.dialog.source())
        if chosen is not None:
            self.dialog.set_source(str(chosen))
            self._look()

    def _ask_images(self) -> None:
        chosen = self.ask_folder(self.dialog.images())
        if chosen is not None:
            self.dialog.set_images(str(chosen))
            self._images_edited(str(chosen))
            self._rest.hurry()

    def _choose_format(self, name: str) -> None:
        self._format = name
        self._show()

    def _look_soon(self) -> None:
        """What was found is old; what is typed is looked at when the typing rests."""
        self._forget()
        self.dialog.set_count(None, _LOOKING)
        self._rest.wait(is_typing=True)

    def _forget(self) -> None:
        self._look_number += 1
        self._found = None
        self._runner.submit(lambda _: None, key=self)  # what is asked now is old

    def _look(self) -> None:
        self._rest.stop()
        self._forget()
        text = self.dialog.source().strip()
        if not text:
            self._refuse(_NO_SOURCE)
            return
        self.dialog.set_count(None, _LOOKING)
        path, images = Path(text).expanduser(), self._images
        number = self._look_number
        self._runner.submit(
            lambda cancel: find(path, images, cancel),
            done=partial(self._looked, number),
            failed=partial(self._failed, number),
            key=self,
        )

    def _looked(self, number: int, found: Found) -> None:
        if number == self._look_number:
            self._found = found
            if self._images is None and found.images is not None:
                self.dialog.set_images(str(found.images))
            self._show_formats()
            self._show()

    def _failed(self, number: int, error: Exception) -> None:
        if number != self._look_number:
            return
        if not isinstance(error, UserError):
            raise error
        row = ReportRow("fault", Severity.ERROR, error.text, error.advice or error.kept)
        self.dialog.set_report((row,))
        self._refuse(error.text)

    def _show_formats(self) -> None:
        best = self._found.formats[0].title if self._found and self._found.formats else ""
        rows = [Option(AUTO, _AUTO, best)]
        rows += [Option(codec.id, codec.title) for codec in registry().all()]
        rows.append(Option(results.FORMAT, results.TITLE))
        self.dialog.set_formats(rows, self._format)

    def _show(self) -> None:
        """The findings, and whether they are enough to begin."""
        found = self._found
        if found is None:
            return
        rows = [
            ReportRow(f.format, Severity.INFO, f.reason, f.title)
            for f in found.formats
            if self._format in (AUTO, f.format)
        ]
        reason: Text | None = None
        if not rows and self._format == AUTO:
            rows.append(ReportRow("none", Severity.ERROR, _NO_FORMAT, _NO_FORMAT_MORE))
            reason = _NO_FORMAT
        if found.images is None or not found.count:
            rows.append(ReportRow("images", Severity.ERROR, _NO_IMAGES, _NO_IMAGES_MORE))
            reason = reason or _NO_IMAGES_MORE
        else:
            words = (_PACKED, _PACKED_MANY) if found.unpacks else (_IMAGE, _IMAGES)
            said = counted(found.count, *words).filled(folder=str(found.images))
            rows.append(ReportRow("images", Severity.INFO, said))
        self.dialog.set_report(rows)
        self.dialog.set_about(self._about(found))
        self.dialog.set_count(None, reason)

    def _about(self, found: Found) -> Text | str:
        if found.images is None or is_inside(found.images, self._root):
            return ""
        return _OPENS.filled(folder=found.images.name)

    def _refuse(self, reason: Text) -> None:
        self.dialog.set_about("")
        self.dialog.set_count(None, reason)

    def _accept(self) -> None:
        found = self._found
        if found is not None and found.images is not None:
            path = Path(self.dialog.source().strip()).expanduser()
            best = found.formats[0].format if found.formats else self._format
            chosen = best if self._format == AUTO else self._format
            self.accepted.emit(DataSet(path, chosen, found.images))


def is_inside(folder: Path, root: Path | None) -> bool:
    """Whether a folder is the root or lies in it."""
    return root is not None and folder.resolve().is_relative_to(root.resolve())
