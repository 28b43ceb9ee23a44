"""CenterFace: a heat map of face centres with sizes, offsets and five landmarks, stride 4.

Read from the model's published decoder: size = 4 exp(scale), centre = (cell + 0.5 + offset) * 4,
landmarks lie within the box as fractions of its size, y before x.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Ring
from labeldesk.domain.shapes import Keypoints
from labeldesk.suggest.decode.boxes import Candidates, found_boxes, pick
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw
from labeldesk.suggest.found import Found

STRIDE = 4
CHANNELS = (1, 2, 2, 10)  # heat, scale, offset, landmarks
JOINTS = 5


def _heat(raw: Raw) -> Decoded:
    if tuple(output.shape[1] for output in raw.outputs if output.ndim == len(CHANNELS)) != CHANNELS:
        raise raw.unlike(raw.recipe.output.format)
    heat, scale, offset, marks = (np.asarray(o[0], np.float64) for o in raw.outputs)
    unsound = ~np.isfinite(heat[0])
    rows, columns = np.nonzero((heat[0] >= raw.recipe.thresholds.score) | unsound)
    at = (slice(None), rows, columns)
    # Scale and offset come as (y, x).
    sizes = np.exp(np.minimum(scale[at].T[:, ::-1], 20.0)) * STRIDE
    cell = np.stack((columns, rows), axis=1)
    centres = (cell + 0.5 + offset[at].T[:, ::-1]) * STRIDE
    low = centres - sizes / 2
    boxes = np.concatenate((low, low + sizes), axis=1)
    slots = np.zeros(len(rows), dtype=np.intp)
    picked = pick(Candidates(boxes, heat[0][rows, columns], slots), raw)
    founds = found_boxes(picked, raw)
    if raw.recipe.output.keypoints:
        joints = marks[at].T.reshape(-1, JOINTS, 2)[:, :, ::-1]
        placed = raw.frame.to_image(low[:, None] + joints * sizes[:, None])
        founds += _keypoints(founds, placed[picked.rows])
    return Decoded(tuple(founds), picked.notes)


def _keypoints(boxes: list[Found], joints: NDArray[np.float64]) -> list[Found]:
    visible = (2,) * JOINTS
    return [
        Found(box.class_name, Keypoints(Ring(points), visible), box.score)
        for box, points in zip(boxes, joints, strict=True)
        if np.isfinite(points).all()
    ]


DECODERS: Mapping[str, Decoder] = {"centerface": _heat}
