"""The Label Studio codec."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack

from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.keeps import Done, Keeps, restricted
from labeldesk.formats.labelstudio.reader import LabelStudioFile
from labeldesk.formats.labelstudio.shapes import FORMAT, storable
from labeldesk.formats.labelstudio.writer import LabelStudioWriter, interface
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report
from labeldesk.formats.volumes import Volumes

_TITLE = QT_TRANSLATE_NOOP("LabelStudio", "Label Studio JSON")
_FOUND_ONE = QT_TRANSLATE_NOOP("LabelStudio", "{n} file of Label Studio: {name}")
_FOUND = QT_TRANSLATE_NOOP("LabelStudio", "{n} files of Label Studio: {name} and others")
_NOT_FOUND = QT_TRANSLATE_NOOP("LabelStudio", "No JSON file here is of Label Studio")
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
        return _VOLUMES.sniff(names, head)

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """The images of every file of Label Studio; a broken one is reported."""
        yield from _VOLUMES.images(source, report, LabelStudioFile)

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


def _fit(name: str, head: Head) -> float:
    """By a list of tasks; less by the short form of them."""
    start = head(name)
    if not _LIST.search(start):
        return 0.0
    if _TASK.search(start) and _MEMBERS.search(start):
        return 0.9
    return 0.8 if _SHORT.search(start) else 0.0


def _is_blank(data: bytes) -> bool:
    """Whether it is the list that an export without tasks is."""
    return data.strip() == b"[]"


_VOLUMES = Volumes((".json",), _fit, _FOUND_ONE, _FOUND, _NOT_FOUND, _is_blank)
CODEC = LabelStudioCodec()
