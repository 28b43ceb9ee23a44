"""Images made smaller, cropped or cut into tiles for an export, their labels with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UsageError
from labeldesk.domain.shapes import Caption, Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.report import Report
from labeldesk.work.pixels import Cutter
from labeldesk.work.windows import Frame, Window, bounds_of, tiles

NONE, ALL, EACH = "none", "all", "each"
CROPS = (NONE, ALL, EACH)
_MOST = 1 << 16
_SIZE = re.compile(r"^(\d{1,5})(?:x(\d{1,5}))?$")
_ANY = Size(0, 0)
_KEPT = (".jpg", ".jpeg", ".png", ".bmp", ".webp")

_NO_SIZE = QT_TRANSLATE_NOOP("Work", "{text} is no size; write 640 for the longest side or 640x480")
_CROP = QT_TRANSLATE_NOOP("Work", "{text} is no way to crop; there are {choices}")
_OVERLAP = QT_TRANSLATE_NOOP("Work", "Tiles overlap by less than their side")
_BOTH = QT_TRANSLATE_NOOP("Work", "Images are cropped or cut into tiles, not both")
UNSIZED = QT_TRANSLATE_NOOP("Work", "The size of the image is not known; it is left out")
CUT_OFF = QT_TRANSLATE_NOOP("Work", "An object lies outside every part of the image that goes out")
UNNAMED = QT_TRANSLATE_NOOP("Work", "A tag or caption is of the whole image; its parts go without")


@dataclass(frozen=True, slots=True)
class Framing:
    """First parts, then their size. `crop`: around all objects of an image or each of them, with
    `margin` pixels; `tile`: squares of that side which share `overlap` pixels; `longest` side of
    what goes out (nothing is enlarged), or the `exact` size. 0: as it is.
    """

    longest: int = 0
    exact: Size = _ANY
    crop: str = NONE
    margin: int = 0
    tile: int = 0
    overlap: int = 0

    @property
    def is_none(self) -> bool:
        """Whether images go out as they are."""
        return self.crop == NONE and not (self.longest or self.tile or any(self.exact))

    @property
    def has_parts(self) -> bool:
        """Whether parts of images go out."""
        return self.crop != NONE or self.tile > 0

    def check(self) -> None:
        """`UsageError` for what cannot be."""
        if self.crop not in CROPS:
            raise UsageError(_CROP.filled(text=self.crop, choices=", ".join(CROPS)))
        if self.tile < 0 or self.margin < 0 or not 0 <= self.overlap < max(self.tile, 1):
            raise UsageError(_OVERLAP)
        if self.crop != NONE and self.tile:
            raise UsageError(_BOTH)

    @property
    def resize(self) -> str:
        """The size as it is written."""
        if any(self.exact):
            return f"{self.exact.width}x{self.exact.height}"
        return str(self.longest) if self.longest else ""

    def resized(self, text: str) -> Framing:
        """With the size that a text says: ``640`` or ``640x480``; empty for none."""
        found = _SIZE.match(text.strip())
        numbers = [int(one) for one in found.groups() if one] if found else []
        if text.strip() and (not numbers or not all(0 < one <= _MOST for one in numbers)):
            raise UsageError(_NO_SIZE.filled(text=text))
        if len(numbers) == 2:  # noqa: PLR2004 (width and height)
            return replace(self, longest=0, exact=Size(*numbers))
        return replace(self, longest=numbers[0] if numbers else 0, exact=_ANY)

    def frames(self, image: LabeledImage, size: Size) -> Iterator[Frame]:
        """The parts of an image, each with the size that it goes out at."""
        for window in self._windows(image, size):
            yield Frame(window, self._size(window.size))

    def _windows(self, image: LabeledImage, size: Size) -> Iterator[Window]:
        if self.tile:
            yield from tiles(size, self.tile, self.overlap)
            return
        around = bounds_of(image.annotations) if self.crop != NONE else []
        whole = Rect.enclosing(around)
        if self.crop == ALL and whole is not None:
            around = [whole]
        if self.crop == NONE or (whole is None and image.state.done):
            yield Window.whole(size)
        for rect in around:
            window = Window.around(rect, self.margin, size)
            if window is not None:
                yield window

    def _size(self, of: Size) -> Size:
        if any(self.exact):
            return self.exact
        longest = max(of)
        if not self.longest or longest <= self.longest:
            return of
        sides = ((2 * side * self.longest + longest) // (2 * longest) for side in of)
        return Size(*(max(side, 1) for side in sides))


@dataclass
class Reframing:
    """Images as their parts; makes their files too, as the `Pictures` of an export."""

    rule: Framing
    report: Report
    split: dict[str, str]
    cutter: Cutter = field(default_factory=Cutter)
    _frames: dict[str, tuple[str, Frame]] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def of(self, images: Iterable[LabeledImage]) -> Iterator[LabeledImage]:
        """The parts of all images. One without objects goes out only where the image is done."""
        for image in images:
            if image.size is None:
                self.report.error(UNSIZED, image.path)
                continue
            yield from self._parts(image, image.size)

    def _parts(self, image: LabeledImage, size: Size) -> Iterator[LabeledImage]:
        seen: set[int] = set()
        for number, frame in enumerate(self.rule.frames(image, size), start=1):
            found = []
            for at, one in enumerate(image.annotations):
                if self.rule.has_parts and isinstance(one.shape, Tag | Caption):
                    continue
                carried = frame.carried(one)
                found += carried
                seen |= {at} if carried else set()
            if found or not self.rule.has_parts or image.state.done:
                path = self._path(image.path, number, frame)
                self._frames[path] = image.path, frame
                if image.path in self.split:
                    self.split[path] = self.split[image.path]
                yield replace(
                    image, path=path, size=frame.size, annotations=tuple(found), foreign=None
                )
        self._tell(image, seen)

    def _tell(self, image: LabeledImage, seen: set[int]) -> None:
        for at, one in enumerate(image.annotations):
            if at not in seen:
                is_whole = isinstance(one.shape, Tag | Caption)
                text = UNNAMED if is_whole else CUT_OFF
                self.report.info(text, image.path, f"object {at + 1}")

    def _path(self, path: str, number: int, frame: Frame) -> str:
        plain = PurePosixPath(path)
        ending = plain.suffix if plain.suffix.lower() in _KEPT else ".png"
        stem = plain.with_suffix("").as_posix()
        if self.rule.tile:
            stem += f"_{frame.window.x0}_{frame.window.y0}"
        elif self.rule.crop == EACH:
            stem += f"_{number}"
        wish, count = f"{stem}{ending}", 1
        while wish.casefold() in self._taken:
            count += 1
            wish = f"{stem}-{count}{ending}"
        self._taken.add(wish.casefold())
        return wish

    def origin(self, path: str) -> str:
        """The image that a part is of."""
        return self._frames[path][0] if path in self._frames else path

    def put(self, source: Path, place: Path, path: str) -> None:
        """The pixels of a part as a file."""
        self.cutter.write(source, place, self._frames[path][1])
