"""One opening at a time, off the caller's thread; what nobody wants any more is closed again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from labeldesk.domain.progress import Cancel
from labeldesk.imaging.listing import Listing
from labeldesk.jobs.runner import Deliver, Runner
from labeldesk.jobs.ticket import Ticket
from labeldesk.work.opening import Opened, open_path


class Opener:
    """The newest wish counts. Used from one thread, on which `deliver` calls back.

    A project that was opened for a wish that is no longer the newest is closed before the next
    one is opened, so that it may be the same project.
    """

    def __init__(self, deliver: Deliver, projects: Path) -> None:
        self._runner = Runner(deliver, name="open", niced=False)
        self._loader = Runner(deliver, name="load")
        self._projects = projects
        self._ticket = Ticket()
        self._waiting: Opened | None = None

    def open(
        self,
        path: Path,
        author: str,
        done: Callable[[Opened], None],
        failed: Callable[[Exception], object],
        listing: Listing | None = None,
    ) -> None:
        """Open `path` as `open_path` does; `done` gets what is theirs from then on."""
        self._ticket.cancel()  # also where it is over and its answer is still on its way
        self._ticket = self._runner.submit(
            partial(self._open, path, author, listing),
            done=partial(self._take, done),
            failed=failed,
        )

    def get_ready(self) -> None:
        """Load what makes a project, so that the first edit is on the disk at once and not when
        that has been loaded: half a second in which a crash would take it.
        """
        self._loader.submit(_load_storage)

    def close(self) -> None:
        """Nothing is opened any more."""
        self._ticket.cancel()
        self._runner.close()
        self._loader.close()
        self._drop()

    def _open(self, path: Path, author: str, listing: Listing | None, cancel: Cancel) -> Opened:
        self._drop()
        cancel.check()
        opened = open_path(
            path, author=author, projects=self._projects, cancel=cancel, listing=listing
        )
        self._waiting = opened
        return opened

    def _take(self, done: Callable[[Opened], None], opened: Opened) -> None:
        # Only the newest comes here, and the next one begins only after its call of `open`.
        self._waiting = None
        done(opened)

    def _drop(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and waiting.project is not None:
            waiting.project.close()


def _load_storage(_: Cancel) -> None:
    import labeldesk.storage.project  # noqa: F401 (loading it is all)
