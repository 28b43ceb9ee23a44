"""Worker threads with a queue ordered by priority, where the newest wish per key wins."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.jobs.threads import allowed_workers, give_way
from labeldesk.jobs.ticket import Ticket

T = TypeVar("T")
Deliver = Callable[[Callable[[], None]], object]
ErrorSink = Callable[[Exception], object]


def deliver_directly(call: Callable[[], None]) -> None:
    """The `deliver` of the command line and of tests: calls back on the worker thread."""
    call()


def report_to_hook(error: Exception) -> None:
    """Give an error nobody asked for to ``threading.excepthook``, which the app replaces."""
    arguments = (type(error), error, error.__traceback__, threading.current_thread())
    threading.excepthook(threading.ExceptHookArgs(arguments))


@dataclass(order=True, slots=True)
class _Job:
    priority: int
    number: int
    run: Callable[[], None] = field(compare=False)
    ticket: Ticket = field(compare=False)
    key: Hashable | None = field(compare=False)


class Runner:
    """Runs work on `workers` threads (at most cores - 1) and hands results to `deliver`.

    Threads start with the first job, give way to the UI thread when `niced`, and are no daemons:
    `close` (or leaving the ``with`` block) stops and joins them, `stop` only stops them. Errors go
    to the job's `failed`, else to `errors`; an error raised by a callback goes to `errors` as well.
    """

    def __init__(
        self,
        deliver: Deliver = deliver_directly,
        *,
        name: str,
        workers: int = 1,
        niced: bool = True,
        errors: ErrorSink = report_to_hook,
    ) -> None:
        self._deliver = deliver
        self._name = name
        self._limit = allowed_workers(workers)
        self._niced = niced
        self._errors = errors
        self._changed = threading.Condition()
        self._queue: list[_Job] = []
        self._newest: dict[Hashable, Ticket] = {}
        self._running: set[Ticket] = set()
        self._threads: list[threading.Thread] = []
        self._numbers = itertools.count()
        self._closed = False
        self._is_mute = False

    @property
    def workers(self) -> int:
        """How many jobs it may run at a time."""
        return self._limit

    def submit(
        self,
        work: Callable[[Cancel], T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        key: Hashable | None = None,
        priority: int = 0,
    ) -> Ticket:
        """Queue `work`; lower `priority` runs first, equal ones in the order given.

        A job with the same `key` that still waits or runs is cancelled. `work` gets a `Cancel`
        to look at; `Cancelled` raised from it ends the job silently. After `close` the ticket
        comes back cancelled.
        """
        ticket = Ticket()
        run = partial(self._run, work, ticket, done, failed)
        with self._changed:
            if self._closed:
                ticket.cancel()
                ticket.close()
                return ticket
            if key is not None:
                self._supersede(key, ticket)
            heapq.heappush(self._queue, _Job(priority, next(self._numbers), run, ticket, key))
            self._start_thread()
            self._changed.notify()
        return ticket

    def stop(self) -> list[threading.Thread]:
        """As `close`, but without waiting: gives the threads, which end soon.

        No callback of a job is called after this returned on the thread that `deliver` calls
        back on.
        """
        self._is_mute = True
        return self._end()

    def close(self) -> None:
        """Drop what waits, ask what runs to stop, and join the threads. Safe to call twice."""
        for thread in self._end():
            if thread is not threading.current_thread():
                thread.join()

    def _end(self) -> list[threading.Thread]:
        with self._changed:
            self._closed = True
            for job in self._queue:
                job.ticket.cancel()
                job.ticket.close()
            self._queue.clear()
            for ticket in self._running:
                ticket.cancel()
            self._changed.notify_all()
            return list(self._threads)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _supersede(self, key: Hashable, ticket: Ticket) -> None:
        older = self._newest.get(key)
        if older is not None:
            older.cancel()
        self._newest[key] = ticket

    def _start_thread(self) -> None:
        waiting_workers = len(self._threads) - len(self._running)
        if len(self._threads) < self._limit and waiting_workers < len(self._queue):
            name = f"{self._name}-{len(self._threads) + 1}"
            thread = threading.Thread(target=self._work, name=name, daemon=False)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        if self._niced:
            give_way()
        while (job := self._next()) is not None:
            if not job.ticket.is_cancelled:
                job.run()
            self._forget(job)

    def _next(self) -> _Job | None:
        with self._changed:
            while not self._queue and not self._closed:
                self._changed.wait()
            if self._closed:
                return None
            job = heapq.heappop(self._queue)
            self._running.add(job.ticket)
            return job

    def _forget(self, job: _Job) -> None:
        with self._changed:
            self._running.discard(job.ticket)
            if job.key is not None and self._newest.get(job.key) is job.ticket:
                del self._newest[job.key]
        job.ticket.close()

    def _run(
        self,
        work: Callable[[Cancel], T],
        ticket: Ticket,
        done: Callable[[T], object] | None,
        failed: Callable[[Exception], object] | None,
    ) -> None:
        try:
            result = work(ticket.cancel_wish)
        except Cancelled:
            return
        except Exception as error:  # noqa: BLE001 (handed on to the giver of the work)
            self._hand_over(partial(self._fail, error, ticket, failed))
        else:
            if done is not None:
                self._hand_over(partial(self._finish, done, result, ticket))

    def _finish(self, done: Callable[[T], object], result: T, ticket: Ticket) -> None:
        if not (ticket.is_cancelled or self._is_mute):
            done(result)

    def _fail(
        self, error: Exception, ticket: Ticket, failed: Callable[[Exception], object] | None
    ) -> None:
        is_unwanted = ticket.is_cancelled or self._is_mute
        if failed is not None and not is_unwanted:
            failed(error)
        elif not (is_unwanted and isinstance(error, UserError)):
            self._errors(error)  # a bug is told even when nobody waits for the result any more

    def _hand_over(self, callback: Callable[[], None]) -> None:
        def call() -> None:
            try:
                callback()
            except Exception as error:  # noqa: BLE001 (a faulty callback must not end the worker)
                self._errors(error)

        try:
            self._deliver(call)
        except Exception as error:  # noqa: BLE001 (for instance: the window is already gone)
            self._errors(error)
