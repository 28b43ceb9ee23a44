"""The class names of a YOLO data set: data.yaml, classes.txt, *.names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from labeldesk.domain.classes import ClassList
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.class_lists import names_in
from labeldesk.formats.paths import last_name, relative_name
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report
from labeldesk.formats.yolo.pose import Pose, pose_of
from labeldesk.formats.yolo.rows import looks_like_rows

LISTS = ("classes.txt", "obj.names", "labels.txt")
_YAML_LIMIT = 1 << 20

_BROKEN = QT_TRANSLATE_NOOP("Formats", "This is no valid YAML: {reason}")
_ALIAS = QT_TRANSLATE_NOOP("Formats", "YAML with aliases is refused")
_NO_NAMES = QT_TRANSLATE_NOOP("Formats", "names is neither a list nor a table of class names")
_TWICE = QT_TRANSLATE_NOOP("Formats", "The class {name} is listed twice")
_COUNT = QT_TRANSLATE_NOOP("Formats", "nc is {told}, but there are {n} names")
_NO_POSE = QT_TRANSLATE_NOOP("Formats", "kpt_shape does not say how many numbers a joint has")
_NOT_FOLLOWED = QT_TRANSLATE_NOOP(
    "Formats", "The path {name} leads out of the folder and was not followed"
)
_TOO_LARGE = QT_TRANSLATE_NOOP("Formats", "The file is too large for a list of names")
_NUMBERS = QT_TRANSLATE_NOOP("Formats", "No class names were found; numbers are used")


class Names:
    """Class names by number for every label file of a source."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._lists: dict[str, list[str]] = {}
        self._files: dict[str, str] = {}
        self._yaml: str | None = None
        self.pose: Pose | None = None
        self._whole = self._of_yaml()
        if self._whole is None:
            self._read_lists()

    def _of_yaml(self) -> list[str] | None:
        for name in _yaml_files(self._source.files):
            try:
                data = load_yaml(self._source.text_of(name), name)
                if isinstance(data, dict) and "names" in data:
                    self.pose = pose_of(data)
                    if self.pose is None and "kpt_shape" in data:
                        self._report.warning(_NO_POSE, name, "kpt_shape")
                    names = self._checked(data, name)
                    self._yaml = name
                    return names
            except UserError as error:
                self._report.failure(error)
        return None

    def _checked(self, data: dict[str, object], name: str) -> list[str]:
        names = names_of(data["names"], name)
        for at, item in enumerate(names):
            if item in names[:at]:
                self._report.warning(_TWICE.filled(name=item), name, f"names {at}")
        told = data.get("nc")
        if told is not None and told != str(len(names)):
            self._report.warning(_COUNT.filled(told=str(told)[:40], n=len(names)), name, "nc")
        for key in ("path", "train", "val", "test"):
            place = data.get(key)
            if isinstance(place, str) and place not in ("", ".") and relative_name(place) is None:
                say = self._report.info if self._is_here(place) else self._report.warning
                say(_NOT_FOLLOWED.filled(name=ascii(place[:200])), name, key)
        return names

    def _is_here(self, place: str) -> bool:
        """Whether a folder of that name is in the data set, as when it was moved as a whole."""
        source = self._source
        folders = {PurePosixPath(name).parent for name in (*source.files, *source.images)}
        known = {part for folder in folders for part in folder.parts}
        return last_name(place) in known | {source.root.name}

    def _read_lists(self) -> None:
        for name in self._source.files:
            if is_list(name) and not _is_yaml(name):
                if looks_like_rows(self._source.head_of(name)):  # labels of a picture called so
                    continue
                try:
                    names = names_in(self._source.text_of(name), name, self._report)
                except UserError as error:
                    self._report.failure(error)
                    continue
                folder = PurePosixPath(name).parent.as_posix()
                self._lists.setdefault(folder, names)
                self._files.setdefault(folder, name)
        if not self._lists:
            self._report.warning(_NUMBERS, self._source.root.name)

    def of(self, label_file: str) -> list[str] | None:
        """The names that hold for a label file: of the nearest list above it, else of the
        shallowest there is; None when there is none and numbers stand for names.
        """
        if self._whole is not None:
            return self._whole
        folder = self._folder_for(label_file)
        return None if folder is None else self._lists[folder]

    def file_of(self, label_file: str) -> str | None:
        """The list that the names of a label file are from."""
        if self._whole is not None:
            return self._yaml
        folder = self._folder_for(label_file)
        return None if folder is None else self._files[folder]

    def _folder_for(self, label_file: str) -> str | None:
        for folder in PurePosixPath(label_file).parents:
            if folder.as_posix() in self._lists:
                return folder.as_posix()
        return min(self._lists, key=lambda folder: folder.count("/"), default=None)

    def all(self) -> list[str]:
        """Every name there is, in order."""
        if self._whole is not None:
            return self._whole
        return [name for names in self._lists.values() for name in names]


def is_list(name: str) -> bool:
    """Whether a file of this name may be a list of names."""
    path = PurePosixPath(name)
    return path.name.lower() in LISTS or path.suffix == ".names" or _is_yaml(name)


def _is_yaml(name: str) -> bool:
    return name.lower().endswith((".yaml", ".yml"))


def _yaml_files(files: Sequence[str]) -> list[str]:
    """Those that may be the data set's, the likeliest first: shallow, and called data."""
    found = [name for name in files if _is_yaml(name)]
    shallow = min((n.count("/") for n in found), default=0)
    order = {"data": 0, "dataset": 1}
    return sorted(
        (n for n in found if n.count("/") == shallow),
        key=lambda n: order.get(PurePosixPath(n).stem.lower(), 2),
    )


def load_yaml(text: str, name: str) -> object:
    """Plain data in which every scalar is text ("no" stays a word); `UserError` else.

    Nothing is constructed, and aliases are refused: they can multiply without bound.
    """
    import yaml

    if len(text) > _YAML_LIMIT:
        raise UserError(_TOO_LARGE, path=name)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.BaseLoader)):
            raise UserError(_ALIAS, path=name)
        return yaml.load(text, yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else ""
        reason = str(getattr(error, "problem", None) or error)
        raise UserError(_BROKEN.filled(reason=reason), path=name, place=place) from error


def names_of(value: object, path: str) -> list[str]:
    """Names from a list, or from a table number -> name; missing numbers get number names."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return [item.strip() for item in value]
    if value == {}:
        return []
    if isinstance(value, dict):
        try:
            table = {int(key): str(item).strip() for key, item in value.items() if _is_text(item)}
        except ValueError:
            table = {}
        if table and len(table) == len(value) and min(table) >= 0 and max(table) < 1e5:  # noqa: PLR2004
            return [table.get(n, str(n)) for n in range(max(table) + 1)]
    raise UserError(_NO_NAMES, path=path, place="names")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def data_yaml(
    classes: ClassList, parts: Sequence[str], joints: int = 0, *, is_flat: bool = False
) -> str:
    """The data.yaml of an export; `parts` are the split's, empty without one; `joints` is how many
    a pose has, 0 for none.

    Without `path` its folders are those beside it. Ultralytics takes a relative `path`, "." too,
    from the folder that somebody is in.
    """
    import yaml

    folders = {part: f"images/{part}" for part in parts} or {"train": "images", "val": "images"}
    if is_flat:
        folders = {"train": ".", "val": "."}
    if parts and "val" not in folders:  # trainers want both keys
        folders["val"] = next(iter(folders.values()))
    if parts and "train" not in folders:
        folders["train"] = next(iter(folders.values()))
    names = {n: c.name for n, c in enumerate(classes)}
    data = {**folders, **_pose_keys(classes, joints), "names": names}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def _pose_keys(classes: ClassList, joints: int) -> dict[str, object]:
    """What trainers want to know of joints."""
    if not joints:
        return {}
    fitting = {n: c.skeleton for n, c in enumerate(classes) if c.skeleton}
    fitting = {n: one for n, one in fitting.items() if len(one) == joints}
    first = next(iter(fitting.values()), None)
    return {
        "kpt_shape": [joints, 3],
        "flip_idx": list(first.flip_index if first is not None else range(joints)),
        "kpt_names": {n: list(one.names) for n, one in fitting.items()},
    }
