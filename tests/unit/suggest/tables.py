"""Answers as the families write them, for the same two boxes."""

from __future__ import annotations

import numpy as np

from labeldesk.domain.shapes import Box
from labeldesk.suggest.runner import Model
from tests.unit.suggest.models import centred, picture

BOXES = np.array([[30.25, 40.5, 130.75, 200.0], [90.0, 100.0, 210.5, 330.0]])
SCORES = (0.9, 0.6)
SLOTS = (1, 0)
NAMES = {"names": "{0: 'cat', 1: 'dog'}"}
WANTED = [("dog", 0.9), ("cat", 0.6)]


def answer(inspection, size):
    model = Model(inspection.model)
    try:
        return model.suggest(picture(size))
    finally:
        model.close()


def expect_boxes(founds, atol=1e-3):
    assert [(f.class_name, round(f.score, 3)) for f in founds] == WANTED
    assert all(isinstance(f.shape, Box) for f in founds)
    assert np.allclose([f.shape.bounds for f in founds], BOXES, atol=atol)


def v8_table(boxes, cells, extra=0, classes=2):
    table = np.zeros((1, 4 + classes + extra, cells), np.float32)
    for row, (box, score, slot) in enumerate(zip(centred(boxes), SCORES, SLOTS, strict=True)):
        # A worse copy beside each box must be suppressed.
        for column, factor in ((row * 7 + 3, 1.0), (row * 7 + 4, 0.5)):
            table[0, :4, column] = box
            table[0, 4 + slot, column] = score * factor
    return table


def v5_table(boxes, rows, extra=0):
    table = np.zeros((1, rows, 5 + 2 + extra), np.float32)
    for row, (box, score, slot) in enumerate(zip(centred(boxes), SCORES, SLOTS, strict=True)):
        table[0, row, :4] = box
        table[0, row, 4] = score
        table[0, row, 5 + slot] = 1.0
    return table


def end2end_table(boxes, extra=0):
    table = np.zeros((1, 300, 6 + extra), np.float32)
    for row, (box, score, slot) in enumerate(zip(boxes, SCORES, SLOTS, strict=True)):
        table[0, row, :6] = (*box, score, slot)
    return table
