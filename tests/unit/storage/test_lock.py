"""The lock itself: what stands in its way, and that nothing of it stays behind."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from labeldesk.storage import lock
from labeldesk.storage.errors import ProjectLocked
from labeldesk.storage.lock import ProjectLock, lock_path
from tests.unit.storage.disks import full_disk, posix


def open_files() -> int:
    """How many this process has, where the system tells."""
    return len([*Path("/proc/self/fd").iterdir()]) if sys.platform == "linux" else 0


@posix
def test_a_note_that_cannot_be_written_does_not_keep_the_lock_from_its_owner(tmp_path):
    project = tmp_path / "p.labeldesk"
    with full_disk():
        held = ProjectLock.take(project, "ana")
    assert lock_path(project).read_bytes() == b""
    with pytest.raises(ProjectLocked):
        ProjectLock.take(project, "ben")
    held.release()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_fails_half_way_is_free_again(tmp_path, monkeypatch):
    project = tmp_path / "p.labeldesk"

    def fail(_: str) -> dict[str, object]:
        raise MemoryError

    before: Callable[[str], dict[str, object]] = lock._note
    monkeypatch.setattr(lock, "_note", fail)
    before_it = open_files()
    with pytest.raises(MemoryError):
        ProjectLock.take(project, "ana")
    assert open_files() == before_it
    monkeypatch.setattr(lock, "_note", before)
    ProjectLock.take(project, "ben").release()
