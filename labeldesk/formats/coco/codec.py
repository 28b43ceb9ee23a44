"""The COCO codec: instances as boxes, polygons, run lengths and keypoints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.coco.categories import category_ids
from labeldesk.formats.coco.parse import FORMAT
from labeldesk.formats.coco.parts import write_parts
from labeldesk.formats.coco.reader import CocoFile
from labeldesk.formats.coco.results import are_results
from labeldesk.formats.coco.rows import storable
from labeldesk.formats.coco.writer import CocoWriter
from labeldesk.formats.keeps import FLAGS, Done, Keeps
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.reading import HEAD
from labeldesk.formats.report import Report

_TITLE = QT_TRANSLATE_NOOP("Coco", "COCO JSON")
_HOLES = QT_TRANSLATE_NOOP("Coco", "Shapes with holes")
_COUNTS = QT_TRANSLATE_NOOP("Coco", "Run lengths")
_FITS = QT_TRANSLATE_NOOP("Coco", "{name} has COCO's lists of images and annotations")
_FITS_NOT = QT_TRANSLATE_NOOP("Coco", "No JSON file here has COCO's lists")
_NOTHING = QT_TRANSLATE_NOOP("Coco", "No COCO file was found here")
_RETOLD = QT_TRANSLATE_NOOP("Coco", "Passed over: other files here hold the same objects")
_ELSEWHERE = QT_TRANSLATE_NOOP("Coco", "Passed over: captions are a format of their own")
_UNREADABLE = QT_TRANSLATE_NOOP("Coco", "The file cannot be read: {reason}")

_LISTS = re.compile(rb'"(images|annotations|categories|licenses)"\s*:\s*[\[n]')
_INFO = re.compile(rb'"info"\s*:')
_OTHERS = re.compile(
    rb'"(shapes|imagePath|imageData|_via_settings|objects|files|label_id|label_groups)"\s*:'
)
_FAR = 1 << 20  # bytes of a file that begins with a long description
SURELY = 0.7
_FEW = 50  # files that are looked at so far
_OTHER_KINDS = re.compile(rb'"(segments_info|caption)"\s*:')
_KINDS = frozenset(("box", "polygon", "mask", "keypoints"))


class CocoCodec:
    """COCO instances in one JSON file, or one per part of a split."""

    id = FORMAT
    title = _TITLE
    options = (
        OptionSpec("holes", _HOLES, "rle", ("rle", "keyhole")),
        OptionSpec("counts", _COUNTS, "compressed", ("compressed", "uncompressed")),
    )

    def keeps(self, options: Options) -> Keeps:
        """Everything but tags, captions, points and lines; holes as the option says."""
        rule = partial(storable, keyhole=options.get("holes") == "keyhole")
        return Keeps(
            shapes=_KINDS,
            shape=rule,
            quantum=1e-6,
            flags=FLAGS,
            attributes=True,
            pose=True,
            group=True,
            z=True,
            score=True,
            done=Done.YES,
        )

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By the names of the lists near the beginning of a JSON file."""
        names = [name for name in names if is_json(name) and not _is_unread(name)]
        found = {
            name: fit
            for name, data in beginnings(names, head)
            if (fit := _fit(data)) > 0 and not _OTHER_KINDS.search(data)
        }
        if not found:
            return Sniff(0.0, _FITS_NOT)
        return Sniff(max(found.values()), _FITS.filled(name=next(iter(found))), len(found))

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """The images of every COCO file; a file that is none is reported and passed over."""
        yield from read_files(CocoFile, _files_of(source, report), source, report)

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``annotations/instances_PART.json`` for every part, ``default`` without a split."""
        keeps = self.keeps(target.options)
        compressed = target.options.get("counts") != "uncompressed"
        ids = category_ids(target.classes, report)
        write_parts(
            images,
            target,
            keeps,
            report,
            lambda: CocoWriter(target, ids, compressed=compressed),
            "instances",
        )


def read_files(
    kind: type[CocoFile], names: Iterable[str], source: Source, report: Report
) -> Iterator[LabeledImage]:
    """The images of every file; one that cannot be read is reported and passed over."""
    for name in names:
        try:
            with source.path_of(name).open("rb", buffering=0) as stream:
                yield from kind(stream, name, source, report).read()
        except UserError as error:
            report.failure(error)
        except OSError as error:
            reason = error.strerror or str(error)
            report.error(_UNREADABLE.filled(reason=reason), name)


def _files_of(source: Source, report: Report) -> list[str]:
    """The files to read: the only one whatever it is, else those that look the part."""
    names = [name for name in source.files if is_json(name)]
    if len(names) > 1:
        names = [n for n, data in beginnings(names, source.head_of) if _is_candidate(data)]
    if not names:
        report.error(_NOTHING, str(source.root))
    if not any(stem(name).startswith("instances") for name in names):
        return names
    for name in filter(_is_retold, names):
        report.info(_ELSEWHERE if stem(name).startswith("captions") else _RETOLD, name)
    return [name for name in names if not _is_retold(name)]


def beginnings(names: Iterable[str], head: Head) -> Iterator[tuple[str, bytes]]:
    """As much of each file as it takes to see what it is: of a few more than the first lines."""
    left = _FEW
    for name in names:
        data = head(name)
        if left and len(data) == HEAD and _is_undecided(data):
            left -= 1
            data = head(name, _FAR)
        yield name, data


def _is_undecided(head: bytes) -> bool:
    return _is_object(head) and _fit(head) <= 0 and not _OTHERS.search(head)


def _is_retold(name: str) -> bool:
    """Beside ``instances_*`` these hold the same objects or images once more, or no shapes."""
    return stem(name).startswith(("person_keypoints", "captions", "panoptic", "image_info"))


def _is_unread(name: str) -> bool:
    """What is refused when it is read need not be offered."""
    return stem(name).startswith(("captions", "panoptic"))


def stem(name: str) -> str:
    """The file's name in small letters."""
    return name.rpartition("/")[2].lower()


def is_json(name: str) -> bool:
    """Whether a file is called so."""
    return name.lower().endswith(".json")


def _fit(head: bytes) -> float:
    """How surely the beginning of a file is that of a COCO data set."""
    if not _is_object(head):
        return 0.0
    keys = set(_LISTS.findall(head))
    if {b"images", b"annotations"} <= keys or {b"images", b"categories"} <= keys:
        return 0.95
    if b"images" in keys or (b"licenses" in keys and _INFO.search(head)):
        return 0.7
    is_half = {b"annotations", b"categories"} & keys and not _OTHERS.search(head)
    return 0.4 if is_half else 0.0


def looks_like_data_set(head: bytes) -> bool:
    """Whether a file that begins so has COCO's lists."""
    return _fit(head) >= SURELY


def _is_object(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _is_candidate(head: bytes) -> bool:
    """A data set, or results, which are refused with a word on why."""
    return _fit(head) > 0 or are_results(head)


CODEC = CocoCodec()
