"""Driving the real program: xdotool makes the events, the host tells where things are."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
READY_S, ANSWER_S = 60.0, 30.0


class Program:
    """One run of Labeldesk on the X server that this test runs under."""

    def __init__(self, *arguments: str, home: Path, **environment: str) -> None:
        self._log = (home / "program.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.host", *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env={
                **os.environ,
                "QT_QPA_PLATFORM": "xcb",
                "LABELDESK_HOME": str(home),
                "PYTHONUNBUFFERED": "1",
                **environment,
            },
        )
        self._line("READY")

    def ask(self, what: str, **details: Any) -> Any:
        """A question to the host; see `tests.e2e.host`."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"ask": what, **details}) + "\n")
        self.process.stdin.flush()
        return json.loads(self._line("ANSWER").removeprefix("ANSWER "))

    def _line(self, start: str) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith(start):
                return line.strip()
        raise AssertionError(f"the program ended ({self.process.wait(10)}) before {start}")

    def take_focus(self) -> None:
        """What a window manager would do: give the window the keyboard."""
        xdotool("windowfocus", "--sync", str(self.ask("window")))
        self.until(lambda: self.ask("active"))

    def until(self, holds: Callable[[], Any], seconds: float = ANSWER_S) -> Any:
        """Ask again until it holds; the last answer is in the failure."""
        end = time.monotonic() + seconds
        while True:
            answer = holds()
            if answer:
                return answer
            assert time.monotonic() < end, f"not within {seconds} s; facts: {self.ask('facts')}"
            select_pause()

    def key(self, *chords: str) -> None:
        """Press and release keys, in X's spelling."""
        for chord in chords:
            xdotool("key", "--clearmodifiers", chord)

    def type(self, text: str) -> None:
        """Type text into whatever has the focus."""
        xdotool("type", "--delay", "15", text)

    def move(self, x: float, y: float) -> None:
        """The pointer onto a place of the image."""
        xdotool("mousemove", "--sync", *map(str, self.ask("screen", x=x, y=y)))

    def click(self, x: float, y: float) -> None:
        """A click on a place of the image."""
        self.move(x, y)
        xdotool("click", "1")

    def drag(self, start: tuple[float, float], end: tuple[float, float], button: int = 1) -> None:
        """A drag between two places of the image, with a stop on the way."""
        self.move(*start)
        xdotool("mousedown", str(button))
        self.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        self.move(*end)
        xdotool("mouseup", str(button))

    def hold_and_drag(self, key: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A drag while a key is held."""
        self.move(*start)
        target = self.ask("screen", x=end[0], y=end[1])
        xdotool("keydown", key)
        xdotool("mousedown", "1")
        xdotool("mousemove", "--sync", *map(str, target))
        xdotool("mouseup", "1")
        xdotool("keyup", key)

    def press(self, words: str) -> None:
        """A click on the button with these words, once it is there."""
        place = self.until(lambda: self.ask("button", words=words))
        xdotool("mousemove", "--sync", *map(str, place))
        xdotool("click", "1")

    def objects(self) -> list[dict[str, Any]]:
        """The annotations of the open image."""
        return list(self.ask("objects"))

    def kill(self) -> None:
        """kill -9: what was acknowledged must be there at the next start."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        self._close()

    def quit(self) -> int:
        """Close as a user does; nothing may ask."""
        self.key("ctrl+q")
        code = self.process.wait(30)
        self._close()
        return code

    def _close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout, self._log):
            if pipe is not None:
                pipe.close()


def xdotool(*arguments: str) -> None:
    """One command of xdotool."""
    subprocess.run(["xdotool", *arguments], check=True, capture_output=True)


def select_pause() -> None:
    """Leave the program 20 ms of the processor before it is asked again."""
    import select

    select.select([], [], [], 0.02)


def can_run() -> bool:
    """Whether there is an X server and xdotool to drive it."""
    return bool(os.environ.get("DISPLAY")) and shutil.which("xdotool") is not None
