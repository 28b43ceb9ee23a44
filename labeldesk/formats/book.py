"""The classes a source names, matched with those of the project or made."""

from __future__ import annotations

from dataclasses import replace

from labeldesk.domain.classes import AttributeSpec, ClassList, ImageClass, by_name, shares
from labeldesk.domain.ids import ClassId
from labeldesk.domain.skeleton import JointMap, Skeleton


class ClassBook:
    """Class ids for the names of a data set; makes the classes that are missing.

    A name means the class written exactly so; else, among the classes that were known before,
    the one of that name in other case or with that alias; else a new class. Two spellings
    within one data set therefore stay two classes, and names read back as they were written.
    Not thread-safe; one import uses one book.
    """

    def __init__(self, known: ClassList | None = None) -> None:
        self._known = known or ClassList()
        self._classes = self._known
        self._exact: dict[str, ClassId] = {}
        for item in reversed(self._known.items):
            self._exact[item.name] = item.id
        self._made: list[ClassId] = []

    def named(
        self,
        name: str,
        *,
        coco_id: int | None = None,
        mask_value: int | None = None,
        supercategory: str = "",
        skeleton: Skeleton | None = None,
        attributes: tuple[AttributeSpec, ...] = (),
    ) -> ClassId:
        """The id of the class of that name.

        The numbers, the template and the attributes are stored with a class made here, and filled
        in where a known class has none; what a known class already has is never changed.
        """
        wanted = name.strip()
        found = self._exact.get(wanted)
        if found is None:
            found = self._exact[wanted] = self._found(wanted)
        numbers = (coco_id, mask_value)
        if any(n is not None for n in numbers) or supercategory or skeleton or attributes:
            item = self._item(found)
            filled = replace(
                item,
                coco_id=coco_id if item.coco_id is None else item.coco_id,
                mask_value=mask_value if item.mask_value is None else item.mask_value,
                supercategory=item.supercategory or supercategory,
                skeleton=item.skeleton or skeleton,
                attributes=item.attributes or attributes,
            )
            if filled != item:
                self._classes = self._classes.with_class(filled)
        return found

    def coloured(self, class_id: ClassId, colour: str) -> None:
        """Gives a class its colour if it was made here; known classes have theirs."""
        if class_id in self._made:
            self._classes = self._classes.with_class(replace(self._item(class_id), colour=colour))

    def _found(self, wanted: str) -> ClassId:
        """A class that was known before by that name, else a new one."""
        known = self._known.named(wanted)
        if known is not None:
            return known.id
        made = self._classes.fresh(wanted)
        self._classes = self._classes.with_class(made)
        self._made.append(made.id)
        return made.id

    def joint_map(self, class_id: ClassId, theirs: Skeleton) -> JointMap | None:
        """How keypoints in a file's order become those of the class; None: as they are.

        Joints are the same if they have the same name; where no name is the same, they are taken
        in their order.
        """
        ours = self._item(class_id).skeleton
        if ours is None or ours.names == theirs.names:
            return None
        found = by_name(theirs, ours)
        return found if shares(found) else None

    def _item(self, class_id: ClassId) -> ImageClass:
        item = self._classes.get(class_id)
        if item is None:
            raise KeyError(class_id)
        return item

    @property
    def classes(self) -> ClassList:
        """The known classes, then those made, in order of their first naming."""
        return self._classes

    @property
    def changes(self) -> dict[ClassId, tuple[ImageClass | None, ImageClass | None]]:
        """What differs from the known classes, as `ClassChange` wants it."""
        return {
            item.id: (self._known.get(item.id), item)
            for item in self._classes
            if self._known.get(item.id) != item
        }
