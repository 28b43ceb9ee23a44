"""Work on files that takes its time: off the thread of the window, with a row in the strip."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancelled, Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.jobs.runner import Runner
from labeldesk.jobs.throttle import Throttle
from labeldesk.jobs.ticket import Ticket
from labeldesk.ui.panels.job_strip import JobKind, JobRow, JobStrip
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Deliver
from labeldesk.work.watch import Watch

T = TypeVar("T")
_CANCELLED = QT_TRANSLATE_NOOP("Exchange", "Cancelled, nothing was changed")
_QUIET_MS = 400  # what is over sooner needs no row
_TELLING_S = 3.0  # before that the time left is a guess
_LEAVING_S = 30.0


@dataclass
class _Job:
    row: JobRow
    watch: Watch
    ticket: Ticket = field(default_factory=Ticket)
    began: float = field(default_factory=time.monotonic)
    is_shown: bool = False


class Jobs(QObject):
    """One job after the other. `leave` stops them before the project is closed."""

    def __init__(self, strip: JobStrip, deliver: Deliver, voice: Voice, parent: QObject) -> None:
        super().__init__(parent)
        self._strip = strip
        self._deliver = deliver
        self._voice = voice
        self._runner = Runner(deliver, name="exchange")
        self._jobs: dict[str, _Job] = {}
        self._count = 0
        strip.cancel_wanted.connect(self._cancel)

    @property
    def is_busy(self) -> bool:
        """Whether a job goes on or waits."""
        return bool(self._jobs)

    def start(
        self,
        title: Text,
        work: Callable[[Watch], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        stopped: Callable[[], None] = lambda: None,
    ) -> None:
        """Do `work` with a row named `title`; then `done`, or `failed` (by default: say so), or
        `stopped` when the user cancelled it. None of them once the folder was left.
        """
        self._count += 1
        name = f"exchange-{self._count}"

        def tell(progress: Progress) -> None:
            self._deliver(partial(self._progressed, name, progress))

        throttle = Throttle(tell)
        job = _Job(JobRow(name, JobKind.FILES, title), Watch(throttle))
        self._jobs[name] = job

        def run(_: object) -> tuple[T] | None:
            try:
                return (work(job.watch),)
            except Cancelled:
                return None

        job.ticket = self._runner.submit(
            run,
            done=partial(self._ended, name, done, stopped),
            failed=partial(self._failed, name, failed or self._voice.error),
        )
        QTimer.singleShot(_QUIET_MS, self, partial(self._show, name))

    def leave(self) -> None:
        """Stop everything and wait until it has stopped; nobody hears of it any more."""
        jobs, self._jobs = self._jobs, {}
        for name, job in jobs.items():
            job.watch.cancel.set()
            self._strip.take(name)
        for job in jobs.values():
            job.ticket.wait(_LEAVING_S)

    def close(self) -> None:
        """The program ends."""
        self.leave()
        self._runner.close()

    def _cancel(self, name: str) -> None:
        job = self._jobs.get(name)
        if job is not None:
            job.watch.cancel.set()

    def _show(self, name: str) -> None:
        job = self._jobs.get(name)
        if job is not None:
            job.is_shown = True
            self._strip.put(job.row)

    def _progressed(self, name: str, progress: Progress) -> None:
        job = self._jobs.get(name)
        if job is None:
            return
        took = time.monotonic() - job.began
        left = None
        if took > _TELLING_S and 0 < progress.done <= progress.total:
            left = took * (progress.total - progress.done) / progress.done
        row = job.row
        job.row = JobRow(row.id, row.kind, row.title, progress.done, progress.total, left)
        if job.is_shown:
            self._strip.put(job.row)

    def _ended(
        self,
        name: str,
        done: Callable[[T], None],
        stopped: Callable[[], None],
        result: tuple[T] | None,
    ) -> None:
        if self._over(name):
            if result is None:
                self._voice.toast(_CANCELLED)
                stopped()
            else:
                done(result[0])

    def _failed(self, name: str, failed: Callable[[Exception], None], error: Exception) -> None:
        if self._over(name):
            failed(error)
        elif not isinstance(error, UserError):
            self._voice.error(error)

    def _over(self, name: str) -> bool:
        self._strip.take(name)
        return self._jobs.pop(name, None) is not None
