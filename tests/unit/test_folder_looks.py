"""A look at the folder of an export is cheap, whatever lies there, and can be stopped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.formats import manifest
from labeldesk.formats.folder import Manner, export_into, manner_for
from labeldesk.formats.manifest import MANIFEST
from tests.unit.test_folder_writing import content, make_export, writing


def test_a_look_stops_at_the_first_foreign_file_and_goes_into_no_foreign_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "photos" / "2019" / "may"
    deep.mkdir(parents=True)
    (deep / "a.jpg").write_text("x")
    looked: list[str] = []
    scan = os.scandir

    def watched(place: str | Path) -> object:
        looked.append(str(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", watched)
    with pytest.raises(UserError, match="photos"):
        manner_for(tmp_path)
    assert not [place for place in looked if "2019" in place]


def test_a_look_at_a_folder_can_be_stopped(tmp_path: Path) -> None:
    cancel = Cancel()
    cancel.set()
    make_export(tmp_path / "out", a="1")
    with pytest.raises(Cancelled):
        manner_for(tmp_path / "out", cancel=cancel)


def test_a_glance_at_an_earlier_export_reads_no_file_that_looks_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    make_export(out, a="1", sub__b="2")
    monkeypatch.setattr(manifest, "sha256", lambda path: pytest.fail(f"read {path}"))
    assert manner_for(out, glance=True) is Manner.WHOLE
    monkeypatch.undo()
    (out / "sub" / "b").write_text("my work")
    with pytest.raises(UserError, match="sub/b was changed"):
        manner_for(out, glance=True)
    (out / "sub" / "b").write_text("3")  # as long as it was, but later
    later = (out / MANIFEST).stat().st_mtime_ns + 10**9
    os.utime(out / "sub" / "b", ns=(later, later))
    with pytest.raises(UserError, match="sub/b was changed"):
        manner_for(out, glance=True)


def test_a_folder_in_the_place_of_a_listed_file_is_foreign(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make_export(out, a="1")
    (out / "a").unlink()
    (out / "a").mkdir()
    (out / "a" / "thesis.txt").write_text("my work")
    assert manner_for(out, overwrite=True) is Manner.FILES
    with pytest.raises(UserError):
        manner_for(out)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs rights that can be taken")
def test_a_folder_that_cannot_be_looked_into_is_never_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make_export(out, sub__a="1")
    (out / "sub").chmod(0)
    try:
        with pytest.raises(UserError):
            export_into(out, writing(a="2"))
    finally:
        (out / "sub").chmod(0o755)
    assert content(out) == {"sub/a": "1"}
