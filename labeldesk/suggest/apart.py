"""Inspection in a process of its own: parsing a large model would hold up the window's thread."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest import confine
from labeldesk.suggest.inspection import Inspection, inspect
from labeldesk.suggest.scan import Refused

_Verdict = Inspection | tuple[tuple[Problem, ...], Text | None]
_SILENT = QT_TRANSLATE_NOOP("Model", "Looking at the model took longer than {seconds} seconds")
_MEMORY = QT_TRANSLATE_NOOP("Model", "Looking at the model took more memory than it may")
_DIED = QT_TRANSLATE_NOOP("Model", "Looking at the model ended its process")


def inspect_apart(path: Path, given: tuple[Path, ...] = (), *, seconds: float = 30.0) -> Inspection:
    """As `inspection.inspect`, in a spawned process; raises `Refused`. Takes 0.6 s at least."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_look, args=(path, given, theirs), daemon=True, name="inspect")
    process.start()
    theirs.close()
    try:
        verdict: _Verdict = ours.recv() if ours.poll(seconds) else _refusal(path, _SILENT, seconds)
    except EOFError:
        verdict = _refusal(path, _DIED, seconds)
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
    if isinstance(verdict, Inspection):
        return verdict
    raise Refused(verdict[0], advice=verdict[1])


def _refusal(path: Path, text: Text, seconds: float) -> _Verdict:
    problem = Problem(Severity.ERROR, text.filled(seconds=round(seconds)), str(path))
    return (problem,), None


def _look(path: Path, given: tuple[Path, ...], answer: Connection) -> None:
    try:
        confine.for_reading(sum(part.stat().st_size for part in (path, *given) if part.is_file()))
        answer.send(inspect(path, given))
    except Refused as error:
        answer.send((error.findings, error.advice))
    except MemoryError:
        answer.send(_refusal(path, _MEMORY, 0))
