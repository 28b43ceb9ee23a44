"""All figures: ``python -m tests.bench [--json] [NAME ...]``, where NAME is in bench_NAME.py.

Each file runs in an interpreter of its own, so that none finds warm what another has loaded, and
one that fails costs its own figures only. Nothing fails on time: budgets stand beside the values.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CHILD = "--figures-of"


def names() -> list[str]:
    """What there is to measure."""
    return sorted(file.stem.removeprefix("bench_") for file in HERE.glob("bench_*.py"))


def emit(name: str) -> None:
    """In the child: each figure as a line of JSON, as soon as it is there."""
    for figure in import_module(f"tests.bench.bench_{name}").figures():
        print(json.dumps(figure), flush=True)


def measured(name: str) -> tuple[list[dict[str, Any]], bool]:
    """The figures of one file, and whether it came to its end."""
    command = [sys.executable, "-m", "tests.bench", CHILD, name]
    done = subprocess.run(
        command, cwd=HERE.parents[1], stdout=subprocess.PIPE, text=True, check=False
    )
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return rows, done.returncode == 0


def main(arguments: Sequence[str]) -> int:
    """Print the figures as a table or, with ``--json``, as one object; 1 if a file failed."""
    if arguments[:1] == [CHILD]:
        emit(arguments[1])
        return 0
    chosen = [a for a in arguments if a != "--json"] or names()
    unknown = sorted(set(chosen) - set(names()))
    if unknown:
        print(
            f"no such bench: {', '.join(unknown)}; there are {', '.join(names())}", file=sys.stderr
        )
        return 2
    from tests.bench.machine import machine

    about = machine()
    results: list[dict[str, Any]] = []
    failed = []
    for name in chosen:
        print(f"measuring {name}", file=sys.stderr, flush=True)
        rows, whole = measured(name)
        results += rows
        failed += [] if whole else [name]
    if "--json" in arguments:
        print(json.dumps({"machine": about, "results": results}))
    else:
        print(table(about, results))
    if failed:
        print(f"did not come to its end: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def table(about: dict[str, object], results: Sequence[dict[str, Any]]) -> str:
    """Figures and budgets in columns."""
    lines = [f"{key}: {value}" for key, value in about.items()] + [""]
    for row in results:
        budget = "" if row["budget"] is None else f"budget {row['budget']:g}"
        lines.append(f"{row['id']:<40} {row['value']:>12.3f} {row['unit']:<10} {budget}".rstrip())
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
