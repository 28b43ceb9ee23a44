"""The process that runs a foreign model: it may crash, hang or eat memory, the window may not.

Two pipes lead here. Over the first come orders, and back go answers in the same order. The second
is watched by a thread of its own: a number on it means "stop the order of that number", its end
means that the parent is gone. Nothing here may import Qt; a test says so.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection

from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.progress import Cancelled
from labeldesk.suggest import confine
from labeldesk.suggest.backend import Limits
from labeldesk.suggest.found import Answer
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.prompting.feed import Places
from labeldesk.suggest.prompting.framing import Features
from labeldesk.suggest.prompting.masks import Marks
from labeldesk.suggest.prompting.parts import Decoder, Embedded, Encoder, part_of
from labeldesk.suggest.recipe import ModelFile, Recipe
from labeldesk.suggest.ring import Reader, Slot
from labeldesk.suggest.runner import NO_MEMORY, Model
from labeldesk.suggest.session import Opened, cpu_only

STOPPED = 81  # exit codes of our own
ORPHANED = 82
OUT_OF_MEMORY = 83
_LOOK_S = 0.1
_NICENESS = 10


@dataclass(frozen=True, slots=True)
class Load:
    """Order: load the one model of this process."""

    model: ModelFile
    device: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class Look:
    """Order: one picture."""

    number: int
    slot: Slot
    at: Frame


@dataclass(frozen=True, slots=True)
class Read:
    """Order: from now on the loaded model is read as this recipe says."""

    recipe: Recipe


@dataclass(frozen=True, slots=True)
class Ask:
    """Order for a decoder: `features` are those of another embedding than until now, if any."""

    number: int
    features: Features | None
    shown: Places


@dataclass(frozen=True, slots=True)
class Failure:
    """Reply: the order could not be met; the process goes on."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Stopped:
    """Reply: the order was cancelled."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Reply: the model is there. `modules` are the top packages of this process, for the test."""

    opened: Opened
    modules: tuple[str, ...]


Order = Load | Look | Ask | Read
Reply = Loaded | Answer | Embedded | Marks | Failure | Stopped


def main(orders: Connection, control: Connection, folder: str) -> None:
    """The child's whole life; `folder` is an empty directory to live in."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the command that started us
    os.chdir(folder)
    confine.no_traces()
    _step_back()
    child = _Child(orders, control)
    leave = partial(_leave, folder)
    threading.Thread(target=child.watch, args=(leave,), name="control", daemon=True).start()
    child.serve()
    leave()


def _leave(folder: str) -> None:
    """The parent may be gone, and its folder would stay."""
    with suppress(OSError):
        os.chdir(os.pardir)  # a folder that somebody is in cannot go everywhere
        os.rmdir(folder)  # noqa: PTH106 (that alone: what a model wrote there is not ours)


def _step_back() -> None:
    """Let the window go first."""
    import psutil

    own = psutil.Process()
    try:
        if sys.platform == "win32":
            own.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            own.nice(_NICENESS)
    except psutil.Error:
        return


class _Child:
    """One model, the order it works on, and the watch over both."""

    def __init__(self, orders: Connection, control: Connection) -> None:
        self._orders = orders
        self._control = control
        self._model: Model | Encoder | Decoder | None = None
        self._features: Features = ()
        self._reader = Reader()
        self._number = -1
        self._unwanted: set[int] = set()
        self._memory = 0  # bytes for the watch; 0 where the system enforces the limit
        self._grace_s = 1.0

    def serve(self) -> None:
        """Take orders until the parent hangs up."""
        while True:
            try:
                order: Order = self._orders.recv()
                number = 0 if isinstance(order, Load | Read) else order.number
                self._orders.send((number, self._reply(order)))
            except (EOFError, OSError):
                return

    def _reply(self, order: Order) -> Reply:
        try:
            if isinstance(order, Load):
                return self._load(order)
            return self._read(order) if isinstance(order, Read) else self._answered(order)
        except UserError as error:
            return Failure(error.problem)
        except Cancelled:
            return Stopped()
        except MemoryError:
            return Failure(Problem(Severity.ERROR, NO_MEMORY))
        finally:
            self._number = -1

    def _load(self, order: Load) -> Loaded:
        self._grace_s = order.limits.grace_s
        self._limit(order)
        half = part_of(order.model, device=order.device)
        self._model = Model(order.model, device=order.device) if half is None else half
        packages = {name.partition(".")[0] for name in sys.modules}
        return Loaded(self._model.opened, tuple(sorted(packages)))

    def _read(self, order: Read) -> Loaded:
        if not isinstance(self._model, Model):
            raise TypeError("only what proposes is read as another recipe says")
        self._model.read_as(order.recipe)
        return Loaded(self._model.opened, ())

    def _answered(self, order: Look | Ask) -> Reply:
        model = self._model
        self._number = order.number
        if order.number in self._unwanted:
            raise Cancelled
        if isinstance(order, Look) and isinstance(model, Model | Encoder):
            return model.answer(self._reader.picture(order.slot), order.at)
        if isinstance(order, Ask) and isinstance(model, Decoder):
            self._features = order.features or self._features
            return model.mark(self._features, order.shown)
        raise RuntimeError(f"{type(order).__name__} for {type(model).__name__}")

    def _limit(self, order: Load) -> None:
        """Bound the memory: by the system on Linux with the CPU, else by watching.

        Device drivers reserve address space far beyond what they use, so a bound on it would
        stop them for nothing.
        """
        if cpu_only(order.device):
            confine.no_network()  # drivers of devices may talk to services of theirs
            if confine.bound_memory(order.limits.memory):
                return
        import psutil

        self._memory = psutil.Process().memory_info().rss + order.limits.memory

    def watch(self, leave: Callable[[], None]) -> None:
        """Runs on its own thread: the parent's wishes, its end (then `leave`), and the memory."""
        import psutil

        own = psutil.Process()
        while True:
            try:
                if self._control.poll(_LOOK_S if self._memory else None):
                    self._stop(int(self._control.recv()))
            except (EOFError, OSError):
                leave()
                os._exit(ORPHANED)
            if self._memory and own.memory_info().rss > self._memory:
                os._exit(OUT_OF_MEMORY)

    def _stop(self, number: int) -> None:
        """End the run of that number, and the process if the run does not listen."""
        self._unwanted.add(number)
        deadline = time.monotonic() + self._grace_s
        while self._number == number:
            if self._model is not None:
                self._model.stop()
            if time.monotonic() > deadline:
                os._exit(STOPPED)
            time.sleep(_LOOK_S / 10)
