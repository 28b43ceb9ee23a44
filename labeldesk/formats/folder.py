"""Writing an export into a folder without harming what lies there.

A folder that is new, empty, or an earlier export of ours with nothing else in it is replaced as
a whole. In any other folder the files are written one by one, and only if the user allowed
that; files that are not ours, or were changed since we wrote them, are then replaced only where
the export has a file of the same name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from labeldesk.domain.annotation import Json
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.atomic import sync_file, sync_folder, sync_tree
from labeldesk.formats.manifest import (
    MANIFEST,
    Manifest,
    Written,
    foreign_in,
    listing,
    read_manifest,
    stamps,
)
from labeldesk.formats.swap import discard, new_folder, recover, swap_in

Fill = Callable[[Path], Mapping[str, Json]]
"""Writes everything into the folder given and returns the facts for the manifest."""

_INSIDE = ".labeldesk"  # OUT/.labeldesk.new-ID is filled when OUT cannot be replaced

_NOT_A_FOLDER = QT_TRANSLATE_NOOP("Formats", "There is a file where the folder should be")
_FOREIGN = QT_TRANSLATE_NOOP(
    "Formats", "The folder holds files that an export did not write, e.g. {name}"
)
_CHANGED = QT_TRANSLATE_NOOP("Formats", "{name} was changed since it was exported")
_KEPT = QT_TRANSLATE_NOOP("Formats", "Nothing was written")
_ADVICE = QT_TRANSLATE_NOOP("Formats", "Choose another folder, or allow overwriting")
_DISK = QT_TRANSLATE_NOOP("Formats", "The export cannot be written: {reason}")


class Manner(StrEnum):
    """How a folder will be written."""

    WHOLE = "whole"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and the earlier files that no longer belong to it.

    `kept` are folders beside OUT: what OUT was, with something in it that somebody else put
    there while it was being replaced.
    """

    manner: Manner
    files: tuple[str, ...]
    removed: tuple[str, ...] = ()
    kept: tuple[Path, ...] = ()


def manner_for(
    out: Path, *, overwrite: bool = False, glance: bool = False, cancel: Cancel | None = None
) -> Manner:
    """How OUT may be written; `UserError` when it may not. Writes nothing.

    Looks no further than the first foreign file; with a `glance`, believes size and time.
    """
    cancel = cancel or Cancel()
    cancel.check()
    try:
        return _manner_for(out, overwrite, glance, cancel)
    except OSError as error:
        raise _refused(out, error) from error


def _manner_for(out: Path, overwrite: bool, glance: bool, cancel: Cancel) -> Manner:
    if not out.exists() and not out.is_symlink():
        return Manner.WHOLE
    if not out.is_dir():
        raise UserError(_NOT_A_FOLDER, path=str(out), kept=_KEPT)
    manifest = read_manifest(out) or Manifest({})
    unlisted = foreign_in(out, manifest.files, cancel)
    if unlisted is not None and not overwrite:
        text = _FOREIGN.filled(name=unlisted)
        raise UserError(text, path=str(out), kept=_KEPT, advice=_ADVICE)
    if not overwrite:
        changed = manifest.changed_in(out, cancel, glance=glance)
        if changed is not None:
            text = _CHANGED.filled(name=changed)
            raise UserError(text, path=str(out), kept=_KEPT, advice=_ADVICE)
    is_replaceable = unlisted is None and not out.is_symlink() and not os.path.ismount(out)
    return Manner.WHOLE if is_replaceable else Manner.FILES


def _refused(out: Path, error: OSError) -> UserError:
    return UserError(_DISK.filled(reason=error.strerror or str(error)), path=str(out))


def export_into(out: Path, fill: Fill, *, overwrite: bool = False) -> Exported:
    """Fills a temporary folder beside OUT, then puts it in place as `manner_for` says.

    Whatever fails on the way leaves OUT as it was (in the FILES manner: every single file).
    """
    out = Path(os.path.abspath(out))  # noqa: PTH100 (links are not to be followed here)
    missing = [folder for folder in out.parents if not folder.exists()]
    try:
        kept = recover(out)
        recover(out / _INSIDE)
        manner = manner_for(out, overwrite=overwrite)
        return _written(out, fill, manner, overwrite, kept)
    except OSError as error:
        raise _refused(out, error) from error
    finally:
        for folder in missing:  # those that were made and then not needed
            with suppress(OSError):
                folder.rmdir()


def _written(out: Path, fill: Fill, manner: Manner, overwrite: bool, kept: list[Path]) -> Exported:
    # In the FILES manner OUT may be a mount point: only inside it is the same disk for sure.
    new = new_folder(out if manner is Manner.WHOLE else out / _INSIDE)
    try:
        manifest = listing(new, fill(new))
        (new / MANIFEST).write_bytes(manifest.to_bytes())
        if manner is Manner.WHOLE:
            sync_tree(new)
        # That took its time; somebody may have put something there.
        seen = {} if manner is Manner.FILES else stamps(out)
        manner = manner_for(out, overwrite=overwrite)
        if manner is Manner.FILES:
            return replace(_merge(new, out, manifest), kept=tuple(kept))
        old = swap_in(new, out, seen)
        kept += [old] if old is not None else []
        return Exported(manner, tuple(manifest.files), kept=tuple(kept))
    finally:
        discard(new)  # gone already when it was swapped in


def _merge(new: Path, out: Path, manifest: Manifest) -> Exported:
    earlier = read_manifest(out) or Manifest({})
    stale = sorted(n for n in set(earlier.files) - set(manifest.files))
    gone = tuple(name for name in stale if earlier.is_unchanged(out, name))
    kept: dict[str, Written] = {n: earlier.files[n] for n in stale if n not in gone}
    # The list first, old and new together: if this is cut short, the next export still knows
    # every file as its own.
    _place(new, out, MANIFEST, Manifest({**earlier.files, **manifest.files}).to_bytes())
    for name in manifest.files:
        _place(new, out, name)
    for name in gone:
        (out / name).unlink(missing_ok=True)
    files = {**kept, **manifest.files}
    _place(new, out, MANIFEST, Manifest(files, manifest.facts).to_bytes())
    return Exported(Manner.FILES, tuple(manifest.files), gone)


def _place(new: Path, out: Path, name: str, data: bytes | None = None) -> None:
    source, target = new / name, out / name
    if data is not None:
        source.write_bytes(data)
    _make_parents(out, target.parent)
    sync_file(source)
    if target.is_dir() and not target.is_symlink():
        raise UserError(_FOREIGN.filled(name=name), path=str(out), advice=_ADVICE)
    source.replace(target)  # a link at the target is replaced, never written through
    sync_folder(target.parent)


def _make_parents(out: Path, folder: Path) -> None:
    """Folders from OUT down; one that is a link is not followed out of OUT."""
    folder.mkdir(parents=True, exist_ok=True)
    if not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(out)):
        raise UserError(_FOREIGN.filled(name=folder.name), path=str(out), advice=_ADVICE)
