"""The child process: it may crash, hang and eat memory; the parent says so and goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import psutil
import pytest
from onnx import TensorProto, helper

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.suggest.backend import Limits, ModelLost
from labeldesk.suggest.fake import write_detector
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.preprocess import fitted
from labeldesk.suggest.recipe import InputSpec, ModelFile, OutputSpec, Recipe, Task
from labeldesk.suggest.runner import Model
from labeldesk.suggest.scan import scan
from labeldesk.suggest.worker import Worker
from tests.unit.suggest.models import LANDSCAPE, picture

ROW = (10.5, 20.25, 110.0, 220.5, 0.9, 1)


@pytest.fixture
def detector(tmp_path) -> ModelFile:
    write_detector(tmp_path / "m.onnx", [ROW], ["cat", "dog"], image=LANDSCAPE)
    return inspect(tmp_path / "m.onnx").model


@pytest.fixture
def workers():
    made: list[Worker] = []

    def make(**limits) -> Worker:
        made.append(Worker(Limits(**limits)))
        return made[-1]

    yield make
    for worker in made:
        worker.close()


def looked(worker, model, cancel=None, size=LANDSCAPE):
    canvas, at = fitted(picture(size), model.recipe.input)
    return worker.run(canvas, at, cancel or Cancel())


def asked(worker, model):
    worker.open(model)
    return looked(worker, model)


def crafted(path: Path, nodes, **more) -> ModelFile:
    """A model of these nodes from `images` [1,3,8,8] to `output0`."""
    image = helper.make_tensor_value_info("images", TensorProto.FLOAT, [1, 3, 8, 8])
    out = helper.make_tensor_value_info("output0", TensorProto.FLOAT, None)
    graph = helper.make_graph(nodes, "g", [image], [out], **more)
    opsets = [helper.make_opsetid("", 17)]
    model = helper.make_model(graph, ir_version=8, opset_imports=opsets)
    path.write_bytes(model.SerializeToString())
    fed = InputSpec(width=8, height=8)
    read = OutputSpec("yolo-end2end", ("output0",))
    return ModelFile(path, Recipe("test", Task.DETECT, fed, read))


def endless_body():
    """What a Loop does over and over, for as long as it was told to go on at first."""
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, None)
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, None)
    turn = helper.make_tensor_value_info("turn", TensorProto.INT64, [])
    going = helper.make_tensor_value_info("going", TensorProto.BOOL, [])
    still = helper.make_tensor_value_info("still", TensorProto.BOOL, [])
    steps = [
        helper.make_node("Identity", ["going"], ["still"]),
        helper.make_node("Sin", ["x"], ["y"]),
    ]
    return helper.make_graph(steps, "body", [turn, going, x], [still, y])


def endless(path: Path) -> ModelFile:
    """A Loop without an end."""
    body = endless_body()
    yes = helper.make_tensor("yes", TensorProto.BOOL, [], [True])
    loop = helper.make_node("Loop", ["", "yes", "images"], ["output0"], body=body)
    return crafted(path, [loop], initializer=[yes])


def glutton(path: Path) -> ModelFile:
    """A few bytes that ask for 6.4 GB."""
    size = helper.make_tensor("n", TensorProto.INT64, [1], [1_600_000_000])
    return crafted(
        path, [helper.make_node("ConstantOfShape", ["n"], ["output0"])], initializer=[size]
    )


def test_the_child_answers_as_this_process_does(detector, workers):
    worker = workers()
    opened = worker.open(detector)
    assert opened.providers == ("CPUExecutionProvider",)
    here = Model(detector).suggest(picture(LANDSCAPE))
    assert looked(worker, detector).founds == here.founds
    assert np.allclose(looked(worker, detector).founds[0].shape.bounds, ROW[:4], atol=1e-3)


def test_the_child_has_no_qt_and_steps_back(detector, workers):
    worker = workers()
    worker.open(detector)
    assert "onnxruntime" in worker.modules
    assert not {"PySide6", "shiboken6", "sqlalchemy"} & set(worker.modules)
    if sys.platform != "win32":
        assert psutil.Process(worker.pid).nice() > 0


def test_a_killed_child_is_named_and_started_again(detector, workers, tmp_path):
    model = endless(tmp_path / "endless.onnx")
    worker = workers()
    worker.open(model)
    threading.Timer(0.3, os.kill, (worker.pid, signal.SIGKILL if os.name == "posix" else 9)).start()
    with pytest.raises(ModelLost, match="process ended"):
        looked(worker, model)
    assert worker.pid is None
    worker.open(detector)
    os.kill(worker.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    with pytest.raises(ModelLost, match="started again"):
        looked(worker, detector)
    assert len(looked(worker, detector).founds) == 1


def test_an_endless_model_is_stopped_on_request(tmp_path, workers):
    model = endless(tmp_path / "endless.onnx")
    worker, cancel = workers(), Cancel()
    worker.open(model)
    threading.Timer(0.2, cancel.set).start()
    with pytest.raises(Cancelled):
        looked(worker, model, cancel)


def test_an_endless_model_runs_out_of_time(tmp_path, workers):
    model = endless(tmp_path / "endless.onnx")
    worker = workers(run_s=0.3)
    worker.open(model)
    with pytest.raises(ModelLost, match="did not answer within"):
        looked(worker, model)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is the system's on Linux only")
def test_a_few_bytes_that_ask_for_gigabytes_fail_cleanly(tmp_path, workers, detector):
    model = glutton(tmp_path / "glutton.onnx")
    assert model.path.stat().st_size < 200
    worker = workers(memory=1 << 30)
    with pytest.raises(UserError) as caught:
        asked(worker, model)
    assert not isinstance(caught.value, ModelLost)
    worker.open(detector)
    assert len(looked(worker, detector).founds) == 1


def test_a_load_that_takes_too_long_is_ended(detector, workers):
    worker = workers(load_s=0.0)
    with pytest.raises(UserError, match="did not load within"):
        worker.open(detector)
    assert worker.pid is None


def test_a_file_that_changed_since_it_was_looked_at_is_refused(detector, workers):
    write_detector(detector.path, [], ["cat"], image=LANDSCAPE)
    with pytest.raises(UserError, match="not the one that was looked at"):
        workers().open(detector)


def test_an_answer_of_another_form_is_a_message_not_a_crash(tmp_path, workers):
    model = crafted(tmp_path / "odd.onnx", [helper.make_node("Relu", ["images"], ["output0"])])
    worker = workers()
    worker.open(model)
    pid = worker.pid
    with pytest.raises(UserError, match="which yolo-end2end does not have"):
        looked(worker, model)
    assert worker.pid == pid


def test_another_device_than_asked_is_said(detector, workers):
    opened = workers().open(detector, "cuda")
    if opened.providers[0] == "CPUExecutionProvider":
        assert "the model runs on CPU" in str(opened.notes[0])


def test_a_picture_given_ahead_has_its_own_answer_even_when_it_is_overtaken(tmp_path, workers):
    """The model's box is as wide as the picture is bright: each answer shows its picture."""
    mean = [
        helper.make_node("ReduceMean", ["images"], ["m"], keepdims=0),
        helper.make_node("Reshape", ["m", "one"], ["s"]),
        helper.make_node("Mul", ["s", "row"], ["output0"]),
    ]
    one = helper.make_tensor("one", TensorProto.INT64, [3], [1, 1, 1])
    row = helper.make_tensor("row", TensorProto.FLOAT, [1, 1, 6], [0, 0, 8, 8, 1, 0])
    model = crafted(tmp_path / "m.onnx", mean, initializer=[one, row])
    worker = workers()
    worker.open(model)
    items = [fitted(np.full((8, 8, 3), 50 * n, np.uint8), model.recipe.input) for n in range(1, 6)]
    given = {0: 1, 1: 2, 2: 3, 3: None, 4: None}
    scores = {}
    for index in (0, 1, 4, 2, 3):
        ahead = items[given[index]] if given[index] is not None else None
        answer = worker.run(*items[index], Cancel(), ahead)
        scores[index] = answer.founds[0].score
    assert [scores[n] for n in range(5)] == pytest.approx([50 * n / 255 for n in range(1, 6)])


def test_what_was_given_ahead_is_stopped_too(tmp_path, workers):
    model = endless(tmp_path / "m.onnx")
    worker, cancel = workers(), Cancel()
    worker.open(model)
    worker._is_quick = True
    first, second = (fitted(picture(LANDSCAPE), model.recipe.input) for _ in range(2))
    worker._ring.put(first[0])
    threading.Timer(0.2, cancel.set).start()
    with pytest.raises(Cancelled):
        worker.run(*first, cancel, second)
    assert worker.pid is not None
    threading.Timer(0.2, cancel.set).start()
    again = Cancel()
    threading.Timer(0.2, again.set).start()
    with pytest.raises(Cancelled):
        worker.run(*second, again)


def test_only_the_picture_that_the_model_dies_of_is_blamed(tmp_path, workers):
    """The model never ends on a bright picture; on a dark one it answers."""
    body = endless_body()
    steps = [
        helper.make_node("ReduceMean", ["images"], ["m"], keepdims=0),
        helper.make_node("Greater", ["m", "half"], ["bright"]),
        helper.make_node("Loop", ["", "bright", "row"], ["output0"], body=body),
    ]
    row = helper.make_tensor("row", TensorProto.FLOAT, [1, 1, 6], [1, 1, 7, 7, 0.9, 0])
    half = helper.make_tensor("half", TensorProto.FLOAT, [], [0.5])
    model = crafted(tmp_path / "m.onnx", steps, initializer=[row, half])
    worker = workers(run_s=0.5)
    worker.open(model)
    spec = model.recipe.input
    dark, bright, other = (
        fitted(np.full((8, 8, 3), grey, np.uint8), spec) for grey in (0, 255, 10)
    )
    worker.run(*dark, Cancel())
    assert worker._is_quick
    worker.run(*dark, Cancel(), bright)
    assert len(worker.run(*other, Cancel()).founds) == 1
    with pytest.raises(ModelLost, match="did not answer"):
        worker.run(*bright, Cancel())
    assert len(worker.run(*other, Cancel()).founds) == 1


def test_the_child_ends_with_its_parent_and_leaves_nothing(detector, tmp_path):
    code = (
        "import sys,os;from pathlib import Path;"
        "from labeldesk.suggest.worker import Worker;"
        "from labeldesk.suggest.inspection import inspect\n"
        "if __name__ == '__main__':\n"
        " w=Worker();w.open(inspect(Path(sys.argv[1])).model);print(w.pid,flush=True);os._exit(9)"
    )
    script = tmp_path / "parent.py"
    script.write_text(code, encoding="utf-8")
    left = tmp_path / "temporary"
    left.mkdir()
    top = str(Path(__file__).parents[3])
    env = {**os.environ, "PYTHONPATH": top, "TMPDIR": str(left)}
    done = subprocess.run(
        [sys.executable, str(script), str(detector.path)],
        capture_output=True, text=True, env=env, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 9
    _gone, alive = psutil.wait_procs(_processes(int(done.stdout)), timeout=10)
    assert not alive
    assert list(left.glob("labeldesk-*")) == []


def _processes(pid: int) -> list[psutil.Process]:
    try:
        return [psutil.Process(pid)]
    except psutil.NoSuchProcess:
        return []


def test_the_memory_is_reused_between_pictures(detector, workers):
    worker = workers()
    worker.open(detector)
    for _ in range(5):
        looked(worker, detector)
    first = worker._ring._memory.name
    looked(worker, detector)
    assert worker._ring._memory.name == first


def test_scans_see_the_crafted_models_as_sound(tmp_path):
    """They do harm only when they run: that is what the child is for."""
    for make in (endless, glutton):
        assert scan(make(tmp_path / f"{make.__name__}.onnx").path)
