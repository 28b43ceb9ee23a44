"""Pictures decoded ahead of the user: the next one is there before the key is up."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.decode import decode, quick_picture
from labeldesk.imaging.pace import Pace
from labeldesk.imaging.picture import Picture
from labeldesk.imaging.pump import Pump
from labeldesk.imaging.shelf import Shelf
from labeldesk.imaging.source import Stamp, stamp_of
from labeldesk.jobs.runner import Deliver, ErrorSink, Runner, report_to_hook

DEFAULT_LIMIT = 512 << 20
"""Bytes: seven pictures of 12 MP with their pyramids."""

_FAULT_BYTES = 1_000
_FLOWN_OVER = 12  # pictures kept while a key is held: those behind make room for the next
_BESIDE = (1, -1, 2)  # frames decoded ahead of one that was chosen
BUG = QT_TRANSLATE_NOOP("Imaging", "Could not decode the image because of an error in Labeldesk")


Key = tuple[str, int]
"""A path and which frame of the file."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """`is_again`: it is there already, but its file may have become another."""

    key: Key
    is_quick: bool
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class _Kept:
    found: Picture | UserError
    stamp: Stamp | None


class PictureCache:
    """Decoded pictures of one folder, by relative path, with their pyramids.

    `want` and `get` are for the UI thread and take microseconds. Every picture that is ready is
    announced by ``arrived(path)`` through `deliver`; a picture may arrive twice, reduced first.
    A file that cannot be shown arrives too: its `fault` is remembered like a picture, until it
    is the current one again. A file that was found to have changed is told to ``changed(path)``,
    which its owner may set, before it arrives once more. Of a file with frames a path means the
    first, or the one that was chosen with `choose`; those beside a chosen one come ahead too.
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
        self.changed: Callable[[str], object] = lambda _: None
        self._arrived = arrived
        self._is_over = False
        self._shelf: Shelf[Key, _Kept] = Shelf(limit)
        self._runner = Runner(deliver, name="decode", workers=workers, errors=errors)
        self._pump: Pump[_Wish] = Pump(self._runner, self._fulfil)
        self._chosen: dict[str, int] = {}
        self._wanted: tuple[Key, ...] = ()
        self._pace = Pace()
        self._recent: deque[Key] = deque()
        self._held = False

    def want(self, current: str, neighbours: Sequence[str] = (), *, held: bool = False) -> None:
        """Wish for the picture on the screen and then for `neighbours`, nearest first.

        Wishes of earlier calls are dropped. While a key is `held`, all are decoded reduced, and
        where that is too slow some are left out (`Pace`): give eight of them, those ahead first.
        Else the current one comes reduced and then sharp, the others sharp; is it there already,
        its file is looked at again.
        """
        beside = () if held else self._beside(current)
        near = tuple(self._key(path) for path in neighbours)
        self._wanted, self._held = (self._key(current), *beside, *near), held
        self._pump.replace(w for w in self._wishes(held=held) if not self._is_met(w))

    def choose(self, path: str, frame: int) -> None:
        """Which frame of a file is meant from now on; `want` it after that."""
        self._chosen[path] = frame

    def get(self, path: str) -> Picture | None:
        """The picture if it is ready; maybe reduced (`Picture.reduced`)."""
        found = self._found(self._key(path))
        return found if isinstance(found, Picture) else None

    def fault(self, path: str) -> UserError | None:
        """Why the picture cannot be shown, if that is known."""
        found = self._found(self._key(path))
        return found if isinstance(found, UserError) else None

    def give(self, path: str, picture: Picture) -> None:
        """A picture that was decoded elsewhere, ready from now on; it does not arrive."""
        key, kept = (path, picture.frame), _Kept(picture, stamp_of(self._root / path))
        self._shelf.put(key, kept, picture.nbytes, keep=(key,))

    @property
    def nbytes(self) -> int:
        """Memory of the pictures kept."""
        return self._shelf.nbytes

    def stop(self) -> list[threading.Thread]:
        """Drop all wishes and announce nothing any more; gives the threads, which end soon."""
        self._is_over = True
        return self._runner.stop()

    def close(self) -> None:
        """Drop all wishes and join the threads."""
        self._runner.close()

    def _key(self, path: str) -> Key:
        return path, self._chosen.get(path, 0)

    def _beside(self, path: str) -> tuple[Key, ...]:
        """The frames to decode ahead, where one was chosen."""
        known = self.get(path) if path in self._chosen else None
        if known is None:
            return ()
        frames = (known.frame + by for by in _BESIDE)
        return tuple((path, frame) for frame in frames if 0 <= frame < known.frames)

    def _found(self, key: Key) -> Picture | UserError | None:
        kept = self._shelf.get(key)
        return None if kept is None else kept.found

    def _wishes(self, *, held: bool) -> Iterator[_Wish]:
        if held:
            self._pace.step()
            for key in self._pace.ordered(self._wanted):
                yield _Wish(key, is_quick=True)
            return
        current = self._wanted[0]
        if self._found(current) is not None:
            yield _Wish(current, is_quick=False, is_again=True)
        yield _Wish(current, is_quick=True)
        for key in self._wanted:
            yield _Wish(key, is_quick=False)

    def _is_met(self, wish: _Wish) -> bool:
        found = self._found(wish.key)
        if isinstance(found, Picture):
            return not wish.is_again and (wish.is_quick or found.reduced == 1)
        return found is not None and not wish.is_again

    def _fulfil(self, wish: _Wish) -> None:
        if self._is_met(wish):
            return
        path = wish.key[0]
        stamp = stamp_of(self._root / path)
        if wish.is_again and self._is_still_so(wish.key, stamp):
            return
        try:
            found: Picture | UserError = self._picture(wish)
        except UserError as error:
            found = error
        except Exception:
            self._keep(wish, _Kept(UserError(BUG, path=path), stamp))
            raise
        self._keep(wish, _Kept(found, stamp))

    def _is_still_so(self, key: Key, stamp: Stamp | None) -> bool:
        """Whether there is nothing better to be had; what failed is always tried again."""
        kept = self._shelf.get(key)
        if kept is None or isinstance(kept.found, UserError):
            return False
        return stamp is None or stamp == kept.stamp  # a file out of reach is no reason to go blank

    def _picture(self, wish: _Wish) -> Picture:
        path, frame = wish.key
        place = self._root / path
        if not wish.is_quick or frame:  # a frame can only be had whole
            return decode(place, frame=frame).with_halvings()
        start = time.monotonic()
        picture = quick_picture(place, is_late=self._held and self._pace.is_late)
        self._pace.decoded(time.monotonic() - start)
        return picture

    def _keep(self, wish: _Wish, new: _Kept) -> None:
        if self._is_met(wish):  # another worker was faster with the sharp one
            return
        old = self._shelf.get(wish.key)
        nbytes = new.found.nbytes if isinstance(new.found, Picture) else _FAULT_BYTES
        self._shelf.put(wish.key, new, nbytes, keep=self._wanted)
        self._recent.append(wish.key)
        self._drop_flown_over()
        if wish.is_again and old is not None:
            if isinstance(old.found, UserError) and isinstance(new.found, UserError):
                return  # still not readable: that was told
            self._deliver(partial(self._announce, wish.key, is_change=True))
        self._deliver(partial(self._announce, wish.key))

    def _drop_flown_over(self) -> None:
        """Forget what is far behind long before memory is short, so that it is used again."""
        while len(self._recent) > _FLOWN_OVER:
            key = self._recent.popleft()
            kept = self._shelf.get(key)
            is_first_look = (
                kept is not None and isinstance(kept.found, Picture) and kept.found.reduced > 1
            )
            if key not in self._wanted and (self._held or is_first_look):
                self._shelf.remove(key)

    def _announce(self, key: Key, *, is_change: bool = False) -> None:
        if not self._is_over and key == self._key(key[0]):
            (self.changed if is_change else self._arrived)(key[0])
