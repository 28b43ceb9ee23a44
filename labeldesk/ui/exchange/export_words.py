"""What the export dialog says of its folder, of what is in its way, and of what it comes to."""

from __future__ import annotations

from labeldesk.domain.problem import Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.folder import Manner
from labeldesk.ui.dialogs.report import ReportRow
from labeldesk.ui.widgets.drop_down import Option
from labeldesk.work.previewing import Place, Preview

NO_FOLDER = QT_TRANSLATE_NOOP("Exchange", "Choose a folder, or type its whole path")
_EXACT = QT_TRANSLATE_NOOP("Exchange", "{exact} of {n} objects read back exactly as they are here")
_NEAR = QT_TRANSLATE_NOOP(
    "Exchange", "{exact} of {n} objects read back as they are here, to within {shift} px"
)
_NEW = QT_TRANSLATE_NOOP("Exchange", "New folder")
_REPLACED = QT_TRANSLATE_NOOP("Exchange", "Replaces the earlier export")
_ADDED = QT_TRANSLATE_NOOP("Exchange", "Adds to the files in the folder")
_STOP = QT_TRANSLATE_NOOP("Exchange", "Leave them alone")
_OVERWRITE = QT_TRANSLATE_NOOP("Exchange", "Write beside them")
_BOTH = QT_TRANSLATE_NOOP("Exchange", "{kept}. {advice}")
FAULT = "fault"


def fault_row(error: UserError, *, is_refusal: bool) -> ReportRow:
    """Why it cannot be exported; a folder that refuses may be written beside its files."""
    detail = error.advice or error.kept
    if error.advice is not None and error.kept is not None:
        detail = _BOTH.filled(kept=error.kept, advice=error.advice)
    options: tuple[Option, ...] = ()
    if is_refusal and error.advice is not None:
        options = (Option("stop", _STOP), Option("overwrite", _OVERWRITE))
    return ReportRow(FAULT, Severity.ERROR, error.text, detail, options)


def result_words(preview: Preview) -> Text | None:
    """How much reads back as it is here."""
    if not preview.objects or preview.is_reframed:
        return None
    words = _NEAR.filled(shift=f"{preview.rounded:g}") if preview.rounded else _EXACT
    return words.filled(exact=preview.exact, n=preview.objects)


def place_words(place: Place | None, reason: Text | None) -> Text | str:
    """What becomes of the folder."""
    if reason is not None or place is None:
        return reason if reason is NO_FOLDER else ""
    if place.manner is Manner.FILES:
        return _ADDED
    return _NEW if place.is_new else _REPLACED
