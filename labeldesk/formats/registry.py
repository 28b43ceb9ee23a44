"""The codecs there are: the built-in ones and those that other packages bring.

All come through the entry-point group ``labeldesk.formats``; the table below names the
built-in ones for a plain checkout and for a frozen bundle, where no metadata is installed.
Nothing is imported unasked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from labeldesk.domain.problem import Problem, Severity, UsageError, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.port import Codec, Head, Sniff, Source

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "labeldesk.formats"
SURE = 0.3  # below this a fit is no more than a coincidence

Loader = Callable[[], object]

_BROKEN = QT_TRANSLATE_NOOP("Formats", "The format {format} of {package} does not work: {reason}")
_SHADOWS = QT_TRANSLATE_NOOP("Formats", "The format {format} of {package} is already there")
_UNKNOWN = QT_TRANSLATE_NOOP("Formats", "There is no format {format}; there are {formats}")
_UNRECOGNISED = QT_TRANSLATE_NOOP("Formats", "No known annotation format was found here")
_NO_SUCH_FILE = QT_TRANSLATE_NOOP("Formats", "The file is of no known annotation format")
_EMPTY = QT_TRANSLATE_NOOP("Formats", "The file is empty")
_BATCHES = QT_TRANSLATE_NOOP("Formats", "These are batches of CIFAR-10, with the images inside")
_UNPACK = QT_TRANSLATE_NOOP(
    "Formats", "labeldesk unpack --from PATH --out DIR writes them into folders of their classes"
)
_MEMBERS = ("id", "title", "options", "keeps", "sniff", "read", "write")


def _built_in(name: str) -> Loader:
    """Its package is imported when it is asked for."""
    return lambda: import_module(f"labeldesk.formats.{name}").CODEC


BUILT_IN: Mapping[str, Loader] = {
    name: _built_in(name)
    for name in (
        "voc",
        "coco",
        "captions",
        "yolo",
        "masks",
        "labelme",
        "xanylabeling",
        "createml",
        "isat",
        "cvat",
        "via",
        "labelstudio",
        "datumaro",
        "cityscapes",
        "panoptic",
        "ade20k",
        "camvid",
        "imagenet",
        "csv",
        "dota",
        "openimages",
    )
}
"""In the order in which they are offered."""


class Registry:
    """Codecs by id, loaded when asked for; what does not load is in `problems`."""

    def __init__(self, built_in: Mapping[str, Loader], plugins: tuple[EntryPoint, ...]) -> None:
        self._loaders: dict[str, tuple[Loader, str]] = {
            name: (load, "labeldesk") for name, load in built_in.items()
        }
        self._loaded: dict[str, Codec | None] = {}
        self.problems: list[Problem] = []
        for plugin in plugins:
            self._offer(plugin)

    def _offer(self, plugin: EntryPoint) -> None:
        package = plugin.dist.name if plugin.dist else plugin.module
        if plugin.module.split(".")[0] == "labeldesk" and plugin.name in self._loaders:
            return  # the built-in ones, seen once more through our own metadata
        if plugin.name in self._loaders:
            text = _SHADOWS.filled(format=plugin.name, package=package)
            self.problems.append(Problem(Severity.WARNING, text))
            return
        self._loaders[plugin.name] = (plugin.load, package)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the codecs that load, the built-in ones first."""
        return tuple(name for name in self._loaders if self._load(name) is not None)

    def get(self, format_id: str) -> Codec:
        """The codec; `UsageError` when there is none of that id or it is broken."""
        codec = self._load(format_id) if format_id in self._loaders else None
        if codec is None:
            names = ", ".join(self.ids)
            raise UsageError(_UNKNOWN.filled(format=format_id, formats=names))
        return codec

    def all(self) -> tuple[Codec, ...]:
        """Every codec that works."""
        return tuple(self.get(name) for name in self.ids)

    def _load(self, name: str) -> Codec | None:
        if name not in self._loaded:
            self._loaded[name] = self._tried(name)
        return self._loaded[name]

    def _tried(self, name: str) -> Codec | None:
        load, package = self._loaders[name]
        try:
            codec = load()
            missing = [member for member in _MEMBERS if not hasattr(codec, member)]
            reason = f"it lacks {', '.join(missing)}" if missing else ""
        except Exception as error:  # noqa: BLE001 (foreign code may fail in any way)
            codec, reason = None, f"{type(error).__name__}: {error}"
        if reason:
            text = _BROKEN.filled(format=name, package=package, reason=reason)
            self.problems.append(Problem(Severity.ERROR, text))
            return None
        return codec  # type: ignore[return-value]  # its members were looked at above

    def sniffed(self, source: Source) -> list[tuple[Codec, Sniff]]:
        """Codecs that the files of a source fit, best first."""
        return self.fitting(source.files, source.head_of)

    def fitting(self, names: Sequence[str], head: Head) -> list[tuple[Codec, Sniff]]:
        """The same for names and what tells the beginnings of their files; a codec that fails is
        left out.
        """
        found: list[tuple[Codec, Sniff]] = []
        for codec in self.all():
            try:
                sniff = codec.sniff(names, head)
            except Exception as error:  # noqa: BLE001 (foreign code may fail in any way)
                text = _BROKEN.filled(format=codec.id, package=codec.id, reason=str(error))
                self.problems.append(Problem(Severity.ERROR, text))
                continue
            if sniff.fit >= SURE:
                found.append((codec, sniff))
        return sorted(found, key=lambda pair: -pair[1].fit)

    def recognised(self, source: Source) -> Codec:
        """The codec that fits best; `UserError` when none does."""
        found = self.sniffed(source)
        if not found:
            raise _unrecognised(source)
        return found[0][0]


def _unrecognised(source: Source) -> UserError:
    """A folder of many files is named as a whole, a lone file by its own name."""
    from labeldesk.formats.cifar.batches import is_batch

    if any(map(is_batch, source.files)):
        return UserError(_BATCHES, path=str(source.root), advice=_UNPACK)
    if len(source.files) != 1:
        return UserError(_UNRECOGNISED, path=str(source.root))
    name = source.files[0]
    text = _NO_SUCH_FILE if source.head_of(name, 1) else _EMPTY
    return UserError(text, path=str(source.root / name))


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The registry of this process."""
    from importlib.metadata import entry_points

    return Registry(BUILT_IN, tuple(entry_points(group=GROUP)))
