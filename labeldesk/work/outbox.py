"""What was handed to the project file and is not answered yet, and what it refused."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from labeldesk.domain.text import Text

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

Deliver = Callable[[Callable[[], None]], object]


@dataclass(frozen=True, slots=True, eq=False)
class Deed:
    """One thing to store: its name, how to hand it over, whom to tell its answer."""

    title: Text
    write: Callable[[Project], Future[Any]]
    then: Callable[[Any], None] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A deed that the disk did not take, and why."""

    deed: Deed
    error: Exception


class Outbox:
    """Used from one thread, on which `deliver` calls back.

    `answered(deed, error or None, result)` hears of every deed once. `refused` fills only while
    `settle` waits: what failed then was told to nobody yet, and can be sent again.
    """

    def __init__(
        self, deliver: Deliver, answered: Callable[[Deed, Exception | None, object], None]
    ) -> None:
        self.refused: list[Refused] = []
        self._deliver = deliver
        self._answered = answered
        self._open: dict[Future[Any], Deed] = {}

    @property
    def is_empty(self) -> bool:
        """Whether everything was answered and nothing refused."""
        return not self._open and not self.refused

    def send(self, project: Project, deed: Deed) -> None:
        """Hand it over."""
        ticket = deed.write(project)
        self._open[ticket] = deed
        ticket.add_done_callback(lambda done: self._deliver(lambda: self._came(done)))

    def settle(self) -> None:
        """Wait until everything is answered; what fails is kept in `refused`, in its order."""
        wait([*self._open])
        for ticket, deed in [*self._open.items()]:
            error = ticket.exception()
            if isinstance(error, Exception):
                del self._open[ticket]
                self.refused.append(Refused(deed, error))

    def send_again(self, project: Project) -> None:
        """Hand over once more what was refused."""
        refused, self.refused = self.refused, []
        for one in refused:
            self.send(project, one.deed)

    def clear(self) -> None:
        """Hear of nothing any more."""
        self._open.clear()
        self.refused.clear()

    def _came(self, ticket: Future[Any]) -> None:
        deed = self._open.pop(ticket, None)
        if deed is None:
            return
        error = ticket.exception()
        if isinstance(error, Exception):
            self._answered(deed, error, None)
        elif error is None:
            self._answered(deed, None, ticket.result())
