"""Embeddings of images looked at before a click: in memory and on the disk."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.geometry import Rect, Size
from labeldesk.suggest.prompting.store import Embedding, Embeddings, name_of


def test_memory_and_disk_keep_what_was_used_last(tmp_path):
    store = Embeddings(tmp_path, in_memory=2, on_disk=3 * 9000)
    embedding = Embedding((np.arange(4096, dtype=np.float16),), Size(7, 5))
    for name in "abc":
        store.put(name, embedding)
    assert len(list(tmp_path.iterdir())) == 3
    assert store.get("a").size == Size(7, 5)
    assert np.array_equal(store.get("a").features[0], embedding.features[0])
    store.put("d", embedding)
    assert {path.name for path in tmp_path.iterdir()} == {f"{n}.embedding" for n in "acd"}


@pytest.mark.parametrize("content", [b"", b"LDEM1\n", b"LDEM1\nrubbish", b"\x93NUMPY"])
def test_a_file_that_is_not_sound_is_as_if_it_were_not_there(tmp_path, content):
    (tmp_path / "a.embedding").write_bytes(content)
    store = Embeddings(tmp_path)
    assert store.get("a") is None
    assert not (tmp_path / "a.embedding").exists()


def test_without_a_disk_embeddings_stay_in_memory(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    store = Embeddings(tmp_path / "file" / "below")
    store.put("a", Embedding((np.zeros(3, np.float16),), Size(1, 1)))
    assert store.get("a") is not None
    assert store.get("b") is None


def test_everything_that_changes_an_embedding_is_in_its_name():
    names = {
        name_of("c", 1, "m", None), name_of("d", 1, "m", None), name_of("c", 6, "m", None),
        name_of("c", 1, "n", None), name_of("c", 1, "m", Rect(0, 0, 32, 32)),
        name_of("c", 1, "m", None, 1),
    }  # fmt: skip
    assert len(names) == 6
