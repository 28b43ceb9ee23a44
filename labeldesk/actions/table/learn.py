"""Suggest menu: learning from what was labelled."""

from __future__ import annotations

from labeldesk.actions import reasons
from labeldesk.actions.action import Action
from labeldesk.domain.text import QT_TRANSLATE_NOOP

ROWS = (
    Action(
        id="learn.suggest",
        title=QT_TRANSLATE_NOOP("Actions", "Suggest tags and classes from my labels"),
        run=lambda desk: desk.learn.toggle(),
        menu="suggest",
        group=3,
        when=reasons.writable,
        checked=lambda facts: facts.learning,
        icon="spark",
        keywords="learn train classify active learning auto label predict class",
    ),
    Action(
        id="learn.options",
        title=QT_TRANSLATE_NOOP("Actions", "Learning options…"),
        run=lambda desk: desk.learn.options(),
        menu="suggest",
        group=3,
        when=reasons.writable,
        keywords="backbone embedding features model vectors descriptor",
    ),
    Action(
        id="learn.useful",
        title=QT_TRANSLATE_NOOP("Actions", "Most useful images next"),
        run=lambda desk: desk.learn.useful(),
        menu="suggest",
        group=3,
        when=reasons.image,
        keywords="sort order active learning uncertain diverse queue",
    ),
    Action(
        id="learn.similar",
        title=QT_TRANSLATE_NOOP("Actions", "Find similar images"),
        run=lambda desk: desk.learn.similar(),
        menu="suggest",
        group=3,
        keys=("Ctrl+Alt+F",),
        when=reasons.image,
        icon="search",
        keywords="like this nearest search embedding duplicate",
    ),
    Action(
        id="learn.similar-objects",
        title=QT_TRANSLATE_NOOP("Actions", "Find similar objects"),
        run=lambda desk: desk.learn.similar_objects(),
        menu="suggest",
        group=3,
        when=reasons.one_area,
        keywords="like this nearest search embedding crop",
    ),
    Action(
        id="learn.doubts",
        title=QT_TRANSLATE_NOOP("Actions", "Likely label errors"),
        run=lambda desk: desk.learn.doubts(),
        menu="suggest",
        group=3,
        when=reasons.project,
        keywords="mistakes wrong quality review confident learning",
    ),
    Action(
        id="learn.list-all",
        title=QT_TRANSLATE_NOOP("Actions", "List all images again"),
        run=lambda desk: desk.learn.list_all(),
        menu="suggest",
        group=3,
        when=reasons.ranked,
        keywords="filter reset order",
    ),
    Action(
        id="learn.export",
        title=QT_TRANSLATE_NOOP("Actions", "Export what was learned…"),
        run=lambda desk: desk.learn.export(),
        menu="suggest",
        group=4,
        when=reasons.learned,
        keywords="onnx head classifier save model",
    ),
)
