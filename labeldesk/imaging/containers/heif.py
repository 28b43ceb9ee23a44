"""HEIC, the photographs of many phones: read by a plugin of Pillow where one is installed."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.containers import anything
from labeldesk.imaging.header import Header
from labeldesk.imaging.missing import missing_package
from labeldesk.imaging.pillow import HEIF
from labeldesk.imaging.source import Fetch

_PLUGINS = ("pillow_heif", "pi_heif")
_BRANDS = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
)
_AVIF = frozenset((b"avif", b"avis"))
_LONGEST_BOX = 1_024
_MISSING = QT_TRANSLATE_NOOP("Imaging", "This is an HEIC image, which needs a plugin to be read")
_COMMAND = "pip install pi-heif"


def is_heif(fetch: Fetch) -> bool:
    """Whether the box at the beginning names HEIC or the like, and not AVIF."""
    size = int.from_bytes(fetch(0, 4), "big")
    box = fetch(4, min(size, _LONGEST_BOX) - 4)
    if box[:4] != b"ftyp":
        return False
    brands = {box[4:8], *(box[at : at + 4] for at in range(12, len(box), 4))}
    return bool(brands & _BRANDS) and not brands & _AVIF


def read(fetch: Fetch, path: Path) -> Header | None:
    """The header; raises UserError when no plugin is installed. Plugins turn it upright."""
    if not _has_plugin():
        raise missing_package(_MISSING, path, _COMMAND)
    return anything.read(fetch, (HEIF,))


@cache
def _has_plugin() -> bool:
    for name in _PLUGINS:
        try:
            import_module(name).register_heif_opener()
        except (ImportError, AttributeError):
            continue
        return True
    return False
