"""Object menu: keypoints and their template."""

from __future__ import annotations

from labeldesk.actions import reasons
from labeldesk.actions.action import Action
from labeldesk.domain.text import QT_TRANSLATE_NOOP

ROWS = (
    Action(
        id="object.swap-sides",
        title=QT_TRANSLATE_NOOP("Actions", "Swap left and right"),
        run=lambda desk: desk.joints.swap_sides(),
        menu="object",
        submenu="keypoints",
        when=reasons.keypoints,
        keywords="flip mirror joints pose skeleton sides",
    ),
    Action(
        id="object.place-joints",
        title=QT_TRANSLATE_NOOP("Actions", "Place absent joints"),
        run=lambda desk: desk.joints.place(),
        menu="object",
        submenu="keypoints",
        when=reasons.keypoints,
        keywords="missing add keypoints pose skeleton",
    ),
    Action(
        id="object.turn-joint",
        title=QT_TRANSLATE_NOOP("Actions", "Joint visible, hidden or absent"),
        run=lambda desk: desk.joints.turn(),
        menu="object",
        submenu="keypoints",
        when=reasons.joint,
        keywords="occluded visibility keypoint outside",
    ),
    Action(
        id="class.template",
        title=QT_TRANSLATE_NOOP("Actions", "Keypoint template…"),
        run=lambda desk: desk.classes.template(),
        menu="object",
        submenu="keypoints",
        group=1,
        when=reasons.writable,
        keywords="skeleton pose joints edges class coco person hand face",
    ),
)
