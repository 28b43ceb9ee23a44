"""The parent's side of the child process: starts it, feeds it, ends it, starts it again."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest import child
from labeldesk.suggest.backend import Limits, ModelLost
from labeldesk.suggest.found import Answer
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.preprocess import Pixels
from labeldesk.suggest.recipe import ModelFile
from labeldesk.suggest.ring import Ring
from labeldesk.suggest.session import Opened

_LOOK_S = 0.02
_END_S = 2.0

_LOADING = QT_TRANSLATE_NOOP("Model", "The model did not load within {seconds} seconds")
_RUNNING = QT_TRANSLATE_NOOP("Model", "The model did not answer within {seconds} seconds")
_CRASHED = QT_TRANSLATE_NOOP("Model", "The model's process ended (code {code})")
_RESTARTED = QT_TRANSLATE_NOOP("Model", "It is started again for the next image")


@dataclass(slots=True)
class _Running:
    """A started child and the two pipes to it."""

    process: BaseProcess
    orders: Connection
    control: Connection

    def end(self) -> None:
        """Hang up, and kill what does not end by itself."""
        self.control.close()
        self.orders.close()
        self.process.join(_END_S)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


class Worker:
    """A model in a child process (see `backend.Backend`). Call it from one thread.

    The child is started by `open` and, after a crash, by the next `run`. Starting takes about
    half a second, most of it importing onnxruntime there.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._ring = Ring()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._running: _Running | None = None
        self._wanted: tuple[ModelFile, str] | None = None
        self._number = 0
        self.modules: tuple[str, ...] = ()

    @property
    def pid(self) -> int | None:
        """The child's process id while there is one."""
        return self._running.process.pid if self._running else None

    def open(self, model: ModelFile, device: str = "auto") -> Opened:
        """Load a model in a fresh process; raises `UserError`."""
        self._end()
        self._wanted = (model, device)
        return self._start()

    def run(self, canvas: Pixels, at: Frame, cancel: Cancel) -> Answer:
        """One fitted picture; raises `UserError`, `ModelLost` after a crash, or `Cancelled`."""
        cancel.check()
        if self._running is None:
            self._start()
        self._number += 1
        order = child.Look(self._number, self._ring.put(canvas), at)
        reply = self._asked(order, self.limits.run_s, _RUNNING, cancel)
        if isinstance(reply, child.Stopped):
            raise Cancelled
        if not isinstance(reply, Answer):
            raise TypeError(f"not an answer: {reply!r}")
        return reply

    def close(self) -> None:
        """End the child and give the memory back."""
        self._end()
        self._wanted = None
        self._ring.close()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _start(self) -> Opened:
        if self._wanted is None:
            raise RuntimeError("no model was opened")
        model, device = self._wanted
        self._running = self._spawned()
        absolute = replace(model, path=model.path.absolute())
        order = child.Load(absolute, device, self.limits)
        try:
            reply = self._asked(order, self.limits.load_s, _LOADING, Cancel())
        except UserError:
            self._end()
            raise
        if not isinstance(reply, child.Loaded):
            raise TypeError(f"not loaded: {reply!r}")
        self.modules = reply.modules
        return reply.opened

    def _spawned(self) -> _Running:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="labeldesk-model-")
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        told, telling = context.Pipe(duplex=False)
        process = context.Process(
            target=child.main, args=(theirs, told, self._folder.name), daemon=True, name="model"
        )
        process.start()
        # Our copies of the child's ends must go, or its end would not be noticed.
        theirs.close()
        told.close()
        return _Running(process, ours, telling)

    def _asked(self, order: child.Order, seconds: float, late: Text, cancel: Cancel) -> child.Reply:
        """Send an order and wait for the reply, a wish to stop, the end or the time-out."""
        running = self._running
        if running is None:
            raise RuntimeError("no child")
        try:
            running.orders.send(order)
            begun = time.monotonic()
            while not wait([running.orders, running.process.sentinel], _LOOK_S):
                taken = time.monotonic() - begun
                if taken > seconds:
                    raise self._lost(late.filled(seconds=round(seconds)))
                if cancel.is_set:
                    return self._stopped(running)
            reply: child.Reply = running.orders.recv()
        except (EOFError, OSError) as error:
            raise self._crashed(running) from error
        if isinstance(reply, child.Failure):
            problem = reply.problem
            raise UserError(problem.text, path=problem.path, place=problem.place)
        return reply

    def _stopped(self, running: _Running) -> child.Reply:
        """Ask the child to stop, again until it did; kill it when it does not listen."""
        deadline = time.monotonic() + self.limits.grace_s * 2
        while time.monotonic() < deadline and running.process.is_alive():
            try:
                running.control.send(self._number)
                if running.orders.poll(_LOOK_S * 2):
                    reply: child.Reply = running.orders.recv()
                    return reply if isinstance(reply, Answer) else child.Stopped()
            except (EOFError, OSError):
                break  # it ended itself because the model did not listen
        self._kill()
        return child.Stopped()

    def _crashed(self, running: _Running) -> UserError:
        running.process.join(_END_S)
        code = running.process.exitcode
        text = child.NO_MEMORY if code == child.OUT_OF_MEMORY else _CRASHED.filled(code=str(code))
        return self._lost(text)

    def _lost(self, text: Text) -> ModelLost:
        self._kill()
        return ModelLost(text, advice=_RESTARTED)

    def _kill(self) -> None:
        if self._running is not None:
            self._running.process.kill()
        self._end()

    def _end(self) -> None:
        if self._running is not None:
            self._running.end()
            self._running = None
