"""What is so right now: the only thing an action may look at to say whether it can run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """In-memory values, refreshed once per turn of the event loop; never read from the disk.

    `previous`: the list has an image before this one; `compares`: it is shown in its place.
    `switches` holds those of the look that are on, e.g. "outline-only".
    """

    view: str = "start"
    tool: str = "select"
    images: int = 0
    several: int = 0
    image_open: bool = False
    image_done: bool = False
    image_excluded: bool = False
    has_project: bool = False
    read_only: bool = False
    typing: bool = False
    drawing: bool = False
    objects: int = 0
    selected: int = 0
    selected_areas: int = 0
    fresh: bool = False
    selected_keypoints: int = 0
    joint_chosen: bool = False
    hidden: int = 0
    all_locked: bool = False
    flags: tuple[str, ...] = ()
    grouped: int = 0
    classes: int = 0
    clipboard: int = 0
    suggestions: int = 0
    set_aside: int = 0
    suggestion_focused: bool = False
    model: str = ""
    run_active: bool = False
    learning: bool = False
    learned: bool = False
    ranked: bool = False
    undo: str = ""
    redo: str = ""
    full_screen: bool = False
    labels: str = "hover"
    switches: tuple[str, ...] = ()
    turned: bool = False
    keep_zoom: bool = False
    previous: bool = False
    compares: bool = False
    blinks: bool = False
    adjusted: bool = False
    deep: bool = False
    frames: int = 1
    auto_advance: bool = False
    snap: bool = False
    square_brush: bool = False
    no_overlap: bool = False
    problems: int = 0
