"""A child process that was started, and the two pipes to it."""

from __future__ import annotations

import multiprocessing
import tempfile
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from labeldesk.jobs.scratch import scratch_folder
from labeldesk.suggest import child

END_S = 2.0
"""How long a child has to end by itself."""


@dataclass(slots=True)
class Started:
    """Orders go out and answers come back over `orders`; `control` carries wishes to stop."""

    process: BaseProcess
    orders: Connection
    control: Connection
    folder: tempfile.TemporaryDirectory[str]

    @staticmethod
    def now() -> Started:
        """Start one that lives in an empty folder."""
        folder = scratch_folder("model")
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        told, telling = context.Pipe(duplex=False)
        process = context.Process(
            target=child.main, args=(theirs, told, folder.name), daemon=True, name="model"
        )
        process.start()
        # Our copies of the child's ends must go, or its end would not be noticed.
        theirs.close()
        told.close()
        return Started(process, ours, telling, folder)

    def end(self) -> None:
        """Hang up, and kill what does not end by itself."""
        self.control.close()
        self.orders.close()
        self.process.join(END_S)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()
        self.folder.cleanup()
