"""Looking at images with an encoder: each content once, for each part that was looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.digest import content_digest
from labeldesk.imaging.header import header
from labeldesk.suggest.backend import ModelLost
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.preprocess import Pixels, laid
from labeldesk.suggest.prompting.framing import Features, net_frame
from labeldesk.suggest.prompting.parts import halves
from labeldesk.suggest.prompting.scene import Scene
from labeldesk.suggest.prompting.store import Embedding, Embeddings, name_of
from labeldesk.suggest.prompting.worker import Half
from labeldesk.suggest.recipe import ModelFile

_MOST_KNOWN = 4096  # files whose digests are remembered
_NO_PIXELS = QT_TRANSLATE_NOOP("Model", "The image has no pixels")

Load = Callable[[Path, int], Pixels]
"""Gives a frame of a file upright, uint8 grey, BGR or BGRX; raises `UserError`."""
_Stamp = tuple[int, int]


class Looking:
    """Lives on one thread. The picture decoded last is kept, for other parts of it."""

    def __init__(self, half: Half, device: str, load: Load, store: Embeddings) -> None:
        self._half, self._device, self._load, self._store = half, device, load, store
        self._model: ModelFile | None = None
        self._known: dict[Path, tuple[_Stamp, str, int]] = {}
        self._picture: tuple[tuple[Path, int, _Stamp], Pixels] | None = None

    @property
    def is_open(self) -> bool:
        """Whether the encoder, or a picture, is in memory."""
        return self._model is not None or self._picture is not None

    def look(self, scene: Scene, model: ModelFile, cancel: Cancel) -> str:
        """Have the embedding in the store, and give its name. Raises `UserError`, `Cancelled`."""
        stamp, content, orientation = self._digest(scene.path)
        name = name_of(content, orientation, model.recipe.sha256, scene.crop, scene.frame)
        if self._store.get(name) is None:
            picture = self._decoded(scene, stamp)
            cancel.check()
            size = Size(picture.shape[1], picture.shape[0])
            part = _cut(picture, scene.crop)
            if not part.size:
                raise UserError(_NO_PIXELS, path=str(scene.path))
            spec = model.recipe.input
            at = net_frame(Size(part.shape[1], part.shape[0]), spec)
            canvas = laid(part, spec, at)
            self._open(model)
            self._store.put(name, Embedding(self._features(canvas, at, cancel), size))
        return name

    def rest(self) -> None:
        """Give the memory back; the next picture loads the encoder again."""
        self._picture = self._model = None
        self._half.close()

    def _open(self, model: ModelFile) -> None:
        if self._model != model:
            self._model = None
            self._half.open(halves(model)[0], self._device)
            self._model = model

    def _features(self, canvas: Pixels, at: Frame, cancel: Cancel) -> Features:
        try:
            return self._half.embed(canvas, at, cancel).features
        except ModelLost:  # once more: it is started again
            return self._half.embed(canvas, at, cancel).features

    def _digest(self, path: Path) -> tuple[_Stamp, str, int]:
        stamp = _stamp(path)
        known = self._known.get(path)
        if known is None or known[0] != stamp:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = stamp, content_digest(path), header(path).orientation
            self._known[path] = known
        return known

    def _decoded(self, scene: Scene, stamp: _Stamp) -> Pixels:
        kept, key = self._picture, (scene.path, scene.frame, stamp)
        if kept is None or kept[0] != key:
            self._picture = None
            kept = self._picture = key, self._load(scene.path, scene.frame)
        return kept[1]


def _stamp(path: Path) -> _Stamp:
    try:
        status = path.stat()
    except OSError:
        return 0, 0  # whoever reads it says why it cannot be read
    return status.st_mtime_ns, status.st_size


def _cut(picture: Pixels, crop: Rect | None) -> Pixels:
    if crop is None:
        return picture
    x0, y0, x1, y1 = map(int, crop)
    return picture[y0:y1, x0:x1]
