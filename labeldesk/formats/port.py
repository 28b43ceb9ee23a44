"""What a codec is, and what it is given to read from and write to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeAlias

from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UsageError
from labeldesk.domain.progress import Cancel, ProgressSink, ignore_progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.book import ClassBook
from labeldesk.formats.keeps import Keeps
from labeldesk.formats.manifest import MANIFEST
from labeldesk.formats.paths import is_listed_name, safe_path
from labeldesk.formats.reading import HEAD, files_below, read_bytes, read_head, read_text
from labeldesk.formats.report import Report

Option: TypeAlias = str | int | float | bool
Options: TypeAlias = Mapping[str, Option]

_UNKNOWN_OPTION = QT_TRANSLATE_NOOP("Formats", "{format} has no option {option}; it has {options}")
_NO_OPTIONS = QT_TRANSLATE_NOOP("Formats", "{format} has no option {option}, nor any other")
_BAD_OPTION = QT_TRANSLATE_NOOP(
    "Formats", "{value} is no value for the option {option}; write {usage}"
)


class ImageProbe(Protocol):
    """What a codec may ask about images; paths are relative to the image root."""

    def size(self, path: str) -> Size | None:
        """The upright size, or None when the file is missing or no image."""

    def exists(self, path: str) -> bool:
        """Whether there is such a regular file inside the root."""


class NoImages:
    """The probe of a source whose images are not there."""

    def size(self, path: str) -> Size | None:
        """Nothing is known."""
        return None

    def exists(self, path: str) -> bool:
        """Nothing is there."""
        return False


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """One choice a codec leaves to the user; `choices` empty: any value of `default`'s type."""

    id: str
    title: Text
    default: Option
    choices: tuple[Option, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """How its choices are written, the default first; empty where any value will do."""
        if isinstance(self.default, bool):
            return ("yes", "no") if self.default else ("no", "yes")
        others = (choice for choice in self.choices if choice != self.default)
        return tuple(map(str, (self.default, *others))) if self.choices else ()

    @property
    def usage(self) -> str:
        """As it is written in a command: ``task=auto|detect``, the default first."""
        return f"{self.id}={'|'.join(self.values) or self.default}"


@dataclass(frozen=True, slots=True)
class Sniff:
    """How well a folder fits a format: 0 not at all, 1 beyond doubt; `files` of it seen."""

    fit: float
    reason: Text
    files: int = 0


class Head(Protocol):
    """Reads the beginning of a file, empty when there is nothing to read."""

    def __call__(self, name: str, size: int = HEAD) -> bytes:
        """Up to so many bytes of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A data set to be read. `files` are relative to `root`, `images` to `images_root` (None: not
    known, or the same).

    Everything is read through `bytes_of`, `text_of` and `head_of`: names are contained,
    regular files only, sizes bounded.
    """

    root: Path
    files: Sequence[str]
    images: Sequence[str] = ()
    images_root: Path | None = None
    probe: ImageProbe = field(default_factory=NoImages)
    classes: ClassBook = field(default_factory=ClassBook)
    options: Options = field(default_factory=dict)
    cancel: Cancel = field(default_factory=Cancel)
    progress: ProgressSink = ignore_progress

    @staticmethod
    def files_of(path: Path, cancel: Cancel | None = None) -> tuple[Path, tuple[str, ...]]:
        """`root` and `files` for a folder, for a data.yaml its folder, or one file by itself.

        The list that our own exports leave is no data.
        """
        is_about_all = path.suffix.lower() in (".yaml", ".yml")
        if not path.is_dir() and not is_about_all:
            return path.parent, (path.name,)
        root = path.parent if is_about_all else path
        return root, tuple(name for name in files_below(root, cancel) if name != MANIFEST)

    def path_of(self, name: str) -> Path:
        """The file, or `UnsafePathError` when the name leads outside."""
        return safe_path(self.root, name)

    def bytes_of(self, name: str) -> bytes:
        """The content; `UserError` names the file."""
        return read_bytes(self.path_of(name), shown=name)

    def text_of(self, name: str) -> str:
        """The content as UTF-8; `UserError` names the file."""
        return read_text(self.path_of(name), shown=name)

    def head_of(self, name: str, size: int = HEAD) -> bytes:
        """The first bytes, empty when there is nothing to read."""
        return read_head(self.path_of(name), size)


class Pictures(Protocol):
    """How image files get into an export: copied, linked, ... `are_new`: with other pixels."""

    @property
    def are_new(self) -> bool:
        """Whether they are other images than those that they are made of."""

    def origin(self, path: str) -> str:
        """The image that `path` is made of, as a path of the image root: mostly itself."""

    def put(self, source: Path, place: Path, path: str) -> None:
        """The image `path` from the file of its origin at `place`, whose folder is there;
        `OSError`, `UserError`.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a codec writes: `root` is an empty temporary folder that replaces or joins the
    real one afterwards.

    `place` is where that will be, for files that say the way from there to the images.
    `split` gives the part ("train", "val", ...) of an image by its path; empty: no split.
    `images` is the folder the images lie in, for codecs whose layout holds copies of them;
    `pictures` makes those, None: plain copies.
    """

    root: Path
    classes: ClassList
    options: Options = field(default_factory=dict)
    probe: ImageProbe = field(default_factory=NoImages)
    images: Path | None = None
    pictures: Pictures | None = None
    place: Path | None = None
    split: Mapping[str, str] = field(default_factory=dict)
    cancel: Cancel = field(default_factory=Cancel)
    progress: ProgressSink = ignore_progress
    _folders: dict[str, Path] = field(default_factory=dict, init=False, repr=False, compare=False)

    def sized(self, image: LabeledImage) -> LabeledImage:
        """The image with its size, asked of its file where nobody said it."""
        known = image.size is not None
        return image if known else replace(image, size=self.probe.size(image.path))

    def path_of(self, name: str) -> Path:
        """The file of that name inside the target, its folder made; `UnsafePathError` else.

        A folder is looked at once: nobody else makes links in this temporary place.
        """
        folder, _, base = name.rpartition("/")
        known = self._folders.get(folder)
        if known is not None and is_listed_name(name):
            return known / base
        path = safe_path(self.root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._folders[folder] = path.parent
        return path

    def write(self, name: str, data: bytes) -> None:
        """One whole file."""
        self.path_of(name).write_bytes(data)


class Choosable(Protocol):
    """What has an id and options."""

    @property
    def id(self) -> str:
        """The word of the command line."""

    @property
    def options(self) -> tuple[OptionSpec, ...]:
        """What the user may choose."""


class Codec(Protocol):
    """Reads and writes one format. Stateless: one instance serves every job and thread.

    `read(write(x)) == restricted(x, keeps)` for every image, and everything lost is in the
    report; `write` calls `restricted` with its report to that end.
    """

    @property
    def id(self) -> str:
        """The word of the command line, e.g. ``voc``."""

    @property
    def title(self) -> Text:
        """The name people know."""

    @property
    def options(self) -> tuple[OptionSpec, ...]:
        """What the user may choose; every option works without being chosen."""

    def keeps(self, options: Options) -> Keeps:
        """What is kept when writing with these options."""

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """Whether these files are of this format; `head` reads the beginning of one."""

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """Every image of the source, streaming; what is broken goes to the report."""

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """Every image into the target, streaming."""


def chosen(codec: Choosable, given: Mapping[str, Option]) -> dict[str, Option]:
    """The codec's options with the user's choices over the defaults; `UsageError` if unknown."""
    specs = {spec.id: spec for spec in codec.options}
    result = {spec.id: spec.default for spec in codec.options}
    for name, value in given.items():
        spec = specs.get(name)
        if spec is None:
            text = _UNKNOWN_OPTION if specs else _NO_OPTIONS
            usages = ", ".join(spec.usage for spec in codec.options)
            raise UsageError(text.filled(format=codec.id, option=name, options=usages))
        result[name] = _checked(spec, value)
    return result


def _checked(spec: OptionSpec, value: Option) -> Option:
    problem = UsageError(_BAD_OPTION.filled(value=str(value), option=spec.id, usage=spec.usage))
    if isinstance(value, str) and not isinstance(spec.default, str):
        value = _parsed(spec.default, value, problem)
    if spec.choices and value not in spec.choices:
        raise problem
    return value


def _parsed(like: Option, text: str, problem: UsageError) -> Option:
    if isinstance(like, bool):
        words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
        if text.lower() not in words:
            raise problem
        return words[text.lower()]
    try:
        return type(like)(text)
    except ValueError as error:
        raise problem from error
