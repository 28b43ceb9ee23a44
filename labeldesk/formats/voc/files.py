"""Pascal VOC on the disk: the XML files of a folder read one by one, and a folder written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from labeldesk.domain.annotation import Annotation, Foreign, Json
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.class_lists import CLASS_LISTS, names_in
from labeldesk.formats.each import NAMELESS, Files
from labeldesk.formats.paths import is_listed_name, relative_name
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report
from labeldesk.formats.voc.layout import (
    assembled,
    object_text,
    skeleton_text,
    updated_object,
    updated_skeleton,
)
from labeldesk.formats.voc.parse import VocFile, parse_voc
from labeldesk.formats.voc.values import (
    FORMAT,
    Frame,
    VocHeader,
    VocObject,
    Wrapping,
    annotation_of,
    object_of,
    shape_of,
)

_FOLDER = "Annotations"

_NAMELESS = QT_TRANSLATE_NOOP("Formats", 'An object without a name gets the class "{name}"')


class VocReader:
    """Reads the XML files of one source."""

    def __init__(self, source: Source, frame: Frame, report: Report) -> None:
        self._source = source
        self._frame = frame
        self._report = report
        names = [name for name in source.files if name.lower().endswith(".xml")]
        self._files = Files(source, names, report)

    def images(self) -> Iterator[LabeledImage]:
        """Every file's image; broken files are reported and left out."""
        self._read_class_lists()
        yield from self._files.images(self.image)

    def _read_class_lists(self) -> None:
        for name in CLASS_LISTS:
            if name in self._source.files:
                try:
                    text = self._source.text_of(name)
                except UserError as error:
                    self._report.failure(error)
                    continue
                for class_name in filter(None, names_in(text, name, self._report)):
                    self._source.classes.named(class_name)

    def image(self, name: str) -> LabeledImage:
        """The image of one file; `UserError` when the file is none."""
        return self.labeled(name, self._source.bytes_of(name))

    def labeled(self, name: str, data: bytes) -> LabeledImage:
        """The image of a file that holds this."""
        annotations: list[Annotation] = []

        def accept(item: VocObject, xml: str) -> None:
            item = self._named(item, name, len(annotations) + 1)
            source = "" if xml == object_text(item) else xml
            shape = shape_of(item, self._frame)  # refused before its class is made
            class_id = self._source.classes.named(item.name)
            annotations.append(annotation_of(item, shape, class_id, self._frame, source))

        file = parse_voc(data, name, accept)
        for problem in file.problems:
            self._report.add(problem)
        path = self._path(file.header, name)
        size = self._files.size(file.header.size, path, name)
        self._files.look_at(annotations, size, name)
        return LabeledImage(
            path=path,
            size=size,
            annotations=tuple(annotations),
            state=ImageState(done=file.header.is_verified),
            foreign=_foreign(file, path),
        )

    def _named(self, item: VocObject, name: str, number: int) -> VocObject:
        if item.name:
            return item
        self._report.warning(_NAMELESS.filled(name=NAMELESS), name, f"object {number}")
        return replace(item, name=NAMELESS)

    def _path(self, header: VocHeader, name: str) -> str:
        own, told = _own_path(header, name), header.filename
        return self._files.path(own, told, _told_path(header, name), name)


def _told_path(header: VocHeader, name: str) -> str:
    """Where the image would lie: the folders of the XML file, the name it gives if usable."""
    own = _own_path(header, name)
    if own is not None:
        return own
    place = PurePosixPath(name)
    parts = place.parent.parts
    folders = parts[1:] if parts[:1] == ("Annotations",) else parts
    told = relative_name(header.filename)
    plain = told if told is not None else f"{place.stem}.jpg"
    return PurePosixPath(*folders, plain).as_posix()


def _own_path(header: VocHeader, name: str) -> str | None:
    """The `<path>` of a file that lies where our own export puts it; None for any other."""
    path = header.path
    if not is_listed_name(path) or path.rpartition("/")[2] != header.filename:
        return None
    image, file = PurePosixPath(path), PurePosixPath(name)
    folders, own = image.parent.parts, file.parent.parts
    at = own.index(_FOLDER) + 1 if _FOLDER in own else 0
    is_at_place = folders == own[at:] or (folders and own[-len(folders) :] == folders)
    is_named = file.stem in (image.stem, image.name) or file.stem.startswith(f"{image.name}.")
    return path if is_at_place and is_named else None


def new_header(image: LabeledImage, folder: str = "") -> VocHeader:
    """The header of a new file: the path relative, not absolute as LabelImg's."""
    path = PurePosixPath(image.path)
    return VocHeader(
        filename=path.name,
        folder=path.parent.name or folder,
        path=image.path,
        size=image.size,
        is_verified=image.state.done,
    )


def _foreign(file: VocFile, path: str) -> Foreign | None:
    """The file's own text, unless a new file would say just the same."""
    folder = file.header.folder
    plain = LabeledImage(path, file.header.size, state=ImageState(done=file.header.is_verified))
    is_ours = file.skeleton == skeleton_text(new_header(plain, folder))
    if is_ours and file.wrapping == Wrapping():
        return None
    wrapping = file.wrapping
    extra: dict[str, Json] = {"xml": file.skeleton}
    extra |= {"head": wrapping.head, "tail": wrapping.tail, "newline": wrapping.newline}
    return Foreign(FORMAT, extra)


def file_bytes(image: LabeledImage, names: Sequence[str], frame: Frame, folder: str = "") -> bytes:
    """The XML file of an image already cut down; `names` are the classes of its objects."""
    header = new_header(image, folder)
    foreign = image.foreign if image.foreign and image.foreign.format == FORMAT else None
    objects = [
        _object_source(annotation, object_of(annotation, name, frame))
        for annotation, name in zip(image.annotations, names, strict=True)
    ]
    if foreign is None:
        return assembled(skeleton_text(header), objects, Wrapping())
    skeleton = updated_skeleton(str(foreign.extra["xml"]), header)
    wrapping = Wrapping(*(str(foreign.extra.get(k, "")) for k in ("head", "tail", "newline")))
    return assembled(skeleton, objects, wrapping)


def _object_source(annotation: Annotation, item: VocObject) -> str:
    source = annotation.extra(FORMAT).get("xml")
    return updated_object(source, item) if isinstance(source, str) else object_text(item)


def image_sets(parts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """``ImageSets/Main/PART.txt`` from (part, stem) pairs; train and val also as trainval."""
    rows: dict[str, list[str]] = {}
    for part, stem in parts:
        rows.setdefault(part or "default", []).append(stem)
    if "train" in rows and "val" in rows:
        rows["trainval"] = rows["train"] + rows["val"]
    return {f"ImageSets/Main/{part}.txt": "".join(f"{s}\n" for s in v) for part, v in rows.items()}
