"""What was answered before, so that nobody is asked twice about the same folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Json
from labeldesk.settings.json_file import read_object, write_object

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

SETTING = "beside.answered"
_LONGEST = 500


class Answers:
    """Kept in the project once there is one, before that in a file of this user's."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def given(self, root: Path, project: Project | None) -> frozenset[str]:
        """The ids that were answered for a folder. Blocks: ask off the UI thread."""
        stored = project.setting(SETTING) if project is not None else None
        mine = read_object(self._file)[0].get(str(root))
        return frozenset([*_words(stored), *_words(mine)])

    def remember(self, root: Path, project: Project | None, answered: str) -> None:
        """One more answer. Blocks."""
        words: list[Json] = [*sorted(self.given(root, project) | {answered})]
        if project is not None and project.is_writable:
            project.set_setting(SETTING, words).result()
            return
        known = read_object(self._file)[0]
        known.pop(str(root), None)
        kept = dict(list(known.items())[-_LONGEST:])
        write_object(self._file, {**kept, str(root): words})


def _words(value: object) -> Iterable[str]:
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []
