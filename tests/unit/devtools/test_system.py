"""What the system lacks is installed where we may, else told; and only then do we stop."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest

from devtools import system
from devtools.say import DevError
from devtools.system import Need

MISSING = Need("liblacking1", library="liblacking-that-nobody-has.so.1")
THERE = Need("python", program=sys.executable)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the others bring everything")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that would have been run, with apt-get at hand."""
    calls: list[list[str]] = []

    def fake(command: Sequence[str], **_: object) -> int:
        calls.append(list(command))
        return 0

    monkeypatch.setattr(system, "run", fake)
    monkeypatch.setattr(system, "program", lambda _: "/usr/bin/apt-get")
    return calls


def as_user(monkeypatch: pytest.MonkeyPatch, uid: int) -> None:
    monkeypatch.setattr(system.os, "geteuid", lambda: uid)


def test_a_library_a_program_and_a_font_are_seen_or_missed() -> None:
    assert THERE.met()
    assert not MISSING.met()
    assert not Need("fonts-none", font="NoSuchFontAnywhere*").met()


def test_root_gets_what_is_missing_after_the_lists_are_updated(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user(monkeypatch, 0)

    system.prepare([MISSING], venv_too=False)

    assert [call[:2] for call in started] == [["apt-get", "update"], ["apt-get", "install"]]
    assert started[1][-1] == "liblacking1"


def test_anyone_else_is_told_the_one_line_and_goes_on(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    as_user(monkeypatch, 1000)

    system.prepare([MISSING], venv_too=False)

    assert not started
    assert "sudo apt-get install -y liblacking1" in capsys.readouterr().err.replace(
        "update && ", ""
    )


def test_nothing_is_started_when_nothing_is_missing(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user(monkeypatch, 0)

    system.prepare([Need("libc6", library="libc.so.6")], venv_too=False)

    assert not started


def test_without_venv_and_without_root_it_stops_with_the_line(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user(monkeypatch, 1000)
    monkeypatch.setattr(system, "can_make_venv", lambda: False)

    with pytest.raises(DevError, match=r"apt-get install -y python3\.\d+-venv"):
        system.prepare([], venv_too=True)


def test_windows_and_macos_are_left_alone(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system.sys, "platform", "win32")

    system.prepare([MISSING], venv_too=True)

    assert not started
