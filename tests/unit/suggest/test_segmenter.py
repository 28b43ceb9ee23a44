"""The engine behind a click: what comes first, what is dropped, what is remembered."""

from __future__ import annotations

import threading
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image

from labeldesk.domain.geometry import XY, Rect, Size
from labeldesk.domain.problem import Problem, UserError
from labeldesk.domain.prompt import Prompt
from labeldesk.domain.text import Text
from labeldesk.suggest.backend import ModelLost
from labeldesk.suggest.fake_pair import write_pair
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.prompting.marking import Ask, Marked
from labeldesk.suggest.prompting.parts import Decoder, Encoder
from labeldesk.suggest.prompting.scene import Scene, part_in_sight
from labeldesk.suggest.prompting.segmenter import Means, Segmenter
from labeldesk.suggest.prompting.store import Embeddings
from labeldesk.suggest.prompting.worker import HalfWorker
from labeldesk.suggest.session import Opened

WAIT_S = 60.0
CLICK = Prompt().with_spot(XY(320, 200))


class Here:
    """A half in this process; counts what it is asked, waits at a gate, fails when told to."""

    def __init__(self):
        self.gate = threading.Event()
        self.gate.set()
        self.began = threading.Event()
        self.looks = self.questions = self.opened = self.closed = 0
        self.lose = 0
        self.half = None

    def open(self, model, device="auto"):
        self.opened += 1
        is_decoder = model.path.name == model.recipe.files["decoder"]
        self.half = (Decoder if is_decoder else Encoder)(model, device="cpu")
        return Opened(("CPUExecutionProvider",))

    def embed(self, canvas, at, cancel):
        self.began.set()
        while not self.gate.wait(0.01):
            cancel.check()
        cancel.check()
        if self.lose:
            self.lose -= 1
            raise ModelLost(Text("Model", "gone"))
        self.looks += 1
        return self.half.answer(canvas, at)

    def mark(self, key, features, shown, cancel):
        self.questions += 1
        if self.lose:
            self.lose -= 1
            raise ModelLost(Text("Model", "gone"))
        return self.half.mark(features, shown)

    def close(self):
        self.closed += 1


class Heard:
    """A listener that can be waited for."""

    def __init__(self):
        self.ready, self.failed, self.answers = [], [], []
        self._changed = threading.Condition()

    def scene_ready(self, scene):
        self._note(self.ready, scene)

    def scene_failed(self, scene, problem):
        self._note(self.failed, (scene, problem))

    def marked(self, ask, answer):
        self._note(self.answers, (ask, answer))

    def _note(self, where, what):
        with self._changed:
            where.append(what)
            self._changed.notify_all()

    def until(self, holds):
        with self._changed:
            assert self._changed.wait_for(holds, WAIT_S)


@pytest.fixture
def images(tmp_path):
    rng = np.random.default_rng(3)
    paths = []
    for number in range(4):
        paths.append(tmp_path / f"{number}.png")
        cv2.imwrite(str(paths[-1]), rng.integers(0, 256, (427, 641, 3), dtype=np.uint8))
    return paths


@pytest.fixture
def model(tmp_path):
    return inspect(write_pair(tmp_path, "sam")[0]).model


@pytest.fixture
def parts(model, tmp_path):
    encoder, decoder, heard = Here(), Here(), Heard()
    store = Embeddings(tmp_path / "kept")
    means = Means(lambda: encoder, lambda: decoder, store=store, idle_s=WAIT_S)
    segmenter = Segmenter(heard, means=means)
    segmenter.use(model)
    yield segmenter, heard, encoder, decoder
    encoder.gate.set()
    segmenter.close()


def test_a_question_waits_for_the_embedding_and_is_answered_once(parts, images):
    segmenter, heard, encoder, decoder = parts
    encoder.gate.clear()
    segmenter.look([Scene(images[0])])
    ask = Ask(Scene(images[0]), CLICK)
    segmenter.ask(ask)
    assert encoder.began.wait(WAIT_S)
    assert not heard.answers
    encoder.gate.set()
    heard.until(lambda: heard.answers)
    [(asked, answer)] = heard.answers
    assert asked is ask
    assert isinstance(answer, Marked)
    assert answer.mask.bounds == Rect(257, 137, 383, 263)
    assert answer.count == 4
    assert decoder.questions == 1


def test_the_other_masks_cost_no_second_question(parts, images):
    segmenter, heard, _, decoder = parts
    scene = Scene(images[0])
    segmenter.look([scene])
    for choice in range(3):
        segmenter.ask(Ask(scene, CLICK, choice))
        heard.until(lambda wanted=choice: len(heard.answers) > wanted)
    areas = [answer.mask.area for _, answer in heard.answers]
    assert len(set(areas)) == 3
    assert decoder.questions == 1


def test_the_next_images_are_looked_at_ahead_and_then_ready_at_once(parts, images):
    segmenter, heard, encoder, _ = parts
    scenes = [Scene(path) for path in images[:3]]
    segmenter.look(scenes)
    heard.until(lambda: len(heard.ready) == 3)
    assert heard.ready == scenes
    segmenter.look(scenes[1:])
    assert segmenter.is_ready(scenes[1])
    assert encoder.looks == 3


def test_the_open_image_overtakes_one_that_was_begun_ahead(parts, images):
    segmenter, heard, encoder, _ = parts
    encoder.gate.clear()
    segmenter.look([Scene(images[0]), Scene(images[1])])
    assert encoder.began.wait(WAIT_S)
    segmenter.look([Scene(images[3])])
    encoder.gate.set()
    heard.until(lambda: Scene(images[3]) in heard.ready)
    assert Scene(images[0]) not in heard.ready


def test_a_question_is_answered_while_the_next_image_is_looked_at(parts, images):
    segmenter, heard, encoder, _ = parts
    segmenter.look([Scene(images[0])])
    heard.until(lambda: heard.ready)
    encoder.gate.clear()
    encoder.began.clear()
    segmenter.look([Scene(images[0]), Scene(images[1])])
    assert encoder.began.wait(WAIT_S)
    segmenter.ask(Ask(Scene(images[0]), CLICK))
    heard.until(lambda: heard.answers)
    assert len(heard.ready) == 1


def test_a_question_about_an_image_that_was_left_is_never_answered(parts, images):
    segmenter, heard, encoder, _ = parts
    encoder.gate.clear()
    segmenter.look([Scene(images[0])])
    segmenter.ask(Ask(Scene(images[0]), CLICK))
    assert encoder.began.wait(WAIT_S)
    segmenter.look([Scene(images[1]), Scene(images[0])])
    encoder.gate.set()
    heard.until(lambda: len(heard.ready) == 2)
    last = Ask(Scene(images[1]), CLICK)
    segmenter.ask(last)
    heard.until(lambda: heard.answers)
    assert [ask for ask, _ in heard.answers] == [last]


def test_an_image_that_cannot_be_read_fails_and_so_do_questions_about_it(parts, images):
    segmenter, heard, _, _ = parts
    images[0].write_bytes(b"no image")
    scene = Scene(images[0])
    segmenter.look([scene, Scene(images[1])])
    segmenter.ask(Ask(scene, CLICK))
    heard.until(lambda: heard.answers and heard.ready)
    assert isinstance(heard.answers[0][1], Problem)
    assert heard.failed[0][0] == scene
    assert segmenter.failure(scene) is not None


def test_a_decoder_that_ends_is_asked_once_more(parts, images):
    segmenter, heard, _, decoder = parts
    segmenter.look([Scene(images[0])])
    decoder.lose = 1
    segmenter.ask(Ask(Scene(images[0]), CLICK))
    heard.until(lambda: heard.answers)
    assert isinstance(heard.answers[0][1], Marked)
    decoder.lose = 2
    segmenter.ask(Ask(Scene(images[0]), CLICK.with_spot(XY(1, 1))))
    heard.until(lambda: len(heard.answers) == 2)
    assert isinstance(heard.answers[1][1], Problem)


def test_an_encoder_that_ends_is_asked_once_more(parts, images):
    segmenter, heard, encoder, _ = parts
    encoder.lose = 1
    segmenter.look([Scene(images[0])])
    heard.until(lambda: heard.ready)
    encoder.lose = 2
    segmenter.look([Scene(images[1])])
    heard.until(lambda: heard.failed)
    assert heard.failed[0][0] == Scene(images[1])
    segmenter.use(segmenter._plan.model)  # the tool is taken again
    heard.until(lambda: Scene(images[1]) in heard.ready)


def test_an_image_of_the_same_content_is_not_looked_at_again(parts, images, tmp_path):
    segmenter, heard, encoder, _ = parts
    copy = tmp_path / "copy.png"
    copy.write_bytes(images[0].read_bytes())
    segmenter.look([Scene(images[0]), Scene(copy)])
    heard.until(lambda: len(heard.ready) == 2)
    assert encoder.looks == 1


def test_a_changed_file_is_looked_at_again(parts, images):
    segmenter, heard, encoder, _ = parts
    segmenter.look([Scene(images[0])])
    heard.until(lambda: heard.ready)
    images[0].write_bytes(images[1].read_bytes())
    segmenter.forget(images[0])
    heard.until(lambda: len(heard.ready) == 2)
    assert encoder.looks == 2


def test_a_part_is_looked_at_for_itself(parts, images):
    segmenter, heard, encoder, _ = parts
    scenes = [Scene(images[0], Rect(256, 128, 448, 288)), Scene(images[0])]
    segmenter.look(scenes)
    heard.until(lambda: len(heard.ready) == 2)
    segmenter.ask(Ask(scenes[0], CLICK))
    heard.until(lambda: heard.answers)
    bounds = heard.answers[0][1].mask.bounds
    assert bounds == Rect(301, 181, 339, 219)  # 100 px of 1024 over 192 px of the image
    assert encoder.looks == 2


def test_a_frame_is_looked_at_for_itself(parts, tmp_path):
    segmenter, heard, encoder, _ = parts
    first, second = (Image.new("L", (64, 48), value) for value in (40, 200))
    path = tmp_path / "two.tiff"
    first.save(path, save_all=True, append_images=[second])
    segmenter.look([Scene(path), Scene(path, frame=1)])
    heard.until(lambda: len(heard.ready) == 2)
    assert encoder.looks == 2


def test_what_was_made_once_is_on_the_disk_for_the_next_start(model, images, tmp_path):
    looks = []
    for _ in range(2):
        encoder, decoder, heard = Here(), Here(), Heard()
        means = Means(lambda e=encoder: e, lambda d=decoder: d, store=Embeddings(tmp_path / "kept"))
        segmenter = Segmenter(heard, means=means)
        segmenter.use(model)
        segmenter.look([Scene(images[0])])
        heard.until(lambda h=heard: h.ready)
        segmenter.close()
        looks.append(encoder.looks)
    assert looks == [1, 0]


def test_another_model_looks_for_itself(parts, images, model):
    segmenter, heard, encoder, _ = parts
    segmenter.look([Scene(images[0])])
    heard.until(lambda: heard.ready)
    recipe = replace(model.recipe, license="another")
    segmenter.use(replace(model, recipe=recipe))
    heard.until(lambda: len(heard.ready) == 2)
    assert encoder.looks == 1  # of the same digest: its embeddings are the same


def test_a_model_that_does_not_load_says_so_for_each_question(images, model, tmp_path):
    heard = Heard()
    segmenter = Segmenter(heard, means=Means(Here, Here))
    model.path.write_bytes(b"")
    segmenter.use(model)
    segmenter.look([Scene(images[0])])
    segmenter.ask(Ask(Scene(images[0]), CLICK))
    heard.until(lambda: heard.answers)
    segmenter.close()
    assert isinstance(heard.answers[0][1], Problem)


def test_both_halves_run_in_children_that_may_end(images, model):
    encoder, decoder, heard = HalfWorker(), HalfWorker(), Heard()
    segmenter = Segmenter(heard, means=Means(lambda: encoder, lambda: decoder, device="cpu"))
    segmenter.use(model)
    scene = Scene(images[0])
    segmenter.look([scene])
    segmenter.ask(Ask(scene, CLICK))
    heard.until(lambda: heard.answers)
    first = heard.answers[0][1]
    decoder._running.process.kill()
    segmenter.ask(Ask(scene, CLICK.with_spot(XY(330, 200))))
    heard.until(lambda: len(heard.answers) == 2)
    segmenter.close()
    assert first.mask.bounds == Rect(257, 137, 383, 263)
    assert isinstance(heard.answers[1][1], Marked)
    assert "PySide6" not in encoder.modules
    assert encoder.pid is decoder.pid is None


SIZE = Size(4000, 3000)


@pytest.mark.parametrize(
    ("seen", "before", "wanted"),
    [
        (Rect(0, 0, 4000, 3000), None, None),
        (Rect(-100, -50, 2100, 900), None, None),
        (Rect(1000, 1000, 1800, 1600), None, Rect(800, 800, 2016, 1824)),
        (Rect(3700, 2800, 4100, 3100), None, Rect(3616, 2720, 4000, 3000)),
        (Rect(1100, 1000, 1900, 1600), Rect(800, 800, 2016, 1824), Rect(800, 800, 2016, 1824)),
        (Rect(1300, 1000, 2100, 1600), Rect(800, 800, 2016, 1824), Rect(1088, 800, 2304, 1824)),
        (Rect(1300, 1000, 1500, 1100), Rect(800, 800, 2016, 1824), Rect(1248, 928, 1568, 1152)),
        (Rect(9000, 0, 9100, 50), None, None),
    ],
)
def test_when_looking_closely_the_part_in_sight_is_looked_at(seen, before, wanted):
    assert part_in_sight(seen, SIZE, before) == wanted


def test_a_part_holds_only_what_was_shown_within_it(tmp_path):
    scene = Scene(tmp_path, Rect(0, 0, 100, 100))
    assert scene.holds(Prompt().with_spot(XY(50, 50)))
    assert not scene.holds(Prompt().with_spot(XY(50, 150)))
    assert not scene.holds(Prompt(box=Rect(50, 50, 150, 90)))
    assert scene.whole.holds(Prompt().with_spot(XY(50, 150)))


def test_errors_of_ours_are_shown_and_told(parts, images):
    segmenter, heard, encoder, _ = parts
    encoder.embed = lambda *_: (_ for _ in ()).throw(UserError(Text("Model", "no")))
    segmenter.look([Scene(images[0])])
    heard.until(lambda: heard.failed)
    assert str(heard.failed[0][1].text) == "no"
