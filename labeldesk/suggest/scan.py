"""The look at a model file before onnxruntime ever sees it: nothing here runs the model.

What is refused, and why, is in reference order: size, readable protobuf, operators of known
domains, nesting and node count, tensor sizes, external data only as plain files beside the
model. External data through ``..``, absolute paths and links let a model read other files.
"""

from __future__ import annotations

import hashlib
import math
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.recipe import MAIN_PARTS

if TYPE_CHECKING:
    import onnx

LARGEST_FILE = 2 << 30  # bytes: the limit of a protobuf message
MOST_NODES = 200_000
DEEPEST = 16  # graphs within graphs
MOST_CALLS = 64  # functions that call one another
LARGEST_SIDE = 1 << 16  # pixels or channels of a declared input
MOST_NUMBERS = 1 << 32  # of one stored tensor
LARGEST_EXTERNAL = 8 << 30  # bytes of all external data together
# Operators of known domains that read files, run code of others or load libraries.
BARRED = frozenset({"EPContext", "PythonOp", "PythonOpGrad", "ATen", "TritonOp"})
DOMAINS = frozenset({"", "ai.onnx", "ai.onnx.ml", "com.microsoft"})
OTHER_FORMATS = {".pt", ".pth", ".h5", ".tflite", ".pb", ".safetensors", ".ckpt", ".engine"}

_NOT_FOUND = QT_TRANSLATE_NOOP("Model", "There is no such file")
_UNREADABLE = QT_TRANSLATE_NOOP("Model", "The file is not readable: {reason}")
_OTHER = QT_TRANSLATE_NOOP("Model", "This is a {suffix} file; Labeldesk runs ONNX models")
_EXPORT = QT_TRANSLATE_NOOP("Model", "Export it to ONNX with: {command}")
_TOO_LARGE = QT_TRANSLATE_NOOP("Model", "The file has {size} bytes; the limit is {limit}")
_NOT_ONNX = QT_TRANSLATE_NOOP("Model", "This is not an ONNX model: {reason}")
_EMPTY = QT_TRANSLATE_NOOP("Model", "the file is empty")
_NO_GRAPH = QT_TRANSLATE_NOOP("Model", "it holds no graph with outputs")
_DOMAIN = QT_TRANSLATE_NOOP(
    "Model", "The operator {op} is of the unknown domain {domain}; own operators are not loaded"
)
_BARRED = QT_TRANSLATE_NOOP(
    "Model", "The operator {op} would read other files or run other programs; it is not loaded"
)
_ROUND = QT_TRANSLATE_NOOP("Model", "The function {op} calls itself")
_TWICE = QT_TRANSLATE_NOOP("Model", "External data says {key} more than once")
_EXTERNAL_LARGE = QT_TRANSLATE_NOOP(
    "Model", "The external data have {size} bytes; the limit is {limit}"
)
_NODES = QT_TRANSLATE_NOOP("Model", "The graph has {count} nodes; the limit is {limit}")
_NESTED = QT_TRANSLATE_NOOP("Model", "Graphs are nested deeper than {limit} levels")
_DIMS = QT_TRANSLATE_NOOP("Model", "The sizes {dims} are beyond every limit")
_LOCATION = QT_TRANSLATE_NOOP(
    "Model", "External data {location} is not a plain file name beside the model"
)
_EXTERNAL_MISSING = QT_TRANSLATE_NOOP("Model", "The external data file {location} is missing")
_LINK = QT_TRANSLATE_NOOP("Model", "The external data file {location} is a link, not a plain file")
_RANGE = QT_TRANSLATE_NOOP(
    "Model", "The external data file {location} has {size} bytes, but {end} are asked for"
)
_COMMANDS = {
    ".pt": "yolo export model={name} format=onnx",
    ".pth": "torch.onnx.export(model, torch.zeros(1, 3, 640, 640), '{stem}.onnx')",
    ".h5": "python -m tf2onnx.convert --keras {name} --output {stem}.onnx",
    ".tflite": "python -m tf2onnx.convert --tflite {name} --output {stem}.onnx",
}


@dataclass(frozen=True, slots=True)
class Scan:
    """A file that may be loaded: its digest, its parsed graph without external data, files.

    `sha256` is that of the file; with external data it is that of the digests of all parts.
    """

    path: Path
    sha256: str
    bytes: int
    model: onnx.ModelProto
    external: tuple[str, ...] = ()

    @property
    def files(self) -> dict[str, str]:
        """The parts as a recipe names them."""
        extra = {f"external{index}": name for index, name in enumerate(self.external)}
        return {"model": self.path.name, **extra}


class Refused(UserError):  # noqa: N818 (a verdict on the file)
    """The file must not be loaded; `findings` says everything that speaks against it."""

    def __init__(self, findings: tuple[Problem, ...], *, advice: Text | None = None) -> None:
        first = findings[0]
        super().__init__(first.text, path=first.path, place=first.place, advice=advice)
        self.findings = findings


def scan(path: Path) -> Scan:
    """Look at a model file; raises `Refused` with every finding. Runs on any thread."""
    name = str(path)
    size = _size(path, name)
    model = _parse(path, name)
    walk = _Walk(name)
    walk.model(model)
    beside = tuple(sorted({_entry(t, "location") for t in walk.external}))
    for tensor in walk.external:
        walk.findings.extend(_external(path.parent, tensor, name))
    if not walk.findings:
        walk.findings.extend(_together(path.parent, beside, name))
    if walk.findings:
        raise Refused(tuple(walk.findings))
    return Scan(path, digest(path, beside), size, model, beside)


def digest(
    path: Path, beside: tuple[str, ...] = (), known: Mapping[str, bytes] | None = None
) -> str:
    """The sha256 that names a model, with its other half and its external data if it has any.

    `known` are contents, by name, of files that were already read.
    """
    read = known or {}
    parts = [
        hashlib.sha256(read[name]).hexdigest() if name in read else _sha256(path.parent / name)
        for name in (path.name, *beside)
    ]
    return parts[0] if len(parts) == 1 else hashlib.sha256("".join(parts).encode()).hexdigest()


def external(files: Mapping[str, str]) -> tuple[str, ...]:
    """All but the first file of a recipe (see `Recipe.main`), in the order of the digest."""
    return tuple(sorted(name for part, name in files.items() if part not in MAIN_PARTS))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refused(text: Text, path: str, *, place: str = "", advice: Text | None = None) -> Refused:
    return Refused((Problem(Severity.ERROR, text, path, place),), advice=advice)


def _size(path: Path, name: str) -> int:
    suffix = path.suffix.lower()
    if suffix in OTHER_FORMATS:
        command = _COMMANDS.get(suffix, "")
        advice = _EXPORT.filled(command=command.format(name=path.name, stem=path.stem))
        raise _refused(_OTHER.filled(suffix=suffix), name, advice=advice if command else None)
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise _refused(_NOT_FOUND, name) from error
    except (OSError, ValueError) as error:
        raise _refused(_UNREADABLE.filled(reason=str(error)), name) from error
    if not stat.S_ISREG(status.st_mode):
        raise _refused(_UNREADABLE.filled(reason="not a file"), name)
    if not status.st_size:
        raise _refused(_NOT_ONNX.filled(reason=_EMPTY), name)
    if status.st_size > LARGEST_FILE:
        raise _refused(_TOO_LARGE.filled(size=status.st_size, limit=LARGEST_FILE), name)
    return status.st_size


def _parse(path: Path, name: str) -> onnx.ModelProto:
    import onnx
    from google.protobuf.message import DecodeError

    try:
        model = onnx.load(str(path), format="protobuf", load_external_data=False)
    except (DecodeError, RecursionError) as error:
        raise _refused(_NOT_ONNX.filled(reason=str(error)), name) from error
    except OSError as error:
        raise _refused(_UNREADABLE.filled(reason=str(error)), name) from error
    if not model.graph.output or not model.graph.node or model.ir_version < 1:
        raise _refused(_NOT_ONNX.filled(reason=_NO_GRAPH), name)
    return model


class _Walk:
    """Visits every node and tensor of a model, graphs within graphs and functions included."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Problem] = []
        self.external: list[Any] = []
        self._nodes = 0
        self._own: frozenset[tuple[str, str]] = frozenset()
        self._seen: set[tuple[str, str]] = set()

    def model(self, model: onnx.ModelProto) -> None:
        """Everything in the file."""
        # A function's body is part of the file and is visited too: it is no foreign code.
        self._own = frozenset((function.domain, function.name) for function in model.functions)
        for item in model.graph.input:
            dims = [d.dim_value for d in item.type.tensor_type.shape.dim]
            # Paddle's exporter writes a free size as -1.
            if any(dim < -1 or dim > LARGEST_SIDE for dim in dims):
                self._find(_DIMS.filled(dims=str(dims)), item.name)
        self._graph(model.graph, 1)
        for training in model.training_info:
            self._graph(training.initialization, 1)
            self._graph(training.algorithm, 1)
        for function in model.functions:
            self._visit(function.node, 1)
            self._values(function.attribute_proto, 1)
        self._unfolded(model)
        if self._nodes > MOST_NODES:
            self._find(_NODES.filled(count=self._nodes, limit=MOST_NODES))

    def _graph(self, graph: onnx.GraphProto, depth: int) -> None:
        if depth > DEEPEST:
            self._find(_NESTED.filled(limit=DEEPEST))
            return
        for tensor in graph.initializer:
            self._tensor(tensor)
        for sparse in graph.sparse_initializer:
            self._tensor(sparse.values)
            self._tensor(sparse.indices)
        self._visit(graph.node, depth)

    def _visit(self, nodes: Any, depth: int) -> None:  # noqa: ANN401 (repeated protobuf field)
        self._nodes += len(nodes)
        for node in nodes:
            self._domain(node.op_type, node.domain)
            self._values(node.attribute, depth)

    def _values(self, attributes: Any, depth: int) -> None:  # noqa: ANN401 (repeated field)
        for attribute in attributes:
            for graph in _parts(attribute, "g", "graphs"):
                self._graph(graph, depth + 1)
            for tensor in _parts(attribute, "t", "tensors"):
                self._tensor(tensor)
            for sparse in _parts(attribute, "sparse_tensor", "sparse_tensors"):
                self._tensor(sparse.values)
                self._tensor(sparse.indices)

    def _unfolded(self, model: onnx.ModelProto) -> None:
        """The runtime puts the body of a function in the place of each call: few functions that
        call one another can become billions of nodes.
        """
        sizes = _Sizes(model)
        try:
            self._nodes += sizes.of_calls(model.graph.node)
        except RecursionError as error:
            self._find(_ROUND.filled(op=str(error)), str(error))

    def _domain(self, op: str, domain: str) -> None:
        is_own = (domain, op) in self._own
        if (op, domain) in self._seen:
            return
        self._seen.add((op, domain))
        if domain not in DOMAINS and not is_own:
            self._find(_DOMAIN.filled(op=op, domain=domain), op)
        elif op in BARRED and not is_own:
            self._find(_BARRED.filled(op=op), op)

    def _tensor(self, tensor: onnx.TensorProto) -> None:
        dims = list(tensor.dims)
        if any(dim < 0 for dim in dims) or math.prod(dims) > MOST_NUMBERS:
            self._find(_DIMS.filled(dims=str(dims)), tensor.name)
        if tensor.data_location == tensor.EXTERNAL or tensor.external_data:
            self.external.append(tensor)

    def _find(self, text: Text, place: str = "") -> None:
        self.findings.append(Problem(Severity.ERROR, text, self.path, place))


class _Sizes:
    """How many nodes functions become where they are called."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self._bodies = {(f.domain, f.name): f.node for f in model.functions}
        self._known: dict[tuple[str, str], int] = {}
        self._open: list[tuple[str, str]] = []

    def of_calls(self, nodes: Any) -> int:  # noqa: ANN401 (repeated protobuf field)
        """What comes in for the calls among `nodes`, those in graphs within them included; raises
        `RecursionError` with the name of a function that calls itself.
        """
        count = 0
        for node in nodes:
            count += self._of((node.domain, node.op_type))
            for attribute in node.attribute:
                for graph in _parts(attribute, "g", "graphs"):
                    count += self.of_calls(graph.node)
        return count

    def _of(self, name: tuple[str, str]) -> int:
        if name not in self._bodies:
            return 0
        if name in self._open or len(self._open) > MOST_CALLS:
            raise RecursionError(name[1])
        if name not in self._known:
            self._open.append(name)
            body = self._bodies[name]
            self._known[name] = len(body) + self.of_calls(body)
            self._open.pop()
        return self._known[name]


def _parts(attribute: Any, one: str, many: str) -> Iterator[Any]:  # noqa: ANN401 (protobuf)
    if attribute.HasField(one):
        yield getattr(attribute, one)
    yield from getattr(attribute, many)


def _entry(tensor: Any, key: str) -> str:  # noqa: ANN401 (protobuf)
    return next((str(item.value) for item in tensor.external_data if item.key == key), "")


def _external(folder: Path, tensor: Any, path: str) -> Iterator[Problem]:  # noqa: ANN401 (protobuf)
    location = _entry(tensor, "location")
    # Of a key that is there twice one reader takes the first and another the last.
    keys = [item.key for item in tensor.external_data]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        yield Problem(Severity.ERROR, _TWICE.filled(key=twice), path, tensor.name)
        return
    problem = _location(folder, location) or _span(folder / location, tensor)
    if problem is not None:
        yield Problem(Severity.ERROR, problem.filled(location=location), path, tensor.name)


def _together(folder: Path, beside: tuple[str, ...], path: str) -> Iterator[Problem]:
    size = sum((folder / item).stat().st_size for item in beside)
    if size > LARGEST_EXTERNAL:
        text = _EXTERNAL_LARGE.filled(size=size, limit=LARGEST_EXTERNAL)
        yield Problem(Severity.ERROR, text, path)


def _location(folder: Path, location: str) -> Text | None:
    plain = PurePosixPath(location).name == location == PureWindowsPath(location).name
    if not plain or location in {"", ".", ".."} or "\0" in location:
        return _LOCATION
    try:
        status = os.lstat(folder / location)
    except (OSError, ValueError):
        return _EXTERNAL_MISSING
    # A hard link shows another file's bytes under a harmless name: onnxruntime follows it.
    return None if stat.S_ISREG(status.st_mode) and status.st_nlink == 1 else _LINK


def _span(file: Path, tensor: Any) -> Text | None:  # noqa: ANN401 (protobuf)
    size = file.stat().st_size
    try:
        offset, length = (int(_entry(tensor, key) or 0) for key in ("offset", "length"))
    except ValueError:
        return _LOCATION
    end = offset + length
    if offset < 0 or length < 0 or end > size:
        return _RANGE.filled(size=size, end=end)
    return None
