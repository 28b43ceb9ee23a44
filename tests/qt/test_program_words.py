"""What the program says can be read, and what is typed is not thrown away."""

from __future__ import annotations

import pytest

from labeldesk.domain.problem import Severity, UserError
from labeldesk.domain.text import Text
from labeldesk.ui.widgets.notice import NoticeRow
from tests.qt.program import photographs


@pytest.fixture
def hand(start, tmp_path):
    made = start(photographs(tmp_path / "pictures"))
    made.until(lambda: made.workspace.shown.session)
    return made


@pytest.mark.parametrize("actions", [(), (("copy", Text("t", "Copy details")),)])
def test_a_notice_without_a_detail_can_be_read_too(hand, actions):
    row = NoticeRow("k", Severity.ERROR, Text("t", "The file is empty"), None, actions)
    hand.program.voice.notice(row)
    assert hand.window.notices.height() >= 40


def test_a_polite_error_can_be_read(hand):
    hand.program.voice.error(UserError(Text("t", "The file is empty"), path="/a/zero.jpg"))
    assert hand.window.notices.height() >= 40


def test_a_shape_keeps_its_name_when_the_next_drag_begins_before_enter(hand):
    hand.key("W")
    hand.drag((10, 10), (60, 50))
    hand.until(lambda: hand.program.picking.is_asking)
    hand.type("cat")
    hand.program.canvas.setFocus()
    hand.drag((80, 20), (120, 70))
    hand.until(lambda: hand.objects() == ["cat", "cat"])


def test_ctrl_z_right_after_a_shape_takes_back_the_shape(hand):
    hand.add_classes("cat")
    hand.key("W")
    hand.drag((10, 10), (60, 50))
    hand.key("Ctrl+Z")
    hand.until(lambda: not hand.objects() and hand.workspace.recorder.is_saved)
    assert [c.name for c in hand.workspace.classes] == ["cat"]
