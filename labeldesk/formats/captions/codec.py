"""The codec of COCO's caption files: sentences about whole images, in files of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Caption
from labeldesk.domain.text import QT_TRANSLATE_NOOP, counted
from labeldesk.formats.captions.reader import CaptionsFile
from labeldesk.formats.captions.rows import CaptionsWriter
from labeldesk.formats.coco.codec import beginnings, is_json, looks_like_data_set, read_files, stem
from labeldesk.formats.coco.parts import write_parts
from labeldesk.formats.keeps import FLAGS, Done, Keeps
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report

_TITLE = QT_TRANSLATE_NOOP("Coco", "COCO captions")
_FIT_ONE = QT_TRANSLATE_NOOP("Coco", "{n} file of COCO captions: {name}")
_FIT_MANY = QT_TRANSLATE_NOOP("Coco", "{n} files of COCO captions: {name} and others")
_FITS_NOT = QT_TRANSLATE_NOOP("Coco", "No JSON file here has COCO's captions")
_NOTHING = QT_TRANSLATE_NOOP("Coco", "No file of captions was found here")
_CAPTION = re.compile(rb'"caption"\s*:')
_SURE = 0.95


class CaptionsCodec:
    """``captions_PART.json``: images and their captions."""

    id = "captions"
    title = _TITLE
    options: tuple[OptionSpec, ...] = ()

    def keeps(self, _: Options) -> Keeps:
        """Captions alone, with everything beside them."""
        return Keeps(
            shapes=frozenset(("caption",)),
            shape=_only_captions,
            flags=FLAGS,
            attributes=True,
            pose=True,
            group=True,
            z=True,
            score=True,
            done=Done.YES,
        )

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By COCO's lists, and a name or a row that says captions."""
        found = _files_among(names, head)
        if not found:
            return Sniff(0.0, _FITS_NOT)
        return Sniff(
            _SURE, counted(len(found), _FIT_ONE, _FIT_MANY).filled(name=found[0]), len(found)
        )

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """The images of every file; one that is none is reported and passed over."""
        names = [name for name in source.files if is_json(name)]
        if len(names) > 1:
            names = _files_among(names, source.head_of)
        if not names:
            report.error(_NOTHING, str(source.root))
        yield from read_files(CaptionsFile, names, source, report)

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``annotations/captions_PART.json`` for every part, ``default`` without a split."""
        names = {item.id: item.name for item in target.classes}
        keeps = self.keeps(target.options)
        write_parts(
            images, target, keeps, report, lambda: CaptionsWriter(target, names), "captions"
        )


def _only_captions(annotation: Annotation, _: Size | None) -> Caption | None:
    return annotation.shape if isinstance(annotation.shape, Caption) else None


def _files_among(names: Sequence[str], head: Head) -> list[str]:
    names = [name for name in names if is_json(name)]
    return [
        name
        for name, data in beginnings(names, head)
        if looks_like_data_set(data)
        and (stem(name).startswith("captions") or _CAPTION.search(data))
    ]


CODEC = CaptionsCodec()
