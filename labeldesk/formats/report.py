"""What a job found wrong or could not keep: counted in full, listed up to a bound."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.text import Text

ROWS_PER_KIND = 100


@dataclass
class Report:
    """Problem rows of one job; picklable, so that a child process can hand it back.

    Problems are of one kind when their sentence is the same; of each kind the first
    `ROWS_PER_KIND` rows are kept and all are counted: a folder of 100,000 broken files costs
    no more memory than one of a hundred.
    """

    rows: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)

    def add(self, problem: Problem) -> None:
        """One more problem."""
        self.counts[problem.text.source] += 1
        self.severities[problem.severity] += 1
        if self.counts[problem.text.source] <= ROWS_PER_KIND:
            self.rows.append(problem)

    def info(self, text: Text, path: str = "", place: str = "") -> None:
        """Something worth knowing that costs nothing."""
        self.add(Problem(Severity.INFO, text, path, place))

    def warning(self, text: Text, path: str = "", place: str = "") -> None:
        """Something was changed or could not be kept, the rest stands."""
        self.add(Problem(Severity.WARNING, text, path, place))

    def error(self, text: Text, path: str = "", place: str = "") -> None:
        """Something was left out because it is broken."""
        self.add(Problem(Severity.ERROR, text, path, place))

    def failure(self, error: UserError) -> None:
        """A fault of one file, after which the job goes on."""
        self.add(error.problem)

    def take(self, other: Report) -> None:
        """Everything another report holds, e.g. that of a child process."""
        self.rows.extend(other.rows)
        self.counts.update(other.counts)
        self.severities.update(other.severities)

    @property
    def has_problems(self) -> bool:
        """Whether anything worse than an information was reported."""
        return any(n for severity, n in self.severities.items() if severity is not Severity.INFO)

    def __len__(self) -> int:
        return sum(self.counts.values())
