"""Learning while labelling, in the real program."""

from __future__ import annotations

from pathlib import Path

import cv2
import pytest

from labeldesk.settings.table import LEARN
from labeldesk.suggest.heads import read_head
from labeldesk.ui.panels.image_rows import no_note
from labeldesk.ui.translate import tr
from labeldesk.work.explaining import ALIKE, BECAUSE, MODEL
from tests.unit.work.learn_project import KINDS, picture

MANY = 18


@pytest.fixture
def kinds(tmp_path: Path) -> Path:
    """Stripes, discs and noise in turn."""
    folder = tmp_path / "kinds"
    folder.mkdir()
    for n in range(MANY):
        cv2.imwrite(str(folder / f"{n:02}.png"), picture(KINDS[n % 3], n, (150, 200)))
    return folder


@pytest.fixture
def hand(start, kinds):
    made = start(kinds)
    made.ready()
    return made


@pytest.fixture
def at_work(hand):
    """With a class for each kind; digits tag."""
    hand.add_classes(*KINDS)
    hand.key("t")
    return hand


def tag(hand, *places, wrong=()):
    for place in places:
        hand.go(place)
        hand.key(str((place + (place in wrong)) % 3 + 1))
        hand.until(lambda: len(hand.objects()) == 1)
    hand.ready()


def waiting(hand):
    return hand.workspace.catalogue.suggestions.tolist()


def listed(hand):
    return [name.split(".")[0] for name in hand.workspace.listed.names]


def kind_at(name):
    return KINDS[int(name) % 3]


def suggestions(hand):
    return [one.class_name for one in hand.program.desk.suggest.shown()]


def ranked(hand, kind):
    hand.until(lambda: hand.workspace.listed.filter == kind)
    hand.settle()


def test_tags_are_suggested_from_one_label_per_class_and_learned_anew_as_labels_come(at_work):
    hand = at_work
    tag(hand, 0, 1, 2)
    hand.do("learn.suggest")
    assert hand.facts.learning
    hand.until(lambda: sum(waiting(hand)) >= 10)
    assert any("Learned from 3 labels" in said for said in hand.hints)
    hand.go(9)
    hand.until(lambda: suggestions(hand) == [KINDS[0]])
    assert hand.objects() == []
    hand.key("2")  # not what was suggested
    hand.until(lambda: suggestions(hand) == [])
    hand.until(lambda: waiting(hand)[9] == 0)
    assert hand.objects() == [KINDS[1]]
    run = hand.workspace.project.runs()[0]
    assert run.model_name == "learned from your labels"


def test_accepting_is_one_key_and_turning_it_off_takes_back_what_is_open(at_work):
    hand = at_work
    tag(hand, 0, 1, 2)
    hand.do("learn.suggest")
    hand.until(lambda: sum(waiting(hand)) >= 10)
    hand.go(next(place for place in range(3, MANY) if waiting(hand)[place]))
    hand.until(lambda: suggestions(hand))
    (said,) = suggestions(hand)
    hand.program.canvas.setFocus()
    hand.key("Tab", "Return")
    hand.until(lambda: hand.objects() == [said])
    (made,) = hand.shapes()
    assert (made.origin.value, made.score is not None) == ("model", True)
    hand.do("learn.suggest")
    hand.until(lambda: sum(waiting(hand)) == 0)
    assert hand.objects() == [said]
    assert not hand.program.settings.get(LEARN)


def why(hand):
    hand.do("suggest.why")
    sheet = hand.sheet("why-sheet")
    rows = {row.words: [tr(value) for value in row.values] for row in sheet.reasons}
    sheet.left.emit()
    return rows


def test_a_proposal_says_which_labels_it_goes_by_and_names_no_file(at_work):
    hand = at_work
    tag(hand, 0, 1, 2, 3)
    hand.do("learn.suggest")
    hand.until(lambda: sum(waiting(hand)) >= 10)
    hand.go(9)
    hand.until(lambda: suggestions(hand) == [KINDS[0]])
    rows = why(hand)
    assert rows[MODEL] == ["Learned from your labels"]
    assert BECAUSE not in rows
    labels = [row.split(" · ") for row in rows[ALIKE]]
    assert 1 <= len(labels) <= 4
    assert labels[0][::2] in ([KINDS[0], "00.png"], [KINDS[0], "03.png"])
    scores = [float(likeness) for _, likeness, _ in labels]
    assert scores == sorted(scores, reverse=True)


def test_with_one_class_it_says_what_is_missing(at_work):
    hand = at_work
    tag(hand, 0)
    hand.do("learn.suggest")
    hand.until(lambda: any("two classes" in said for said in hand.hints))
    assert sum(waiting(hand)) == 0


def test_the_most_useful_images_come_first_and_a_and_d_follow_them(at_work):
    hand = at_work
    tag(hand, 0, 1, 2)
    hand.do("learn.useful")
    ranked(hand, "useful")
    order = hand.workspace.listed.sieve.places.tolist()
    assert sorted(order) == [*range(3, MANY)]
    assert hand.index == order[0]
    hand.key("d", "d")
    hand.until(lambda: hand.index == order[2])
    hand.key("a")
    hand.until(lambda: hand.index == order[1])
    hand.do("learn.list-all")
    assert hand.workspace.listed.filter == "all"
    assert hand.index == order[1]


def test_the_rank_is_chosen_like_a_filter(at_work):
    hand = at_work
    hand.program.page.bar.filter_chosen.emit("useful")
    ranked(hand, "useful")
    assert len(hand.workspace.listed.names) == MANY
    hand.program.page.bar.filter_chosen.emit("todo")
    assert hand.workspace.listed.filter == "todo"
    assert listed(hand) == [f"{n:02}" for n in range(MANY)]


def test_similar_images_are_shown_in_the_grid_with_how_like_they_are(at_work):
    hand = at_work
    hand.go(4)
    hand.do("learn.similar")
    ranked(hand, "similar")
    hand.until(lambda: hand.program.views.name == "grid")
    assert hand.index == 4
    assert listed(hand)[0] == "04"
    assert sum(kind_at(name) == KINDS[1] for name in listed(hand)[:6]) >= 5
    tiles = hand.program.grid.grid.tiles
    assert tiles.note(0) == "Likeness 1.00"
    assert "Likeness" in tiles.data(tiles.at(3))
    hand.do("learn.list-all")
    assert tiles.note(0) == "" != no_note
    assert tiles.names[0] == "00.png"


def test_a_list_of_another_kind_has_nothing_of_the_reasons_of_this_one(at_work):
    hand = at_work
    hand.do("learn.similar")
    ranked(hand, "similar")
    hand.workspace.listed.rank("differs", hand.workspace.listed.ids)
    hand.settle()
    assert hand.program.grid.grid.tiles.note(0) == ""


def test_without_a_project_similar_images_are_found_and_none_is_made(hand, kinds):
    hand.do("learn.similar")
    ranked(hand, "similar")
    assert not [*kinds.glob("*.labeldesk")]
    assert hand.workspace.project is None


def test_similar_objects_lead_to_their_images_with_the_object_selected(at_work):
    hand = at_work
    for place in (0, 3, 1):
        hand.go(place)
        hand.key(str(place % 3 + 1))
        hand.until(hand.objects)
        hand.program.desk.classes.digit(str(place % 3 + 1))
        hand.box((10, 10), (150, 120))
        hand.key("Escape", "t")
        hand.ready()
    hand.go(0)
    assert not hand.facts.selected
    box = next(one for one in hand.shapes() if one.shape.kind == "box")
    hand.program.canvas.set_selection(type(hand.program.canvas.env.selection)((box.id,)))
    hand.settle()
    hand.do("learn.similar-objects")
    ranked(hand, "similar")
    assert listed(hand) == ["00", "03", "01"]
    hand.go(3)
    hand.until(lambda: hand.facts.selected == 1)


def test_likely_errors_are_listed_with_the_reason_and_nothing_is_changed(at_work):
    hand = at_work
    tag(hand, *range(MANY), wrong=(7,))
    before = hand.workspace.project.document(hand.workspace.catalogue.id_at(7))
    hand.do("learn.doubts")
    ranked(hand, "doubts")
    assert listed(hand)[0] == "07"
    assert hand.index == 7
    reason = hand.program.grid.grid.tiles.note(0)
    assert reason.startswith(f"Looks like {KINDS[1]}")
    assert reason.endswith(f"tagged {KINDS[2]}")
    hand.go(0)
    hand.go(7)
    assert reason in hand.hints
    after = hand.workspace.project.document(hand.workspace.catalogue.id_at(7))
    assert before == after


def test_labels_that_are_all_right_give_a_word_and_no_list(at_work):
    hand = at_work
    tag(hand, 0, 1)
    hand.do("learn.doubts")
    hand.until(lambda: any("No label looks wrong" in said for said in hand.hints))
    assert hand.workspace.listed.filter == "all"


def test_what_was_learned_is_exported_as_onnx(at_work, tmp_path):
    hand = at_work
    assert "labels first" in str(refusal(hand, "learn.export"))
    tag(hand, 0, 1, 2)
    hand.do("learn.suggest")
    hand.until(lambda: hand.facts.learned)
    place = tmp_path / "mine.onnx"
    hand.program.desk.learn.ask_place = lambda: place
    hand.do("learn.export")
    hand.until(place.exists)
    hand.until(lambda: any("mine.onnx" in said for said in hand.hints))
    head = read_head(place)
    assert (head.names, head.describer, head.of) == (KINDS, "labeldesk-1", "tags")


def test_what_was_learned_elsewhere_speaks_when_it_is_dropped_on_the_window(at_work, tmp_path):
    hand = at_work
    tag(hand, 0, 1, 2)
    hand.do("learn.suggest")
    hand.until(lambda: hand.facts.learned)
    place = tmp_path / "mine.onnx"
    hand.program.desk.learn.ask_place = lambda: place
    hand.do("learn.export")
    hand.until(place.exists)
    hand.do("learn.suggest")
    hand.program.workspace.close()
    other = tmp_path / "other"
    other.mkdir()
    for n in range(6):
        cv2.imwrite(str(other / f"{n}.png"), picture(KINDS[n % 3], n + 40))
    hand.open(other)
    hand.ready()
    hand.add_classes("first")
    hand.window.dropped.emit([place])
    hand.until(lambda: hand.workspace.shown.suggestions)
    (one,) = hand.workspace.shown.suggestions
    assert one.class_name in KINDS
    assert hand.program.models.model is None
    assert any("learned elsewhere" in said for said in hand.hints)


def refusal(hand, action):
    from labeldesk.actions.table import action as row

    reason = row(action).when(hand.facts)
    return reason.source if reason is not None else None


def test_it_stays_on_for_the_next_folder_and_leaving_in_the_middle_is_quiet(at_work, tmp_path):
    hand = at_work
    tag(hand, 0, 1)
    hand.do("learn.suggest")
    hand.do("learn.similar")
    hand.program.workspace.close()
    other = tmp_path / "other"
    other.mkdir()
    for n in range(3):
        cv2.imwrite(str(other / f"{n}.png"), picture(KINDS[n], n))
    hand.open(other)
    hand.ready()
    assert hand.facts.learning
    assert hand.errors == []
