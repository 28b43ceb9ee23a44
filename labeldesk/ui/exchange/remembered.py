"""How each folder was exported last: the dialog begins there the next time."""

from __future__ import annotations

from pathlib import Path

from labeldesk.domain.annotation import Json
from labeldesk.settings.json_file import read_object, write_object
from labeldesk.ui.exchange.export_more import values_of, with_values
from labeldesk.work.wishes import Export

_LONGEST = 200


class Remembered:
    """In memory, and in a small file of this user's that is read once."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = read_object(file)[0]

    def last(self, root: Path) -> Export | None:
        """The last wish for the images in a folder."""
        value = self._known.get(str(root))
        if not isinstance(value, dict):
            return None
        options, shares = value.get("options"), value.get("shares")
        if not isinstance(options, dict) or not isinstance(shares, dict):
            return None
        wish = Export(
            format=str(value.get("format")),
            out=Path(str(value.get("out"))),
            options={n: v for n, v in options.items() if isinstance(v, str | int | float | bool)},
            state=str(value.get("state")),
            shares={n: float(v) for n, v in shares.items() if isinstance(v, int | float)},
        )
        more = value.get("more")
        known = more if isinstance(more, dict) else {}
        return with_values(wish, {n: v for n, v in known.items() if isinstance(v, str)})

    def note(self, root: Path, wish: Export) -> None:
        """This is the last wish now. That something may be overwritten is not kept."""
        value: Json = {
            "format": wish.format,
            "out": str(wish.out),
            "options": dict(wish.options),
            "state": wish.state,
            "shares": dict(wish.shares),
            "more": dict(values_of(wish)),
        }
        self._known.pop(str(root), None)
        self._known = {**dict(list(self._known.items())[-_LONGEST:]), str(root): value}

    def keep(self) -> None:
        """Write it down. Blocks."""
        write_object(self._file, self._known)
