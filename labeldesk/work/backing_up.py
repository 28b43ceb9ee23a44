"""The rolling backups of a project: made when something changed since the last one."""

from __future__ import annotations

from pathlib import Path

from labeldesk.domain.progress import Cancel


def back_up_if_changed(path: Path, home: Path, cancel: Cancel | None = None) -> Path | None:
    """Back the project at `path` up into its folder in `home`, unless the newest backup is newer
    than its last change; gives the backup made. The project may be open, and be written to.

    Raises `UserError` (`ProjectDamaged` where the project is), `Cancelled`.
    """
    from labeldesk.storage.backups import back_up, changed_at, newest_of, project_id

    number = project_id(path)
    if number is None:
        return None
    folder = home / number
    newest = newest_of(path, folder)
    if newest is not None and changed_at(path) < newest.timestamp():
        return None
    return back_up(path, folder, cancel)
