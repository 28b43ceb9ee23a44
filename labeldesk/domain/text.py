"""Text shown to people: marked for translation here, translated only at the edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in English with named gaps, e.g. ``{count}``.

    `context` and `source` are the keys of the Qt translation; `args` fill the gaps after
    translating, so that word order is the translator's business. `str()` gives English.
    """

    context: str
    source: str
    args: Mapping[str, str | int | float | Text] = field(default_factory=dict)

    def filled(self, **args: str | int | float | Text) -> Text:
        """The same sentence with (more of) its gaps filled."""
        return Text(self.context, self.source, {**self.args, **args})

    def __str__(self) -> str:
        return self.source.format(**self.args) if self.args else self.source

    def __hash__(self) -> int:
        return hash((self.context, self.source, tuple(sorted(self.args.items(), key=str))))


def QT_TRANSLATE_NOOP(context: str, source: str) -> Text:  # noqa: N802 (lupdate looks for this name)
    """A `Text` that pyside6-lupdate finds, because both arguments are literals at the call."""
    return Text(context, source)


def counted(n: int, one: Text, many: Text) -> Text:
    """`one` when `n` is 1, else `many`, with the gap ``{n}`` filled."""
    return (one if n == 1 else many).filled(n=n)


def is_text(name: str) -> bool:
    """Whether a file's name is Unicode. Others come from archives in another encoding, say; the
    system hands their bytes through, and no file of ours can hold them.
    """
    if name.isascii():
        return True
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def readable(name: str) -> str:
    """A name as it can be shown and written down, bytes that are no letters as ``\\xff``."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # halves of letters, as a JSON file may hold them
        return name.encode("utf-8", "backslashreplace").decode()
