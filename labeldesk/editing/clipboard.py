"""What was copied, as a value that other windows and other runs of the program understand."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from labeldesk.domain.annotation import Annotation, Flags
from labeldesk.domain.changes import Document
from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry_bytes import decode, encode
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP

MIME = "application/x-labeldesk-objects+json"
VERSION = 1
_FOREIGN = QT_TRANSLATE_NOOP("Clipboard", "The clipboard holds no objects of Labeldesk")
_FAULTS = (ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Clipboard:
    """Copied objects and the names of their classes, by which another project finds its own."""

    annotations: tuple[Annotation, ...] = ()
    class_names: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.annotations)

    @staticmethod
    def of(document: Document, ids: Iterable[AnnotationId], classes: ClassList) -> Clipboard:
        """The objects of those ids, in the order of drawing."""
        chosen = [document[one] for one in dict.fromkeys(ids) if one in document]
        chosen.sort(key=lambda one: (one.z, one.id))
        found = (classes.get(one.class_id) for one in chosen)
        return Clipboard(tuple(chosen), tuple(item.name if item else "" for item in found))

    def missing(self, classes: ClassList) -> tuple[str, ...]:
        """Names of classes that `classes` lacks: to be made before pasting."""
        named = zip(self.annotations, self.class_names, strict=True)
        return tuple(
            dict.fromkeys(name for one, name in named if _home(one, name, classes) is None)
        )

    def annotations_in(self, classes: ClassList) -> tuple[Annotation, ...]:
        """The objects with the classes of this project; those of an unknown class left out."""
        named = zip(self.annotations, self.class_names, strict=True)
        homes = ((one, _home(one, name, classes)) for one, name in named)
        return tuple(replace(one, class_id=home) for one, home in homes if home is not None)

    def to_bytes(self) -> bytes:
        """UTF-8 JSON for the system's clipboard."""
        objects = [
            {
                "class": name,
                "class_id": one.class_id,
                "geometry": base64.b64encode(encode(one.shape)).decode(),
                "attributes": dict(one.attributes),
                "flags": asdict(one.flags),
                "pose": one.pose,
                "group": one.group,
                "z": one.z,
                "id": one.id,
            }
            for one, name in zip(self.annotations, self.class_names, strict=True)
        ]
        return json.dumps({"version": VERSION, "objects": objects}, ensure_ascii=False).encode()

    @staticmethod
    def from_bytes(data: bytes) -> Clipboard:
        """From what `to_bytes` gave; raises `UserError` on anything else."""
        try:
            content = json.loads(data)
            if content["version"] != VERSION:
                raise ValueError("another version")
            objects = content["objects"]
            names = tuple(str(one["class"]) for one in objects)
            return Clipboard(tuple(map(_annotation, objects)), names)
        except _FAULTS as error:
            raise UserError(_FOREIGN) from error


def _annotation(data: Any) -> Annotation:  # noqa: ANN401 (parsed JSON)
    return Annotation(
        id=AnnotationId(int(data["id"])),
        class_id=ClassId(int(data["class_id"])),
        shape=decode(base64.b64decode(data["geometry"], validate=True)),
        attributes=dict(data["attributes"]),
        flags=Flags(**data["flags"]),
        pose=str(data["pose"]),
        group=data["group"],
        z=int(data["z"]),
    )


def _home(one: Annotation, name: str, classes: ClassList) -> ClassId | None:
    same = classes.get(one.class_id)
    if same is not None and same.name == name:
        return same.id
    found = classes.named(name)
    return found.id if found else None
