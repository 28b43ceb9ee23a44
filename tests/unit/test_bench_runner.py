"""The runner of the benches prints what the contract says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.bench import __main__ as runner
from tests.bench import machine as about

ROW = {"id": "a.b", "value": 1.25, "unit": "ms", "budget": 4.0}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    def measured(name: str) -> tuple[list[dict[str, Any]], bool]:
        return [{**ROW, "id": f"{name}.b"}], name != "broken"

    monkeypatch.setattr(runner, "measured", measured)
    monkeypatch.setattr(runner, "names", lambda: ["a", "broken"])
    monkeypatch.setattr(about, "machine", lambda: {"cores": 2})


def test_json_is_one_object_of_machine_and_results(capsys: pytest.CaptureFixture[str]) -> None:
    assert runner.main(["--json", "a"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told == {"machine": {"cores": 2}, "results": [ROW]}


def test_every_file_is_measured_when_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    runner.main([])

    shown = capsys.readouterr().out
    assert all(f"{name}.b" in shown for name in runner.names())
    assert "budget 4" in shown


def test_a_file_that_breaks_off_is_told_and_the_rest_is_kept(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert runner.main(["broken", "a"]) == 1

    told = capsys.readouterr()
    assert "a.b" in told.out
    assert "did not come to its end: broken" in told.err


def test_an_unknown_name_is_answered_with_the_names_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert runner.main(["bench_a"]) == 2

    told = capsys.readouterr()
    assert told.err == "no such bench: bench_a; there are a, broken\n"
    assert told.out == ""
