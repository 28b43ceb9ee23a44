"""Chosen vertices under a real hand: they go before the selection does, and with it."""

from __future__ import annotations

from typing import Any

from labeldesk.domain.skeletons import FACE

A = [(20, 20), (70, 20), (70, 70), (20, 70)]
B = [(110, 20), (160, 20), (160, 70), (110, 70)]
TRIANGLE = [(20, 20), (80, 20), (20, 80)]


def drawn(hand: Any, *outlines: list[tuple[int, int]]) -> Any:
    """Polygons, with Select in the hand."""
    hand.ready()
    hand.add_classes("cat")
    hand.do("tool.polygon")
    for many, outline in enumerate(outlines, 1):
        for place in outline:
            hand.click(*place)
        hand.key("Return")
        hand.until(lambda many=many: len(hand.objects()) == many)
    hand.key("Escape")
    assert hand.facts.tool == "select"
    return hand


def sides(hand: Any) -> list[int]:
    return sorted(len(one.shape.rings[0]) for one in hand.shapes())


def test_tab_leaves_the_vertex_behind_and_delete_is_for_what_is_selected_now(start, folder):
    hand = drawn(start(folder), A, B)
    hand.click(45, 45)
    (first,) = hand.program.canvas.env.selection.ids
    hand.click(70, 70)
    hand.key("Tab")
    (second,) = hand.program.canvas.env.selection.ids
    assert second != first
    hand.key("Delete")
    hand.until(lambda: len(hand.objects()) == 1)
    assert sides(hand) == [4]
    assert [one.id for one in hand.shapes()] == [first]


def test_a_click_in_the_list_leaves_the_vertex_behind(start, folder):
    hand = drawn(start(folder), A, B)
    hand.click(45, 45)
    (first,) = hand.program.canvas.env.selection.ids
    hand.click(70, 70)
    other = next(one.id for one in hand.shapes() if one.id != first)
    hand.program.page.column.objects.selected.emit((other,))
    hand.key("Delete")
    hand.until(lambda: len(hand.objects()) == 1)
    assert [one.id for one in hand.shapes()] == [first]


def test_escape_lets_the_vertices_go_first_and_then_the_selection(start, folder):
    hand = drawn(start(folder), TRIANGLE)
    hand.click(35, 35)
    hand.click(20, 20)
    hand.key("Escape")
    assert hand.facts.selected == 1
    hand.key("Delete")
    hand.until(lambda: not hand.objects())
    hand.key("Ctrl+Z")
    hand.until(hand.objects)
    hand.ready()
    hand.click(35, 35)
    hand.click(20, 20)
    hand.key("Escape", "Escape")
    assert not hand.facts.selected
    hand.key("Ctrl+A", "Delete")
    hand.until(lambda: not hand.objects())


def test_a_joint_that_is_no_longer_chosen_stays(start, folder):
    hand = start(folder)
    hand.add_classes("cat")
    hand.program.canvas.env.offered = FACE
    hand.key("c")
    hand.drag((20, 20), (120, 120))
    hand.until(hand.objects)
    hand.ready()
    hand.key("Escape")
    x, y = hand.shapes()[0].shape.joints.points[0].tolist()
    hand.click(x, y)
    assert hand.facts.joint_chosen
    hand.key("Escape", "Escape")
    assert not hand.facts.joint_chosen
    hand.key("Tab", "Delete")
    hand.until(lambda: not hand.objects())
