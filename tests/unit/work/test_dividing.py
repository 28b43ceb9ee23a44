"""Parts of a split: neighbours stay together, classes are shared, images keep their part."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.problem import UsageError
from labeldesk.formats.report import Report
from labeldesk.work.dividing import Division, Grouping

FIXED = [*5 * ["train"], "val", "val", *4 * ["train"], "test"]
SHARES = {"train": 0.7, "val": 0.2, "test": 0.1}


def no_classes() -> dict[str, set[int]]:
    return {}


def names(many: int) -> list[str]:
    return [f"photos/{n:05}.jpg" for n in range(many)]


def test_a_stable_split_leaves_every_image_where_it_was_when_others_come() -> None:
    division = Division(SHARES, 3, Grouping(is_stable=True))
    few, many = division.of(names(300), no_classes), division.of(names(3_000), no_classes)
    assert all(many[path] == part for path, part in few.items())
    counts = Counter(many.values())
    for part, share in SHARES.items():
        assert abs(counts[part] / 3_000 - share) < 0.03


def test_a_stable_split_never_changes_from_one_version_to_the_next() -> None:
    division = Division(SHARES, 0, Grouping(is_stable=True))
    found = division.of([f"{n}.jpg" for n in range(12)], no_classes)
    assert [found[f"{n}.jpg"] for n in range(12)] == FIXED
    assert Division(SHARES, 1, Grouping(is_stable=True)).of([*found], no_classes) != found


@pytest.mark.parametrize("is_stable", [False, True])
def test_a_folder_a_sequence_and_what_a_pattern_names_are_never_torn_apart(is_stable) -> None:
    paths = [f"trip{t}/clip{c}_{n:04}.png" for t in range(9) for c in range(4) for n in range(7)]
    groups = {
        "folder": lambda path: path.split("/")[0],
        "sequence": lambda path: path.rpartition("_")[0],
        "pattern": lambda path: path.split("/")[1].split("_")[0],
    }
    for by, group in groups.items():
        grouping = Grouping(by, is_stable, r"/(clip\d)" if by == "pattern" else "")
        split = Division(SHARES, 5, grouping).of(paths, no_classes)
        assert set(split) == set(paths)
        assert len({(group(path), part) for path, part in split.items()}) == len(
            set(map(group, paths))
        )


def test_groups_are_shared_out_about_as_the_shares_say() -> None:
    paths = [f"{g}/{n}.png" for g in range(40) for n in range(g % 7 + 1)]
    counts = Counter(Division(SHARES, 1, Grouping("folder")).of(paths, no_classes).values())
    for part, share in SHARES.items():
        assert abs(counts[part] - share * len(paths)) <= 7


def test_names_without_a_number_and_without_an_ending_are_sequences_of_their_own() -> None:
    paths = ["a.png", "b.png", "c", "x/1.png", "x/2.png", "y/1.png"]
    split = Division({"a": 0.5, "b": 0.5}, 0, Grouping("sequence")).of(paths, no_classes)
    assert split["x/1.png"] == split["x/2.png"]
    assert set(split) == set(paths)


def test_each_part_gets_its_share_of_every_class_however_rare() -> None:
    classes = {path: {"car"} for path in names(400)}
    for n, path in enumerate(names(400)):
        if n % 40 == 0:
            classes[path] = {"car", "moose"}
        if n % 3 == 0:
            classes[path] = classes[path] | {"tree"}
        if n % 8 == 7:
            classes.pop(path)
    split = Division(SHARES, 7, Grouping("class")).of(names(400), lambda: classes)
    sizes = Counter(split.values())
    for part, share in SHARES.items():
        assert abs(sizes[part] - share * 400) <= 1
    for one in ("car", "moose", "tree"):
        have = [path for path, found in classes.items() if one in found]
        counts = Counter(split[path] for path in have)
        for part, share in SHARES.items():
            assert abs(counts[part] - share * len(have)) <= 2, (one, part)


@given(
    st.dictionaries(st.text(min_size=1, max_size=4), st.sets(st.integers(0, 4)), max_size=40),
    st.sampled_from(["image", "class", "folder", "sequence"]),
    st.booleans(),
    st.integers(0, 9),
)
def test_every_image_is_in_one_part_whatever_the_order(classes, by, is_stable, seed) -> None:
    grouping = Grouping(by, is_stable and by != "class")
    division = Division(SHARES, seed, grouping)
    split = division.of([*classes], lambda: classes)
    assert set(split) == set(classes)
    assert set(split.values()) <= set(SHARES)
    backwards = dict(reversed(classes.items()))
    assert division.of([*backwards], lambda: backwards) == split


def test_a_part_that_stays_empty_is_said_with_the_number_of_groups() -> None:
    report = Report()
    Division(SHARES, 0, Grouping("folder")).of(["a/1.png", "a/2.png"], no_classes, report)
    assert sorted(map(str, report.rows)) == [
        "No image is in test: groups stay together, and there are 1 of them",
        "No image is in val: groups stay together, and there are 1 of them",
    ]


@pytest.mark.parametrize(
    "grouping",
    [Grouping("size"), Grouping("class", is_stable=True), Grouping("pattern", pattern="(")],
)
def test_what_cannot_be_is_refused(grouping: Grouping) -> None:
    with pytest.raises(UsageError):
        grouping.check()


def test_parts_add_up_without_a_split() -> None:
    assert Division({}).of(names(3), no_classes) == {}
