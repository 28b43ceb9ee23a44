"""A file that could not be read, or that changed, is looked at again."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from labeldesk.ui import pictures


def grey(path, size, value=128):
    cv2.imwrite(str(path), np.full((size[1], size[0], 3), value, np.uint8))


@pytest.fixture
def good(folder):
    """The bytes of the second image, which is broken now."""
    data = (folder / "2.png").read_bytes()
    (folder / "2.png").write_bytes(data[:20])
    return data


def is_shown(hand):
    return hand.workspace.shown.session is not None and hand.program.canvas.picture.has_picture


def test_an_image_that_was_still_being_copied_is_shown_when_one_comes_back(start, folder, good):
    hand = start(folder)
    hand.ready()
    hand.key("d")
    hand.until(lambda: hand.program.pictures.fault is not None)
    hand.key("d")
    (folder / "2.png").write_bytes(good)
    hand.key("a")
    hand.until(lambda: is_shown(hand))
    assert hand.index == 1


def test_an_image_that_was_still_being_copied_appears_under_the_eye(
    start, folder, good, monkeypatch
):
    monkeypatch.setattr(pictures, "AGAIN_MS", 10)
    hand = start(folder)
    hand.ready()
    hand.key("d")
    hand.until(lambda: hand.program.pictures.fault is not None)
    told = list(hand.notices())
    hand.qtbot.waitUntil(lambda: hand.program.pictures._again.interval() > 40)
    assert hand.notices() == told
    (folder / "2.png").write_bytes(good)
    hand.until(lambda: is_shown(hand))
    hand.until(lambda: hand.program.thumbs.image(1) is not None)


@pytest.mark.parametrize("how", ["F5", "activation"])
def test_a_file_that_changed_is_shown_anew_and_no_edit_is_lost(start, folder, how):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.ready()
    grey(folder / "1.png", (300, 220))
    if how == "F5":
        hand.key("F5")
    else:
        hand.program.wiring._activated(Qt.ApplicationState.ApplicationActive)
    hand.until(lambda: hand.workspace.shown.size == (300, 220))
    assert hand.objects() == ["cat"]
    assert hand.workspace.shown.session.size == (300, 220)
    hand.box((70, 10), (120, 50))
    hand.key("ctrl+z", "ctrl+z")
    hand.until(lambda: hand.objects() == [])
    hand.ready()
    assert hand.errors == []


@pytest.mark.parametrize("keys", ["Space", "Shift+Space"])
def test_an_image_that_cannot_be_shown_is_not_marked_done(start, folder, good, keys):
    hand = start(folder)
    hand.ready()
    hand.key("d")
    hand.until(lambda: hand.program.pictures.fault is not None)
    hand.key(keys)
    assert not hand.workspace.catalogue.state(1).done
    assert "2.png cannot be shown" in hand.program.window.status.hint.accessibleName()
    assert hand.index == (1 if keys == "Space" else 2)
    assert hand.workspace.recorder.is_saved
    assert hand.workspace.project is None


def test_what_was_marked_done_before_its_file_broke_can_be_to_do_again(start, folder):
    hand = start(folder)
    hand.ready()
    hand.key("Space")
    assert hand.workspace.state.done
    (folder / "1.png").write_bytes(b"")
    hand.key("F5")
    hand.until(lambda: hand.program.pictures.fault is not None)
    hand.key("Space")
    assert not hand.workspace.state.done


def test_an_image_that_became_readable_is_given_to_the_model(start, folder, good, tmp_path):
    from labeldesk.domain.geometry import Size
    from labeldesk.suggest.fake import write_detector

    path = tmp_path / "three.onnx"
    write_detector(path, [(20, 20, 60, 60, 0.9, 0)], ("thing",), image=Size(200, 150))
    hand = start(folder)
    hand.ready()
    hand.program.wiring.open(path)
    hand.until(lambda: len(hand.program.desk.suggest.shown()) == 1)
    hand.key("d")
    hand.until(lambda: any(row.path.endswith("2.png") for row in hand.program.voice.problems))
    hand.until(lambda: hand.workspace.image_id in hand.program.models._attention._seen)
    (folder / "2.png").write_bytes(good)
    hand.key("F5")
    hand.until(lambda: len(hand.program.desk.suggest.shown()) == 1)
