"""The content hash by which a moved image is found again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from labeldesk.imaging.source import open_regular, os_fault

_DIGEST_BYTES = 16
_BLOCK = 1 << 20


def content_digest(path: Path | str, before_each: Callable[[], object] = lambda: None) -> str:
    """BLAKE2b-128 of the bytes of a file, as 32 hexadecimal digits. Raises UserError.

    `before_each` is called before each MB and may wait, or raise to stop.
    """
    place = Path(path)
    with open_regular(place) as file:
        digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)
        try:
            before_each()
            while block := file.read(_BLOCK):
                digest.update(block)
                before_each()
        except OSError as error:
            raise os_fault(place, error) from error
    return digest.hexdigest()
