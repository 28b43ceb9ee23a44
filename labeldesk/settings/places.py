"""Where Labeldesk keeps its own files: configuration, state, models, caches, logs, backups."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "LABELDESK_HOME"


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of this user. Nothing is created before something is written there."""

    config: Path
    state: Path
    models: Path
    cache: Path
    logs: Path
    backups: Path
    projects: Path

    @staticmethod
    def under(home: Path) -> Places:
        """All of them below one folder."""
        return Places(
            config=home / "config",
            state=home / "state",
            models=home / "models",
            cache=home / "cache",
            logs=home / "logs",
            backups=home / "backups",
            projects=home / "projects",
        )

    @staticmethod
    def of_environment(environment: Mapping[str, str] = os.environ) -> Places:
        """Below ``LABELDESK_HOME`` if it is set, else where this system keeps such files."""
        home = environment.get(HOME_VARIABLE, "")
        return Places.under(Path(home).absolute()) if home else _of_platform()

    @property
    def settings_file(self) -> Path:
        """The settings."""
        return self.config / "settings.json"

    @property
    def recent_file(self) -> Path:
        """The projects opened last."""
        return self.state / "recent.json"

    @property
    def window_file(self) -> Path:
        """Where the window stood and which panels were open."""
        return self.state / "window.json"

    @property
    def thumbnails(self) -> Path:
        """The thumbnail cache."""
        return self.cache / "thumbnails"

    @property
    def embeddings(self) -> Path:
        """What models that mark clicks made of images."""
        return self.cache / "embeddings"

    @property
    def vectors(self) -> Path:
        """The cache of the vectors of images and objects, to learn from."""
        return self.cache / "vectors"


def _of_platform() -> Places:
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("labeldesk", appauthor=False)
    data = Path(dirs.user_data_dir)
    return Places(
        config=Path(dirs.user_config_dir) / "config",
        state=Path(dirs.user_state_dir) / "state",
        models=data / "models",
        cache=Path(dirs.user_cache_dir) / "cache",
        logs=Path(dirs.user_log_dir) / "logs",
        backups=data / "backups",
        projects=data / "projects",
    )
