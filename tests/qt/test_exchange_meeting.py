"""An import that meets objects: counted and asked for before anything is done, one undo step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from labeldesk.domain.shapes import Box
from labeldesk.work.sources import DataSet
from tests.qt.exchange import XML, Desk, pictures, running


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A box on the first of three images; three files say of each image almost the same."""
    apart = tmp_path / "xml"
    apart.mkdir()
    for n in range(1, 4):
        (apart / f"{n}.xml").write_text(XML.format(n=n))
    with running(qtbot) as made:
        made.open(pictures(tmp_path / "images", 3))
        made.put(Box(2, 2, 30, 40))
        made.until(made.saved)
        yield made


def begin(desk: Desk, tmp_path: Path) -> None:
    desk.program.exchange.intake.take(DataSet(tmp_path / "xml", "voc"))
    desk.until(lambda: desk.notice("meeting"))
    row = desk.notice("meeting")
    assert row is not None
    assert str(row.title) == "xml meets objects that are here already"
    assert str(row.detail) == "2 new, 1 changed, 0 of another class in the same place"
    assert desk.workspace.catalogue.counts.tolist() == [1, 0, 0]


@pytest.mark.parametrize(
    ("answer", "left"), [("mine", [(2, 2)]), ("theirs", [(1, 2)]), ("both", [(1, 2), (2, 2)])]
)
def test_the_answer_decides_and_one_undo_takes_all_of_it_back(
    desk: Desk, tmp_path: Path, answer: str, left: list[tuple[int, int]]
) -> None:
    begin(desk, tmp_path)
    desk.answer("meeting", answer)
    desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [len(left), 1, 1])
    desk.until(lambda: desk.workspace.shown.session)

    def places() -> list[tuple[float, float]]:
        session = desk.workspace.shown.session
        shapes = session.document.values() if session is not None else ()
        found = [one.shape.bounds for one in shapes]
        return sorted((rect.x0, rect.y0) for rect in found if rect is not None)

    desk.until(lambda: places() == left)
    desk.program.desk.trigger("edit.undo")
    desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [1, 0, 0])
    desk.until(lambda: places() == [(2, 2)])


def test_whoever_closes_the_question_does_not_import(desk: Desk, tmp_path: Path) -> None:
    begin(desk, tmp_path)
    desk.program.window.notices.closed.emit("meeting")
    desk.until(lambda: not desk.program.exchange.jobs.is_busy)
    assert desk.workspace.catalogue.counts.tolist() == [1, 0, 0]
    assert desk.notice("meeting") is None
    begin(desk, tmp_path)  # and may do so later


def test_leaving_the_folder_is_no_answer_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    begin(desk, tmp_path)
    desk.open(pictures(tmp_path / "other", 1))
    desk.open(tmp_path / "images")
    assert desk.workspace.catalogue.counts.tolist() == [1, 0, 0]
