"""The parent's side of the child process: starts it, feeds it, ends it, starts it again."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from multiprocessing.connection import wait

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest import child
from labeldesk.suggest.backend import Ahead, Limits, ModelGone, ModelLost
from labeldesk.suggest.found import Answer
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.preprocess import Pixels
from labeldesk.suggest.recipe import ModelFile
from labeldesk.suggest.ring import Ring
from labeldesk.suggest.runner import NO_MEMORY
from labeldesk.suggest.session import Opened
from labeldesk.suggest.started import END_S, Started

_LOOK_S = 0.02
_MOST_ORDERS = 3  # remembered; an overtaken picture is asked for soon
QUICK_S = 0.25  # slower models are not given pictures ahead: the open image would wait for two

_LOADING = QT_TRANSLATE_NOOP("Model", "The model did not load within {seconds} seconds")
_RUNNING = QT_TRANSLATE_NOOP("Model", "The model did not answer within {seconds} seconds")
_CRASHED = QT_TRANSLATE_NOOP("Model", "The model's process ended (code {code})")
_RESTARTED = QT_TRANSLATE_NOOP("Model", "It is started again for the next image")


class _OtherLost(ModelLost):
    """The child ended over a picture that was given ahead, not over the one asked about."""


@dataclass(slots=True)
class _Order:
    """A picture the child was given; the reply when it came before it was asked for."""

    number: int
    canvas: Pixels
    reply: child.Reply | None = None


class _Orders:
    """The pictures the child was given and not asked about yet, in that order."""

    def __init__(self) -> None:
        self._orders: list[_Order] = []

    def add(self, order: _Order) -> None:
        """One more; the oldest is forgotten."""
        self._orders = [*self._orders[-_MOST_ORDERS:], order]

    def take(self, order: _Order) -> None:
        """It was asked about."""
        self._orders = [other for other in self._orders if other is not order]

    def of(self, canvas: Pixels) -> _Order | None:
        """The order that was given for this very picture."""
        return next((order for order in self._orders if order.canvas is canvas), None)

    def before(self, order: _Order) -> list[_Order]:
        """Those that were given earlier."""
        return [other for other in self._orders if other.number < order.number]

    def open(self) -> list[int]:
        """The numbers of those without a reply."""
        return [order.number for order in self._orders if order.reply is None]

    def received(self, running: Started, number: int) -> child.Reply | None:
        """The next reply if it has that number; another one is kept for when it is asked for."""
        got, reply = running.orders.recv()
        for order in self._orders:
            if order.number == got:
                order.reply = reply
        answer: child.Reply | None = reply if got == number else None
        return answer


class Worker:
    """A model in a child process (see `backend.Backend`). Call it from one thread.

    The child is started by `open` and, after a crash, by the next `run`. Starting takes about
    half a second, most of it importing onnxruntime there.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._ring = Ring()
        self._running: Started | None = None
        self._wanted: tuple[ModelFile, str] | None = None
        self._number = 0
        self._orders = _Orders()
        self._is_quick = False
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

    def read_as(self, model: ModelFile) -> None:
        """The same file, read as the recipe of `model` says: nothing is loaded again. Raises
        `UserError`; then it is read as before.
        """
        if self._running is None or self._wanted is None:
            self.open(model, self._wanted[1] if self._wanted else model.device)
            return
        self._send(child.Read(model.recipe))
        checked(self._reply(0, self.limits.load_s, _LOADING, Cancel()))
        self._wanted = (model, self._wanted[1])

    def run(self, canvas: Pixels, at: Frame, cancel: Cancel, ahead: Ahead | None = None) -> Answer:
        """One fitted picture; raises as `backend.Backend.run` says.

        With a quick model the child gets the picture `ahead` before it is asked about, so that
        it does not wait for us between two pictures. If it ends over such a picture, the one
        that overtook it is asked about once more: only what the model dies of is blamed.
        """
        try:
            reply = self._asked(canvas, at, cancel, ahead)
        except _OtherLost:
            reply = self._asked(canvas, at, cancel)
        if isinstance(reply, child.Stopped):
            raise Cancelled
        if not isinstance(reply, Answer):
            raise TypeError(f"not an answer: {reply!r}")
        self._is_quick = reply.seconds < QUICK_S
        return reply

    def _asked(
        self, canvas: Pixels, at: Frame, cancel: Cancel, ahead: Ahead | None = None
    ) -> child.Reply:
        cancel.check()
        if self._running is None:
            self._restart()
        order = self._orders.of(canvas) or self._order(canvas, at)
        if ahead is not None and self._is_quick and self._has_room(ahead[0]):
            self._order(*ahead)
        earlier = self._orders.before(order)
        try:
            return self._awaited(order, cancel)
        except ModelLost as error:
            if any(other.reply is None for other in earlier):
                raise _OtherLost(error.text) from error
            raise

    def close(self) -> None:
        """End the child and give the memory back."""
        self._end()
        self._wanted = None
        self._ring.close()

    def _restart(self) -> None:
        try:
            self._start()
        except UserError as error:
            raise ModelGone(error.text, path=error.path, advice=error.advice) from error

    def _start(self) -> Opened:
        if self._wanted is None:
            raise RuntimeError("no model was opened")
        model, device = self._wanted
        self._running = Started.now()
        absolute = replace(model, path=model.path.absolute())
        order = child.Load(absolute, device, self.limits)
        try:
            self._send(order)
            reply = checked(self._reply(0, self.limits.load_s, _LOADING, Cancel()))
        except ModelLost as error:  # nothing is started again for an image: there is none
            raise UserError(error.text, path=str(model.path)) from error
        except UserError:
            self._end()
            raise
        if not isinstance(reply, child.Loaded):
            raise TypeError(f"not loaded: {reply!r}")
        self.modules = reply.modules
        return reply.opened

    def _has_room(self, canvas: Pixels) -> bool:
        has_time = len(self._orders.open()) <= 1 and self._orders.of(canvas) is None
        return has_time and self._ring.fits(canvas)

    def _order(self, canvas: Pixels, at: Frame) -> _Order:
        self._number += 1
        order = _Order(self._number, canvas)
        self._orders.add(order)
        self._send(child.Look(order.number, self._ring.put(canvas), at))
        return order

    def _send(self, what: child.Order) -> None:
        running = self._child
        try:
            running.orders.send(what)
        except OSError as error:
            raise self._crashed(running) from error

    def _awaited(self, order: _Order, cancel: Cancel) -> child.Reply:
        try:
            if order.reply is None:
                order.reply = self._reply(order.number, self.limits.run_s, _RUNNING, cancel)
        finally:
            self._orders.take(order)
        return checked(order.reply)

    def _reply(self, number: int, seconds: float, late: Text, cancel: Cancel) -> child.Reply:
        """Wait for the reply of that number, a wish to stop, the child's end or the time-out."""
        running = self._child
        begun = time.monotonic()
        try:
            while True:
                if not wait([running.orders, running.process.sentinel], _LOOK_S):
                    if time.monotonic() - begun > seconds:
                        raise self._lost(late.filled(seconds=round(seconds)))
                    if cancel.is_set:
                        return self._stopped(running, number)
                    continue
                reply = self._orders.received(running, number)
                if reply is not None:
                    return reply
        except (EOFError, OSError) as error:
            raise self._crashed(running) from error

    def _stopped(self, running: Started, number: int) -> child.Reply:
        """Ask the child to stop, again until it did; kill it when it does not listen.

        What was ordered ahead is not wanted any more either.
        """
        numbers = self._orders.open()
        deadline = time.monotonic() + self.limits.grace_s * 2
        while time.monotonic() < deadline and running.process.is_alive():
            try:
                for unwanted in numbers:
                    running.control.send(unwanted)
                if running.orders.poll(_LOOK_S * 2):
                    reply = self._orders.received(running, number)
                    if reply is not None:
                        self._orders = _Orders()
                        return reply if isinstance(reply, Answer) else child.Stopped()
            except (EOFError, OSError):
                break  # it ended itself because the model did not listen
        self._kill()
        return child.Stopped()

    @property
    def _child(self) -> Started:
        if self._running is None:
            raise RuntimeError("no child")
        return self._running

    def _crashed(self, running: Started) -> UserError:
        running.process.join(END_S)
        code = running.process.exitcode
        text = NO_MEMORY if code == child.OUT_OF_MEMORY else _CRASHED.filled(code=str(code))
        return self._lost(text)

    def _lost(self, text: Text) -> ModelLost:
        self._kill()
        return ModelLost(text, advice=_RESTARTED)

    def _kill(self) -> None:
        if self._running is not None:
            self._running.process.kill()
        self._end()

    def _end(self) -> None:
        self._orders = _Orders()
        if self._running is not None:
            self._running.end()
            self._running = None


def checked(reply: child.Reply) -> child.Reply:
    """The reply; a failure raises `UserError`."""
    if isinstance(reply, child.Failure):
        problem = reply.problem
        raise UserError(problem.text, path=problem.path, place=problem.place)
    return reply
