"""Scenario 6: XML files beside the images, kept in step, changed outside; with a real mouse."""

from __future__ import annotations

import hashlib
import time

import cv2
import numpy as np
import pytest

from tests.e2e.program import select_pause

XML = """<annotation verified="no">
	<folder>shop</folder>
	<filename>{n}.png</filename>
	<path>E:/old/{n}.png</path>
	<source><database>ours &amp; theirs</database><licence>CC0</licence></source>
	<size><width>200</width><height>150</height><depth>3</depth></size>
	<segmented>0</segmented>
	<object>
		<name>cat</name>
		<pose>Left</pose>
		<truncated>0</truncated>
		<difficult>1</difficult>
		<bndbox><xmin>20</xmin><ymin>30</ymin><xmax>80</xmax><ymax>90</ymax></bndbox>
		<tracker id="7">keep me</tracker>
	</object>
</annotation>
"""
THEIRS = XML.format(n=2).replace("<xmax>80", "<xmax>120").replace("CC0", "CC-BY")


@pytest.fixture
def shop(tmp_path):
    folder = tmp_path / "shop"
    folder.mkdir()
    for n in range(1, 6):
        cv2.imwrite(str(folder / f"{n}.png"), np.full((150, 200, 3), 90, dtype=np.uint8))
        (folder / f"{n}.xml").write_text(XML.format(n=n))
    return folder


def hashes(folder):
    """Of the images and their files: what a project adds beside them is not looked at."""
    files = [*folder.glob("*.xml"), *folder.glob("*.png")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def in_step(program):
    program.press("Import and keep in step")
    program.until(lambda: [o["class"] for o in program.objects()] == ["cat"])
    program.until(lambda: any("imported" in title for title in program.ask("notices")))


def move_box(program, by):
    """The box of the open image, taken at its edge and put elsewhere."""
    program.key("Escape")
    program.until(lambda: program.ask("facts")["tool"] == "select")
    (one,) = program.until(program.objects)
    left, top, right, bottom = one["bounds"]
    program.click((left + right) / 2, (top + bottom) / 2)
    program.until(lambda: program.ask("facts")["selected"] == 1)
    middle = ((left + right) / 2, (top + bottom) / 2)
    program.drag(middle, (middle[0] + by, middle[1]))
    program.until(lambda: program.objects()[0]["bounds"] != one["bounds"])
    return program.objects()[0]["bounds"]


def conflict(program):
    return [title for title in program.ask("notices") if "another program" in title]


def to_second_image_in_conflict(program, shop):
    """2.xml is changed outside, then its image is edited."""
    (shop / "2.xml").write_text(THEIRS)
    program.key("d")
    program.until(lambda: program.ask("image")["index"] == 1)
    mine = move_box(program, 30)
    program.until(lambda: conflict(program) == ["2.xml was changed by another program"])
    assert (shop / "2.xml").read_text() == THEIRS
    return mine


def test_nothing_is_read_unasked_and_only_the_edited_file_is_written(start, shop):
    before = hashes(shop)
    program = start(shop)
    program.until(lambda: program.ask("notices") == ["5 LabelImg XML files"])
    end = time.monotonic() + 2.0
    while time.monotonic() < end:
        select_pause()
    assert program.ask("notices") == ["5 LabelImg XML files"]
    assert program.objects() == []
    assert not program.ask("facts")["has_project"]
    assert hashes(shop) == before
    assert not program.ask("above")

    in_step(program)
    assert hashes(shop) == before
    left, top, right, bottom = move_box(program, 30)
    program.key("ctrl+s")
    program.until(lambda: hashes(shop) != before)
    after = hashes(shop)
    assert {name for name in after if after[name] != before[name]} == {"1.xml"}
    wanted = XML.format(n=1)
    for old, new in (("xmin>20", f"xmin>{left:.0f}"), ("xmax>80", f"xmax>{right:.0f}")):
        wanted = wanted.replace(old, new)
    assert (top, bottom) == (30, 90)
    assert (shop / "1.xml").read_text().splitlines() == wanted.splitlines()
    assert program.quit() == 0
    assert hashes(shop) == after


def test_a_file_changed_outside_waits_for_an_answer_and_mine_wins(start, shop):
    program = start(shop)
    in_step(program)
    _, _, right, _ = to_second_image_in_conflict(program, shop)
    program.key("ctrl+s")
    assert program.quit() == 0
    assert (shop / "2.xml").read_text() == THEIRS

    program = start(shop)
    program.until(lambda: conflict(program) == ["2.xml was changed by another program"])
    assert (shop / "2.xml").read_text() == THEIRS
    program.press("Write mine")
    program.until(lambda: f"<xmax>{right:.0f}<" in (shop / "2.xml").read_text())
    assert '<tracker id="7">keep me</tracker>' in (shop / "2.xml").read_text()
    program.until(lambda: not conflict(program))
    assert program.quit() == 0


def test_theirs_comes_into_the_project_and_one_undo_takes_it_back(start, shop):
    program = start(shop)
    in_step(program)
    mine = to_second_image_in_conflict(program, shop)
    program.press("Take theirs")
    program.until(lambda: program.objects()[0]["bounds"] == [20, 30, 120, 90])
    program.until(lambda: not conflict(program))
    assert (shop / "2.xml").read_text() == THEIRS
    program.key("ctrl+z")
    program.until(lambda: program.objects()[0]["bounds"] == mine)
    program.until(lambda: f"<xmax>{mine[2]:.0f}<" in (shop / "2.xml").read_text())
    assert "<licence>CC-BY</licence>" in (shop / "2.xml").read_text()
    assert program.quit() == 0


def test_what_a_kill_left_unwritten_is_written_at_the_next_start(start, shop):
    program = start(shop)
    in_step(program)
    move_box(program, 30)
    program.until(lambda: program.ask("image")["saved"])
    bounds = program.objects()[0]["bounds"]
    program.kill()  # whether or not the file was written already
    program = start(shop)
    program.until(lambda: f"<xmax>{bounds[2]:.0f}<" in (shop / "1.xml").read_text())
    assert not conflict(program)
    assert program.quit() == 0
