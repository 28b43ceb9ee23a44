"""COCO's categories and our classes; ids stay what they are, gaps and all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard

from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ClassId
from labeldesk.domain.skeleton import JointMap, Skeleton
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.book import ClassBook
from labeldesk.formats.coco.listing import is_whole
from labeldesk.formats.coco.parse import OWN
from labeldesk.formats.coco.templates import KEYPOINTS, SKELETON, template_members, template_of
from labeldesk.formats.coco.values import BadRow, Row
from labeldesk.formats.report import Report

_NO_LIST = QT_TRANSLATE_NOOP("Coco", "The file has no list of {name}")
_CATEGORY = QT_TRANSLATE_NOOP("Coco", "A class without a whole number as id or without a name")
_SAME_NAME = QT_TRANSLATE_NOOP("Coco", "The classes {ids} have the same name; they become one")
_SAME_ID = QT_TRANSLATE_NOOP("Coco", "The class {id} is there twice; the first one counts")
_UNLISTED = QT_TRANSLATE_NOOP("Coco", "The class {id} is not listed; it is called {name}")
_NO_CATEGORY = QT_TRANSLATE_NOOP("Coco", "The object has no class; it is left out")
_TAKEN = QT_TRANSLATE_NOOP(
    "Coco", "The classes {first} and {second} have the same COCO id; {second} gets another one"
)
_JOINTS = QT_TRANSLATE_NOOP(
    "Coco", "The class {name} has another keypoint template here: joints are matched by their names"
)
_NO_TEMPLATE = QT_TRANSLATE_NOOP(
    "Coco", "The keypoints of the class do not hold together as a template; they stay as they are"
)
_UNDERSTOOD = ("id", "name", "supercategory")
_OF_TEMPLATE = (KEYPOINTS, SKELETON, OWN)


class Categories:
    """The classes that the category ids of one file mean."""

    def __init__(self, book: ClassBook, file: str, report: Report) -> None:
        self._book = book
        self._file = file
        self._report = report
        self.classes: dict[int, ClassId] = {}
        self.joints: dict[int, JointMap] = {}

    def take(self, listed: object) -> dict[str, Any]:
        """Takes the file's list; gives what it says beyond our own fields, by id."""
        if not isinstance(listed, list):
            self._report.error(_NO_LIST.filled(name="categories"), self._file)
            return {}
        extras: dict[str, Any] = {}
        ids: dict[str, int] = {}
        for number, row in enumerate(listed, start=1):
            if self._add(row, f"categories {number}", ids):
                known = _UNDERSTOOD if template_of(row) is None else (*_UNDERSTOOD, *_OF_TEMPLATE)
                extra = {k: v for k, v in row.items() if k not in known}
                if extra:
                    extras[str(row["id"])] = extra
        return extras

    def _add(self, row: object, place: str, ids: dict[str, int]) -> bool:
        if not _is_category(row):
            self._report.error(_CATEGORY, self._file, place)
            return False
        name, own = row["name"].strip(), row["id"]
        if own in self.classes:
            self._report.warning(_SAME_ID.filled(id=own), self._file, place)
            return False
        if name in ids:
            both = f"{ids[name]}, {own}"
            self._report.warning(_SAME_NAME.filled(ids=both), self._file, place)
        ids.setdefault(name, own)
        above, skeleton = row.get("supercategory"), template_of(row)
        above = above if isinstance(above, str) else ""
        found = self._book.named(name, coco_id=own, supercategory=above, skeleton=skeleton)
        self.classes[own] = found
        self._take_joints(row, own, skeleton, place)
        return True

    def _take_joints(self, row: Row, own: int, skeleton: Skeleton | None, place: str) -> None:
        """Note how the class's keypoints are to be read, where its template is another one."""
        if skeleton is None:
            if row.get(KEYPOINTS):
                self._report.warning(_NO_TEMPLATE, self._file, place)
            return
        follow = self._book.joint_map(self.classes[own], skeleton)
        if follow is not None:
            self.joints[own] = follow
            self._report.warning(_JOINTS.filled(name=row["name"].strip()), self._file, place)

    def class_of(self, category: object, warn: list[Text]) -> ClassId:
        """The class of a category id; one that is not listed gets a name made of the id."""
        if not is_whole(category):
            raise BadRow(_NO_CATEGORY)
        found = self.classes.get(category)
        if found is None:
            name = f"category {category}"
            warn.append(_UNLISTED.filled(id=category, name=name))
            found = self.classes[category] = self._book.named(name, coco_id=category)
        return found


def _is_category(row: object) -> TypeGuard[dict[str, Any]]:
    return (
        isinstance(row, dict)
        and is_whole(row.get("id"))
        and isinstance(row.get("name"), str)
        and bool(row["name"].strip())
    )


def category_ids(classes: ClassList, report: Report) -> dict[ClassId, int]:
    """The COCO id of every class: its own, or the next one after all of them."""
    owners: dict[int, str] = {}
    ids: dict[ClassId, int] = {}
    for item in classes:
        if item.coco_id is not None and item.coco_id in owners:
            text = _TAKEN.filled(first=owners[item.coco_id], second=item.name)
            report.warning(text, "", item.name)
        elif item.coco_id is not None:
            owners[item.coco_id] = item.name
            ids[item.id] = item.coco_id
    free = max(owners, default=0) + 1
    for item in classes:
        if item.id not in ids:
            ids[item.id] = free
            free += 1
    return ids


def category_rows(
    classes: ClassList, ids: Mapping[ClassId, int], extras: Mapping[str, Row]
) -> list[dict[str, Any]]:
    """The list as it is written, in the order of the classes."""
    return [
        {
            "id": ids[item.id],
            "name": item.name,
            "supercategory": item.supercategory,
            **extras.get(str(ids[item.id]), {}),
            **(template_members(item.skeleton) if item.skeleton is not None else {}),
        }
        for item in classes
    ]
