"""Worker threads: order, cancelling, errors, and a clean end."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.domain.text import Text
from labeldesk.jobs.runner import Runner
from labeldesk.jobs.threads import Ending, allowed_workers, usable_cores


class Gate:
    """Work that says when it started and ends when it is let go."""

    def __init__(self) -> None:
        self.started = threading.Event()
        self.go = threading.Event()

    def __call__(self, cancel: Cancel) -> str:
        self.started.set()
        assert self.go.wait(5)
        cancel.check()
        return "gate"


def test_a_result_goes_through_deliver_to_done() -> None:
    calls: list[object] = []
    results: list[int] = []
    with Runner(calls.append, name="t") as runner:
        runner.submit(lambda _: 42, done=results.append).wait(5)
    assert results == []
    (call,) = calls
    call()  # type: ignore[operator]
    assert results == [42]


def test_lower_priority_numbers_run_first_and_equal_ones_in_order() -> None:
    order: list[str] = []
    gate = Gate()
    with Runner(name="t") as runner:
        runner.submit(gate)
        gate.started.wait(5)
        runner.submit(lambda _: order.append("late"), priority=5)
        runner.submit(lambda _: order.append("first"), priority=-1)
        runner.submit(lambda _: order.append("a"))
        last = runner.submit(lambda _: order.append("last"), priority=9)
        runner.submit(lambda _: order.append("b"))
        gate.go.set()
        assert last.wait(5)
    assert order == ["first", "a", "b", "late", "last"]


def test_the_newest_job_of_a_key_wins_over_waiting_and_running_ones() -> None:
    done: list[str] = []
    gate = Gate()
    with Runner(name="t") as runner:
        running = runner.submit(gate, done=done.append, key="k")
        gate.started.wait(5)
        waiting = runner.submit(lambda _: "waiting", done=done.append, key="k")
        newest = runner.submit(lambda _: "newest", done=done.append, key="k")
        other = runner.submit(lambda _: "other", done=done.append, key="other")
        gate.go.set()
        assert newest.wait(5)
        assert other.wait(5)
    assert running.is_cancelled
    assert waiting.is_cancelled
    assert done == ["newest", "other"]


def test_a_result_that_waits_for_delivery_is_dropped_when_the_ticket_is_cancelled() -> None:
    calls: list = []
    results: list[int] = []
    with Runner(calls.append, name="t") as runner:
        ticket = runner.submit(lambda _: 1, done=results.append)
        ticket.wait(5)
        ticket.cancel()
    for call in calls:
        call()
    assert results == []


def test_an_error_goes_to_failed_and_without_it_to_the_error_sink() -> None:
    failed: list[Exception] = []
    sink: list[Exception] = []

    def broken(_: Cancel) -> None:
        raise ValueError("no")

    with Runner(name="t", errors=sink.append) as runner:
        runner.submit(broken, failed=failed.append).wait(5)
        assert (len(failed), len(sink)) == (1, 0)
        runner.submit(broken).wait(5)
        assert (len(failed), len(sink)) == (1, 1)


def test_an_error_in_a_callback_goes_to_the_sink_and_the_worker_lives_on() -> None:
    sink: list[Exception] = []
    results: list[int] = []

    def faulty(_: int) -> None:
        raise KeyError("callback")

    with Runner(name="t", errors=sink.append) as runner:
        runner.submit(lambda _: 1, done=faulty).wait(5)
        runner.submit(lambda _: 2, done=results.append).wait(5)
    assert [type(e) for e in sink] == [KeyError]
    assert results == [2]


def test_an_error_of_deliver_goes_to_the_sink() -> None:
    sink: list[Exception] = []

    def gone(_: object) -> None:
        raise RuntimeError("window gone")

    with Runner(gone, name="t", errors=sink.append) as runner:
        runner.submit(lambda _: 1, done=print).wait(5)
    assert [str(e) for e in sink] == ["window gone"]


def test_of_a_cancelled_job_bugs_are_told_and_faults_of_the_world_are_not() -> None:
    sink: list[Exception] = []

    def run(error: Exception) -> None:
        gate = Gate()

        def work(cancel: Cancel) -> None:
            gate.started.set()
            gate.go.wait(5)
            raise error

        with Runner(name="t", errors=sink.append) as runner:
            ticket = runner.submit(work, failed=pytest.fail)
            gate.started.wait(5)
            ticket.cancel()
            gate.go.set()
            ticket.wait(5)

    run(ValueError("bug"))
    run(UserError(Text("T", "the file went away")))
    run(Cancelled())
    assert [str(e) for e in sink] == ["bug"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_without_a_sink_an_error_reaches_the_thread_exception_hook(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", seen.append)

    def broken(_: Cancel) -> None:
        raise ValueError("told")

    with Runner(name="named") as runner:
        runner.submit(broken).wait(5)
    assert str(seen[0].exc_value) == "told"
    assert seen[0].thread is not None
    assert seen[0].thread.name == "named-1"


def test_closing_drops_the_queue_asks_running_work_to_stop_and_joins() -> None:
    started = threading.Event()
    results: list[object] = []

    def until_cancelled(cancel: Cancel) -> None:
        started.set()
        while True:
            cancel.check()

    runner = Runner(name="t")
    running = runner.submit(until_cancelled, done=results.append)
    waiting = runner.submit(lambda _: 1, done=results.append)
    started.wait(5)
    runner.close()
    runner.close()
    assert running.is_over
    assert waiting.is_over
    assert results == []
    late = runner.submit(lambda _: 1, done=results.append)
    assert late.is_cancelled
    assert late.is_over
    assert not [t for t in threading.enumerate() if t.name.startswith("t-")]


def test_a_callback_on_the_worker_may_close_its_own_runner() -> None:
    runner = Runner(name="t")
    ticket = runner.submit(lambda _: 1, done=lambda _: runner.close())
    assert ticket.wait(5)
    runner.close()


def test_threads_start_with_the_first_job_and_are_no_more_than_cores_less_one() -> None:
    before = threading.active_count()
    with Runner(name="t", workers=64) as runner:
        assert threading.active_count() == before
        tickets = [runner.submit(lambda _: None) for _ in range(200)]
        assert threading.active_count() <= before + max(1, usable_cores() - 1)
        assert all(t.wait(5) for t in tickets)
    assert allowed_workers(64) == max(1, usable_cores() - 1)
    assert allowed_workers(0) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="niceness of a thread is a matter of Linux")
@pytest.mark.parametrize(("niced", "niceness"), [(True, 10), (False, 0)])
def test_a_niced_worker_gives_way_and_the_caller_does_not(*, niced: bool, niceness: int) -> None:
    own = os.getpriority(os.PRIO_PROCESS, 0)
    seen: list[int] = []

    def look(_: Cancel) -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    with Runner(name="t", niced=niced) as runner:
        runner.submit(look, done=seen.append).wait(5)
    assert seen == [max(own, niceness)]
    assert os.getpriority(os.PRIO_PROCESS, 0) == own


def test_stopping_comes_back_while_work_goes_on_and_nothing_is_told_after_it():
    waiting: list = []
    told: list = []
    entered, gate = threading.Event(), threading.Event()

    def work(_):
        entered.set()
        assert gate.wait(20)
        return 1

    runner = Runner(waiting.append, name="test")
    runner.submit(lambda _: 2, done=told.append)
    runner.submit(work, done=told.append)
    assert entered.wait(20)
    threads = runner.stop()
    assert [thread.is_alive() for thread in threads] == [True]
    gate.set()
    ending = Ending()
    ending.add(threads)
    ending.wait()
    for call in waiting:
        call()
    assert told == []
