"""One key press means one thing, decided by what is so right now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from labeldesk.actions.facts import Facts
from labeldesk.actions.keymap import Chord, Keymap
from labeldesk.actions.table import ACTIONS

KEYMAP = Keymap(ACTIONS)
OPEN = Facts(view="annotate", images=3, image_open=True, has_project=True)


def means(key: str, facts: Facts) -> str | None:
    resolved = KEYMAP.resolve(Chord.of(key), facts)
    return None if resolved is None or resolved.reason else resolved.action.id


@pytest.mark.parametrize(
    ("key", "facts", "action"),
    [
        ("D", OPEN, "image.next"),
        ("Tab", replace(OPEN, objects=2), "object.next"),
        (
            "Enter",
            replace(OPEN, selected=1, suggestions=2, suggestion_focused=True),
            "suggest.accept",
        ),
        ("Enter", replace(OPEN, selected=1), "object.edit-class"),
        ("Enter", replace(OPEN, selected=1, suggestions=2), "object.edit-class"),
        ("Tab", replace(OPEN, objects=2, suggestions=2), "suggest.next"),
        ("[", replace(OPEN, selected=1), "object.lower"),
        ("[", replace(OPEN, tool="brush"), "tool.radius-down"),
        ("Left", replace(OPEN, selected=1), "object.nudge-left"),
        ("Left", OPEN, None),
        ("Delete", replace(OPEN, selected=1), "edit.delete"),
        ("Shift+Enter", replace(OPEN, suggestions=2), "suggest.accept-shown"),
    ],
)
def test_a_key_means_the_narrowest_thing_that_can_be_done(key, facts, action):
    assert means(key, facts) == action


@pytest.mark.parametrize("key", ["D", "1", "Space", "Enter", "Backspace", "Ctrl+Z", "Ctrl+V"])
def test_a_text_field_keeps_what_it_types(key):
    facts = replace(OPEN, typing=True, selected=1, undo="x", clipboard=1)
    assert means(key, facts) is None


@pytest.mark.parametrize(
    ("key", "action"), [("Ctrl+K", "program.palette"), ("F5", "view.annotate")]
)
def test_other_keys_work_while_typing(key, action):
    assert means(key, replace(OPEN, typing=True)) == action


def test_a_key_that_cannot_act_says_why():
    resolved = KEYMAP.resolve(Chord.of("Ctrl+B"), OPEN)
    assert resolved is not None
    assert str(resolved.reason) == "Drop an ONNX model on the window first"


def test_the_users_own_keys_replace_those_of_the_table():
    keymap = Keymap(ACTIONS, {"image.next": ("Right",)})
    assert keymap.resolve(Chord.of("D"), OPEN) is None
    assert keymap.resolve(Chord.of("Right"), OPEN).action.id == "image.next"
