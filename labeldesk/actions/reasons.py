"""Why an action cannot run now, in words a greyed menu row shows."""

from __future__ import annotations

from labeldesk.actions.facts import Facts
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text

_NO_IMAGE = QT_TRANSLATE_NOOP("Reasons", "Open a folder of images first")
READ_ONLY = QT_TRANSLATE_NOOP("Reasons", "The project is open read-only")
_NO_GRID = QT_TRANSLATE_NOOP("Reasons", "Show the grid first")
_ONE_IMAGE = QT_TRANSLATE_NOOP("Reasons", "Select several images first")
_NOTHING_SELECTED = QT_TRANSLATE_NOOP("Reasons", "Select an object first")
_FEW_AREAS = QT_TRANSLATE_NOOP("Reasons", "Select two or more polygons or masks")
_NO_KEYPOINTS = QT_TRANSLATE_NOOP("Reasons", "Select keypoints first")
_NO_JOINT = QT_TRANSLATE_NOOP("Reasons", "Click a joint of selected keypoints first")
_FEW_SELECTED = QT_TRANSLATE_NOOP("Reasons", "Select two or more objects")
_NO_GROUP = QT_TRANSLATE_NOOP("Reasons", "Select an object of a group")
_NO_CLASSES = QT_TRANSLATE_NOOP("Reasons", "There are no classes yet")
_NO_OBJECTS = QT_TRANSLATE_NOOP("Reasons", "There are no objects in this image")
_ONE_CLASS = QT_TRANSLATE_NOOP("Reasons", "There are fewer than two classes")
_NO_SUGGESTIONS = QT_TRANSLATE_NOOP("Reasons", "There are no suggestions on this image")
_ASIDE = QT_TRANSLATE_NOOP("Reasons", "The image is done: its suggestions are set aside")
_NO_FOCUS = QT_TRANSLATE_NOOP("Reasons", "Press Tab to choose a suggestion first")
_NO_MODEL = QT_TRANSLATE_NOOP("Reasons", "Drop an ONNX model on the window first")
_ONE_AREA = QT_TRANSLATE_NOOP("Reasons", "Select one object with an area first")
_NOT_LEARNED = QT_TRANSLATE_NOOP("Reasons", "Suggest tags and classes from your labels first")
_NOT_RANKED = QT_TRANSLATE_NOOP("Reasons", "The images are not in an order of their own")
_RUNNING = QT_TRANSLATE_NOOP("Reasons", "A model is already running")
_NOT_RUNNING = QT_TRANSLATE_NOOP("Reasons", "No model is running")
_NOTHING_TO_UNDO = QT_TRANSLATE_NOOP("Reasons", "Nothing to undo")
_NOTHING_TO_REDO = QT_TRANSLATE_NOOP("Reasons", "Nothing to redo")
_NOTHING_COPIED = QT_TRANSLATE_NOOP("Reasons", "Nothing was copied yet")
_NO_PROJECT = QT_TRANSLATE_NOOP("Reasons", "There are no annotations yet")
_NO_BRUSH = QT_TRANSLATE_NOOP("Reasons", "Choose the brush or the eraser first")
_NOTHING_FRESH = QT_TRANSLATE_NOOP("Reasons", "Draw an object first")
_NOTHING_HIDDEN = QT_TRANSLATE_NOOP("Reasons", "Nothing is hidden")
_AS_IT_IS = QT_TRANSLATE_NOOP("Reasons", "Images are shown as they are")
_SHALLOW = QT_TRANSLATE_NOOP("Reasons", "This image has no more than 8 bit to choose from")
_ONE_FRAME = QT_TRANSLATE_NOOP("Reasons", "This image has one frame")
_NO_PROBLEMS = QT_TRANSLATE_NOOP("Reasons", "No problems were found")
_NO_CANVAS = QT_TRANSLATE_NOOP("Reasons", "Show Annotate first")
_FIRST = QT_TRANSLATE_NOOP("Reasons", "There is no image before this one in the list")
_BRUSHES = frozenset({"brush", "eraser", "superpixel"})
_UPRIGHT = QT_TRANSLATE_NOOP("Reasons", "The view is upright")


def image(facts: Facts) -> Text | None:
    """An image is open."""
    return None if facts.image_open else _NO_IMAGE


def writable(facts: Facts) -> Text | None:
    """An image is open and may be edited."""
    return READ_ONLY if facts.image_open and facts.read_only else image(facts)


def grid(facts: Facts) -> Text | None:
    """The grid is seen."""
    return image(facts) or (None if facts.view == "grid" else _NO_GRID)


def several_images(facts: Facts) -> Text | None:
    """Several images are selected in the grid."""
    return grid(facts) or (None if facts.several else _ONE_IMAGE)


def excludable(facts: Facts) -> Text | None:
    """The grid is seen, and its images may be excluded."""
    return grid(facts) or writable(facts)


def selection(facts: Facts) -> Text | None:
    """Something is selected and may be edited."""
    return writable(facts) or (None if facts.selected else _NOTHING_SELECTED)


def several_areas(facts: Facts) -> Text | None:
    """Two or more objects with an area are selected."""
    return writable(facts) or (None if facts.selected_areas > 1 else _FEW_AREAS)


def keypoints(facts: Facts) -> Text | None:
    """Keypoints are selected."""
    return writable(facts) or (None if facts.selected_keypoints else _NO_KEYPOINTS)


def joint(facts: Facts) -> Text | None:
    """A joint of keypoints is chosen."""
    return writable(facts) or (None if facts.joint_chosen else _NO_JOINT)


def several(facts: Facts) -> Text | None:
    """Two or more objects are selected."""
    return writable(facts) or (None if facts.selected > 1 else _FEW_SELECTED)


def grouped(facts: Facts) -> Text | None:
    """An object of a group is selected."""
    return writable(facts) or (None if facts.grouped else _NO_GROUP)


def of_group(facts: Facts) -> Text | None:
    """An object of a group is selected, to look at the others."""
    return image(facts) or (None if facts.grouped else _NO_GROUP)


def classes(facts: Facts) -> Text | None:
    """There are classes, and they may be edited."""
    return writable(facts) or (None if facts.classes else _NO_CLASSES)


def selected(facts: Facts) -> Text | None:
    """Something is selected, to look at or to copy."""
    return image(facts) or (None if facts.selected else _NOTHING_SELECTED)


def objects(facts: Facts) -> Text | None:
    """The image has objects."""
    return image(facts) or (None if facts.objects else _NO_OBJECTS)


def fresh(facts: Facts) -> Text | None:
    """A shape was just drawn."""
    return writable(facts) or (None if facts.fresh or facts.selected else _NOTHING_FRESH)


def hidden(facts: Facts) -> Text | None:
    """Some objects are hidden."""
    return writable(facts) or (None if facts.hidden else _NOTHING_HIDDEN)


def several_classes(facts: Facts) -> Text | None:
    """There is more than one class, in a project that may be edited."""
    return writable(facts) or (None if facts.classes > 1 else _ONE_CLASS)


def suggestions(facts: Facts) -> Text | None:
    """The image shows open suggestions."""
    none = _ASIDE if facts.set_aside else _NO_SUGGESTIONS
    return writable(facts) or (None if facts.suggestions else none)


def said(facts: Facts) -> Text | None:
    """The image shows suggestions, or something is selected that may have been one."""
    any_ = facts.suggestions or facts.set_aside or facts.selected
    return project(facts) or (None if any_ else _NO_SUGGESTIONS)


def focused(facts: Facts) -> Text | None:
    """One suggestion is in turn."""
    return suggestions(facts) or (None if facts.suggestion_focused else _NO_FOCUS)


def boxed(facts: Facts) -> Text | None:
    """An object is selected, or a suggestion is in turn."""
    return writable(facts) or (None if facts.suggestion_focused else selection(facts))


def model(facts: Facts) -> Text | None:
    """A model is at hand and nothing runs."""
    if facts.run_active:
        return _RUNNING
    return writable(facts) or (None if facts.model else _NO_MODEL)


def one_area(facts: Facts) -> Text | None:
    """One object with an area is selected."""
    is_one = facts.selected == 1 and facts.selected_areas == 1
    return image(facts) or (None if is_one else _ONE_AREA)


def learned(facts: Facts) -> Text | None:
    """There is a head that was learned from labels."""
    return image(facts) or (None if facts.learned else _NOT_LEARNED)


def ranked(facts: Facts) -> Text | None:
    """The images are listed by usefulness, likeness or doubt."""
    return image(facts) or (None if facts.ranked else _NOT_RANKED)


def running(facts: Facts) -> Text | None:
    """A model runs."""
    return None if facts.run_active else _NOT_RUNNING


def undo(facts: Facts) -> Text | None:
    """There is something to undo."""
    return READ_ONLY if facts.read_only else None if facts.undo else _NOTHING_TO_UNDO


def redo(facts: Facts) -> Text | None:
    """There is something to redo."""
    return READ_ONLY if facts.read_only else None if facts.redo else _NOTHING_TO_REDO


def clipboard(facts: Facts) -> Text | None:
    """Something was copied."""
    return writable(facts) or (None if facts.clipboard else _NOTHING_COPIED)


def project(facts: Facts) -> Text | None:
    """There is a project file."""
    return image(facts) or (None if facts.has_project else _NO_PROJECT)


def brushing(facts: Facts) -> Text | None:
    """A brush or the eraser is in the hand."""
    return writable(facts) or (None if facts.tool in _BRUSHES else _NO_BRUSH)


def previous(facts: Facts) -> Text | None:
    """The image is seen, and there is one before it in the list."""
    seen = None if facts.view == "annotate" else _NO_CANVAS
    return image(facts) or seen or (None if facts.previous else _FIRST)


def turned(facts: Facts) -> Text | None:
    """The image is shown turned or flipped."""
    return image(facts) or (None if facts.turned else _UPRIGHT)


def adjusted(facts: Facts) -> Text | None:
    """Images are shown otherwise than they are."""
    return image(facts) or (None if facts.adjusted else _AS_IT_IS)


def deep(facts: Facts) -> Text | None:
    """The image has values that 8 bit cannot hold."""
    return image(facts) or (None if facts.deep else _SHALLOW)


def frames(facts: Facts) -> Text | None:
    """The image has more than one frame."""
    return image(facts) or (None if facts.frames > 1 else _ONE_FRAME)


def problems(facts: Facts) -> Text | None:
    """Something was reported."""
    return None if facts.problems else _NO_PROBLEMS
