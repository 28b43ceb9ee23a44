"""What can go wrong in the world outside: reported rows and errors that stop one job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from labeldesk.domain.text import Text


class Severity(StrEnum):
    """How much a problem matters to the user's data."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """One row of the Problems panel and of ``--json``.

    `path` names the file as the user knows it; `place` the line, key or object within it.
    """

    severity: Severity
    text: Text
    path: str = ""
    place: str = ""

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        place = f"{self.place}: " if self.place else ""
        return f"{where}{place}{self.text}"


class UserError(Exception):
    """A fault of the world (file, disk, model), told politely; anything else is our bug.

    `kept` says what is safe, `advice` what to do next; `found` are the rows that led to it,
    where one sentence cannot tell them all.
    """

    def __init__(
        self,
        text: Text,
        *,
        path: str = "",
        place: str = "",
        kept: Text | None = None,
        advice: Text | None = None,
        found: Sequence[Problem] = (),
    ) -> None:
        super().__init__(text)
        self.text = text
        self.path = path
        self.place = place
        self.kept = kept
        self.advice = advice
        self.found = tuple(found)

    def __str__(self) -> str:
        parts = [str(self.problem), *(str(t) for t in (self.kept, self.advice) if t is not None)]
        return ". ".join(part.rstrip(".") for part in parts)

    @property
    def problem(self) -> Problem:
        """The same fault as a row, for jobs that go on after it."""
        return Problem(Severity.ERROR, self.text, self.path, self.place)


class UsageError(UserError):
    """What was asked for does not exist: a format, an option, a value of one."""
