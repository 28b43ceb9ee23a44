"""A model run in the real program: left, resumed, counted, named when it fails."""

from __future__ import annotations

import threading

import numpy as np
import psutil
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.imaging.decode import decode
from labeldesk.suggest.batch import BatchState
from labeldesk.suggest.fake import constant_model, write_detector
from labeldesk.ui.canvas.style import rgb
from labeldesk.ui.translate import tr
from labeldesk.work import answering
from tests.qt.program import photographs
from tests.unit.suggest.test_worker import endless

ROWS = [
    (20.0, 20.0, 60.0, 60.0, 0.9, 0),
    (80.0, 20.0, 120.0, 60.0, 0.6, 0),
    (140.0, 20.0, 180.0, 60.0, 0.3, 0),
]


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "three.onnx"
    write_detector(path, ROWS, ("thing",), image=Size(200, 150))
    return path


@pytest.fixture
def many(tmp_path):
    return photographs(tmp_path / "many", 40)


def with_model(hand, model):
    """The model is loaded and has looked at the open image."""
    hand.ready()
    hand.program.wiring.open(model)
    hand.until(lambda: len(hand.workspace.shown.suggestions) == len(ROWS))


def run_to_its_end(hand):
    hand.do("suggest.run-folder")
    hand.until(lambda: hand.program.models.latest is not None)
    hand.until(lambda: not hand.program.models.is_running)


def waiting(hand):
    return hand.workspace.catalogue.suggestions.tolist()


def strip(hand):
    return hand.program.page.jobs


def start_and_pause(hand):
    """A run that rests somewhere before its end."""
    hand.program.desk.suggest.run_folder()
    hand.until(lambda: hand.program.models.latest is not None)
    hand.program.models.pause(on=True)
    hand.settle()
    assert hand.program.models.latest.state is BatchState.PAUSED
    assert not strip(hand).isHidden()


def test_leaving_waits_for_no_image_and_no_model_and_leaves_nothing(
    start, folder, tmp_path, monkeypatch
):
    entered, gate = threading.Event(), threading.Event()

    def slow(path):
        entered.set()
        assert gate.wait(30)
        return decode(path)

    hand = start(folder)
    hand.ready()
    models = hand.program.models
    models.use(endless(tmp_path / "endless.onnx"))
    hand.until(lambda: models._status is not None and str(models._status.state) == "ready")
    monkeypatch.setattr(answering, "decode", slow)
    hand.program.desk.suggest.run_folder()
    hand.until(entered.is_set)
    threads = models._engine._threads
    heard: list = []
    models.was_answered.connect(heard.append)
    models.failed_on.connect(heard.append)
    models.was_progressed.connect(heard.append)
    hand.workspace.close()
    assert any(thread.is_alive() for thread in threads)
    assert strip(hand).isHidden()
    gate.set()
    hand.end()
    assert not any(thread.is_alive() for thread in threads)
    assert [p for p in psutil.Process().children() if "spawn_main" in " ".join(p.cmdline())] == []
    assert heard == []


def test_a_run_that_was_left_goes_on_at_the_next_opening(start, many, model):
    hand = start(many)
    with_model(hand, model)
    start_and_pause(hand)
    hand.program.models.pause(on=False)
    hand.workspace.close()
    assert strip(hand).isHidden()
    hand.open(many)
    hand.until(lambda: hand.program.models.latest is not None)
    total = hand.program.models.latest.total
    assert total <= 40
    hand.until(lambda: not hand.program.models.is_running)
    hand.until(lambda: waiting(hand) == [2] * 40)
    (run,) = {row.model_name for row in hand.workspace.project.runs()}
    assert run == "three"
    hand.workspace.close()
    hand.open(many)
    hand.ready()
    hand.settle()
    assert hand.program.models.latest is None


def test_a_run_that_was_paused_is_still_paused_at_the_next_start_of_the_program(start, many, model):
    hand = start(many)
    with_model(hand, model)
    start_and_pause(hand)
    hand.end()
    again = start(many)
    again.until(lambda: again.program.models.is_running)
    again.until(lambda: again.program.models.latest.state is BatchState.PAUSED)
    assert again.program.models.model.name == "three"
    again.program.models.pause(on=False)
    again.until(lambda: waiting(again) == [2] * 40)


def test_a_run_that_was_cancelled_does_not_come_back(start, many, model):
    hand = start(many)
    with_model(hand, model)
    start_and_pause(hand)
    hand.program.models.stop()
    hand.until(lambda: not hand.program.models.is_running)
    hand.workspace.close()
    hand.open(many)
    hand.ready()
    hand.settle()
    assert hand.program.models.latest is None


def test_a_run_whose_model_was_removed_is_told_not_to_go_on(start, many, model):
    hand = start(many)
    with_model(hand, model)
    start_and_pause(hand)
    sha = hand.program.models.model.recipe.sha256
    hand.workspace.close()
    hand.program.models.use(None)
    hand.program.models.shelf.library.remove(sha)
    hand.open(many)
    hand.until(lambda: any("cannot go on" in hint for hint in hand.hints))
    assert not hand.program.models.is_running


def test_the_lists_count_what_would_be_seen(start, folder, model):
    hand = start(folder)
    hand.ready()
    hand.add_classes("thing")
    with_model(hand, model)
    run_to_its_end(hand)
    hand.until(lambda: waiting(hand) == [2] * 5)
    hand.program.choice.score = 0.2
    hand.until(lambda: waiting(hand) == [3] * 5)
    hand.program.choice.score = 0.7
    hand.until(lambda: waiting(hand) == [1] * 5)
    hand.program.choice.score = 0.5
    hand.until(lambda: waiting(hand) == [2] * 5)

    hand.do("suggest.next")
    hand.do("suggest.reject")
    hand.until(lambda: waiting(hand) == [1, 2, 2, 2, 2])
    hand.do("suggest.accept-shown")
    hand.until(lambda: waiting(hand) == [0, 2, 2, 2, 2])
    hand.do("edit.undo")
    hand.until(lambda: waiting(hand) == [1, 2, 2, 2, 2])

    hand.go(1)
    hand.until(lambda: len(hand.program.desk.suggest.shown()) == 2)
    hand.do("image.mark-done")
    hand.until(lambda: waiting(hand) == [1, 0, 2, 2, 2])
    hand.do("image.mark-done")
    hand.until(lambda: waiting(hand) == [1, 2, 2, 2, 2])
    hand.program.choice.class_id = hand.workspace.classes.named("thing").id
    hand.box((20, 20), (60, 60))  # by hand, where a suggestion of the class is: that one is hidden
    hand.until(lambda: waiting(hand) == [1, 1, 2, 2, 2])
    assert len(hand.program.desk.suggest.shown()) == 1


def test_counts_are_there_again_after_opening(start, folder, model):
    hand = start(folder)
    with_model(hand, model)
    run_to_its_end(hand)
    hand.until(lambda: waiting(hand) == [2] * 5)
    hand.workspace.close()
    hand.open(folder)
    hand.until(lambda: waiting(hand) == [2] * 5)


def test_the_image_that_failed_is_named_and_the_end_offers_review(start, folder, model):
    (folder / "3.png").write_bytes(b"not an image")
    hand = start(folder)
    with_model(hand, model)
    run_to_its_end(hand)
    assert any(row.path.endswith("3.png") for row in hand.program.voice.problems)
    hand.until(lambda: any("suggestions on" in title for title in hand.notices()))
    (title,) = [title for title in hand.notices() if "suggestions on" in title]
    assert title == "8 suggestions on 4 images, 4 below the line; 1 failed"
    hand.until(lambda: waiting(hand) == [2, 2, 0, 2, 2])
    hand.window.notices.chosen.emit("run-ended", "review")
    assert hand.workspace.listed.filter == "waiting"


def test_a_suggestion_keeps_its_colour_when_it_is_accepted_in_whatever_order(
    start, folder, tmp_path
):
    path = tmp_path / "two.onnx"
    rows = [(*row[:5], n % 2) for n, row in enumerate(ROWS)]
    write_detector(path, rows, ("thing", "other"), image=Size(200, 150))
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    with_model(hand, path)
    hand.program.choice.score = 0.2
    hand.until(lambda: len(hand.program.desk.suggest.shown()) == 3)
    hand.settle()
    named = hand.program.canvas.colours.named
    before = {name: named(None, name).colour for name in ("thing", "other")}
    assert len(set(before.values())) == 2
    hand.program.choice.focus = next(
        s.id for s in hand.workspace.shown.suggestions if s.class_name == "other"
    )
    hand.do("suggest.accept")
    hand.until(lambda: hand.workspace.classes.named("other"))
    assert rgb(hand.workspace.classes.named("other").colour) == before["other"]
    assert hand.program.canvas.colours.named(None, "thing").colour == before["thing"]
    hand.add_classes("made by hand")
    run_to_its_end(hand)
    hand.do("suggest.accept-everywhere")
    sheet = hand.sheet("accept-sheet")
    hand.until(sheet.accept.isEnabled)
    assert tr(sheet.accept.words) == "Accept 14 suggestions"
    sheet.accept.click()
    hand.until(lambda: hand.hints[-1] == "Accepted 14 suggestions. Ctrl+Z takes them back")
    hand.until(lambda: hand.workspace.classes.named("thing"))
    assert rgb(hand.workspace.classes.named("thing").colour) == before["thing"]


def test_on_a_done_image_suggestions_are_set_aside_and_cannot_be_answered(start, folder, model):
    hand = start(folder)
    with_model(hand, model)
    panel = hand.program.page.column.suggestions
    hand.until(lambda: panel._counts.text() == "2 shown, 1 below the line")
    hand.key("Space")
    hand.until(lambda: panel._counts.text() == "2 set aside, as the image is done")
    assert not any(button.isEnabled() for button in panel._buttons)
    assert len(hand.program.canvas.suggestions) == 2
    hand.key("Tab")
    hand.do("suggest.accept-shown")
    assert hand.hints[-1] == "The image is done: its suggestions are set aside"
    hand.click(40, 40)
    assert hand.program.choice.focus is None
    assert hand.objects() == []
    hand.ready()
    hand.go(1)
    hand.go(0)
    hand.until(lambda: len(hand.program.canvas.suggestions) == 2)
    assert panel._counts.text() == "2 set aside, as the image is done"
    hand.key("Space")
    hand.until(lambda: panel._counts.text() == "2 shown, 1 below the line")
    hand.key("Tab", "Return")
    hand.until(lambda: hand.objects() == ["thing"])


def test_the_end_of_a_run_counts_what_one_sees_and_says_what_is_below_the_line(
    start, folder, model
):
    hand = start(folder)
    hand.ready()
    hand.add_classes("thing")
    with_model(hand, model)
    hand.program.choice.score = 0.7
    rows = []
    hand.program.models.was_progressed.connect(lambda _: rows.extend(strip(hand)._rows.values()))
    run_to_its_end(hand)
    hand.until(lambda: hand.hints[-1] == "5 suggestions on 5 images, 10 below the line")
    hand.until(lambda: waiting(hand) == [1] * 5)
    assert {str(row.result) for row in rows} <= {f"{n} suggestions so far" for n in range(6)}


def test_a_run_that_found_nothing_above_the_line_offers_no_review(start, folder, model):
    hand = start(folder)
    with_model(hand, model)
    hand.program.choice.score = 0.95
    run_to_its_end(hand)
    hand.until(lambda: hand.hints[-1] == "0 suggestions on 0 images, 15 below the line")
    assert not any("suggestions on" in title for title in hand.notices())


def test_what_is_odd_about_a_model_is_said_when_it_is_added(start, folder, tmp_path):
    path = tmp_path / "wrong names.onnx"
    table = np.zeros((1, 84, 8400), np.float32)
    metadata = {"task": "detect", "names": "{0: 'cup', 1: 'spoon'}"}
    made = constant_model({"output0": table}, metadata=metadata)
    path.write_bytes(made.SerializeToString())
    hand = start(folder)
    hand.ready()
    hand.program.wiring.open(path)
    hand.until(lambda: any("was added" in hint for hint in hand.hints))
    (hint,) = [hint for hint in hand.hints if "was added" in hint]
    assert hint == "wrong names was added: ultralytics, 2 classes"
    (row,) = hand.window.notices.rows()  # there it is said, and not twice
    assert tr(row.detail) == "The metadata names 2 classes, the output has 80"
    assert [row.path for row in hand.program.voice.problems] == [str(path)]


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "empty"), (b"plain text\n" * 50, "not an ONNX")]
)
def test_what_is_no_model_is_one_clear_notice(start, folder, tmp_path, content, said):
    path = tmp_path / "bad.onnx"
    path.write_bytes(content)
    hand = start(folder)
    hand.ready()
    hand.program.wiring.open(path)
    hand.until(hand.notices)
    (title,) = hand.notices()
    assert title.startswith("bad.onnx: ")
    assert said in title
    assert hand.program.models.model is None


def test_nothing_to_do_is_said_instead_of_an_empty_run(start, folder, model):
    hand = start(folder)
    with_model(hand, model)
    for _ in range(5):
        hand.do("image.done-and-next")
        hand.settle()
    hand.do("suggest.run-folder")
    hand.until(lambda: any("done or excluded" in hint for hint in hand.hints))
    assert hand.program.models.latest is None


def test_a_model_whose_boxes_all_cover_the_image_is_doubted_when_it_is_tried(
    start, folder, tmp_path
):
    path = tmp_path / "all.onnx"
    write_detector(path, [(0.0, 0.0, 200.0, 150.0, 0.9, 0)], ("thing",), image=Size(200, 150))
    hand = start(folder)
    hand.ready()
    hand.program.wiring.open(path)
    hand.until(lambda: any("nearly the whole image" in hint for hint in hand.hints))
    assert any("nearly the whole" in problem.text.source for problem in hand.program.voice.problems)


def test_a_model_that_finds_nothing_when_asked_says_so(start, folder, tmp_path):
    path = tmp_path / "none.onnx"
    write_detector(path, [(0.0, 0.0, 20.0, 15.0, 0.0, 0)], ("thing",), image=Size(200, 150))
    hand = start(folder)
    hand.ready()
    hand.program.wiring.open(path)
    hand.until(lambda: any("Nothing was found" in hint for hint in hand.hints))
    assert not hand.program.voice.problems
    before = len(hand.hints)
    hand.do("suggest.run")
    hand.until(lambda: any("Nothing was found" in hint for hint in hand.hints[before:]))
    hand.key("D")
    assert not hand.program.window.status.hint.accessibleName().startswith("Nothing was found")


def test_the_model_of_last_time_is_there_again_and_makes_no_project_of_itself(start, folder, model):
    hand = start(folder)
    with_model(hand, model)
    hand.until(lambda: hand.workspace.project is not None)
    hand.end()
    again = start(folder)
    again.until(lambda: again.program.models.model is not None)
    assert again.program.models.model.name == "three"
    again.program.models.use(None)
    again.end()
    third = start(folder)
    third.ready()
    third.settle()
    assert third.program.models.model is None
