"""Progress at most ten times a second."""

from __future__ import annotations

from labeldesk.domain.progress import Progress
from labeldesk.jobs.throttle import Throttle


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_first_and_the_last_report_pass_and_few_between() -> None:
    clock, seen = Clock(), []
    throttle = Throttle(lambda p: seen.append(p.done), clock=clock)
    for done in range(1001):
        clock.now += 0.001
        throttle(Progress(done, 1000))
    assert (seen[0], seen[-1]) == (0, 1000)
    assert 10 <= len(seen) <= 12


def test_a_held_report_comes_out_with_flush_once() -> None:
    clock, seen = Clock(), []
    throttle = Throttle(lambda p: seen.append(p.done), clock=clock)
    throttle(Progress(1, 0))
    throttle(Progress(2, 0))
    throttle(Progress(3, 0))
    assert seen == [1]
    throttle.flush()
    throttle.flush()
    assert seen == [1, 3]
