"""The one thread that writes, on the one connection that does: in order, each deed at once."""

from __future__ import annotations

import atexit
import itertools
import queue
import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future, InvalidStateError, wait
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection

from labeldesk.domain.progress import Cancelled
from labeldesk.storage.errors import StorageClosedError

T = TypeVar("T")
R = TypeVar("R")
Work: TypeAlias = Callable[[Connection], T]
Steps: TypeAlias = Generator[Callable[[Connection], object], None, T]
_URGENT, _IDLE = 0, 1


@dataclass(order=True)
class _Entry:
    priority: int
    number: int
    job: _Job | _LongJob | None = field(compare=False)


@dataclass
class _Job:
    """One transaction. `then` runs on the writer's thread when the disk has it."""

    work: Work[Any]
    then: Callable[[Any], Any]
    ticket: Future[Any]


@dataclass
class _LongJob:
    """Many transactions of one deed; whatever else was asked for goes between them."""

    begin: Callable[[Connection], Steps[Any]]
    ticket: Future[Any]
    steps: Steps[Any] | None = None


class Writer:
    """Runs deeds in the order in which they were handed in; steps of long ones in between.

    The connection is its own from now on; `fault` turns an error into what the ticket carries.
    Every method may be called from any thread. Unless closed before, it drains when the
    interpreter ends.
    """

    def __init__(
        self, connection: Connection, fault: Callable[[BaseException], BaseException]
    ) -> None:
        self._connection = connection
        self._fault = fault
        self._queue: queue.PriorityQueue[_Entry] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._gate = threading.Lock()
        self._is_closed = False
        self._last: Future[Any] | None = None
        self._thread = threading.Thread(target=self._run, name="labeldesk-writer", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def submit(self, work: Work[T]) -> Future[T]:
        """Do `work` in a transaction; the ticket is done when the disk has it."""
        return self.submit_then(work, lambda result: result)

    def submit_then(self, work: Work[T], then: Callable[[T], R]) -> Future[R]:
        """The same, with `then` making the ticket's answer once the disk has it."""
        ticket: Future[R] = Future()
        self._put(_URGENT, _Job(work, then, ticket))
        return ticket

    def work_off(self, begin: Callable[[Connection], Steps[T]]) -> Future[T]:
        """Do long work in steps, each a transaction, letting everything else pass.

        The generator is advanced outside of a transaction; what it returns is the answer.
        Closing ends it with `Cancelled`.
        """
        ticket: Future[T] = Future()
        self._put(_IDLE, _LongJob(begin, ticket))
        return ticket

    def barrier(self) -> Callable[[], None]:
        """Waits until the disk has all that was submitted before now, or its tickets the error."""
        with self._gate:
            last = self._last
        return lambda: None if last is None else _ended(last)

    def close(self) -> None:
        """Finish everything submitted, then end the thread and its connection."""
        with self._gate:
            if self._is_closed:
                return
            self._is_closed = True
            self._queue.put(_Entry(_URGENT, next(self._numbers), None))
        self._thread.join()
        atexit.unregister(self.close)

    def _put(self, priority: int, job: _Job | _LongJob) -> None:
        with self._gate:
            if self._is_closed:
                raise StorageClosedError("the project is closed")
            self._queue.put(_Entry(priority, next(self._numbers), job))
            if priority == _URGENT:
                self._last = job.ticket

    def _run(self) -> None:
        connection = self._connection
        try:
            while (job := self._queue.get().job) is not None:
                if isinstance(job, _LongJob):
                    self._step(connection, job)
                else:
                    self._do(connection, job)
        finally:
            self._abandon_rest()
            connection.close()

    def _do(self, connection: Connection, job: _Job) -> None:
        if not job.ticket.set_running_or_notify_cancel():
            return
        try:
            with connection.begin():
                result = job.work(connection)
            answer = job.then(result)
        except BaseException as error:  # noqa: BLE001 (the ticket carries it to whoever asked)
            job.ticket.set_exception(self._fault(error))
        else:
            job.ticket.set_result(answer)

    def _step(self, connection: Connection, job: _LongJob) -> None:
        try:
            job.steps = job.steps or job.begin(connection)
            step = next(job.steps)
            with connection.begin():
                step(connection)
        except StopIteration as stop:
            with suppress(InvalidStateError):  # nobody waits for it any more
                job.ticket.set_result(stop.value)
        except BaseException as error:  # noqa: BLE001 (as above)
            self._drop(job, self._fault(error))
        else:
            self._queue.put(_Entry(_IDLE, next(self._numbers), job))

    def _abandon_rest(self) -> None:
        while not self._queue.empty():
            job = self._queue.get().job
            if isinstance(job, _LongJob):
                self._drop(job, Cancelled())

    @staticmethod
    def _drop(job: _LongJob, error: BaseException) -> None:
        """End a long job. Whatever its clean-up raises, the thread lives on for everyone else."""
        try:
            if job.steps is not None:
                job.steps.close()
        except Exception as worse:  # noqa: BLE001 (told beside the first error)
            error.add_note(f"and its clean-up: {worse!r}")
        with suppress(InvalidStateError):
            job.ticket.set_exception(error)


def _ended(ticket: Future[Any]) -> None:
    wait([ticket])
