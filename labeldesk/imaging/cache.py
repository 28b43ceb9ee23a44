"""Pictures decoded ahead of the user: the next one is there before the key is up."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.decode import ImageFile
from labeldesk.imaging.header import Header
from labeldesk.imaging.pace import Pace
from labeldesk.imaging.picture import Picture
from labeldesk.imaging.pump import Pump
from labeldesk.imaging.shelf import Shelf
from labeldesk.jobs.runner import Deliver, ErrorSink, Runner, report_to_hook

DEFAULT_LIMIT = 512 << 20
"""Bytes: seven pictures of 12 MP with their pyramids."""

_ENOUGH_PIXELS, _FEW_PIXELS = 1_500_000, 500_000
_FAULT_BYTES = 1_000
_FLOWN_OVER = 12  # pictures kept while a key is held: those behind make room for the next
BUG = QT_TRANSLATE_NOOP("Imaging", "Could not decode the image because of an error in Labeldesk")


@dataclass(frozen=True, slots=True)
class _Wish:
    path: str
    is_quick: bool


def quick_reduction(header: Header, *, is_late: bool = False) -> int:
    """How far a JPEG is reduced for a first look: as far as 1.5 million pixels remain.

    Half a million must do when pictures are flown over faster than they can be decoded. Other
    formats gain nothing, as all their pixels are decoded anyway.
    """
    if header.kind != "jpeg" or header.is_cmyk:
        return 1
    pixels = header.size.width * header.size.height
    enough = _FEW_PIXELS if is_late else _ENOUGH_PIXELS
    return next((r for r in (8, 4, 2) if pixels >= enough * r * r), 1)


class PictureCache:
    """Decoded pictures of one folder, by relative path, with their pyramids.

    `want` and `get` are for the UI thread and take microseconds. Every picture that is ready is
    announced by ``arrived(path)`` through `deliver`; a picture may arrive twice, reduced first.
    A file that cannot be shown arrives too: its `fault` is remembered like a picture.
    """

    def __init__(
        self,
        root: Path | str,
        *,
        deliver: Deliver,
        arrived: Callable[[str], object],
        limit: int = DEFAULT_LIMIT,
        workers: int = 2,
        errors: ErrorSink = report_to_hook,
    ) -> None:
        self._root = Path(root)
        self._deliver = deliver
        self._arrived = arrived
        self._shelf: Shelf[str, Picture | UserError] = Shelf(limit)
        self._runner = Runner(deliver, name="decode", workers=workers, errors=errors)
        self._pump: Pump[_Wish] = Pump(self._runner, self._fulfil)
        self._wanted: tuple[str, ...] = ()
        self._pace = Pace()
        self._recent: deque[str] = deque()
        self._held = False

    def want(self, current: str, neighbours: Sequence[str] = (), *, held: bool = False) -> None:
        """Wish for the picture on the screen and then for `neighbours`, nearest first.

        Wishes of earlier calls are dropped. While a key is `held`, all are decoded reduced, and
        where that is too slow some are left out (`Pace`): give eight of them, those ahead first.
        Else the current one comes reduced and then sharp, the others sharp.
        """
        self._wanted, self._held = (current, *neighbours), held
        self._pump.replace(w for w in self._wishes(held=held) if not self._is_met(w))

    def get(self, path: str) -> Picture | None:
        """The picture if it is ready; maybe reduced (`Picture.reduced`)."""
        found = self._shelf.get(path)
        return found if isinstance(found, Picture) else None

    def fault(self, path: str) -> UserError | None:
        """Why the picture cannot be shown, if that is known."""
        found = self._shelf.get(path)
        return found if isinstance(found, UserError) else None

    def forget(self, path: str) -> None:
        """The file changed: the next `want` reads it again."""
        self._shelf.remove(path)

    @property
    def nbytes(self) -> int:
        """Memory of the pictures kept."""
        return self._shelf.nbytes

    def close(self) -> None:
        """Drop all wishes and join the threads."""
        self._runner.close()

    def _wishes(self, *, held: bool) -> Iterator[_Wish]:
        if held:
            self._pace.step()
            for path in self._pace.ordered(self._wanted):
                yield _Wish(path, is_quick=True)
            return
        yield _Wish(self._wanted[0], is_quick=True)
        for path in self._wanted:
            yield _Wish(path, is_quick=False)

    def _is_met(self, wish: _Wish) -> bool:
        found = self._shelf.get(wish.path)
        if isinstance(found, Picture):
            return wish.is_quick or found.reduced == 1
        return found is not None

    def _fulfil(self, wish: _Wish) -> None:
        if self._is_met(wish):
            return
        try:
            found: Picture | UserError = self._picture(wish)
        except UserError as error:
            found = error
        except Exception:
            self._keep(wish, UserError(BUG, path=wish.path))
            raise
        self._keep(wish, found)

    def _picture(self, wish: _Wish) -> Picture:
        start = time.monotonic()
        file = ImageFile.read(self._root / wish.path)
        is_late = self._held and self._pace.is_late
        reduced = quick_reduction(file.header, is_late=is_late) if wish.is_quick else 1
        picture = file.decode(reduced).with_halvings()
        if wish.is_quick:
            self._pace.decoded(time.monotonic() - start)
        return picture

    def _keep(self, wish: _Wish, found: Picture | UserError) -> None:
        if self._is_met(wish):  # another worker was faster with the sharp one
            return
        nbytes = found.nbytes if isinstance(found, Picture) else _FAULT_BYTES
        self._shelf.put(wish.path, found, nbytes, keep=self._wanted)
        self._recent.append(wish.path)
        self._drop_flown_over()
        self._deliver(partial(self._announce, wish.path))

    def _drop_flown_over(self) -> None:
        """Forget what is far behind long before memory is short, so that it is used again."""
        while len(self._recent) > _FLOWN_OVER:
            path = self._recent.popleft()
            found = self._shelf.get(path)
            is_first_look = isinstance(found, Picture) and found.reduced > 1
            if path not in self._wanted and (self._held or is_first_look):
                self._shelf.remove(path)

    def _announce(self, path: str) -> None:
        self._arrived(path)
