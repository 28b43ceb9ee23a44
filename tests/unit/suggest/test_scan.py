"""Files that must not reach onnxruntime, and those that may."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from labeldesk.suggest import scan as scanning
from labeldesk.suggest.fake import constant_model
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.runner import Model
from labeldesk.suggest.scan import Refused, scan
from tests.unit.suggest.models import LANDSCAPE, picture

TABLE = np.zeros((1, 300, 6), np.float32)


def saved(path: Path, model: onnx.ModelProto) -> Path:
    path.write_bytes(model.SerializeToString())
    return path


def external(location: str, *, length: int = 4, offset: int = 0) -> onnx.ModelProto:
    tensor = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[1])
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", location), ("offset", str(offset)), ("length", str(length))):
        tensor.external_data.add(key=key, value=value)
    return with_tensor(tensor)


def with_tensor(tensor: TensorProto) -> onnx.ModelProto:
    model = constant_model({"output0": TABLE})
    model.graph.initializer.append(tensor)
    return model


def verdict(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        scan(path)
    return " | ".join(map(str, caught.value.findings))


def test_a_sound_model_passes_with_its_digest(tmp_path):
    seen = scan(saved(tmp_path / "m.onnx", constant_model({"output0": TABLE})))
    assert len(seen.sha256) == 64
    assert seen.files == {"model": "m.onnx"}


@pytest.mark.parametrize(
    "location", ["../w.bin", "/etc/passwd", "a/w.bin", "a\\w.bin", "C:w", ".."]
)
def test_external_data_must_be_a_bare_name(tmp_path, location):
    (tmp_path / "sub").mkdir()
    (tmp_path / "w.bin").write_bytes(bytes(4))
    assert "not a plain file name" in verdict(
        saved(tmp_path / "sub" / "m.onnx", external(location))
    )


def test_external_data_beside_the_model_is_fine_and_part_of_the_digest(tmp_path):
    (tmp_path / "w.bin").write_bytes(bytes(4))
    path = saved(tmp_path / "m.onnx", external("w.bin"))
    before = scan(path)
    (tmp_path / "w.bin").write_bytes(b"abcd")
    assert before.external == ("w.bin",)
    assert scan(path).sha256 != before.sha256


def test_external_data_as_a_symlink_is_refused(tmp_path):
    (tmp_path / "secret").write_bytes(bytes(4))
    try:
        (tmp_path / "w.bin").symlink_to(tmp_path / "secret")
    except OSError:
        pytest.skip("no symbolic links here")
    assert "is a link" in verdict(saved(tmp_path / "m.onnx", external("w.bin")))


def test_external_data_as_a_hard_link_is_refused(tmp_path):
    (tmp_path / "secret").write_bytes(bytes(4))
    os.link(tmp_path / "secret", tmp_path / "w.bin")
    assert "is a link" in verdict(saved(tmp_path / "m.onnx", external("w.bin")))


def test_external_data_that_is_missing_or_too_short_is_refused(tmp_path):
    assert "missing" in verdict(saved(tmp_path / "m.onnx", external("w.bin")))
    (tmp_path / "w.bin").write_bytes(bytes(4))
    assert "8 are asked for" in verdict(saved(tmp_path / "m.onnx", external("w.bin", offset=4)))


def test_external_data_hidden_in_a_constant_or_a_sparse_tensor_is_found(tmp_path):
    tensor = external("../w.bin").graph.initializer[-1]
    model = constant_model({"output0": TABLE})
    model.graph.node.append(helper.make_node("Constant", [], ["c"], value=tensor))
    sparse = model.graph.sparse_initializer.add()
    sparse.values.CopyFrom(tensor)
    assert verdict(saved(tmp_path / "m.onnx", model)).count("not a plain file name") == 2


def test_an_operator_of_a_foreign_domain_is_refused_by_name(tmp_path):
    model = constant_model({"output0": TABLE})
    model.graph.node.append(helper.make_node("Evil", [], ["e"], domain="org.evil"))
    assert "Evil is of the unknown domain org.evil" in verdict(saved(tmp_path / "m.onnx", model))


def test_a_foreign_operator_inside_a_loop_body_is_found(tmp_path):
    body = helper.make_graph([helper.make_node("Evil", [], ["e"], domain="org.evil")], "b", [], [])
    model = constant_model({"output0": TABLE})
    model.graph.node.append(helper.make_node("If", ["c"], ["r"], then_branch=body))
    assert "org.evil" in verdict(saved(tmp_path / "m.onnx", model))


def test_a_function_of_the_file_itself_is_no_foreign_code(tmp_path):
    model = constant_model({"output0": TABLE})
    body = [helper.make_node("Relu", ["x"], ["y"])]
    opsets = [helper.make_opsetid("", 17)]
    model.functions.append(helper.make_function("own.lib", "F", ["x"], ["y"], body, opsets))
    model.graph.node.append(helper.make_node("F", ["output0"], ["z"], domain="own.lib"))
    assert scan(saved(tmp_path / "m.onnx", model))


def test_a_size_of_minus_one_is_a_free_one(tmp_path):
    free = constant_model({"output0": TABLE}, dims=(-1, 3, -1, 640))
    found = inspect(saved(tmp_path / "a.onnx", free))
    assert str(found.signature.inputs[0]) == "images: float32 [?, 3, ?, 640]"
    assert Model(found.model).suggest(picture(LANDSCAPE)).founds == ()
    odd = constant_model({"output0": TABLE}, dims=(-2, 3, 640, 640))
    assert "beyond every limit" in verdict(saved(tmp_path / "b.onnx", odd))


def test_sizes_beyond_every_limit_are_refused(tmp_path):
    huge = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[1 << 40, 1 << 40])
    assert "beyond every limit" in verdict(saved(tmp_path / "a.onnx", with_tensor(huge)))
    wide = constant_model({"output0": TABLE}, dims=(1, 3, 1 << 30, 1 << 30))
    assert "beyond every limit" in verdict(saved(tmp_path / "b.onnx", wide))


def test_graphs_nested_too_deep_are_refused(tmp_path):
    graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "g", [], [])
    for _ in range(scanning.DEEPEST + 2):
        graph = helper.make_graph(
            [helper.make_node("If", ["c"], ["y"], then_branch=graph)], "g", [], []
        )
    model = constant_model({"output0": TABLE})
    model.graph.node.extend(graph.node)
    assert "nested deeper" in verdict(saved(tmp_path / "m.onnx", model))


def test_too_many_nodes_and_too_large_files_are_refused(tmp_path, monkeypatch):
    path = saved(tmp_path / "m.onnx", constant_model({"output0": TABLE}))
    monkeypatch.setattr(scanning, "MOST_NODES", 0)
    assert "1 nodes" in verdict(path)
    monkeypatch.setattr(scanning, "LARGEST_FILE", 10)
    assert "the limit is 10" in verdict(path)


@pytest.mark.parametrize(
    "content", [b"", b"just some text, no model\n" * 9, b"\x08\x07", bytes(4000), b"\xff" * 64]
)
def test_what_is_no_model_is_said_to_be_none(tmp_path, content):
    (tmp_path / "m.onnx").write_bytes(content)
    assert "not an ONNX model" in verdict(tmp_path / "m.onnx")


def test_a_truncated_model_is_refused(tmp_path):
    whole = constant_model({"output0": TABLE}).SerializeToString()
    (tmp_path / "m.onnx").write_bytes(whole[: len(whole) // 2])
    assert "not an ONNX model" in verdict(tmp_path / "m.onnx")


def test_a_missing_file_and_a_folder_are_said(tmp_path):
    assert "no such file" in verdict(tmp_path / "m.onnx")
    assert "not readable" in verdict(tmp_path)


def test_weights_of_other_programs_get_the_command_that_exports_them(tmp_path):
    with pytest.raises(Refused) as caught:
        scan(tmp_path / "best.pt")
    assert "yolo export model=best.pt format=onnx" in str(caught.value)


def test_external_data_that_names_two_places_is_refused(tmp_path):
    """One reader takes the first of two, another one the last."""
    (tmp_path / "w.bin").write_bytes(bytes(4))
    model = external("w.bin")
    model.graph.initializer[-1].external_data.add(key="location", value="../../etc/passwd")
    assert "says location more than once" in verdict(saved(tmp_path / "m.onnx", model))


def test_the_memory_of_the_process_is_no_external_data(tmp_path):
    model = external("*/_ORT_MEM_ADDR_/*", offset=4096)
    assert "not a plain file name" in verdict(saved(tmp_path / "m.onnx", model))


def test_external_data_in_functions_defaults_and_training_is_found(tmp_path):
    tensor = external("../w.bin").graph.initializer[-1]
    constant = helper.make_node("Constant", [], ["c"], value=tensor)
    model = constant_model({"output0": TABLE})
    opsets = [helper.make_opsetid("", 17)]
    default = helper.make_attribute("value", tensor)
    function = helper.make_function("own.lib", "F", ["x"], ["c"], [constant], opsets, [], [default])
    model.functions.append(function)
    training = model.training_info.add()
    training.algorithm.node.append(constant)
    training.initialization.initializer.append(tensor)
    assert verdict(saved(tmp_path / "m.onnx", model)).count("not a plain file name") == 4


def test_external_data_without_end_are_refused(tmp_path, monkeypatch):
    (tmp_path / "w.bin").write_bytes(bytes(4))
    monkeypatch.setattr(scanning, "LARGEST_EXTERNAL", 3)
    assert "external data have 4 bytes" in verdict(saved(tmp_path / "m.onnx", external("w.bin")))


def test_only_the_functions_of_the_file_are_its_own(tmp_path):
    model = constant_model({"output0": TABLE})
    body = [helper.make_node("Relu", ["x"], ["y"])]
    opsets = [helper.make_opsetid("", 17)]
    model.functions.append(helper.make_function("own.lib", "F", ["x"], ["y"], body, opsets))
    model.graph.node.append(helper.make_node("Other", ["output0"], ["z"], domain="own.lib"))
    assert "Other is of the unknown domain own.lib" in verdict(saved(tmp_path / "m.onnx", model))


@pytest.mark.parametrize("op", ["EPContext", "PythonOp"])
def test_an_operator_that_reads_files_or_runs_programs_is_refused(tmp_path, op):
    model = constant_model({"output0": TABLE})
    model.graph.node.append(helper.make_node(op, [], ["e"], domain="com.microsoft"))
    assert f"{op} would read other files" in verdict(saved(tmp_path / "m.onnx", model))


def test_few_functions_that_become_billions_of_nodes_are_refused(tmp_path):
    model, opsets = constant_model({"output0": TABLE}), [helper.make_opsetid("", 17)]
    for level in range(12):
        name = f"F{level + 1}" if level < 11 else "Relu"
        domain = "own.lib" if level < 11 else ""
        body = [helper.make_node(name, ["x"], ["y"], domain=domain)] * 10
        made = helper.make_function("own.lib", f"F{level}", ["x"], ["y"], body, opsets)
        model.functions.append(made)
    model.graph.node.append(helper.make_node("F0", ["output0"], ["z"], domain="own.lib"))
    assert "the limit is 200000" in verdict(saved(tmp_path / "m.onnx", model))


def test_a_function_that_calls_itself_is_refused(tmp_path):
    model, opsets = constant_model({"output0": TABLE}), [helper.make_opsetid("", 17)]
    body = [helper.make_node("F", ["x"], ["y"], domain="own.lib")]
    model.functions.append(helper.make_function("own.lib", "F", ["x"], ["y"], body, opsets))
    model.graph.node.append(helper.make_node("F", ["output0"], ["z"], domain="own.lib"))
    assert "F calls itself" in verdict(saved(tmp_path / "m.onnx", model))
