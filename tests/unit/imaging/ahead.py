"""A folder of small images, and who hears of what arrived, for tests of work done ahead."""

from __future__ import annotations

import threading
from pathlib import Path

from tests.pictures import corners, encoded, noise

LARGE = encoded(noise(3000, 2100), "JPEG", quality=80)
SMALL = encoded(corners(), "JPEG")


class Inbox:
    """Collects what arrived, and lets a test wait for it."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self._changed = threading.Condition()

    def __call__(self, path: str) -> None:
        with self._changed:
            self.paths.append(path)
            self._changed.notify_all()

    def wait_for(self, count: int) -> list[str]:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.paths) >= count, 20), self.paths
            return list(self.paths)


def sample(root: Path) -> Path:
    """Six small images, a large one and a broken one."""
    root.mkdir()
    for number in range(6):
        (root / f"{number}.jpg").write_bytes(SMALL)
    (root / "large.jpg").write_bytes(LARGE)
    (root / "broken.jpg").write_bytes(b"no image")
    return root
