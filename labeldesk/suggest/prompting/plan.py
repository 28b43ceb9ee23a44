"""What the segmenter is wished to do, and what it knows; guarded by the segmenter's lock."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from labeldesk.domain.problem import Problem
from labeldesk.domain.progress import Cancel
from labeldesk.suggest.prompting.marking import Ask
from labeldesk.suggest.prompting.scene import Scene
from labeldesk.suggest.recipe import ModelFile

_MOST_SCENES = 512  # remembered by name


class Plan:
    """`names` are those of embeddings that are there, `failed` says why others are not."""

    def __init__(self) -> None:
        self.model: ModelFile | None = None
        self.wanted: tuple[Scene, ...] = ()
        self.question: Ask | None = None
        self.names: dict[Scene, str] = {}
        self.failed: dict[Scene, Problem] = {}
        self._in_hand: tuple[Scene, Cancel] | None = None

    def use(self, model: ModelFile | None) -> None:
        """Another model, or the same anew: what failed is tried again."""
        self.failed.clear()
        if model != self.model:
            self.model, self.question = model, None
            self.names.clear()
            self.interrupt()

    def look(self, scenes: Sequence[Scene]) -> None:
        """Other scenes; a question about another image than the first is dropped."""
        self.wanted = tuple(scenes)
        here = scenes[0].path if scenes else None
        if self.question is not None and self.question.scene.path != here:
            self.question = None
        self._make_way()

    def ask(self, ask: Ask | None) -> None:
        """Another question, or none."""
        self.question = ask
        self._make_way()

    def forget(self, path: Path) -> None:
        """Nothing is known of this file."""
        self.names = {s: name for s, name in self.names.items() if s.path != path}
        self.failed = {s: problem for s, problem in self.failed.items() if s.path != path}
        if self._in_hand is not None and self._in_hand[0].path == path:
            self.interrupt()

    def following(self) -> Scene | None:
        """The most urgent scene that was not looked at."""
        asked = () if self.question is None else (self.question.scene,)
        return next((s for s in (*asked, *self.wanted) if not self.is_known(s)), None)

    def is_known(self, scene: Scene) -> bool:
        """Whether it was looked at, maybe in vain."""
        return scene in self.names or scene in self.failed

    def begin(self, scene: Scene) -> Cancel:
        """The encoder works on this one now."""
        cancel = Cancel()
        self._in_hand = scene, cancel
        return cancel

    def end(self, scene: Scene, model: ModelFile, result: str | Problem | None) -> bool:
        """The encoder is done with it: a name, a problem, or it was interrupted. Whether that
        counts.
        """
        was_wanted = self._in_hand is not None and not self._in_hand[1].is_set
        self._in_hand = None
        if model != self.model or result is None:
            return False
        if isinstance(result, Problem):
            if was_wanted:
                self.failed[scene] = result
            return was_wanted
        if len(self.names) >= _MOST_SCENES:
            self.names.clear()
        self.names[scene] = result
        return True

    def interrupt(self) -> None:
        """What the encoder works on is not worth its time any more."""
        if self._in_hand is not None:
            self._in_hand[1].set()

    def _make_way(self) -> None:
        """What the encoder works on goes on unless something more urgent waits."""
        if self._in_hand is not None and self.following() not in (None, self._in_hand[0]):
            self.interrupt()
