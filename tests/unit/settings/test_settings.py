"""Settings, places and remembered state: defaults, files, and files that are broken."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from labeldesk.domain.problem import Problem
from labeldesk.settings.places import Places
from labeldesk.settings.state import Recent, RecentProject, WindowState
from labeldesk.settings.store import Settings
from labeldesk.settings.table import (
    ACCEPT_SCORE,
    AUTHOR,
    AUTO_ADVANCE,
    LANGUAGE,
    MIN_SCORE,
    SETTINGS,
    THEME,
)


def test_places_follow_the_environment_and_the_platform(tmp_path: Path) -> None:
    places = Places.of_environment({"LABELDESK_HOME": str(tmp_path)})
    assert places == Places.under(tmp_path)
    assert places.settings_file == tmp_path / "config" / "settings.json"
    assert places.recent_file == tmp_path / "state" / "recent.json"
    elsewhere = Places.of_environment({})
    assert "labeldesk" in str(elsewhere.config)
    assert elsewhere.backups != elsewhere.models
    assert list(tmp_path.iterdir()) == []


def test_every_row_has_its_own_id_and_accepts_its_default() -> None:
    assert len({row.id for row in SETTINGS}) == len(SETTINGS)
    for row in SETTINGS:
        assert row.accepts(row.default)
        assert isinstance(row.default, row.kind)


def test_a_value_is_there_again_after_reopening(tmp_path: Path) -> None:
    file = tmp_path / "config" / "settings.json"
    settings = Settings(file)
    assert settings.get(LANGUAGE) == "system"
    settings.set(LANGUAGE, "zh_CN")
    settings.set(ACCEPT_SCORE, 1)
    settings.set(AUTHOR, "甲")
    again = Settings(file)
    assert again.get(LANGUAGE) == "zh_CN"
    assert again.get(AUTHOR) == "甲"
    assert again.get(ACCEPT_SCORE) == 1.0
    assert isinstance(again.get(ACCEPT_SCORE), float)
    assert [p.name for p in file.parent.iterdir()] == ["settings.json"]


def test_a_value_that_does_not_fit_is_refused_and_nothing_is_told_to_listeners(
    tmp_path: Path,
) -> None:
    settings, heard = Settings(tmp_path / "s.json"), []
    stop = settings.listen(lambda row: heard.append(row.id))
    for row, value in ((THEME, "pink"), (MIN_SCORE, 1.5), (AUTO_ADVANCE, "yes"), (MIN_SCORE, True)):
        with pytest.raises(ValueError, match=row.id):
            settings.set(row, value)
    assert heard == []
    settings.set(THEME, "dark")
    settings.set(THEME, "dark")
    stop()
    settings.set(THEME, "light")
    assert heard == ["theme"]


def test_keys_of_a_later_version_stay_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "s.json"
    file.write_text('{"from.the.future": {"a": [1]}, "theme": "light"}', encoding="utf-8")
    settings = Settings(file)
    settings.set(THEME, "dark")
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "from.the.future": {"a": [1]},
        "theme": "dark",
    }


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 200_000, b"null"])
def test_a_broken_file_is_put_aside_and_reported(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    settings = Settings(file)
    assert settings.get(THEME) == "system"
    (problem,) = settings.problems
    assert "settings.json" in str(problem)
    (aside,) = tmp_path.iterdir()
    assert aside.read_bytes() == content
    settings.set(THEME, "dark")
    assert Settings(file).get(THEME) == "dark"


def test_one_wrong_value_costs_only_itself_and_is_named(tmp_path: Path) -> None:
    file = tmp_path / "s.json"
    file.write_text('{"theme": 7, "language": "en"}', encoding="utf-8")
    settings = Settings(file)
    assert (settings.get(THEME), settings.get(LANGUAGE)) == ("system", "en")
    assert [p.place for p in settings.problems] == ["theme"]


def test_a_file_that_cannot_be_written_is_reported_and_the_value_holds(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be", encoding="utf-8")
    told: list[Problem] = []
    settings = Settings(tmp_path / "config" / "settings.json", report=told.append)
    settings.set(THEME, "dark")
    assert settings.get(THEME) == "dark"
    assert len(told) == 1


def test_writing_can_be_put_off(tmp_path: Path) -> None:
    file, calls = tmp_path / "s.json", []
    settings = Settings(file, later=calls.append)
    settings.set(THEME, "dark")
    settings.set(THEME, "light")
    assert not file.exists()
    for call in calls:
        call()
    assert Settings(file).get(THEME) == "light"


def test_recent_projects_are_newest_first_each_once_and_bounded(tmp_path: Path) -> None:
    recent = Recent()
    for number in range(30):
        recent = recent.with_project(RecentProject(f"/p/{number % 25}", number))
    assert recent.projects[0] == RecentProject("/p/4", 29)
    assert len(recent.projects) == 20
    assert len({p.path for p in recent.projects}) == 20
    file = tmp_path / "state" / "recent.json"
    assert recent.save(file) is None
    assert Recent.load(file) == (recent, None)
    assert recent.without("/p/4").projects == recent.projects[1:]


def test_how_a_project_was_looked_at_is_remembered_with_it(tmp_path: Path) -> None:
    file = tmp_path / "recent.json"
    seen = RecentProject("/a", 5, image="x.png", display='{"gamma": 2}', model="abc")
    Recent((seen, RecentProject("/b", 4))).save(file)
    recent, _ = Recent.load(file)
    assert recent.at({"/a", "/c"}) == seen
    assert recent.at({"/d"}).display == recent.at({"/d"}).model == ""
    file.write_text('{"projects": [{"path": "/a", "opened": 5, "display": 7}]}', encoding="utf-8")
    assert Recent.load(file) == (Recent(), None)


def test_rows_without_sense_are_left_out_of_the_recent_projects(tmp_path: Path) -> None:
    file = tmp_path / "recent.json"
    file.write_text('{"projects": [1, {"path": 3}, {"path": "/a", "opened": 5}]}', encoding="utf-8")
    assert Recent.load(file) == (Recent((RecentProject("/a", 5),)), None)
    file.write_text('{"projects": "x"}', encoding="utf-8")
    assert Recent.load(file) == (Recent(), None)


def test_the_window_finds_its_place_again(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    assert WindowState.load(file) == (WindowState(), None)
    state = WindowState(b"\x00\xff", b"layout", {"view": "annotate", "width": 300, "open": True})
    assert state.save(file) is None
    assert WindowState.load(file) == (state, None)
    file.write_text('{"geometry": "%%%", "values": [1]}', encoding="utf-8")
    assert WindowState.load(file) == (WindowState(), None)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX paths")
def test_a_relative_home_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Places.of_environment({"LABELDESK_HOME": "h"}).config == tmp_path / "h" / "config"
