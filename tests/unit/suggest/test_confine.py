"""What a process that holds a foreign model gives up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from labeldesk.suggest import apart
from labeldesk.suggest.fake import constant_model
from labeldesk.suggest.worker import Worker
from tests.unit.suggest.test_worker import endless

ROOT = Path(__file__).parents[3]
linux = pytest.mark.skipif(sys.platform != "linux", reason="the system is asked for it on Linux")


def said(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True,
        env={**os.environ, **environment},
    )  # fmt: skip
    return done.stdout.strip()


@linux
def test_no_network_can_be_reached_from_any_thread_but_pipes_go_on():
    code = """
import socket, threading, multiprocessing
from labeldesk.suggest import confine
results, gate = [], threading.Event()
def attempt(*kind):
    try:
        socket.socket(*kind).close()
        return "open"
    except PermissionError:
        return "refused"
def other():
    gate.wait(30)
    results.append(attempt(socket.AF_INET, socket.SOCK_STREAM))
early = threading.Thread(target=other)
early.start()
works = confine.no_network()
gate.set()
early.join()
results += [attempt(socket.AF_INET6, socket.SOCK_DGRAM), attempt(socket.AF_UNIX)]
ours, theirs = multiprocessing.Pipe()
ours.send("still")
print(works, *results, theirs.recv())
"""
    answer = said(code)
    if answer.startswith("False"):
        pytest.skip("this system does not filter calls")
    assert answer == "True refused refused open still"


@linux
def test_no_dump_is_left_and_the_model_cannot_set_options():
    code = """
import os, resource
from labeldesk.suggest import confine
confine.no_traces()
print(resource.getrlimit(resource.RLIMIT_CORE)[0], "ORT_LOAD_CONFIG_FROM_MODEL" in os.environ)
"""
    assert said(code, ORT_LOAD_CONFIG_FROM_MODEL="1") == "0 False"


@linux
def test_the_child_lives_without_network_in_an_empty_folder(tmp_path):
    """Seen from outside: its filter is on, and its folder is empty."""
    worker = Worker()
    try:
        worker.open(endless(tmp_path / "m.onnx"))
        process = Path(f"/proc/{worker.pid}")
        status = (process / "status").read_text(encoding="ascii")
        folder = (process / "cwd").resolve()
        limits = (process / "limits").read_text(encoding="ascii")
        assert list(folder.iterdir()) == []
    finally:
        worker.close()
    assert not folder.exists()
    assert "Max core file size        0" in limits
    row = next(line for line in limits.splitlines() if line.startswith("Max address space"))
    assert row.split()[3] != "unlimited"
    if "Seccomp:\t0" in status:
        pytest.skip("this system does not filter calls")
    assert "Seccomp:\t2" in status


@linux
def test_looking_at_a_model_has_a_bound_on_memory(tmp_path):
    path = tmp_path / "m.onnx"
    table = {"output0": np.zeros((1, 300, 6), np.float32)}
    path.write_bytes(constant_model(table).SerializeToString())
    code = """
import resource, sys
from labeldesk.suggest import confine
confine.for_reading(0)
try:
    bytearray(16 << 30)
except MemoryError:
    print("bounded")
"""
    assert said(code) == "bounded"
    assert apart.inspect_apart(path).bytes == path.stat().st_size


def test_a_model_that_eats_the_memory_while_it_is_read_is_refused_by_name(tmp_path, monkeypatch):
    class Hungry:
        def send(self, what):
            self.sent = what

    def eats(*_):
        raise MemoryError

    monkeypatch.setattr(apart, "inspect", eats)
    monkeypatch.setattr(apart.confine, "for_reading", lambda _: None)
    pipe = Hungry()
    apart._look(tmp_path / "m.onnx", (), pipe)
    (problem,) = pipe.sent[0]
    assert "more memory than it may" in str(problem)
