"""Projects, history, classes and the clipboard over several images and several starts."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from labeldesk.domain.changes import AnnotationId
from labeldesk.tools.path import UNFINISHED
from labeldesk.ui.desk.guard import NAME_IT
from labeldesk.work.project_place import SUFFIX
from tests.qt.program import photographs


@pytest.fixture
def locked(folder: Path):
    """A folder whose project somebody else writes, with a cat on the first image."""
    from labeldesk.domain.annotation import Annotation
    from labeldesk.domain.changes import ChangeSet, Edit
    from labeldesk.domain.classes import ClassList
    from labeldesk.domain.shapes import Box
    from labeldesk.domain.text import Text
    from labeldesk.work.opening import make_project, open_path

    opened = open_path(folder, author="ana", projects=folder)
    cat = ClassList().fresh("cat")
    project = make_project(opened, "ana", [cat])
    box = Annotation(id=AnnotationId(1), class_id=cat.id, shape=Box(10, 10, 60, 50))
    project.commit(
        Edit(
            int(opened.columns.ids[0]),
            ChangeSet.adding(box),
        ),
        Text("t", "Draw"),
    ).result()
    yield folder
    project.close()


def test_a_locked_project_is_shown_and_every_edit_is_refused_politely(start, locked):
    from labeldesk.actions.table import ACTIONS

    hand = start(locked)
    hand.until(lambda: hand.objects() == ["cat"])
    assert any("open" in title for title in hand.notices())
    hand.key("w")
    hand.drag((100, 100), (150, 140))
    assert hand.objects() == ["cat"]
    assert "read-only" in hand.hints[-1]
    hand.key("Escape")
    hand.drag((10, 30), (40, 60))
    hand.key("Ctrl+A", "1", "t", "1", "Space", "Delete", "h", "l", "Ctrl+V", "Ctrl+Z", "Right", "q")
    hand.key("Shift+Space", "Home", "Ctrl+Shift+Del")
    hand.until(lambda: hand.workspace.shown.session is not None)
    hand.program.page.column.objects.lock_clicked.emit(AnnotationId(1))
    hand.program.page.column.objects.eye_clicked.emit(AnnotationId(1))
    hand.program.page.column.image.tag_removed.emit(AnnotationId(1))
    hand.program.grid.key_pressed.emit("1")
    hand.key("F6", "1", "F5")
    hand.until(lambda: hand.objects() == ["cat"])
    assert not hand.workspace.state.done
    shape = hand.shapes()[0]
    assert (shape.locked, shape.hidden, tuple(shape.shape.bounds)) == (
        False,
        False,
        (10, 10, 60, 50),
    )
    quiet = {"object.next", "object.previous", "edit.copy", "edit.select-all", "class.pick"}
    facts = hand.facts
    for row in ACTIONS:
        is_edit = row.menu in ("edit", "object") and row.id not in quiet
        if is_edit and not row.id.startswith("tool."):
            assert row.when(facts) is not None, row.id


def test_a_class_cannot_be_made_in_a_locked_project(start, locked):
    hand = start(locked)
    hand.until(lambda: hand.objects() == ["cat"])
    hand.key("/")
    hand.name("dog")
    assert [c.name for c in hand.workspace.classes] == ["cat"]
    assert not hand.errors


def test_the_same_folder_dropped_again_stays_writable(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.open(folder)
    hand.until(lambda: hand.workspace.shown.session is not None)
    assert hand.workspace.is_writable
    assert hand.objects() == ["cat"]


def test_an_image_of_the_open_folder_dropped_is_gone_to(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.window.dropped.emit([folder / "3.png"])
    hand.until(lambda: hand.index == 2 and hand.workspace.shown.session is not None)
    assert hand.workspace.is_writable


def test_a_project_dropped_twice_in_a_row_opens_once(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.do("project.close")
    for _ in range(3):
        hand.window.dropped.emit([folder])
    hand.until(lambda: hand.workspace.shown.session is not None)
    hand.settle()
    assert hand.workspace.is_writable
    assert not hand.notices()


def test_undo_and_redo_jump_to_the_image_and_name_it(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.go(3)
    hand.ready()
    hand.key("Ctrl+Z")
    hand.until(lambda: hand.index == 0 and hand.workspace.shown.session and not hand.objects())
    assert "1.png" in hand.hints[-1]
    hand.go(2)
    hand.key("Ctrl+Shift+Z")
    hand.until(lambda: hand.index == 0 and hand.objects() == ["cat"])
    assert hand.workspace.catalogue.counts.tolist() == [1, 0, 0, 0, 0]


def test_undo_pressed_many_times_at_once_takes_everything_back(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    for index in range(3):
        hand.go(index)
        hand.box((10, 10), (60, 50))
        hand.box((80, 10), (120, 50))
    hand.ready()
    for _ in range(12):
        hand.key("Ctrl+Z")
    hand.until(lambda: not hand.facts.undo)
    hand.until(lambda: not hand.workspace.classes and not hand.workspace.catalogue.counts.sum())
    for _ in range(12):
        hand.key("Ctrl+Y")
    hand.until(lambda: not hand.facts.redo)
    hand.until(lambda: hand.workspace.catalogue.counts.tolist() == [2, 2, 2, 0, 0])
    hand.go(1)
    hand.until(lambda: hand.objects() == ["cat", "cat"])


def test_undo_works_after_a_restart(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.go(1)
    hand.box((10, 10), (60, 50))
    hand.end()
    again = start(folder)
    again.ready()
    again.key("Ctrl+Z")
    again.until(lambda: again.index == 1 and again.workspace.shown.session is not None)
    again.until(lambda: again.objects() == [] and again.workspace.catalogue.counts.sum() == 0)
    again.key("Ctrl+Y")
    again.until(lambda: again.objects() == ["cat"])


def test_undo_while_a_polygon_is_drawn_takes_its_last_corner_only(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.key("p")
    for place in ((80, 20), (120, 20), (120, 80)):
        hand.click(*place)

    def vertices():
        return len(getattr(hand.program.canvas.machine.state, "points", ()))

    hand.key("Ctrl+Z")
    assert vertices() == 2
    hand.do("edit.undo")
    assert vertices() == 1
    hand.key("Ctrl+Shift+Z")
    hand.key("Ctrl+Y")
    assert vertices() == 3
    assert hand.objects() == ["cat"]
    hand.key("Escape")
    hand.do("edit.undo")
    hand.until(lambda: hand.objects() == [])


def test_an_outline_in_the_making_survives_what_is_looked_at_meanwhile(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.key("p")
    for place in ((80, 20), (120, 20), (120, 80)):
        hand.click(*place)
    for look in ("Ctrl+K", "F1"):
        hand.key(look)
        hand.key("Escape")
    for elsewhere in ("d", "w"):
        hand.key(elsewhere)
        assert hand.hints[-1] == str(UNFINISHED)
    assert hand.index == 0
    QTest.mouseClick(hand.program.page.column.objects, Qt.MouseButton.LeftButton)
    hand.program.page.film.image_chosen.emit(2)
    assert hand.index == 0
    hand.program.canvas.setFocus()
    hand.key("Enter")
    hand.until(lambda: hand.objects() == ["cat"])
    assert len(hand.shapes()[0].shape.rings[0]) == 3
    hand.key("d")
    assert hand.index == 1


@pytest.mark.parametrize("where", ["bar", "grid"])
def test_a_filter_that_would_leave_half_an_outline_is_not_chosen(start, folder, where):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.go(1)
    hand.key("Space")
    hand.go(0)
    hand.ready()
    hand.key("p")
    for place in ((80, 20), (120, 20), (120, 80)):
        hand.click(*place)
    program = hand.program
    chooser = program.page.bar.filter if where == "bar" else program.grid._filter
    chooser._take("done")
    assert hand.hints[-1] == str(UNFINISHED)
    listed = hand.workspace.listed
    assert (hand.index, listed.filter, len(listed.names)) == (0, "all", 5)
    assert chooser.current() == "all"
    chooser._take("todo")  # the image is one of those: one need not go
    assert (hand.index, listed.filter, len(listed.names)) == (0, "todo", 4)
    hand.key("Escape")
    chooser._take("done")
    assert (hand.index, listed.filter, chooser.current()) == (1, "done", "done")


@pytest.mark.parametrize("in_grid", [False, True])
def test_done_and_on_marks_nothing_while_one_cannot_go_on(start, folder, in_grid):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.key("p")
    for place in ((80, 20), (120, 20), (120, 80)):
        hand.click(*place)
    if in_grid:
        hand.do("view.grid")
        hand.key("Ctrl+A")
    before = len(hand.hints)
    hand.do("image.done-and-next")
    assert hand.hints[before:] == [str(UNFINISHED)]
    assert (hand.index, hand.workspace.catalogue.done) == (0, 0)


def test_undo_goes_to_its_image_though_a_shape_waits_for_its_class(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.ready()
    hand.go(1)
    hand.program.choice.class_id = None
    hand.key("w")
    hand.drag((10, 10), (60, 50))
    hand.until(lambda: hand.program.picking.is_asking)
    hand.do("edit.undo")
    hand.until(lambda: hand.index == 0 and not hand.program.picking.is_asking)
    hand.until(lambda: hand.workspace.shown.session is not None and hand.objects() == [])
    hand.ready()
    assert hand.hints[-1].startswith("Undone on 1.png")
    hand.go(1)
    assert hand.objects() == []


def test_a_click_beside_the_field_does_not_name_the_shape(start, folder):
    hand = start(folder)
    hand.ready()
    hand.key("w")
    hand.drag((10, 10), (60, 50))
    hand.until(lambda: hand.program.picking.is_asking)
    hand.click(150, 120)
    hand.program.page.film.image_chosen.emit(1)
    hand.settle()
    assert hand.hints[-1] == str(NAME_IT)
    assert (hand.index, hand.objects(), len(hand.workspace.classes)) == (0, [], 0)
    assert hand.program.picking.is_asking
    assert not hand.facts.drawing
    hand.name("cat")
    hand.until(lambda: hand.objects() == ["cat"])


def test_undo_in_the_middle_of_a_drag_drops_the_drag_and_nothing_else(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.key("w")
    hand.press(80, 80)
    hand.key("Ctrl+Z")
    assert not hand.facts.drawing
    hand.ready()
    assert hand.objects() == ["cat"]
    hand.key("Ctrl+Z")
    hand.until(lambda: hand.objects() == [])


def test_undo_takes_back_the_class_made_with_the_first_shape(start, folder):
    hand = start(folder)
    hand.ready()
    hand.key("w")
    hand.drag((10, 10), (60, 50))
    hand.name("cat")
    hand.ready()
    hand.key("Ctrl+Z")
    hand.until(lambda: hand.objects() == [] and len(hand.workspace.classes) == 0)
    hand.drag((10, 10), (60, 50))
    hand.until(lambda: hand.program.picking.is_asking)
    hand.name("dog")
    hand.until(lambda: hand.objects() == ["dog"])


def test_copies_are_pasted_in_place_on_another_image_and_in_another_project(
    start, folder, tmp_path
):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.key("Escape", "Ctrl+A", "Ctrl+C")
    bounds = hand.shapes()[0].shape.bounds
    hand.go(1)
    hand.key("Ctrl+V")
    assert [a.shape.bounds for a in hand.shapes()] == [bounds]
    hand.ready()
    hand.open(photographs(tmp_path / "other", 2))
    hand.ready()
    hand.key("Ctrl+V")
    assert hand.objects() == ["cat"]
    hand.ready()
    hand.key("Ctrl+Z")
    hand.until(lambda: hand.objects() == [])


def test_objects_of_the_previous_image_are_pasted(start, folder):
    hand = start(folder)
    hand.ready()
    hand.key("Ctrl+Shift+V")
    assert "no objects" in hand.hints[-1]
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.key("d")
    hand.until(lambda: hand.workspace.shown.session is not None)
    hand.key("Ctrl+Shift+V")
    hand.until(lambda: hand.objects() == ["cat"])


def test_a_project_file_dropped_opens_its_folder(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.end()
    again = start(folder / f"{folder.name}{SUFFIX}")
    again.ready()
    assert len(again.workspace.catalogue) == 5
    assert [c.name for c in again.workspace.classes] == ["cat"]


def test_a_pytorch_model_is_answered_with_the_command_that_exports_it(start, folder):
    (folder / "best.pt").write_bytes(b"x")
    hand = start(folder)
    hand.ready()
    hand.window.dropped.emit([folder / "best.pt"])
    hand.until(hand.notices)
    row = hand.window.notices.rows()[0]
    assert "yolo export" in str(row.detail)
    assert str(folder / "best.pt") in str(row.detail)
