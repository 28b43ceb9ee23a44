"""What formats offer and lose, in the words of the dialogs."""

from __future__ import annotations

from collections.abc import Mapping

from labeldesk.domain.problem import Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.formats import keeps
from labeldesk.formats.port import Codec, OptionSpec
from labeldesk.formats.port import Option as Value
from labeldesk.ui.dialogs.option_grid import OptionField
from labeldesk.ui.dialogs.report import ReportRow
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.drop_down import Option
from labeldesk.work import contents, framing, recasting
from labeldesk.work.pictures import COPIES
from labeldesk.work.previewing import Loss, Preview

SUGGESTIONS = "suggestions"
_YES = QT_TRANSLATE_NOOP("Exchange", "Yes")
_NO = QT_TRANSLATE_NOOP("Exchange", "No")
_CHOICES: dict[str, Text] = {
    "raw": QT_TRANSLATE_NOOP("Exchange", "As they are"),
    "one-based": QT_TRANSLATE_NOOP("Exchange", "From 1, as VOC 2012"),
    "voc": QT_TRANSLATE_NOOP("Exchange", "VOC folders"),
    "flat": QT_TRANSLATE_NOOP("Exchange", "One folder"),
    "ultralytics": QT_TRANSLATE_NOOP("Exchange", "Ultralytics folders"),
    "auto": QT_TRANSLATE_NOOP("Exchange", "By the format"),
    "detect": QT_TRANSLATE_NOOP("Exchange", "Boxes"),
    "segment": QT_TRANSLATE_NOOP("Exchange", "Outlines"),
    "pose": QT_TRANSLATE_NOOP("Exchange", "Keypoints"),
    "rle": QT_TRANSLATE_NOOP("Exchange", "Run lengths"),
    "keyhole": QT_TRANSLATE_NOOP("Exchange", "Cut holes open"),
    "compressed": QT_TRANSLATE_NOOP("Exchange", "Compressed"),
    "uncompressed": QT_TRANSLATE_NOOP("Exchange", "As numbers"),
    "as-it-was": QT_TRANSLATE_NOOP("Exchange", "Where it was"),
    "all": QT_TRANSLATE_NOOP("Exchange", "In every file"),
    "none": QT_TRANSLATE_NOOP("Exchange", "In no file"),
    "one-file": QT_TRANSLATE_NOOP("Exchange", "One file for all"),
    "file-per-image": QT_TRANSLATE_NOOP("Exchange", "A file for each image"),
    "project": QT_TRANSLATE_NOOP("Exchange", "Project of VIA 2"),
    "annotations": QT_TRANSLATE_NOOP("Exchange", "Annotations of VIA 2 alone"),
    "csv": QT_TRANSLATE_NOOP("Exchange", "CSV of VIA 2"),
    "via3": QT_TRANSLATE_NOOP("Exchange", "Project of VIA 3"),
    "polygons": QT_TRANSLATE_NOOP("Exchange", "Outlines"),
    "pixels": QT_TRANSLATE_NOOP("Exchange", "Pixels"),
    "scene-parsing": QT_TRANSLATE_NOOP("Exchange", "Scene parsing"),
    "full": QT_TRANSLATE_NOOP("Exchange", "Objects and parts"),
    "colours": QT_TRANSLATE_NOOP("Exchange", "In colours"),
    "numbers": QT_TRANSLATE_NOOP("Exchange", "As numbers"),
    "semantic": QT_TRANSLATE_NOOP("Exchange", "One value per class"),
    "colour": QT_TRANSLATE_NOOP("Exchange", "One colour per class"),
    "standard": QT_TRANSLATE_NOOP("Exchange", "Pascal VOC"),
    "as-needed": QT_TRANSLATE_NOOP("Exchange", "8 bits, or 16"),
    "classes": QT_TRANSLATE_NOOP("Exchange", "Of the classes"),
    "16": QT_TRANSLATE_NOOP("Exchange", "16 bits"),
    "instance": QT_TRANSLATE_NOOP("Exchange", "One value per object"),
}
_TITLES: dict[str, tuple[Text, Text]] = {
    keeps.DROPPED.source: (
        QT_TRANSLATE_NOOP("Exchange", "{n} object is left out: {format} cannot hold it"),
        QT_TRANSLATE_NOOP("Exchange", "{n} objects are left out: {format} cannot hold them"),
    ),
    keeps.CONVERTED.source: (
        QT_TRANSLATE_NOOP("Exchange", "{n} object is written as another shape"),
        QT_TRANSLATE_NOOP("Exchange", "{n} objects are written as other shapes"),
    ),
    keeps.CHANGED.source: (
        QT_TRANSLATE_NOOP("Exchange", "{n} object is simplified to what {format} can hold"),
        QT_TRANSLATE_NOOP("Exchange", "{n} objects are simplified to what {format} can hold"),
    ),
    keeps.ROUNDED.source: (
        QT_TRANSLATE_NOOP("Exchange", "Coordinates of {n} object are rounded"),
        QT_TRANSLATE_NOOP("Exchange", "Coordinates of {n} objects are rounded"),
    ),
    keeps.LOST.source: (
        QT_TRANSLATE_NOOP("Exchange", "{n} mark or attribute stays behind"),
        QT_TRANSLATE_NOOP("Exchange", "{n} marks and attributes stay behind"),
    ),
    keeps.AS_TEXT.source: (
        QT_TRANSLATE_NOOP("Exchange", "Attributes of {n} object come back as text"),
        QT_TRANSLATE_NOOP("Exchange", "Attributes of {n} objects come back as text"),
    ),
    framing.CUT_OFF.source: (
        QT_TRANSLATE_NOOP("Exchange", "{n} object lies in no part that goes out"),
        QT_TRANSLATE_NOOP("Exchange", "{n} objects lie in no part that goes out"),
    ),
    framing.UNNAMED.source: (
        QT_TRANSLATE_NOOP("Exchange", "{n} tag or caption of a whole image stays behind"),
        QT_TRANSLATE_NOOP("Exchange", "{n} tags and captions of whole images stay behind"),
    ),
    recasting.ASKED.source: (
        QT_TRANSLATE_NOOP("Exchange", "{n} object goes out as another shape, as asked"),
        QT_TRANSLATE_NOOP("Exchange", "{n} objects go out as other shapes, as asked"),
    ),
    recasting.FILLED.source: (
        QT_TRANSLATE_NOOP("Exchange", "The holes of {n} object are filled, as asked"),
        QT_TRANSLATE_NOOP("Exchange", "The holes of {n} objects are filled, as asked"),
    ),
    recasting.JOINED.source: (
        QT_TRANSLATE_NOOP("Exchange", "Holes of {n} object are joined to its outline, as asked"),
        QT_TRANSLATE_NOOP("Exchange", "Holes of {n} objects are joined to outlines, as asked"),
    ),
    recasting.SKIPPED.source: (
        QT_TRANSLATE_NOOP("Exchange", "{n} object is left out rather than converted"),
        QT_TRANSLATE_NOOP("Exchange", "{n} objects are left out rather than converted"),
    ),
    recasting.NOT_WANTED.source: (
        QT_TRANSLATE_NOOP("Exchange", "{n} object is of a class that is not wanted"),
        QT_TRANSLATE_NOOP("Exchange", "{n} objects are of classes that are not wanted"),
    ),
    contents.UNREAD.source: (
        QT_TRANSLATE_NOOP("Exchange", "{n} image is left out: its file cannot be read"),
        QT_TRANSLATE_NOOP("Exchange", "{n} images are left out: their files cannot be read"),
    ),
    contents.GONE.source: (
        QT_TRANSLATE_NOOP("Exchange", "{n} image is left out: its file is missing"),
        QT_TRANSLATE_NOOP("Exchange", "{n} images are left out: their files are missing"),
    ),
    keeps.EMPTIED.source: (
        QT_TRANSLATE_NOOP("Exchange", "{n} image will read as empty"),
        QT_TRANSLATE_NOOP("Exchange", "{n} images will read as empty"),
    ),
}
_OTHER = QT_TRANSLATE_NOOP("Exchange", "{n} times: {text}")
_ITEM = QT_TRANSLATE_NOOP("Exchange", "{text} ({n})")
_AS = QT_TRANSLATE_NOOP("Exchange", "{before} as {after}")
_UP_TO = QT_TRANSLATE_NOOP("Exchange", "{kind} by up to {shift} px")
_ITEMS = QT_TRANSLATE_NOOP("Exchange", "{items}")
_STAY = QT_TRANSLATE_NOOP("Exchange", "{items}. They remain in the project")
_SHOW = QT_TRANSLATE_NOOP("Exchange", "Show {n}")
_OPEN_ONE = QT_TRANSLATE_NOOP("Exchange", "{n} open suggestion is not written")
_OPEN = QT_TRANSLATE_NOOP("Exchange", "{n} open suggestions are not written")
_OPEN_MORE = QT_TRANSLATE_NOOP("Exchange", "Score {score} and above. Only what you accept goes out")
_ACCEPT = QT_TRANSLATE_NOOP("Exchange", "Accept them first…")
_WHAT: dict[str, Text] = {
    "done": QT_TRANSLATE_NOOP("Exchange", "done"),
    "review": QT_TRANSLATE_NOOP("Exchange", "review"),
    "excluded": QT_TRANSLATE_NOOP("Exchange", "excluded"),
    "attributes": QT_TRANSLATE_NOOP("Exchange", "attributes"),
    "pose": QT_TRANSLATE_NOOP("Exchange", "pose"),
    "group": QT_TRANSLATE_NOOP("Exchange", "group"),
    "score": QT_TRANSLATE_NOOP("Exchange", "score"),
    "difficult": QT_TRANSLATE_NOOP("Exchange", "difficult"),
    "truncated": QT_TRANSLATE_NOOP("Exchange", "truncated"),
    "occluded": QT_TRANSLATE_NOOP("Exchange", "occluded"),
    "crowd": QT_TRANSLATE_NOOP("Exchange", "crowd"),
}
_MOST_ITEMS = 5


def values_of(spec: OptionSpec) -> tuple[Value, ...]:
    """What can be chosen; empty where any value may be typed, which a list cannot offer."""
    if isinstance(spec.default, bool):
        return (False, True)
    return spec.choices


def option_fields(codec: Codec, chosen: Mapping[str, Value]) -> tuple[OptionField, ...]:
    """The choices of a codec as fields."""
    return tuple(
        OptionField(
            spec.id,
            spec.title,
            tuple(Option(str(value), _words(value)) for value in values_of(spec)),
            str(chosen.get(spec.id, spec.default)),
        )
        for spec in codec.options
        if values_of(spec) and spec.id != COPIES
    )


def _words(value: Value) -> Text | str:
    if isinstance(value, bool):
        return _YES if value else _NO
    return _CHOICES.get(str(value), str(value))


def loss_rows(preview: Preview, codec: Codec, score: float) -> tuple[ReportRow, ...]:
    """The findings, the worst first; the last one offers open suggestions."""
    order = list(Severity)[::-1]
    losses = sorted(preview.losses.items(), key=lambda item: order.index(item[1].severity))
    rows = [_row(source, loss, codec) for source, loss in losses]
    if preview.suggestions:
        title = counted(preview.suggestions, _OPEN_ONE, _OPEN)
        detail = _OPEN_MORE.filled(score=f"{score:.2f}")
        rows.append(ReportRow(SUGGESTIONS, Severity.INFO, title, detail, show=_ACCEPT))
    return tuple(rows)


def _row(source: str, loss: Loss, codec: Codec) -> ReportRow:
    text = next(iter(loss.texts))
    title = counted(loss.count, *_TITLES.get(source, (text, _OTHER.filled(text=text))))
    filled = title.filled(format=codec.title)
    detail = _detail(source, loss)
    return ReportRow(source, loss.severity, filled, detail, show=_SHOW.filled(n=loss.count))


def _detail(source: str, loss: Loss) -> Text | None:
    words = [
        tr(_ITEM.filled(text=said, n=n))
        for text, n in loss.texts.most_common(_MOST_ITEMS)
        if (said := _said(source, text.args)) is not None
    ]
    if not words:
        return None
    stays = source in (keeps.LOST.source, keeps.DROPPED.source)
    return (_STAY if stays else _ITEMS).filled(items=", ".join(words))


def _said(source: str, args: Mapping[str, str | int | float | Text]) -> str | Text | None:
    if source in (keeps.CONVERTED.source, recasting.ASKED.source):
        return _AS.filled(before=args["before"], after=args["after"])
    if source == keeps.ROUNDED.source:
        return _UP_TO.filled(kind=args["kind"], shift=args["shift"])
    if source == keeps.LOST.source:
        what = str(args["what"])
        return _WHAT.get(what, what)
    kind = args.get("reason", args.get("kind", args.get("name")))
    return kind if isinstance(kind, Text | str) else None
