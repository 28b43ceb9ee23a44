"""Replacing a whole folder by two renames, and finishing a swap that was killed.

Names beside OUT: ``OUT.new-ID`` is being filled, and holds a marker with the writer's process
until everything, the manifest too, is in it and on the disk; ``OUT.old-ID`` is the folder that
OUT was. Between the two renames OUT is missing and both are there, so that whoever comes next
knows what to do. What OUT was is thrown away only while nobody else has put anything into it;
else it stays beside OUT, and the one who exported is told.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
from pathlib import Path

from labeldesk.domain.ids import new_id
from labeldesk.formats.atomic import sync_folder
from labeldesk.formats.manifest import MANIFEST, MARKER, Stamps, files_in, read_manifest, stamps


def new_folder(out: Path) -> Path:
    """An empty ``OUT.new-ID`` beside OUT, marked as this process's."""
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = out.with_name(f"{out.name}.new-{new_id():x}")
    folder.mkdir()
    owner = {"pid": os.getpid(), "host": socket.gethostname(), "started": _started(os.getpid())}
    (folder / MARKER).write_text(json.dumps(owner), encoding="utf-8")
    return folder


def swap_in(new: Path, out: Path, seen: Stamps) -> Path | None:
    """`new` (complete, on the disk, with its manifest) takes the place of OUT.

    What OUT was goes if it still is as it was `seen`; else it stays, and this gives its path.
    Whatever fails on the way, OUT is what it was.
    """
    (new / MARKER).unlink()
    old = out.with_name(f"{out.name}.old-{_id_of(new)}")
    try:
        if out.exists():
            out.rename(old)
        new.rename(out)
    except BaseException:
        if old.exists() and not out.exists():
            old.rename(out)
        raise
    sync_folder(out.parent)
    if stamps(old) != seen:  # only now nobody finds it by its name any more
        return old
    discard(old)
    return None


def discard(folder: Path) -> None:
    """A folder that was not finished goes."""
    shutil.rmtree(folder, ignore_errors=True)


def recover(out: Path) -> list[Path]:
    """Finishes or takes back what a killed export of OUT left; harmless otherwise.

    Only folders named as above are looked at. One that is neither marked nor holds our
    manifest is left alone: it is not ours. Gives what OUT once was and what is more than ours.
    """
    kept: list[Path] = []
    for old in _siblings(out, "old"):
        new = out.with_name(f"{out.name}.new-{_id_of(old)}")
        if not out.exists():
            is_complete = not (new / MARKER).exists() and read_manifest(new) is not None
            (new if is_complete else old).rename(out)
        if old.exists() and _is_wholly_ours(old):
            discard(old)
        elif old.exists() and read_manifest(old) is not None:
            kept.append(old)
    for new in _siblings(out, "new"):
        if _is_abandoned(new):
            discard(new)
    return kept


def _siblings(out: Path, word: str) -> list[Path]:
    if not out.parent.is_dir():
        return []
    prefix = f"{out.name}.{word}-"
    found = [p for p in out.parent.iterdir() if p.name.startswith(prefix) and p.is_dir()]
    return [p for p in found if not p.is_symlink() and _is_hex(_id_of(p))]


def _id_of(folder: Path) -> str:
    return folder.name.rpartition("-")[2]


def _is_hex(text: str) -> bool:
    return bool(text) and all(c in "0123456789abcdef" for c in text)


def _is_wholly_ours(folder: Path) -> bool:
    """Nothing in it, or an export of ours alone, as it was written."""
    names = set(files_in(folder))
    if not names and not (folder / MANIFEST).exists():
        return True
    manifest = read_manifest(folder)
    return manifest is not None and all(manifest.is_unchanged(folder, name) for name in names)


def _is_abandoned(folder: Path) -> bool:
    marker = folder / MARKER
    if not marker.exists():
        return read_manifest(folder) is not None
    try:
        owner = json.loads(marker.read_text(encoding="utf-8"))
        if owner["host"] != socket.gethostname():
            return False
        started = _started(int(owner["pid"]))
        return started is None or started != owner["started"]
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _started(pid: int) -> float | None:
    """When the process began, None if there is none: a pid alone may be a new process's."""
    import psutil

    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return None
