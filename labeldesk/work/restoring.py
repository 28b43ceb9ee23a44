"""A project whose file is damaged or gone, and the backup that can take its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Json
from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from labeldesk.storage.backups import Backup

_NONE = QT_TRANSLATE_NOOP("Restore", "There is no backup of this project")
_NO_SOUND = QT_TRANSLATE_NOOP("Restore", "All backups of this project are damaged")
_KEPT = QT_TRANSLATE_NOOP("Restore", "Nothing was changed")
_SKIPPED = QT_TRANSLATE_NOOP("Restore", "This backup is damaged and was not used: {why}")


@dataclass(frozen=True, slots=True)
class Found:
    """One backup: how many annotations it holds, or (None) why it cannot be used."""

    backup: Backup
    annotations: int | None
    fault: UserError | None = None

    @property
    def time(self) -> str:
        """When it was made, in the time of this place."""
        return shown_time(self.backup.made)

    @property
    def as_json(self) -> dict[str, Json]:
        """The row for ``--json``."""
        return {
            "file": str(self.backup.file),
            "made": self.backup.made.isoformat(timespec="seconds"),
            "annotations": self.annotations,
            "sound": self.fault is None,
        }

    @property
    def problem(self) -> Problem | None:
        """Why it is passed over."""
        if self.fault is None:
            return None
        text = _SKIPPED.filled(why=self.fault.text)
        return Problem(Severity.WARNING, text, str(self.backup.file))


@dataclass(frozen=True, slots=True)
class Restored:
    """What took the place, and where what was there is kept (None: nothing was)."""

    backup: Path
    aside: Path | None
    problems: tuple[Problem, ...] = ()


def look(path: Path, home: Path) -> Iterator[Found]:
    """The backups of the project at `path`, newest first, each of them read and checked."""
    from labeldesk.storage.backups import backups_of

    for backup in backups_of(path.expanduser().absolute(), home):
        try:
            yield Found(backup, backup.check())
        except UserError as fault:
            yield Found(backup, None, fault)


def newest_sound(path: Path, home: Path) -> Found | None:
    """The backup to offer, damaged ones passed over."""
    return next((one for one in look(path, home) if one.fault is None), None)


def restore_newest(path: Path, home: Path, author: str = "") -> Restored:
    """Put the newest sound backup in the place of the project; `UserError` if there is none."""
    passed: list[Problem] = []
    for found in look(path, home):
        if found.problem is None:
            done = restore_file(path, found.backup.file, author)
            return Restored(done.backup, done.aside, tuple(passed))
        passed.append(found.problem)
    raise UserError(_NO_SOUND if passed else _NONE, path=str(path), kept=_KEPT)


def restore_file(path: Path, backup: Path, author: str = "") -> Restored:
    """Put this backup there. What was there is kept beside it. Raises `UserError`."""
    from labeldesk.storage.backups import restore

    return Restored(backup, restore(backup, path.expanduser().absolute(), author=author))


def shown_time(moment: datetime) -> str:
    """A moment in the time of this place, to the minute."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
