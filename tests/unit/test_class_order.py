"""What another order of the classes changes in files, and what it must not."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from labeldesk.domain.classes import ClassList
from labeldesk.formats.coco.categories import category_ids
from labeldesk.formats.masks.legend import values_of
from labeldesk.formats.report import Report
from labeldesk.formats.yolo.names import data_yaml


@pytest.fixture
def classes():
    made = ClassList()
    for n, name in enumerate(("ant", "bee", "cat")):
        item = replace(made.fresh(name), coco_id=10 + n, mask_value=20 + n)
        made = made.with_class(item)
    return made


@pytest.mark.parametrize(
    ("at", "to", "order"),
    [(0, 2, "bca"), (2, 0, "cab"), (1, 0, "bac"), (1, 99, "acb"), (1, -5, "bac"), (1, 1, "abc")],
)
def test_a_class_is_moved_to_a_place(classes, at, to, order):
    moved = classes.moved(classes.items[at].id, to)
    assert "".join(c.name[0] for c in moved) == order
    assert set(moved) == set(classes)


def test_yolo_numbers_follow_the_order_coco_ids_and_mask_values_do_not(classes):
    moved = classes.moved(classes.items[2].id, 0)
    assert yaml.safe_load(data_yaml(moved, ()))["names"] == {0: "cat", 1: "ant", 2: "bee"}
    assert category_ids(moved, Report()) == category_ids(classes, Report())
    assert values_of(moved, Report()) == values_of(classes, Report())
