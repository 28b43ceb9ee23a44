"""The action table holds together."""

from __future__ import annotations

import itertools

import pytest

from labeldesk.actions.action import Scope
from labeldesk.actions.cheatsheet import sections
from labeldesk.actions.facts import Facts
from labeldesk.actions.keymap import Chord, Keymap
from labeldesk.actions.menus import MENUS
from labeldesk.actions.palette import search
from labeldesk.actions.presets import PRESETS
from labeldesk.actions.table import ACTIONS

OPEN = Facts(view="annotate", images=3, image_open=True, has_project=True)


def test_every_id_is_unique():
    ids = [row.id for row in ACTIONS]
    assert len(ids) == len(set(ids))


def test_every_row_can_be_reached_from_a_menu_or_a_key():
    assert [row.id for row in ACTIONS if not row.menu and not row.keys] == []


def test_every_menu_of_a_row_exists():
    assert {row.menu for row in ACTIONS} - {""} <= set(MENUS)


def test_titles_are_in_sentence_case_without_a_full_stop():
    for row in ACTIONS:
        title = str(row.title)
        assert title[0].isupper(), title
        assert not title.endswith("."), title


@pytest.mark.parametrize("preset", PRESETS)
def test_no_two_rows_of_one_scope_share_a_key_unless_their_facts_exclude_each_other(preset):
    keymap = Keymap(ACTIONS, PRESETS[preset])
    facts = [
        Facts(
            view="annotate", images=3, image_open=True, has_project=True, tool=tool,
            selected=selected, suggestions=suggestions, suggestion_focused=bool(suggestions),
            objects=2, clipboard=1, model="m", hidden=1, fresh=True, undo="u", redo="r",
        )
        for tool, selected, suggestions in itertools.product(
            ("select", "brush"), (0, 2), (0, 3)
        )
    ]  # fmt: skip
    for chord, rows in keymap.conflicts():
        for now, scope in itertools.product(facts, Scope):
            able = [r.id for r in rows if r.scope is scope and r.when(now) is None]
            assert len(able) <= 1, (str(chord), able)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_names_only_rows_that_exist(preset):
    assert PRESETS[preset].keys() <= {row.id for row in ACTIONS}


def test_every_action_with_a_key_is_on_the_cheat_sheet():
    keymap = Keymap(ACTIONS)
    shown = {str(row.title) for section in sections(ACTIONS, keymap) for row in section.rows}
    for row in ACTIONS:
        if row.keys and not row.id.startswith(("class.digit", "class.relabel", "object.nudge")):
            assert str(row.title) in shown


def test_the_palette_finds_a_row_by_its_initials_and_by_keyword():
    keymap = Keymap(ACTIONS)
    assert search("ni", ACTIONS, keymap, OPEN)[0].action.id == "image.next"
    assert search("yolo", ACTIONS, keymap, OPEN)[0].action.id in {
        "project.export",
        "project.import",
    }
    assert search("xqzj", ACTIONS, keymap, OPEN) == []


def test_the_palette_greys_what_cannot_run_and_says_why():
    rows = search("delete", ACTIONS, Keymap(ACTIONS), OPEN)
    delete = next(row for row in rows if row.action.id == "edit.delete")
    assert str(delete.reason) == "Select an object first"


def test_a_row_that_cannot_run_keeps_its_place_when_its_name_was_typed():
    rows = search("dele", ACTIONS, Keymap(ACTIONS), OPEN)
    assert rows[0].action.id == "edit.delete"
    assert rows[0].reason is not None


def test_what_was_used_from_the_palette_comes_first():
    keymap = Keymap(ACTIONS)
    used = search("image", ACTIONS, keymap, OPEN, uses={"image.last": 9})
    assert used[0].action.id == "image.last"


@pytest.mark.parametrize(
    ("text", "chord"),
    [
        ("Ctrl+Shift+Z", Chord("Z", ("Ctrl", "Shift"))),
        ("shift+a", None),
        ("Ctrl++", Chord("+", ("Ctrl",))),
        ("+", Chord("+")),
        ("d", Chord("D")),
        ("Return", Chord("Enter")),
        ("Shift+Ctrl+Del", Chord("Delete", ("Ctrl", "Shift"))),
        ("[", Chord("[")),
    ],
)
def test_a_chord_has_one_spelling(text, chord):
    if chord is None:
        with pytest.raises(ValueError, match="no chord"):
            Chord.of(text)
    else:
        assert Chord.of(text) == chord
        assert Chord.of(str(chord)) == chord


def test_the_settings_offer_exactly_the_presets_there_are():
    from labeldesk.settings.table import KEYMAP

    assert {choice.value for choice in KEYMAP.choices} == set(PRESETS)
