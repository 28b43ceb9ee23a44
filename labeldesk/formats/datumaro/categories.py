"""The classes of a file: names in the order of their numbers, groups, colours, joints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from labeldesk.domain.annotation import Json
from labeldesk.domain.classes import ImageClass
from labeldesk.domain.ids import ClassId
from labeldesk.domain.skeleton import JointMap, Skeleton
from labeldesk.formats.book import ClassBook
from labeldesk.formats.entries import Object, as_object


class Categories:
    """The classes that a file's numbers mean."""

    def __init__(self, told: Object, book: ClassBook) -> None:
        rows = as_object(told.get("label")).get("labels")
        listed = list(map(as_object, rows)) if isinstance(rows, list) else []
        self.names = [str(row.get("name") or "").strip() for row in listed]
        templates = dict(_templates(as_object(told.get("points"))))
        self._ids: dict[int, ClassId] = {}
        self._joints: dict[int, JointMap | None] = {}
        for number, (name, row) in enumerate(zip(self.names, listed, strict=True)):
            if not name:
                continue
            parent = row.get("parent")
            template = templates.get(number)
            own = book.named(
                name,
                supercategory=parent if isinstance(parent, str) else "",
                skeleton=template,
            )
            self._ids[number] = own
            self._joints[number] = book.joint_map(own, template) if template else None

    def class_of(self, number: Json) -> ClassId | None:
        """The class of a number; None for a number that the file does not explain."""
        return self._ids.get(number) if type(number) is int else None

    def joints_of(self, number: Json) -> JointMap | None:
        """How keypoints become those of the class's own template; None: as they are."""
        return self._joints.get(number) if type(number) is int else None


def _templates(told: Object) -> Iterator[tuple[int, Skeleton]]:
    rows = told.get("items")
    for row in map(as_object, rows if isinstance(rows, list) else ()):
        number, names, lines = row.get("label_id"), row.get("labels"), row.get("joints")
        if type(number) is not int or not isinstance(names, list) or not names:
            continue
        edges = [
            (a - 1, b - 1)
            for line in (lines if isinstance(lines, list) else ())
            if isinstance(line, list) and len(line) == 2  # noqa: PLR2004 (a line has two ends)
            for a, b in [line]
            if type(a) is int and type(b) is int and min(a, b) > 0 and max(a, b) <= len(names)
        ]
        yield number, Skeleton.of(list(map(str, names)), edges)


def told_categories(classes: Sequence[ImageClass], kept: Object) -> Object:
    """The categories of a file with these classes; `kept` are those of a file that was read, whose
    numbers may have been others.
    """
    told = as_object(kept.get("label"))
    rows = told.get("labels")
    listed = [
        (str(row.get("name") or "").strip(), row)
        for row in map(as_object, rows if isinstance(rows, list) else ())
    ]
    known = dict(reversed(listed))
    labels: list[Json] = []
    for item in classes:
        usual: Object = {"name": item.name, "parent": item.supercategory, "attributes": []}
        labels.append(usual | known.get(item.name, {}))
    label: Object = {"labels": labels, "label_groups": [], "attributes": []}
    found: Object = {**kept, "label": label | {k: v for k, v in told.items() if k != "labels"}}
    numbers = {item.name: number for number, item in enumerate(classes)}
    moved = {old: numbers[n] for old, (n, _) in enumerate(listed) if n in numbers}
    colours = as_object(kept.get("mask")).get("colormap")
    if isinstance(colours, list):
        found["mask"] = as_object(kept.get("mask")) | {"colormap": list(_moved(colours, moved))}
    points = list(_joint_rows(classes))
    found.pop("points", None)
    return found | ({"points": {"items": points}} if points else {})


def _moved(rows: Sequence[Json], moved: dict[int, int]) -> Iterator[Json]:
    for row in map(as_object, rows):
        number = row.get("label_id")
        if type(number) is int and number in moved:
            yield row | {"label_id": moved[number]}


def _joint_rows(classes: Sequence[ImageClass]) -> Iterator[Json]:
    for number, item in enumerate(classes):
        if item.skeleton is not None:
            lines: list[Json] = [[a + 1, b + 1] for a, b in item.skeleton.edges]
            names: list[Json] = [*item.skeleton.names]
            yield {"label_id": number, "labels": names, "joints": lines, "positions": []}
