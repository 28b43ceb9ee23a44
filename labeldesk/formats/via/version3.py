"""Projects of VIA 3: files, views of them, and metadata that are about a view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from labeldesk.domain.annotation import Json
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.entries import Object, Raw, as_object, decoded, opened
from labeldesk.formats.report import Report
from labeldesk.formats.via.listing import MARK, Entry, Listing
from labeldesk.formats.via.objects import Region

TEXT, CHECKBOX, RADIO, SELECT, IMAGE_FILE = 1, 2, 3, 4, 2
FILES, VIEWS, ROWS, NAMES = "file", "view", "metadata", "attribute"
_TYPES = {CHECKBOX: "checkbox", RADIO: "radio", SELECT: "dropdown"}
_OURS = (FILES, VIEWS, ROWS, NAMES)

_NO_IMAGE = QT_TRANSLATE_NOOP("Via", "A video or a sound, not an image; it is left out")
_NO_FILE = QT_TRANSLATE_NOOP("Via", "The view has no file; it is left out")
_IN_TIME = QT_TRANSLATE_NOOP("Via", "The region is of a moment of a video; it is left out")


def is_version3(root: Mapping[str, Raw]) -> bool:
    """Whether these are the members of such a project."""
    return {FILES, VIEWS, ROWS} <= root.keys()


class Version3:
    """One project; `listing` has its images."""

    def __init__(self, root: Mapping[str, Raw], name: str) -> None:
        self._root = root
        self._name = name
        self._files = _members(root, FILES)
        self._attributes = _members(root, NAMES)

    def listing(self) -> Listing:
        """Its images, one for each view of an image."""
        dataset: Object = {k: decoded(raw) for k, raw in self._root.items() if k not in _OURS}
        dataset[NAMES] = self._attributes
        mark = as_object(as_object(dataset.get("config")).get(MARK)).get("class")
        declared: Object = {}
        for told in map(as_object, self._attributes.values()):
            kind, options = told.get("type"), as_object(told.get("options"))
            texts: Object = {str(text): "" for text in options.values()}
            word = _TYPES.get(kind, "text") if isinstance(kind, int) else "text"
            declared[str(told.get("aname"))] = {"type": word, "options": texts}
        return Listing(self._entries, declared, mark if isinstance(mark, str) else "", dataset)

    def _entries(self, report: Report) -> Iterator[Entry]:
        rows = self._rows(report)
        for vid, view in _members(self._root, VIEWS).items():
            place = f"view {vid}"[:200]
            listed = as_object(view).get("fid_list")
            fid = str(listed[0]) if isinstance(listed, list) and listed else ""
            file = as_object(self._files.get(fid))
            filename = file.get("fname")
            if not isinstance(filename, str) or not filename.strip():
                report.error(_NO_FILE, self._name, place)
            elif file.get("type", IMAGE_FILE) != IMAGE_FILE:
                report.error(_NO_IMAGE, self._name, place)
            else:
                yield Entry(filename, tuple(rows.get(vid, ())), place, {FILES: file})

    def _rows(self, report: Report) -> dict[str, list[Region]]:
        found: dict[str, list[Region]] = defaultdict(list)
        rows = opened(self._root[ROWS], self._name)
        for mid, raw in rows.items() if isinstance(rows, dict) else ():
            place = f"metadata {mid}"[:200]
            try:
                row = as_object(decoded(raw))
            except UserError as error:
                report.error(error.text, self._name, place)
                continue
            if row.get("z"):
                report.error(_IN_TIME, self._name, place)
                continue
            more: Object = {"mid": mid}
            if row.get("flg"):
                more["flg"] = row["flg"]
            xy = row.get("xy")
            values = dict(self._values(as_object(row.get("av"))))
            found[str(row.get("vid"))].append(
                Region(xy if isinstance(xy, list) else [], values, place, more)
            )
        return found

    def _values(self, told: Object) -> Iterator[tuple[str, Json]]:
        """Attributes by their names; what was chosen by its text."""
        for aid, value in told.items():
            attribute = as_object(self._attributes.get(aid))
            yield str(attribute.get("aname", aid)), _chosen(attribute, value)


def _chosen(attribute: Object, value: Json) -> Json:
    kind, options = attribute.get("type"), as_object(attribute.get("options"))
    if not isinstance(value, str) or not isinstance(kind, int) or kind not in _TYPES:
        return value
    if kind == CHECKBOX and options:
        return ", ".join(str(options.get(one, one)) for one in value.split(",") if one)
    return options.get(value, value)


def _members(root: Mapping[str, Raw], key: str) -> Object:
    return as_object(decoded(root.get(key)))
