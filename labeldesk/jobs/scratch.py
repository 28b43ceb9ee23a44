"""Folders for what lies on the disk only while a process works; nobody else tidies up after one
that was killed.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

_NAME = "labeldesk-{kind}-{host}-{pid}-"


def scratch_folder(kind: str) -> tempfile.TemporaryDirectory[str]:
    """A fresh folder, gone with its `with` or `cleanup`. Those of its kind that processes of this
    machine left behind go first.
    """
    for folder in _left_behind(kind):
        shutil.rmtree(folder, ignore_errors=True)
    return tempfile.TemporaryDirectory(
        prefix=_NAME.format(kind=kind, host=_host(), pid=os.getpid())
    )


def _left_behind(kind: str) -> Iterator[Path]:
    import psutil

    ours = re.compile(_NAME.format(kind=re.escape(kind), host=_host(), pid=r"(\d+)"))
    for folder in Path(tempfile.gettempdir()).iterdir():
        found = ours.match(folder.name)
        if found and not psutil.pid_exists(int(found[1])) and not folder.is_symlink():
            yield folder


def _host() -> str:
    """Containers may share a temporary folder, but know nothing of each other's processes."""
    return blake2b(socket.gethostname().encode(), digest_size=4).hexdigest()
