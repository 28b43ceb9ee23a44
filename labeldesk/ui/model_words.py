"""What models are for, in words that people read."""

from __future__ import annotations

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.recipe import Task

TASKS = {
    Task.DETECT: QT_TRANSLATE_NOOP("Tasks", "boxes"),
    Task.SEGMENT: QT_TRANSLATE_NOOP("Tasks", "masks"),
    Task.CLASSIFY: QT_TRANSLATE_NOOP("Tasks", "tags"),
    Task.OBB: QT_TRANSLATE_NOOP("Tasks", "turned boxes"),
    Task.POSE: QT_TRANSLATE_NOOP("Tasks", "keypoints"),
    Task.SEMANTIC: QT_TRANSLATE_NOOP("Tasks", "a mask for each class"),
    Task.EMBED: QT_TRANSLATE_NOOP("Tasks", "describes images"),
    Task.PROMPT: QT_TRANSLATE_NOOP("Tasks", "marks what is clicked"),
}


def task_words(name: str) -> Text | str:
    """The words for a task by its name; a name that is none stays."""
    return TASKS[Task(name)] if name in set(Task) else name
