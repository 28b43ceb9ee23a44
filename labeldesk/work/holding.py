"""Whether another program still writes to a project."""

from __future__ import annotations

import json
import socket
from pathlib import Path

from labeldesk.storage.lock import lock_path


def looks_free(project: Path) -> bool:
    """Whether nobody seems to write to it any more, by the note beside it alone.

    The note goes when a program closes the project; one that died on this machine is not there
    any more. Only opening tells for sure.
    """
    try:
        note = json.loads(lock_path(project).read_text("utf-8") or "{}")
        is_here = note.get("host") == socket.gethostname()
        return not note or (is_here and not _is_running(int(note["pid"])))
    except FileNotFoundError:
        return True
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _is_running(pid: int) -> bool:
    import psutil

    return bool(psutil.pid_exists(pid))
