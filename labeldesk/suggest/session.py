"""An onnxruntime session made with care: verified bytes, quiet, no spinning, true device."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.jobs.threads import allowed_workers, usable_cores
from labeldesk.suggest.recipe import ModelFile, Task
from labeldesk.suggest.runtime import onnxruntime
from labeldesk.suggest.scan import digest, external
from labeldesk.suggest.trunk import opened_at

CPU = "CPUExecutionProvider"
PREFERRED = ("CUDAExecutionProvider", "DmlExecutionProvider", "CoreMLExecutionProvider", CPU)
DEVICES = {
    "auto": PREFERRED,
    "cpu": (CPU,),
    "cuda": ("CUDAExecutionProvider", CPU),
    "directml": ("DmlExecutionProvider", CPU),
    "coreml": ("CoreMLExecutionProvider", CPU),
}
_QUIET = 3  # errors and worse; old graphs print hundreds of warnings otherwise

_NO_RUNTIME = QT_TRANSLATE_NOOP("Model", "onnxruntime is not installed")
_HOW = QT_TRANSLATE_NOOP("Model", "Install Labeldesk with the extra [cpu] or [gpu]")
_LOAD = QT_TRANSLATE_NOOP("Model", "The model does not load: {reason}")
_CHANGED = QT_TRANSLATE_NOOP("Model", "The model file is not the one that was looked at")
_FELL_BACK = QT_TRANSLATE_NOOP("Model", "{asked} is not usable here; the model runs on {used}")
_NOT_HERE = QT_TRANSLATE_NOOP(
    "Model", "{asked} is not part of this installation; the model runs on {used}"
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A loaded model: the device it truly runs on, what is odd about that, and what this
    installation offers.
    """

    providers: tuple[str, ...]
    notes: tuple[Problem, ...] = ()
    offered: tuple[str, ...] = ()


def threads() -> int:
    """Threads for one model: all cores but one, which is the window's."""
    return allowed_workers(usable_cores())


def cpu_only(device: str) -> bool:
    """Whether nothing but the processor can come into question."""
    offered = onnxruntime().get_available_providers()
    return all(name == CPU or name not in offered for name in DEVICES.get(device, PREFERRED))


def load(model: ModelFile, *, device: str = "auto", count: int = 0) -> tuple[Any, Opened]:
    """A session and its true device; raises `UserError`. May take seconds: not on the UI thread.

    The bytes that were hashed are the bytes that are loaded: a file that changed after the
    scan is refused. `device` is a key of `DEVICES`.
    """
    try:
        ort = onnxruntime()
    except ImportError as error:
        raise UserError(_NO_RUNTIME, advice=_HOW) from error
    content = _verified(model)
    wanted = DEVICES.get(device, PREFERRED)
    here = tuple(ort.get_available_providers())
    offered = [name for name in wanted if name in here] or [CPU]
    if "CUDAExecutionProvider" in offered:
        ort.preload_dlls()  # finds CUDA in the Python packages beside it
    options = _options(ort, model.path.parent, count or threads())
    try:
        session = ort.InferenceSession(content, options, providers=offered)
    except errors() as error:
        reason = str(error).strip()[:500]
        raise UserError(_LOAD.filled(reason=reason), path=str(model.path)) from error
    used = tuple(session.get_providers())
    return session, Opened(used, _truth(device, wanted, offered, used), here)


def _verified(model: ModelFile) -> bytes:
    recipe = model.recipe
    try:
        content = model.path.read_bytes()
        beside, known = external(recipe.files), {model.path.name: content}
        main = model.path.with_name(recipe.main) if model.path.name in beside else model.path
        if recipe.sha256 and digest(main, beside, known) != recipe.sha256:
            raise UserError(_CHANGED, path=str(model.path))
    except OSError as error:
        raise UserError(_LOAD.filled(reason=str(error)), path=str(model.path)) from error
    if recipe.task is Task.EMBED:
        content = opened_at(content, recipe.output.names)
    return cleared(content) if recipe.clear_dims else content


def _options(ort: Any, folder: Path, count: int) -> Any:  # noqa: ANN401 (the module, its options)
    options = ort.SessionOptions()
    options.log_severity_level = _QUIET
    options.intra_op_num_threads = count
    options.inter_op_num_threads = 1
    # Spinning threads eat the core that the window needs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.inter_op.allow_spinning", "0")
    options.add_session_config_entry(
        "session.model_external_initializers_file_folder_path", str(folder)
    )
    return options


def _truth(
    device: str, wanted: Sequence[str], offered: Sequence[str], used: Sequence[str]
) -> tuple[Problem, ...]:
    """What to say when the model does not run where it was asked to."""
    first = wanted[0] if device != "auto" else offered[0]
    if first in used[:1]:
        return ()
    text = _NOT_HERE if first not in offered else _FELL_BACK
    asked, got = (name.removesuffix("ExecutionProvider") for name in (first, used[0]))
    return (Problem(Severity.WARNING, text.filled(asked=asked, used=got)),)


def errors() -> tuple[type[BaseException], ...]:
    """Everything onnxruntime raises for a bad model or a bad input."""
    state = onnxruntime().capi.onnxruntime_pybind11_state
    own = [value for value in vars(state).values() if isinstance(value, type)]
    return (MemoryError, RuntimeError, ValueError, *(e for e in own if issubclass(e, Exception)))


def cleared(content: bytes) -> bytes:
    """The model with the sizes of its inputs and outputs made free, in memory.

    Some exporters declare sizes that their own graph does not keep to.
    """
    import onnx

    model = onnx.load_from_string(content)
    constants = {item.name for item in model.graph.initializer}
    for item in (*model.graph.input, *model.graph.output):
        if item.name not in constants:
            for axis, dim in enumerate(item.type.tensor_type.shape.dim):
                dim.Clear()
                dim.dim_param = f"{item.name}_{axis}"
    del model.graph.value_info[:]
    result: bytes = model.SerializeToString()
    return result
