"""A model of the user's own makes the vectors: chosen by the project, kept by content and model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, helper

from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.domain.text import Text
from labeldesk.quality.describe import BUILT_IN, Blind
from labeldesk.suggest.backend import ModelGone
from labeldesk.suggest.found import Answer
from labeldesk.suggest.heads import LearnedHead
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.library import Library
from labeldesk.suggest.recipe import Fit, InputSpec, ModelFile, OutputSpec, Recipe, Task
from labeldesk.work.backbone import SETTING, Chosen, describer_of, setting_of, usable
from labeldesk.work.head_files import write_heads
from labeldesk.work.learners import Learners
from labeldesk.work.learning import Learner
from tests.unit.suggest.in_process import InProcess
from tests.unit.work.learn_project import KINDS, Bench, box, picture

GO = Cancel()
NOTHING = np.zeros(0, np.int64)


def means(path: Path, *, task: Task = Task.EMBED, names: tuple[str, ...] = ()) -> ModelFile:
    """Means of red, green and blue between 0 and 1."""
    image = helper.make_tensor_value_info("pixels", TensorProto.FLOAT, [1, 3, 32, 32])
    vector = helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, 3])
    node = helper.make_node("ReduceMean", ["pixels"], ["vector"], axes=[2, 3], keepdims=0)
    graph = helper.make_graph([node], "means", [image], [vector])
    made = helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 17)])
    path.write_bytes(made.SerializeToString())
    fed = InputSpec(name="pixels", width=32, height=32, fit=Fit.STRETCH, antialias=True)
    kind = "embed" if task is Task.EMBED else "classify"
    return ModelFile(path, Recipe("means", task, fed, OutputSpec(kind, ("vector",)), names))


class Failing:
    """A backend that answers so many pictures and then fails, from then on if it is over."""

    def __init__(self, good: int, *, over: bool = False) -> None:
        self.good, self.over, self.runs, self.is_closed = good, over, 0, False
        self._inner = InProcess()

    def open(self, model, device):
        return self._inner.open(model, device)

    def run(self, canvas, at, cancel, ahead=None):
        self.runs += 1
        if self.runs <= self.good:
            return self._inner.run(canvas, at, cancel)
        if self.over:
            raise ModelGone(Text("Test", "It died"))
        return Answer((), 0.0)

    def close(self):
        self.is_closed = True
        self._inner.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.close()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "models")


@pytest.fixture
def model(tmp_path: Path, library: Library) -> ModelFile:
    return library.add(means(tmp_path / "means.onnx")).model


def chosen(bench: Bench, model: ModelFile | None, backend=InProcess) -> Learner:
    bench.project.set_setting(SETTING, setting_of(model)).result()
    learners = Learners(bench.folder / "cache", bench.folder / "models", backend)
    bench.learner = learners.made(bench.project, "ana", Cancel())
    return bench.learner


def look(bench: Bench) -> None:
    scene = bench.scene
    bench.learner.read(scene)
    while bench.learner.describing.some(scene, NOTHING, 5.0, GO):
        pass


def test_without_a_choice_the_built_in_descriptor_serves(bench):
    learner = chosen(bench, None)
    assert (learner.describing.describer, learner.backbone) == (BUILT_IN, None)


def test_vectors_of_images_and_objects_are_those_of_the_chosen_model(bench, model):
    made = bench.label(bench.ids[4], "discs", box(20, 10))
    learner = chosen(bench, model)
    look(bench)
    learner.close()
    _, vectors = learner.describing.images.of(np.array(bench.ids))
    whole = [picture(bench.kinds[one], n) for n, one in enumerate(bench.ids)]
    means = np.array([one.mean(axis=(0, 1))[::-1] for one in whole])
    wanted = means / np.linalg.norm(means, axis=1, keepdims=True)
    assert np.allclose(vectors, wanted, atol=5e-3)
    _, (of_part,) = learner.describing.objects.of(np.array([made.id]))
    part = whole[4][10:50, 20:60].mean(axis=(0, 1))[::-1]
    assert np.allclose(of_part, part / np.linalg.norm(part), atol=5e-3)


def test_what_was_looked_at_is_not_asked_again_and_other_models_have_their_own(
    bench, model, library, tmp_path
):
    counting = [Failing(10_000) for _ in range(3)]
    for backend in counting[:2]:
        chosen(bench, model, lambda backend=backend: backend)
        look(bench)
        bench.learner.close()
    assert [one.runs for one in counting[:2]] == [1 + len(bench.ids), 1]  # one to see how long
    assert all(one.is_closed for one in counting[:2])
    fed = replace(model.recipe.input, mean=(0.5,))
    other = library.add(replace(model, recipe=replace(model.recipe, input=fed))).model
    chosen(bench, other, lambda: counting[2])
    look(bench)
    bench.learner.close()
    assert counting[2].runs == 1 + len(bench.ids)


def test_a_model_that_is_not_here_is_named_and_nothing_stops(bench, model, library):
    chosen(bench, model).close()
    library.remove(model.recipe.sha256)
    learners = Learners(bench.folder / "cache", library.folder, InProcess)
    learner, trouble = learners.made_anyhow(bench.project, "ana", Cancel())
    assert learner.describing.describer == BUILT_IN
    assert "means is not in the library of this computer" in str(trouble)
    assert "colours, edges and texture" in str(trouble)


def test_a_file_that_changed_is_refused_aloud(bench, model):
    model.path.write_bytes(model.path.read_bytes() + b"\0")
    bench.project.set_setting(SETTING, setting_of(model)).result()
    learners = Learners(bench.folder / "cache", bench.folder / "models", InProcess)
    learner, trouble = learners.made_anyhow(bench.project, "ana", Cancel())
    assert learner.describing.describer == BUILT_IN
    assert "means cannot look at images" in str(trouble)


def test_an_image_without_an_answer_is_noted_and_the_others_go_on(bench, model):
    class Odd(Failing):
        def run(self, canvas, at, cancel, ahead=None):
            self.good = self.runs + (self.runs != 3)
            return super().run(canvas, at, cancel)

    learner = chosen(bench, model, lambda: Odd(0))
    look(bench)
    learner.close()
    assert learner.describing.images.has.sum() == len(bench.ids) - 1
    ((path, problem),) = learner.describing.refused.items()
    assert path.endswith(".png")
    assert "no vector" in str(problem)


def test_a_model_that_fails_on_and_on_is_given_up(bench, model):
    learner = chosen(bench, model, lambda: Failing(3))
    with pytest.raises(Blind, match="means looks at no more images: The model gave no vector"):
        look(bench)
    learner.close()
    assert learner.describing.images.has.sum() == 2


def test_a_model_that_died_is_given_up_at_once_and_what_it_saw_is_kept(bench, model):
    learner = chosen(bench, model, lambda: Failing(3, over=True))
    with pytest.raises(Blind, match="It died"):
        look(bench)
    learner.close()
    again = chosen(bench, model)
    assert again.describing.images.has.sum() == 0
    look(bench)
    again.close()
    assert again.describing.images.has.all()


def test_an_end_while_the_model_is_asked_is_no_failure(model):
    end, backend = Cancel(), Failing(10_000)
    describer, _ = describer_of(model, backend, end)
    end.set()
    with pytest.raises(Cancelled):
        describer.describe(np.zeros((9, 9, 3), np.uint8))
    with pytest.raises(Cancelled):
        describer_of(model, backend, end)
    assert backend.is_closed


def test_vectors_too_long_for_memory_are_refused(bench, tmp_path, library, monkeypatch):
    model = library.add(means(tmp_path / "m.onnx")).model
    monkeypatch.setattr("labeldesk.work.backbone.LONGEST", 2)
    bench.project.set_setting(SETTING, setting_of(model)).result()
    learners = Learners(tmp_path / "cache", library.folder, InProcess)
    _, trouble = learners.made_anyhow(bench.project, "ana", Cancel())
    assert "3 numbers, more than 2" in str(trouble)


def test_classifiers_and_embeddings_can_be_chosen_and_others_not(tmp_path, library, model):
    (tmp_path / "2").mkdir()
    classifier = means(tmp_path / "2" / "c.onnx", task=Task.CLASSIFY, names=("r", "g", "b"))
    other = classifier.path.read_bytes().replace(b"means", b"other")
    classifier.path.write_bytes(other)
    library.add(classifier)
    (tmp_path / "3").mkdir()
    detector = means(tmp_path / "3" / "d.onnx", task=Task.DETECT)
    detector.path.write_bytes(other.replace(b"other", b"third"))
    library.add(detector)
    assert sorted(one.model.name for one in usable(library)) == ["c", "means"]


def test_the_setting_is_read_back_and_nonsense_is_no_choice(model):
    assert Chosen.read(setting_of(model)) == Chosen(model.recipe.sha256, "means")
    for value in (None, 3, "x", {}, {"sha256": ""}, []):
        assert Chosen.read(value) is None


def test_heads_from_files_speak_only_of_vectors_that_they_know(bench, model):
    learner = chosen(bench, model)
    weights = np.zeros((3, 2), np.float32)
    ours, theirs = (
        LearnedHead(("a", "b"), weights, weights[0, :2], one, of)
        for one, of in ((learner.describing.describer.id, "tags"), ("labeldesk-1", "objects"))
    )
    learner.lend([ours, theirs])
    learner.close()
    assert learner.lent == {"tags": ours}


def test_what_was_learned_is_exported_with_the_model_in_it(bench, model, tmp_path):
    bench.tag(9)
    learner = chosen(bench, model)
    look(bench)
    learner.fit(GO)
    written = write_heads(learner, tmp_path / "mine")
    learner.close()
    assert [path.name for path in written] == ["mine.onnx"]
    made = inspect(tmp_path / "mine.onnx").recipe
    assert (made.task, set(made.classes)) == (Task.CLASSIFY, set(KINDS))
