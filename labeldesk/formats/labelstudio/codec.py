"""The Label Studio codec."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial

from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.formats.keeps import Done, Keeps, restricted
from labeldesk.formats.labelstudio.reader import LabelStudioFile
from labeldesk.formats.labelstudio.shapes import FORMAT, storable
from labeldesk.formats.labelstudio.writer import LabelStudioWriter, interface
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report
from labeldesk.formats.subjects import images_of

_TITLE = QT_TRANSLATE_NOOP("LabelStudio", "Label Studio JSON")
_FOUND_ONE = QT_TRANSLATE_NOOP("LabelStudio", "{n} file of Label Studio: {name}")
_FOUND = QT_TRANSLATE_NOOP("LabelStudio", "{n} files of Label Studio: {name} and others")
_NOT_FOUND = QT_TRANSLATE_NOOP("LabelStudio", "No JSON file here is of Label Studio")
_FEW = 50  # files that are looked at when a format is sought
_LIST = re.compile(rb"^(\xef\xbb\xbf)?\s*\[\s*\{")
_TASK = re.compile(rb'"(annotations|completions|predictions)"\s*:\s*\[')
_MEMBERS = re.compile(
    rb'"(result|from_name|to_name|completed_by|was_cancelled|data)"\s*:|"original_width"\s*:'
)
_SHORT = re.compile(rb'"(rectangle|ellipse|polygon|keypoint|brush)labels"\s*:')
_KINDS = frozenset(("tag", "box", "rotated-box", "polygon", "mask", "point", "polyline", "ellipse"))


class LabelStudioCodec:
    """Every shape but captions and keypoints, in percent of the image."""

    id = FORMAT
    title: Text = _TITLE
    options: tuple[OptionSpec, ...] = ()

    def keeps(self, options: Options) -> Keeps:
        """Attributes as the results of an object; an image is done if it has an annotation."""
        return Keeps(
            shapes=_KINDS,
            shape=storable,
            quantum=1e-5,
            attributes=True,
            score=True,
            done=Done.YES,
        )

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By the members of tasks near the beginning of JSON files."""
        found = _files(names, head, _FEW)
        if not found:
            return Sniff(0.0, _NOT_FOUND)
        text = counted(len(found), _FOUND_ONE, _FOUND).filled(name=next(iter(found)))
        return Sniff(max(found.values()), text, len(found))

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """The images of every file of Label Studio; a broken one is reported."""
        found: Sequence[str] = list(_files(source.files, source.head_of))
        if not found and len(source.files) == 1:
            found = source.files  # reading it says why it is none
        elif not found and not any(_is_empty(source.head_of(name)) for name in source.files):
            report.error(_NOT_FOUND, str(source.root))
        for name in found:
            yield from images_of(partial(_read, source, name, report), name, report)

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``label-studio.json``, with a split one for each part, and ``label_config.xml``."""
        keeps = self.keeps(target.options)
        writers: dict[str, LabelStudioWriter] = {}
        with ExitStack() as files:
            for image in images:
                target.cancel.check()
                part = target.split.get(image.path, "")
                if part not in writers:
                    name = f"label-studio-{part}.json" if part else "label-studio.json"
                    out = files.enter_context(target.path_of(name).open("wb"))
                    writers[part] = LabelStudioWriter(target, out, report)
                writers[part].add(restricted(image, keeps, report))
            for writer in writers.values():
                writer.finish()
        if not writers:
            target.write("label-studio.json", b"[]\n")
        target.write("label_config.xml", interface(target.classes).encode())


def _files(names: Sequence[str], head: Head, most: int | None = None) -> dict[str, float]:
    """How surely each of the JSON files is of Label Studio; those that are not are left out.

    Of many only the first `most` are looked at.
    """
    found = {}
    for name in [one for one in names if one.lower().endswith(".json")][:most]:
        start = head(name)
        if not _LIST.search(start):
            continue
        if _TASK.search(start) and _MEMBERS.search(start):
            found[name] = 0.9
        elif _SHORT.search(start):
            found[name] = 0.8
    return found


def _is_empty(data: bytes) -> bool:
    """Whether it is the list that an export without tasks is."""
    return data.strip() == b"[]"


def _read(source: Source, name: str, report: Report) -> Iterator[LabeledImage]:
    return LabelStudioFile(source, name, report).images()


CODEC = LabelStudioCodec()
