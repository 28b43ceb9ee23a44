"""The Segment tool: what is clicked is marked by a model, in as many clicks as it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.prompt import Prompt
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.tools.box import NO_AREA
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Draft, Mark, Shown
from labeldesk.tools.pointer import Key, Modifiers, Pointer
from labeldesk.tools.question import Looked, Marked, Question
from labeldesk.tools.state import (
    DRAG_PX,
    ESC_CANCELS,
    UNFINISHED,
    WORK,
    Cursor,
    State,
)

PEEK_PX = 3.0  # screen pixels that the pointer moves before another preview is asked for
SEGMENT = QT_TRANSLATE_NOOP("History", "Segment object")
CLICK = QT_TRANSLATE_NOOP("Tools", "Click an object, or drag a box around it")
HOW = QT_TRANSLATE_NOOP(
    "Tools", "Drop a SAM model on the window first: its encoder and its decoder, both .onnx"
)
LOOKING = QT_TRANSLATE_NOOP("Tools", "The model looks at the image; clicks wait for it")
FIRST = QT_TRANSLATE_NOOP("Tools", "First click the object, then what does not belong to it")
NOTHING = QT_TRANSLATE_NOOP("Tools", "The model marks nothing here")
FAILED = QT_TRANSLATE_NOOP("Tools", "The model could not look at this image")
ASKED = QT_TRANSLATE_NOOP("Tools", "The model is asked")
WHICH = QT_TRANSLATE_NOOP("Tools", "Mask {n} of {count}, score {score}; click to correct it")
DRAGGED = QT_TRANSLATE_NOOP("Tools", "Release to mark what is in the box")
NOT_IT = ("Alt", QT_TRANSLATE_NOOP("Tools", "Click what is not the object"))
NEXT = ("Tab", QT_TRANSLATE_NOOP("Tools", "Next mask"))
KEEP = ("Enter", QT_TRANSLATE_NOOP("Tools", "Keep"))


def _is_positive(held: Modifiers) -> bool:
    return not (held.alt or held.shift)


@dataclass(frozen=True, slots=True)
class SegmentReady(State):
    """Waiting for a click; once the model has looked, what it would mark is shown."""

    tool = "segment"
    hint = CLICK
    keys = (NOT_IT,)

    at: XY | None = None
    peeked: XY | None = None
    question: Question | None = None
    seen: Marked | None = None

    def said(self, env: Env) -> Text:
        match env.looked:
            case Looked.NO_MODEL:
                return HOW
            case Looked.LOOKING:
                return LOOKING
            case Looked.FAILED:
                return FAILED
            case Looked.READY:
                return CLICK

    def hover(self, env: Env, e: Pointer) -> State:
        if not _inside(env, e.at) or env.looked is not Looked.READY:
            return SegmentReady(e.at)
        return replace(self, at=e.at).peeking(env)

    def peeking(self, env: Env) -> State:
        """Ask what a click here would mark; one question at a time, the next when it is there."""
        if self.at is None or self.question is not None:
            return self
        if self.peeked is not None and not env.far(self.peeked, self.at, PEEK_PX):
            return self
        question = Question(Prompt().with_spot(self.at), is_peek=True)
        env.ports.ask(question)
        return replace(self, peeked=self.at, question=question)

    def told(self, env: Env, question: Question, answer: Marked | Text) -> State:
        if question is not self.question:
            return self
        seen = answer if isinstance(answer, Marked) else None
        return replace(self, question=None, seen=seen).peeking(env)

    def leave(self, env: Env) -> State:
        return SegmentReady().dropping(env, self.question)

    def dropping(self, env: Env, question: Question | None) -> State:
        """Here, with a question taken back."""
        if question is not None:
            env.ports.ask(None)
        return self

    def press(self, env: Env, e: Pointer) -> State:
        if not _inside(env, e.at):
            return self
        if env.looked in (Looked.NO_MODEL, Looked.FAILED):
            env.ports.say(self.said(env))
            return self
        return SegmentPressed(Marking(answer=self.seen), e.at, e.at, _is_positive(e.modifiers))

    def aside(self, env: Env, e: Pointer) -> State | None:
        env.ports.say(FIRST)
        return self

    def cancel(self, env: Env) -> State:
        return SegmentReady().dropping(env, self.question)

    def marks(self, env: Env) -> Iterator[Mark]:
        if self.seen is not None and self.seen.shape is not None:
            yield Draft(self.seen.shape)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS


@dataclass(frozen=True, slots=True)
class Marking(State):
    """Something was shown; `steps` are the prompts from the first click to the last."""

    tool = "segment"
    hint = ASKED
    keys = (KEEP, NEXT, NOT_IT)
    busy = True

    steps: tuple[Prompt, ...] = ()
    question: Question | None = None
    answer: Marked | None = None
    choice: int = 0
    ends: bool = False

    @property
    def unfinished(self) -> Text | None:
        return UNFINISHED if len(self.steps) >= WORK else None

    @property
    def prompt(self) -> Prompt:
        """Everything that was shown."""
        return self.steps[-1] if self.steps else Prompt()

    def said(self, env: Env) -> Text:
        if self.question is not None:
            return LOOKING if env.looked is Looked.LOOKING else ASKED
        if self.answer is None or self.answer.shape is None:
            return NOTHING
        n, score = self.choice % self.answer.count + 1, f"{self.answer.score:.2f}"
        return WHICH.filled(n=n, count=self.answer.count, score=score)

    def showing(self, env: Env, prompt: Prompt) -> State:
        """One more thing was shown."""
        if not prompt.shows_something:
            env.ports.say(FIRST)
            return self if self.steps else SegmentReady()
        return replace(self, steps=(*self.steps, prompt)).asking(env)

    def asking(self, env: Env, choice: int = 0) -> State:
        """Ask for the mask of that number, the best first."""
        question = Question(self.prompt, choice)
        env.ports.ask(question)
        return replace(self, question=question, choice=choice)

    def told(self, env: Env, question: Question, answer: Marked | Text) -> State:
        if question is not self.question:
            return self
        if isinstance(answer, Text):
            env.ports.say(answer)
            return self._without_last(env)
        known = replace(self, question=None, answer=answer)
        if self.ends:
            return replace(known, ends=False).kept(env)
        return known

    def press(self, env: Env, e: Pointer) -> State:
        if not _inside(env, e.at):
            return self
        return SegmentPressed(self, e.at, e.at, _is_positive(e.modifiers))

    def double(self, env: Env, e: Pointer) -> State:
        return self.kept(env)

    def aside(self, env: Env, e: Pointer) -> State | None:
        if not _inside(env, e.at):
            return self
        return self.showing(env, self.prompt.with_spot(e.at, is_positive=False))

    def key(self, env: Env, key: Key, modifiers: Modifiers) -> State | None:
        if key is Key.ENTER:
            return self.kept(env)
        if key in (Key.BACKSPACE, Key.UNDO):
            return self._without_last(env)
        if key is Key.TAB:
            return self._other(env, -1 if modifiers.shift else 1)
        return None

    def kept(self, env: Env) -> State:
        """What is marked becomes an object; once the answer is there, if it is on its way."""
        if self.question is not None:
            return replace(self, ends=True)
        if self.answer is None or self.answer.shape is None:
            env.ports.say(NOTHING)
            return self
        env.finished(self.answer.shape, SEGMENT)
        return SegmentReady()

    def cancel(self, env: Env) -> State:
        return SegmentReady().dropping(env, self.question)

    def marks(self, env: Env) -> Iterator[Mark]:
        if self.answer is not None and self.answer.shape is not None:
            yield Draft(self.answer.shape)
        if self.prompt.box is not None:
            yield Draft(Box.of(self.prompt.box))
        yield Shown(self.prompt)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS

    def _without_last(self, env: Env) -> State:
        earlier = self.steps[:-1]
        if not earlier:
            return self.cancel(env)
        return replace(self, steps=earlier, ends=False).asking(env)

    def _other(self, env: Env, by: int) -> State:
        if self.answer is None or self.question is not None or self.answer.count < 2:  # noqa: PLR2004
            return self
        return self.asking(env, (self.choice + by) % self.answer.count)


@dataclass(frozen=True, slots=True)
class SegmentPressed(State):
    """The button is down: a click shows a place, a drag shows a box."""

    tool = "segment"
    hint = DRAGGED
    keys = (ESC_CANCELS,)
    busy = True

    before: Marking
    start: XY
    to: XY
    is_positive: bool
    is_dragged: bool = False

    @property
    def unfinished(self) -> Text | None:
        return self.before.unfinished

    def said(self, env: Env) -> Text:
        return DRAGGED if self.is_dragged else self.before.said(env) if self.before.steps else CLICK

    def drag(self, env: Env, e: Pointer) -> State:
        is_dragged = self.is_dragged or env.far(self.start, e.at, DRAG_PX)
        return replace(self, to=e.at, is_dragged=is_dragged)

    def release(self, env: Env, e: Pointer) -> State:
        prompt = self.before.prompt
        if not self.is_dragged:
            shown = prompt.with_spot(self.start, is_positive=self.is_positive)
            return self.before.showing(env, shown)
        box = self._box(env)
        if box is None or box.area <= 0:
            env.ports.say(NO_AREA)
            return self.before if self.before.steps else SegmentReady()
        return self.before.showing(env, prompt.with_box(box))

    def told(self, env: Env, question: Question, answer: Marked | Text) -> State:
        after = self.before.told(env, question, answer)
        if isinstance(after, Marking):
            return replace(self, before=after)
        return replace(self, before=Marking())

    def cancel(self, env: Env) -> State:
        return self.before.cancel(env)

    def marks(self, env: Env) -> Iterator[Mark]:
        yield from self.before.marks(env)
        box = self._box(env)
        if self.is_dragged and box is not None:
            yield Draft(Box.of(box))

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS

    def _box(self, env: Env) -> Rect | None:
        whole = Rect(0.0, 0.0, float(env.size.width), float(env.size.height))
        return Rect.spanned(env.placed(self.start), env.placed(self.to)).intersection(whole)


def from_box(box: Rect) -> Marking:
    """In hand, with a box that is there already; `asking` is what comes next."""
    return Marking((Prompt(box=box),))


def _inside(env: Env, at: XY) -> bool:
    return Rect(0.0, 0.0, float(env.size.width), float(env.size.height)).contains(at)
