"""Lists of names, recipes and settings that a stranger laid beside a model."""

from __future__ import annotations

from pathlib import Path

import pytest

from labeldesk.domain.problem import UserError
from labeldesk.suggest import beside, names, recipe_yaml
from labeldesk.suggest.plain_yaml import NotPlain, plain

LEVELS = 30
BOMB = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, LEVELS)
)


def test_what_refers_to_its_own_parts_is_refused_before_it_grows():
    with pytest.raises(NotPlain):
        plain(BOMB)


@pytest.mark.parametrize("text", ["!!python/object/apply:os.system [echo]", "a: [", "\x00"])
def test_objects_and_broken_texts_are_refused(text: str):
    with pytest.raises(NotPlain):
        plain(text)


def test_beside_a_model_such_files_count_for_nothing(tmp_path: Path):
    model = tmp_path / "m.onnx"
    (tmp_path / "data.yaml").write_text(f"{BOMB}names: *a{LEVELS - 1}\n", encoding="utf-8")
    (tmp_path / "infer_cfg.yml").write_text(BOMB, encoding="utf-8")
    assert list(names.beside(model)) == []
    assert list(beside.settings(model)) == []


def test_a_recipe_of_that_kind_is_refused_with_a_reason():
    with pytest.raises(UserError):
        recipe_yaml.parse(BOMB)
