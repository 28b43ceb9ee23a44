"""Whatever becomes of a model in the middle of a run: it is said, and nothing else suffers."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from functools import partial

import pytest
from onnx import TensorProto, helper

from labeldesk.suggest import worker
from labeldesk.suggest.backend import Limits
from labeldesk.suggest.batch import BatchState
from labeldesk.suggest.scan import scan
from labeldesk.work import answering
from tests.qt.program import photographs
from tests.qt.test_runs import model as model  # noqa: PLC0414 (a fixture)
from tests.qt.test_runs import run_to_its_end, waiting, with_model
from tests.unit.suggest.test_worker import crafted, endless, glutton

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


@pytest.fixture
def many(tmp_path):
    return photographs(tmp_path / "many", 30)


def worker_of(monkeypatch):
    """The worker of the engine that is made next."""
    made: list[worker.Worker] = []
    plain = worker.Worker.__init__

    def noted(self, *arguments):
        plain(self, *arguments)
        made.append(self)

    monkeypatch.setattr(worker.Worker, "__init__", noted)
    return made


def test_a_child_that_is_killed_is_told_with_its_image_and_the_run_goes_on(
    start, many, model, monkeypatch
):
    made = worker_of(monkeypatch)
    keep = answering.Answering.keep
    victims: list[int] = []

    def kept(self, answer):
        keep(self, answer)
        if not victims and str(answer.lane) == "2" and answer.image_id not in ahead:
            victims.append(made[0].pid)
            os.kill(made[0].pid, KILL)

    monkeypatch.setattr(answering.Answering, "keep", kept)
    hand = start(many)
    ahead = hand.workspace.catalogue.ids[:3].tolist()  # these were looked at before the run
    with_model(hand, model)
    run_to_its_end(hand)
    last = hand.program.models.latest
    assert (last.state, last.done, last.failed) == (BatchState.DONE, 30, 1)
    assert any("started again" in hint for hint in hand.hints)
    (problem,) = hand.program.voice.problems
    assert problem.path.endswith(".png")
    assert "process ended" in str(problem.text)
    hand.until(lambda: sorted(waiting(hand)) == [0] + [2] * 29)
    assert waiting(hand)[int(problem.path.removesuffix(".png")) - 1] in (0, 2)
    assert hand.objects() == []
    assert "ready" in hand.window.status._model.text()


def test_a_model_that_dies_on_every_image_ends_the_run_after_a_few(
    start, many, tmp_path, monkeypatch
):
    """Here it never answers in time, and is killed for it."""
    monkeypatch.setattr(worker, "Limits", partial(Limits, run_s=0.1, grace_s=0.1))
    hand = start(many)
    hand.ready()
    hand.program.models.use(endless(tmp_path / "dies.onnx"))
    run_to_its_end(hand)
    last = hand.program.models.latest
    assert last.state is BatchState.FAILED
    assert last.failed <= 6
    hand.until(lambda: hand.hints[-1].startswith("The model failed on 5 images in a row."))
    assert hand.program.page.jobs.isHidden()
    assert sum(waiting(hand)) == 0


def test_an_endless_model_is_cancelled_from_the_strip(start, folder, tmp_path):
    hand = start(folder)
    hand.ready()
    hand.program.models.use(endless(tmp_path / "endless.onnx"))
    hand.do("suggest.run-folder")
    hand.until(lambda: not hand.program.page.jobs.isHidden())
    hand.until(lambda: "ready" in hand.window.status._model.text())
    hand.program.page.jobs.cancel_wanted.emit("run")
    hand.until(lambda: not hand.program.models.is_running)
    assert hand.program.page.jobs.isHidden()
    hand.until(lambda: hand.hints[-1].startswith("Stopped. Kept: 0 suggestions on 0 images"))


def test_a_model_that_asks_for_all_memory_is_refused_image_by_image(start, folder, tmp_path):
    hand = start(folder)
    hand.ready()
    hand.program.models.use(glutton(tmp_path / "glutton.onnx"))
    run_to_its_end(hand)
    assert sum(waiting(hand)) == 0
    assert hand.program.voice.problems
    assert "more memory" in str(hand.program.voice.problems[0].text)
    assert hand.errors == []


def test_a_model_whose_file_is_gone_goes_on_from_memory_and_then_says_so(
    start, folder, model, monkeypatch
):
    made = worker_of(monkeypatch)
    hand = start(folder)
    with_model(hand, model)
    hand.program.models.model.path.unlink()
    run_to_its_end(hand)
    assert hand.program.models.latest.state is BatchState.DONE
    hand.until(lambda: waiting(hand) == [2] * 5)
    os.kill(made[0].pid, KILL)
    run_to_its_end(hand)
    assert hand.program.models.latest.state is BatchState.FAILED
    assert "cannot be run" in hand.window.status._model.text() or hand.notices()
    hand.until(lambda: waiting(hand) == [2] * 5)


def other_model(path):
    """Finds one large thing of another class."""
    row = helper.make_tensor("row", TensorProto.FLOAT, [1, 1, 6], [1, 1, 7, 7, 0.8, 0])
    made = crafted(path, [helper.make_node("Identity", ["row"], ["output0"])], initializer=[row])
    return replace(made, recipe=replace(made.recipe, classes=("other",), sha256=scan(path).sha256))


def test_two_models_one_after_the_other_leave_each_others_suggestions(
    start, folder, model, tmp_path
):
    hand = start(folder)
    with_model(hand, model)
    run_to_its_end(hand)
    hand.program.models.use(other_model(tmp_path / "other.onnx"))
    run_to_its_end(hand)
    hand.until(lambda: waiting(hand) == [3] * 5)
    assert {run.model_name for run in hand.workspace.project.runs()} == {"three", "other"}


def test_undo_in_the_middle_of_a_run_takes_back_the_edit_and_nothing_else(start, many, model):
    hand = start(many)
    hand.ready()
    hand.add_classes("cat")
    with_model(hand, model)
    hand.do("suggest.run-folder")
    hand.box((10, 90), (60, 140))
    hand.box((70, 90), (120, 140))
    hand.key("ctrl+z")
    hand.until(lambda: hand.objects() == ["cat"])
    hand.until(lambda: hand.program.models.latest and not hand.program.models.is_running)
    hand.until(lambda: waiting(hand) == [2] * 30)
    assert hand.objects() == ["cat"]
    hand.key("ctrl+z")
    hand.until(lambda: hand.objects() == [])
    assert hand.errors == []
